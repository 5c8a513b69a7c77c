"""Coreference: which names, descriptions and pronouns stand for one thing.

resolving.py goes through a text; bearers.py says which names are borne by one thing (kinds.py of what type each is,
sexes.py keeps a man and a woman of one surname apart), aliases.py (aliases.yaml) which are said to be, distinct.py
(distinct.yaml) which are said not to be; appositions.py finds what stands beside a name for the same thing;
descriptions.py, anaphora.py and pronouns.py (salience.py, speaking.py) read what is no name, over the discourse
(discourse.py, seats.py); casting.py makes the cast. Once attributions are known, first_person.py gives "I" and "we" to
who speaks, and source_descriptions.py draws out what unnamed sources are called.
"""

from __future__ import annotations

from onrecord.reading.coreference.first_person import resolve_speakers
from onrecord.reading.coreference.resolving import resolve
from onrecord.reading.coreference.source_descriptions import describe_sources

__all__ = ["describe_sources", "resolve", "resolve_speakers"]
