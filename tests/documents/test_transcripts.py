"""Transcripts: turns of speech with the seconds of every cue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.transcripts import read_transcript
from onrecord.errors import DocumentError
from onrecord.records import TranscriptCue

VTT = """\
WEBVTT - hearing

NOTE recorded on Monday

STYLE
::cue { color: red }

1
00:01.000 --> 00:03.500 align:start
<v.loud Ann Oke>We closed the <i>harbour</i> &amp; the pier.</v>

00:03.500 --> 00:05.000
<v Ann Oke>Nobody was told.</v>

00:00:05.000 --> 00:00:06.250
<v Tom Arkwright>Why?</v>

00:07.000 --> broken
lost words

01:00:00.000 --> 01:00:01.000
ANN OKE: I will not say.
"""

SRT = """\
1
00:00:01,000 --> 00:00:02,000
{\\an8}<font color="#fff">The board met.</font>

2
00:00:02,000 --> 00:00:03,000
- Tom Arkwright: Who was there?
- Ann Oke: All of us.
3
00:00:03,500 --> 00:00:04,000
It took an hour: no more.
"""


def turns(text: str) -> list[str]:
    """The blocks of a transcript."""
    made = read_transcript("a.vtt", text.encode())
    return [made.text[block.start : block.end] for block in made.blocks]


def test_vtt_turns() -> None:
    """Cues of one speaker make one turn, which starts with the name, however the file gives it."""
    assert turns(VTT) == [
        "Ann Oke: We closed the harbour & the pier. Nobody was told.",
        "Tom Arkwright: Why?",
        "ANN OKE: I will not say.",
    ]


def test_srt_turns() -> None:
    """SubRip likewise; one cue may hold two speakers, and a colon within a sentence names nobody."""
    assert turns(SRT) == [
        "The board met.",
        "Tom Arkwright: Who was there?",
        "Ann Oke: All of us. It took an hour: no more.",
    ]


def test_cues_have_offsets_seconds_and_speakers() -> None:
    """A cue's offsets are those of its own words, its times are seconds."""
    made = read_transcript("a.vtt", VTT.encode())
    assert [(made.text[cue.start : cue.end], cue.begins, cue.ends, cue.speaker) for cue in made.cues] == [
        ("We closed the harbour & the pier.", 1.0, 3.5, "Ann Oke"),
        ("Nobody was told.", 3.5, 5.0, "Ann Oke"),
        ("Why?", 5.0, 6.25, "Tom Arkwright"),
        ("I will not say.", 3600.0, 3601.0, "ANN OKE"),
    ]
    assert isinstance(made.cues[0], TranscriptCue)


def test_what_is_no_cue_is_skipped() -> None:
    """Notes, styles and malformed cues are named."""
    reasons = [each.reason for each in read_transcript("a.vtt", VTT.encode()).skipped]
    assert reasons == [
        "not spoken: 'NOTE recorded on Monday'",
        "not spoken: 'STYLE ::cue { color: red }'",
        "a cue whose times cannot be read ('00:07.000 --> broken')",
    ]


def test_a_repeated_cue_is_read_once() -> None:
    """Rolling captions that repeat a line give it once, and say so."""
    made = read_transcript("a.srt", b"00:01.000 --> 00:02.000\nWe met.\n\n00:02.000 --> 00:03.000\nWe met.\n")
    assert made.text == "We met."
    assert made.skipped[0].reason == "repeats the cue before it: 'We met.'"


def test_a_pause_parts_turns_of_unnamed_speakers() -> None:
    """Without names a finished sentence and a pause end a turn."""
    pause = (
        "00:01.000 --> 00:02.000\nWe met.\n\n00:09.000 --> 00:10.000\nWe left.\n\n00:10.000 --> 00:11.000\nAll of us.\n"
    )
    assert turns(pause) == ["We met.", "We left. All of us."]


def test_no_cue_is_an_error() -> None:
    """A file without a readable cue is no transcript."""
    with pytest.raises(DocumentError, match="without one cue"):
        read_transcript("a.vtt", b"WEBVTT\n\nhello\n")


@given(st.text(alphabet=st.sampled_from("0123456789:.,-> \n<v A>N:&b")))
def test_odd_transcripts_never_raise(tail: str) -> None:
    """Whatever follows a good cue, the rest is read or skipped."""
    made = read_transcript("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\nWe met.\n\n{tail}".encode())
    assert all(made.text[cue.start : cue.end].strip() for cue in made.cues)
