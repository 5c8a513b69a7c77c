"""Which passages are English: OnRecord reads English, and says of every other passage that it did not.

A passage rich in English function words is English, however many foreign names it holds. Only what is poor in them
is put before py3langid (a naive Bayes model over byte n-grams, 97 languages; loading it takes over a second).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

from onrecord.documents.language_names import LANGUAGE_NAMES
from onrecord.errors import RuleError
from onrecord.records import Skipped

if TYPE_CHECKING:
    from onrecord.records import Block, Document

ENGLISH = "en"
SHORT = 8
"""Passages of fewer words, such as names and headings, take the language of their document."""
PLAIN_SHORT = 12
"""In an English text a passage without one accent, and of fewer words than this, is taken for English."""
ENGLISH_SHARE = 0.16
"""Share of function words from which a passage is English. English news has 0.3 to 0.5, other languages under 0.1."""
DOUBTFUL_SHARE = 0.06
"""From this share on it takes a longer passage to be called foreign: lists of names hold few function words."""
LONG = 20
SURE = 0.99
SAMPLE = 4000
"""Characters of a passage that are enough to tell its language."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CONTRACTION = re.compile(r".+['’](?:s|t|re|ve|ll|d|m)")
_WITHOUT_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
CHARACTERS_A_WORD = 2
"""In scripts that part no words, what counts as one word."""


def detect_language(text: str, *, likely_english: bool = False) -> str | None:
    """The ISO 639-1 code of a passage, or nothing where it is too short or too unlike any language to say.

    Args:
        text: the passage.
        likely_english: whether it stands in an English text, and so needs fewer function words to be English.
    """
    words = _WORD.findall(text.lower())
    unspaced = len(_WITHOUT_SPACES.findall(text))
    length = max(len(words), unspaced // CHARACTERS_A_WORD)
    if length < SHORT:
        return None
    share = _english_share(words)
    if share >= (DOUBTFUL_SHARE if likely_english else ENGLISH_SHARE):
        return ENGLISH
    if likely_english and length < PLAIN_SHORT and text.isascii():
        return None
    code, sure = _identifier().classify(_running_text(text[:SAMPLE]))
    if code == ENGLISH:
        return ENGLISH
    if float(sure) < SURE or (share >= DOUBTFUL_SHARE and length < LONG):
        return None
    return str(code)


def language_of_document(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The language of the larger part of a text; nothing where no passage is long enough to say."""
    return _larger_part(_languages(text, blocks), blocks)


def skip_foreign(document: Document) -> tuple[Skipped, ...]:
    """A `skipped` entry of stage "language" for every block that is not English, in text order.

    Short blocks, and those no language can be told of, take the language of the document.
    """
    found = _languages(document.text, document.blocks)
    return tuple(
        Skipped(block.start, block.end, "language", f"in {LANGUAGE_NAMES.get(code, code)}: OnRecord reads English")
        for block, own in zip(document.blocks, found, strict=True)
        if (code := own or document.language or ENGLISH) != ENGLISH
    )


def _english_share(words: list[str]) -> float:
    return sum(map(_is_english, words)) / max(1, len(words))


def _is_english(word: str) -> bool:
    """A function word, or a word as only English shortens it ("wasn't", "Ruth's")."""
    return word in function_words() or _CONTRACTION.fullmatch(word) is not None


def _languages(text: str, blocks: tuple[Block, ...]) -> list[str | None]:
    english = _english_share(_WORD.findall(text.lower())) >= ENGLISH_SHARE
    return [detect_language(text[block.start : block.end], likely_english=english) for block in blocks]


def _larger_part(languages: list[str | None], blocks: tuple[Block, ...]) -> str | None:
    lengths: Counter[str] = Counter()
    for code, block in zip(languages, blocks, strict=True):
        if code is not None:
            lengths[code] += block.end - block.start
    return min(lengths, key=lambda code: (-lengths[code], code)) if lengths else None


def _running_text(text: str) -> str:
    """The passage without names, as far as capitals tell: a capitalised word after a small one is likely a name.

    Languages that capitalise nouns (German) keep enough small words to be told by; scripts without case are whole.
    """
    kept: list[str] = []
    small = False
    for word in text.split():
        if not (small and word[:1].isupper()):
            kept.append(word)
        small = word[:1].islower() or (small and word[:1].isupper())
    return " ".join(kept) or text


@cache
def function_words() -> frozenset[str]:
    """English words that tell it from other languages, from function_words.yaml.

    Raises:
        RuleError: the file has no list of small words under `words`.
    """
    path = Path(__file__).with_name("function_words.yaml")
    words = yaml.safe_load(path.read_text("utf-8")).get("words")
    if not isinstance(words, list) or not all(isinstance(word, str) and word == word.lower() for word in words):
        raise RuleError(f"{path.name}: words: a list of lower-case words is needed; a YAML yes, no or on needs quotes")
    return frozenset(words)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(LANGUAGE_NAMES))
    return identifier
