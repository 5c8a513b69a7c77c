"""Every time expression of a document, with its value in EDTF.

The way: signs.py cuts the text into months, weekdays, counts and the like (lexicon.yaml); grammar.py finds
expressions among them (grammar.yaml); meanings.py works out their values from publication, the times before
and the tense (context.py, tense.py, calendar.py); periods.py joins times to the prepositions around them.
"""

from __future__ import annotations

from onrecord.reading.times.finding import find_times
from onrecord.reading.times.periods import find_periods

__all__ = ["find_periods", "find_times"]
