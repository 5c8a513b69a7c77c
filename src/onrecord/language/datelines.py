"""Datelines: the place, day and agency before the first words of a report ("REDPORT, May 14 (Quayside) - ").

A dateline says where and when a report was written and takes no part in its first sentence. It is cut off as a
sentence of its own, of the kind `byline`, so that no parser takes the place for who did it.
"""

from __future__ import annotations

from collections.abc import Sequence

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_LONGEST = 16
"""Tokens a dateline may have."""
_BARE = 3
"""Tokens it may have where it is nothing but a place."""
_MARKS = frozenset({",", ".", "(", ")", "/", "of", "the"})


def dateline_length(words: Sequence[str], spaced: Sequence[bool]) -> int:
    """How many of a block's first tokens are its dateline, with the dash that ends it; 0, if it has none.

    Args:
        words: the tokens of the block.
        spaced: of each token, whether white space follows it.
    """
    dash = next((at for at, word in enumerate(words[:_LONGEST]) if at and word in _DASHES and spaced[at]), 0)
    if not dash or dash + 1 >= len(words) or not spaced[dash - 1] or not _opens(words[dash + 1]):
        return 0
    before = words[:dash]
    if len(before[0]) < 3 or not all(_belongs(word) for word in before):
        return 0
    loud = before[0].isupper()
    told = ")" in before or any(word.isdigit() for word in before)
    bare = loud and len(before) <= _BARE and all(word.isupper() for word in before)
    return dash + 1 if bare or (told and (loud or before[-1] == ")")) else 0


def _belongs(word: str) -> bool:
    """A name, a figure, or what stands between them."""
    return word in _MARKS or word[0].isupper() or word.isdigit()


def _opens(word: str) -> bool:
    """May a sentence begin with it?"""
    return not word[0].islower()
