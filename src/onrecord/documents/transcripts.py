"""Transcripts in WebVTT and SubRip: the spoken words in turns, each cue with its seconds and its speaker.

A turn is one block. Where the file names the speaker, the turn begins with the name and a colon, so that what is said
has its speaker in the text, whichever way the file wrote it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from onrecord.documents.decoding import decode
from onrecord.documents.extraction import Extraction, Layout
from onrecord.errors import DocumentError
from onrecord.records import Skipped, TranscriptCue

PAUSE = 3.0
"""Seconds of silence after which a finished sentence ends the turn of an unnamed speaker."""
TURN_WORDS = 100
"""Words after which the next finished sentence ends the turn of an unnamed speaker."""
_CLOCK = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font|span)\b[^<>]*>|<[\d:.]+>|\{\\[^{}]*\}", re.IGNORECASE)
_NAME = r"[A-Z][\w.'’-]*(?:[ \t]+[A-Z(][\w.'’()-]*|[ \t]+(?:de|van|von|of|the)){0,5}"
_SPEAKER = re.compile(rf"\s*(?:>>+\s*|-\s*)?({_NAME}):\s+(?=\S)")
_NOT_SPOKEN = ("NOTE", "STYLE", "REGION", "WEBVTT", "X-TIMESTAMP")


@dataclass(frozen=True, slots=True)
class _Cue:
    begins: float
    ends: float
    speaker: str | None
    words: str


@dataclass(frozen=True, slots=True)
class _Refused:
    """A part of the file that is no cue, and why."""

    reason: str


def read_transcript(name: str, data: bytes) -> Extraction:
    """Read a WebVTT or SubRip transcript; what is no cue is skipped with its reason.

    Raises:
        DocumentError: it has no cue that could be read.
    """
    decoded = decode(data)
    parts = [part for chunk in _chunks(decoded.text) for part in _read_chunk(chunk)]
    if not any(isinstance(part, _Cue) for part in parts):
        raise DocumentError(name, "a transcript without one cue that can be read", "check that it is WebVTT or SubRip")
    lost = tuple(Skipped(0, 0, entry.stage, entry.reason) for entry in decoded.skipped)
    return _lay_out(parts, lost)


def _chunks(text: str) -> list[list[str]]:
    """The parts of the file between empty lines; a timing line without one before it starts a part as well."""
    chunks: list[list[str]] = [[]]
    for line in text.replace("\r", "\n").replace("\0", "\ufffd").split("\n"):
        if not line.strip():
            chunks.append([])
        elif _TIMING.fullmatch(line) and any("-->" in before for before in chunks[-1]):
            identifier = [chunks[-1].pop()] if chunks[-1][-1].strip().isdigit() else []
            chunks.append([*identifier, line])
        else:
            chunks[-1].append(line)
    return [chunk for chunk in chunks if chunk]


def _read_chunk(lines: list[str]) -> list[_Cue | _Refused]:
    at = next((index for index, line in enumerate(lines[:2]) if "-->" in line), None)
    if at is None:
        return _without_timing(lines)
    timing = _TIMING.fullmatch(lines[at])
    if timing is None:
        return [_Refused(f"a cue whose times cannot be read ({lines[at].strip()[:60]!r})")]
    begins, ends = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
    if ends < begins:
        return [_Refused(f"a cue that ends before it begins ({lines[at].strip()[:60]!r})")]
    spoken = _speeches(lines[at + 1 :])
    return [_Cue(begins, ends, speaker, words) for speaker, words in spoken if words]


def _without_timing(lines: list[str]) -> list[_Cue | _Refused]:
    words = " ".join(lines)
    if lines[0].startswith(("WEBVTT", "X-TIMESTAMP")):
        return []
    if lines[0].startswith(_NOT_SPOKEN):
        return [_Refused(f"not spoken: {_short(words)}")]
    return [_Refused(f"text without times: {_short(words)}")]


def _speeches(lines: list[str]) -> list[tuple[str | None, str]]:
    """Who says what in one cue; a cue may hold several speakers."""
    speeches: list[tuple[str | None, str]] = []
    speaker: str | None = None
    for part, voice in _voices("\n".join(lines)):
        speaker = voice or speaker
        for line in part.split("\n"):
            words = " ".join(html.unescape(_TAG.sub("", line)).split())
            named = _SPEAKER.match(words)
            if named is not None and voice is None:
                speaker, words = named[1], words[named.end() :]
            if speeches and speeches[-1][0] == speaker:
                speeches[-1] = (speaker, f"{speeches[-1][1]} {words}".strip())
            elif words:
                speeches.append((speaker, words))
    return speeches


def _voices(payload: str) -> list[tuple[str, str | None]]:
    pieces = _VOICE.split(payload)
    found: list[tuple[str, str | None]] = [(pieces[0], None)]
    found += [
        (words, " ".join(html.unescape(name).split()) or None)
        for name, words in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    return found


def _lay_out(parts: list[_Cue | _Refused], lost: tuple[Skipped, ...]) -> Extraction:
    layout = Layout()
    cues: list[TranscriptCue] = []
    turn: list[_Cue] = []
    for part in parts:
        if isinstance(part, _Refused):
            cues += _add_turn(layout, turn)
            turn = []
            layout.skip("documents", part.reason)
            continue
        if turn and _same(turn[-1], part):
            layout.skip("documents", f"repeats the cue before it: {_short(part.words)}")
            continue
        if turn and _ends_turn(turn, part):
            cues += _add_turn(layout, turn)
            turn = []
        turn.append(part)
    cues += _add_turn(layout, turn)
    made = layout.extraction(cues=tuple(cues))
    return Extraction(made.text, made.blocks, cues=made.cues, skipped=lost + made.skipped)


def _add_turn(layout: Layout, turn: list[_Cue]) -> list[TranscriptCue]:
    if not turn:
        return []
    at = layout.end
    text = f"{turn[0].speaker}:" if turn[0].speaker else ""
    cues = []
    for cue in turn:
        text += " " if text else ""
        start = at + len(text)
        text += cue.words
        cues.append(TranscriptCue(start, start + len(cue.words), cue.begins, cue.ends, turn[0].speaker))
    return cues if layout.add(text, "paragraph") else []


def _ends_turn(turn: list[_Cue], cue: _Cue) -> bool:
    """Does a new turn begin with this cue? A cue without a name goes on with the speaker before it."""
    last = turn[-1]
    if cue.speaker is not None and cue.speaker != turn[0].speaker:
        return True
    ended = last.words.rstrip("\"'”’)").endswith((".", "!", "?", "…"))
    long = sum(len(each.words.split()) for each in turn) >= TURN_WORDS
    if turn[0].speaker is not None:
        return False
    return ended and (long or cue.begins - last.ends > PAUSE)


def _same(before: _Cue, cue: _Cue) -> bool:
    return before.words == cue.words and cue.speaker in (None, before.speaker) and cue.begins - before.ends < PAUSE


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = clock
    thousandths = int((fraction or "0").ljust(3, "0"))
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + thousandths / 1000


def _short(words: str) -> str:
    words = " ".join(words.split())
    return repr(words if len(words) <= 60 else words[:57] + "…")
