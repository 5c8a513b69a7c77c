"""The glyphs of a PDF page with their places: the one module that calls pdfium's raw text functions.

Places are in points, x from left to right and y upwards, turned so that the page's main writing direction is
level: a page that was scanned or set sideways comes out upright.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

LINE_END_HYPHEN = "\x02"  # pdfium's own sign for a hyphen that ends a line
SOFT_HYPHEN = "\u00ad"
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_TURNS = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}  # degrees: cosine, sine
# Fonts of pictures put bullets where Unicode leaves room for private use.
_PRIVATE_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076), "•")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: from `left` to `right` on its baseline `y`, of `size` points; `spaced`: after a space."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    turn: int = 0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """What is drawn on one page. `drawn` tells a scan from a blank page.

    `turned` is the text that runs in another direction than the page's; `unreadable` counts the glyphs
    whose font does not say which letters they are.
    """

    glyphs: tuple[Glyph, ...]
    bottom: float
    top: float
    drawn: bool
    turned: str = ""
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    turn: int


def read_glyphs(page: pdfium.PdfPage) -> GlyphPage:
    """All glyphs of a page in the order in which the file draws them.

    Raises:
        pdfium.PdfiumError: the page's text cannot be loaded.
    """
    textpage = page.get_textpage()
    try:
        glyphs, unreadable = _glyphs(textpage)
    finally:
        textpage.close()
    turn = _main_turn(glyphs)
    level = tuple(_level(glyph, turn) for glyph in glyphs if glyph.turn == turn)
    turned = "".join(" " * glyph.spaced + glyph.text for glyph in glyphs if glyph.turn != turn)
    bottom, top = _extent(page, turn)
    drawn = pdfium_c.FPDFPage_CountObjects(page) > 0
    return GlyphPage(level, bottom, top, drawn, " ".join(turned.split()), unreadable)


def _glyphs(textpage: pdfium.PdfTextPage) -> tuple[list[Glyph], int]:
    glyphs: list[Glyph] = []
    unreadable = 0
    styles: dict[int, _Style] = {}
    spaced = False
    for index in range(textpage.count_chars()):
        text = _character(pdfium_c.FPDFText_GetUnicode(textpage, index))
        style = _style(textpage, index, styles)
        if text is None:
            unreadable += 1
        elif text == " " or style is None:
            spaced = True
        elif text:
            glyph = _place(textpage, index, text, style, spaced=spaced)
            if glyphs and _is_same_place(glyphs[-1], glyph):
                glyphs[-1] = replace(glyph, text=glyphs[-1].text + text, spaced=glyphs[-1].spaced)
            else:
                glyphs.append(glyph)
            spaced = False
    return _join_surrogates(glyphs), unreadable


def _is_same_place(one: Glyph, other: Glyph) -> bool:
    """Whether two characters are one glyph: pdfium gives the letters of a ligature one by one, all in its place."""
    return (one.left, one.right, one.y) == (other.left, other.right, other.y)


def _character(code: int) -> str | None:
    """The text of a code: nothing for controls, none where the font does not say what the glyph stands for."""
    if code in _PRIVATE_BULLETS:
        return _PRIVATE_BULLETS[code]
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code <= 0xF8FF:
        return None
    text = chr(code)
    if text in (LINE_END_HYPHEN, SOFT_HYPHEN) or 0xD800 <= code <= 0xDFFF:
        return text
    if text.isspace():
        return " "
    if unicodedata.category(text) in ("Cc", "Cf", "Cn"):
        return ""
    # Ligatures and presentation forms become the letters they are drawn from.
    return unicodedata.normalize("NFKC", text) if 0xFB00 <= code <= 0xFB06 else text


def _style(textpage: pdfium.PdfTextPage, index: int, styles: dict[int, _Style]) -> _Style | None:
    """The style of the text object that holds a character; generated spaces lie in none."""
    raw = pdfium_c.FPDFText_GetTextObject(textpage, index)
    key = ctypes.cast(raw, ctypes.c_void_p).value
    if key is None:
        return None
    if key not in styles:
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
        size = pdfium_c.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        styles[key] = _Style(round(size, 2), _is_bold(textpage, index), turn)
    return styles[key]


def _is_bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    if pdfium_c.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT:
        return True
    buffer = ctypes.create_string_buffer(128)
    pdfium_c.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), ctypes.c_int())
    return bool(_BOLD_NAME.search(buffer.value.decode("utf-8", "replace")))


def _place(textpage: pdfium.PdfTextPage, index: int, text: str, style: _Style, *, spaced: bool) -> Glyph:
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(textpage, index, box)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(textpage, index, x, y)
    if style.turn == 0:
        return Glyph(text, box.left, box.right, y.value, style.size, style.bold, spaced=spaced)
    # Kept as drawn, until the page's main direction is known: corners along the direction of writing.
    cosine, sine = _TURNS.get(style.turn, (1, 0))
    along = sorted(cosine * px + sine * py for px, py in ((box.left, box.bottom), (box.right, box.top)))
    baseline = cosine * y.value - sine * x.value
    return Glyph(text, along[0], along[1], baseline, style.size, style.bold, style.turn, spaced)


def _main_turn(glyphs: list[Glyph]) -> int:
    turns = Counter(glyph.turn for glyph in glyphs)
    upright = sorted((turn for turn in turns if turn in _TURNS), key=lambda turn: (-turns[turn], turn))
    return upright[0] if upright else 0


def _level(glyph: Glyph, turn: int) -> Glyph:
    return glyph if turn == 0 else replace(glyph, turn=0)


def _extent(page: pdfium.PdfPage, turn: int) -> tuple[float, float]:
    """The lowest and the highest y of the page, once turned."""
    left, bottom, right, top = page.get_bbox()
    cosine, sine = _TURNS[turn]
    heights = sorted(cosine * y - sine * x for x, y in ((left, bottom), (right, top)))
    return heights[0], heights[1]


def _join_surrogates(glyphs: list[Glyph]) -> list[Glyph]:
    """Characters beyond the basic plane may come as two halves; a lone half is nothing."""
    joined: list[Glyph] = []
    high: Glyph | None = None
    for glyph in glyphs:
        code = ord(glyph.text[0])
        if 0xD800 <= code <= 0xDBFF:
            high = glyph
        elif 0xDC00 <= code <= 0xDFFF:
            if high is not None:
                whole = chr(0x10000 + ((ord(high.text) - 0xD800) << 10) + code - 0xDC00)
                joined.append(replace(high, text=whole, right=glyph.right))
            high = None
        else:
            high = None
            joined.append(glyph)
    return joined
