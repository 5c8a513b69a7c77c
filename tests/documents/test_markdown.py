"""Markdown: the text keeps its marks, the blocks and links leave them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.extraction import Metadata
from onrecord.documents.markdown import read_markdown

PAGE = """\
---
title: The van
authors: [Ines Calder, Tom Arkwright]
date: 2019-05-04
---
# The van

*By Ines Calder, 4 May 2019*

The trust bought [a van](https://harbour.example/van "Van") and
a boat, see [the minutes][m]. Short

Where it went
-------------

- One **van**
- One boat,
  blue

> “I never saw it.”
>
> *Ann Oke, chair*

| Year | Sum |
|------|-----|
| 2018 | 40  |

![The van in May](van.jpg)

```
code here
```
<!-- editor: cut this -->
See[^1] <https://harbour.example/x>.

[^1]: Minutes of the board.
[m]: https://harbour.example/minutes
"""


def test_blocks_leave_the_marks_out() -> None:
    """Headings, items, quotes, tables, image captions and notes become blocks without their marks."""
    made = read_markdown("a.md", PAGE.encode())
    assert [(block.kind, made.text[block.start : block.end]) for block in made.blocks] == [
        ("headline", "The van"),
        ("byline", "*By Ines Calder, 4 May 2019*"),
        (
            "paragraph",
            'The trust bought [a van](https://harbour.example/van "Van") and\na boat, see [the minutes][m]. Short',
        ),
        ("subhead", "Where it went"),
        ("item", "One **van**"),
        ("item", "One boat,\n  blue"),
        ("quote", "“I never saw it.”"),
        ("quote", "*Ann Oke, chair*"),
        ("table", "| Year | Sum |\n|------|-----|\n| 2018 | 40  |"),
        ("caption", "The van in May"),
        ("paragraph", "See[^1] <https://harbour.example/x>."),
        ("note", "Minutes of the board."),
    ]


def test_text_is_the_file_itself() -> None:
    """No mark is taken out of the text."""
    assert read_markdown("a.md", PAGE.encode()).text == PAGE


def test_links_span_their_words() -> None:
    """Inline links, links by reference and bare addresses are kept with the offsets of their words."""
    made = read_markdown("a.md", PAGE.encode())
    assert [(made.text[link.start : link.end], link.url) for link in made.links] == [
        ("a van", "https://harbour.example/van"),
        ("the minutes", "https://harbour.example/minutes"),
        ("https://harbour.example/x", "https://harbour.example/x"),
    ]


def test_front_matter_is_metadata() -> None:
    """Title, authors and date of the front matter become metadata, and its span is skipped."""
    made = read_markdown("a.md", PAGE.encode())
    assert (made.metadata.title, made.metadata.published) == ("The van", "2019-05-04")
    assert made.metadata.authors == ("Ines Calder", "Tom Arkwright")
    assert [each.reason for each in made.skipped] == [
        "front matter, read as metadata",
        "a code block",
        "a comment in the file",
        "where a link leads",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("title: No", Metadata(title="No")),
        ("title: 1984", Metadata(title="1984")),
        ("authors: [On Yee, Ada Marlowe]", Metadata(authors=("On Yee", "Ada Marlowe"))),
        ("author: Ada Marlowe and Bo Rune", Metadata(authors=("Ada Marlowe", "Bo Rune"))),
        ("date: 2014-03-09 10:00:00", Metadata(published="2014-03-09")),
        ("date: 2014-03", Metadata(published="2014-03")),
        ("title: {a: b}\ndate: [1]\nauthors: {c: d}", Metadata()),
    ],
)
def test_front_matter_is_read_as_it_is_written(lines: str, expected: Metadata) -> None:
    """A title is words whatever YAML takes it for, and what is no words is nothing."""
    found = read_markdown("a.md", f"---\n{lines}\n---\n\nThe van was sold.\n".encode())
    assert found.metadata == expected


def test_front_matter_that_grows_without_end_costs_nothing() -> None:
    """Lists of lists of lists, of which each is short."""
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))]
    source = "\n".join(["---", *lines, "authors: *a39", "---", "", "The van was sold."])
    assert read_markdown("a.md", source.encode()).metadata == Metadata()


def test_broken_front_matter_is_text() -> None:
    """What is no front matter after all is read as text."""
    made = read_markdown("a.md", b"---\n[: broken\n---\nThe board met.\n")
    assert made.text[made.blocks[-1].start :] == "The board met.\n"
    assert made.metadata.published is None


@given(st.text(alphabet=st.sampled_from("ab #>-*_[]()|`<!\n:=1.'")))
def test_blocks_stand_in_order_whatever_the_marks(text: str) -> None:
    """Any mixture of marks gives blocks in text order that do not overlap, and links within the text."""
    made = read_markdown("a.md", text.encode())
    end = 0
    for block in made.blocks:
        assert end <= block.start < block.end <= len(made.text)
        end = block.end
    assert all(0 <= each.start <= each.end <= len(made.text) for each in (*made.links, *made.skipped))
