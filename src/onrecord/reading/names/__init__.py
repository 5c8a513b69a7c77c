"""Names: what in a text is one, where it begins and ends, and of what type it is.

finding.py finds them by rules: introduced.py (introductions.yaml) and acronyms.py, where the text itself tells one;
joins.py and bounds.py say what belongs to one, filters.py what is none, types.py of what type. trained.py reads them
with the tagger: tagger.py says what it is told and how its scores are read, judging.py what it says of pairs.
word_lists.py loads the lists: names.yaml, places.yaml, first_names.yaml, and descriptions.yaml for common nouns.
"""

from __future__ import annotations

from onrecord.reading.names.finding import find_names
from onrecord.reading.names.trained import NamesRead, trained_names

__all__ = ["NamesRead", "find_names", "trained_names"]
