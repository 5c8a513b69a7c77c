"""Every amount of a document: money, shares, ages, measures and counts, exact.

page.py holds what is read, money.py and counts.py read the kinds of amounts (currencies.yaml, quantities.yaml),
finding.py puts them in text order.
"""

from __future__ import annotations

from onrecord.reading.amounts.finding import amount_string, find_amounts
from onrecord.reading.amounts.units import is_measure

__all__ = ["amount_string", "find_amounts", "is_measure"]
