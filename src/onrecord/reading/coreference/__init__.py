"""Coreference: which names, descriptions and pronouns stand for one thing.

resolving.py goes through a text; bearers.py says which names are borne by one thing, aliases.py (aliases.yaml) which
are said to be; descriptions.py, anaphora.py and pronouns.py read what is no name, over the discourse (discourse.py,
seats.py); casting.py makes the cast, and first_person.py gives "I" and "we" to who speaks.
"""

from __future__ import annotations

from onrecord.reading.coreference.first_person import resolve_speakers
from onrecord.reading.coreference.resolving import resolve

__all__ = ["resolve", "resolve_speakers"]
