"""Whose word a run of text is."""

from __future__ import annotations

from onrecord.reading.attributions.quotations import find_quotations
from onrecord.reading.attributions.voice import VoiceIndex
from onrecord.records import Attribution, Document, Source, Span


def at(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def attribution(text: str, id_: str, source: str | None, *content: str, within: str | None = None) -> Attribution:
    """An attribution built by hand."""
    named = Source(at(text, source).start, at(text, source).end) if source else None
    return Attribution(id_, tuple(at(text, words) for words in content), "indirect", "statement", named, within=within)


def index(text: str, *attributions: Attribution) -> VoiceIndex:
    """The voices of a text."""
    return VoiceIndex.of(attributions, find_quotations(Document("d", text)))


def test_document_speaks_where_nobody_is_quoted() -> None:
    """Outside all content the voice is the document's own."""
    text = "Venn said the pier is safe. It opened."
    voices = index(text, attribution(text, "a-1", "Venn", "the pier is safe"))
    assert voices.voice(at(text, "opened")) is None
    assert voices.voice(at(text, "safe")) == "a-1"
    assert VoiceIndex().voice(Span(0, 1)) is None


def test_innermost_speaker_wins() -> None:
    """Of two who are said to say it, the inner one."""
    text = "Venn said Tarrow claims the pier is safe."
    voices = index(
        text,
        attribution(text, "a-1", "Venn", "Tarrow claims the pier is safe"),
        attribution(text, "a-2", "Tarrow", "the pier is safe", within="a-1"),
    )
    assert voices.voice(at(text, "safe")) == "a-2"
    assert voices.voice(at(text, "claims")) == "a-1"
    assert voices.attributions(at(text, "safe")) == ("a-1", "a-2")


def test_equal_content_goes_to_the_one_within() -> None:
    """Where two contents are the same words, `within` says which is the inner."""
    text = "Venn believes, Tarrow said, the pier is safe."
    voices = index(
        text,
        attribution(text, "a-2", "Venn", "the pier is safe", within="a-1"),
        attribution(text, "a-1", "Tarrow", "the pier is safe"),
    )
    assert voices.voice(at(text, "safe")) == "a-2"


def test_titles_in_reported_speech_are_the_documents_own() -> None:
    """The description in "Tarrow, the treasurer, stole it" is not the speaker's in reported speech."""
    text = "Venn said Tarrow, the treasurer, stole it."
    voices = index(text, attribution(text, "a-1", "Venn", "Tarrow, the treasurer, stole it"))
    assert voices.voice(at(text, "the treasurer"), appositive=True) is None
    assert voices.voice(at(text, "stole"), appositive=False) == "a-1"


def test_titles_in_quotation_marks_are_the_speakers() -> None:
    """Inside quotation marks everything is the speaker's, and of two the one who is quoted."""
    text = "Venn said, “Lunt claims Tarrow, the treasurer, stole it.”"
    voices = index(
        text,
        attribution(text, "a-1", "Venn", "“Lunt claims Tarrow, the treasurer, stole it.”"),
        attribution(text, "a-2", "Lunt", "Tarrow, the treasurer, stole it", within="a-1"),
    )
    assert voices.voice(at(text, "the treasurer"), appositive=True) == "a-1"
    assert voices.voice(at(text, "stole")) == "a-2"


def test_no_source_no_voice() -> None:
    """What is said by nobody in particular keeps the voice around it, and is known to be sourceless."""
    text = "Venn said it is believed that Tarrow stole it."
    voices = index(
        text,
        attribution(text, "a-1", "Venn", "it is believed that Tarrow stole it"),
        attribution(text, "a-2", None, "that Tarrow stole it", within="a-1"),
    )
    assert voices.voice(at(text, "stole")) == "a-1"
    assert voices.sourceless(at(text, "stole"))
    assert not voices.sourceless(at(text, "believed"))
    assert not voices.sourceless(at(text, "Venn"))


def test_content_in_pieces() -> None:
    """Both halves of a parted quotation are the speaker's, and what parts them is not."""
    text = "“The pier,” Venn said, “is safe.”"
    voices = index(text, attribution(text, "a-1", "Venn", "“The pier,”", "“is safe.”"))
    assert [voices.voice(at(text, words)) for words in ("pier", "said", "safe")] == ["a-1", None, "a-1"]
    assert voices.voice(at(text, "pier,” Venn said, “is")) is None
