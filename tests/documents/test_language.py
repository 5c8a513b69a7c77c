"""Language by passage: what is not English is named, and English full of foreign names is not."""

from __future__ import annotations

import pytest

from onrecord.documents.language import detect_language, language_of_document, skip_foreign
from onrecord.documents.text import blocks_of
from onrecord.records import Document

ENGLISH = "The harbour board said on Monday that it would repay the whole grant to the council by the end of June."
FRENCH = "Le conseil du port a déclaré lundi que la subvention serait remboursée avant la fin du mois de juin."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("Der Verein hat am Montag erklärt, das Geld bis Ende Juni an die Stadt zurückzuzahlen.", "de"),
        ("El consejo dijo el lunes que devolvería la subvención antes de finales de junio.", "es"),
        ("Rada oświadczyła w poniedziałek, że zwróci całą dotację do końca czerwca.", "pl"),
        ("Совет гавани сообщил в понедельник, что вернёт весь грант городу до конца июня.", "ru"),
        ("理事会星期一表示将在六月底之前退还全部拨款给市政府。", "zh"),
        ("Conseil du port", None),
        ("", None),
        ("1998 | 2011 | 412,500 | 75,000 | 1,840,000", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    """A passage of some length has a language; a name, a heading, a row of figures has none."""
    assert detect_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Håkan Österlund, Jürgen Mülheim, Zoë Białyst, Søren Kjærholm and Łukasz Wójt met Émile Bérange.",
        "Ferraro, Bianco, Rossano, Espositore, Romanelli, Colombari, Riccardo, Mariner, Grecolin, Brunello",
        "Port de Sainte-Claire beat Olympique du Cap; Kylian Durance, Jean Petitot and Luc Moreaux scored.",
        "Police arrested eleven men, seized two vans, closed three roads.",
        "Photograph: Ama Ruizo/Coastal Picture Agency, Porto Belo, Santa Rosa, Costa Dourada",
        "We've won, he's gone, that's it, you're next.",
    ],
)
def test_english_and_names_are_not_called_foreign(text: str) -> None:
    """Caution: names, lists and clipped English are never skipped as another language."""
    assert detect_language(text) in ("en", None)


def document(text: str) -> Document:
    """A document of a text as the reader makes it."""
    blocks = blocks_of(text)
    return Document("d-1", text, language=language_of_document(text, blocks), blocks=blocks)


def test_foreign_passages_are_skipped() -> None:
    """In an English document a French paragraph is skipped whole; short blocks are not."""
    made = document(f"Le port\n\n{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}\n")
    (entry,) = skip_foreign(made)
    assert made.language == "en"
    assert made.text[entry.start : entry.end] == FRENCH
    assert (entry.stage, entry.reason) == ("language", "in French: OnRecord reads English")


def test_a_foreign_document_is_skipped_whole() -> None:
    """In a French document every block is skipped, headings too."""
    made = document(f"Le port\n\n{FRENCH}\n\n{FRENCH}\n")
    assert made.language == "fr"
    assert len(skip_foreign(made)) == len(made.blocks) == 3


def test_a_document_without_a_language_is_read() -> None:
    """Where nothing is long enough to tell, nothing is skipped."""
    made = document("Le port\n")
    assert (made.language, skip_foreign(made)) == (None, ())
