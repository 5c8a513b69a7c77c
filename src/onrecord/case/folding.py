"""Names in the form in which they are compared: words in lower case, without accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """The words of a text, each between blanks: ` jose o brien ` for "José O'Brien"; empty without words.

    So a name bears another where the folded one contains the other: whole words only, in order.
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    words = _WORD.findall(plain)
    return f" {' '.join(words)} " if words else ""
