"""Attributions: who is said to say, think or want what; quotations, and whose word a run of text is.

finding.py puts them together from drafts (drafts.py), which are read by the trained model (trained.py, proposals.py;
phrases.py draws their edges), within contents or where there is no model by rules (reported_speech.py, complements.py,
speakers.py; the words are cues.yaml, loaded by cues.py), and from lines that name their speaker (speaker_lines.py).
sources.py says who a source is. quotations.py pairs quotation marks, quoted_speech.py says whose they are, and voice.py
whose word any run of the text is.
"""

from __future__ import annotations

from onrecord.reading.attributions.finding import find_attributions

__all__ = ["find_attributions"]
