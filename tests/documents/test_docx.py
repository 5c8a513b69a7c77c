"""DOCX files: blocks in document order, tracked changes, notes and comments, and packages that are none."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.docx.reader import read_docx
from onrecord.documents.extraction import Extraction
from onrecord.errors import DocumentError

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: WordDocument) -> bytes:
    """The bytes of a document."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document: WordDocument) -> Extraction:
    """What is read of a document under construction."""
    return read_docx("release.docx", saved(document))


def of_xml(*paragraphs: str) -> WordDocument:
    """A document of raw paragraphs, each the inside of a `w:p`."""
    document = Document()
    for inside in paragraphs:
        document.element.body.insert(len(document.element.body) - 1, paragraph(inside))
    return document


def paragraph(inside: str) -> BaseOxmlElement:
    """A raw paragraph."""
    return parse_xml(f"<w:p {nsdecls('w', 'r', 'a', 'wp')}>{inside}</w:p>")


def run(text: str, properties: str = "") -> str:
    """A raw run."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def add_part(document: WordDocument, name: str, relation: str, xml: str) -> None:
    """Add a part to the package and relate it to the document."""
    part = Part(PackURI(f"/word/{name}.xml"), "application/xml", xml.encode(), document.part.package)
    document.part.relate_to(part, relation)


def blocks(extraction: Extraction) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind, extraction.text[block.start : block.end]) for block in extraction.blocks]


def reasons(extraction: Extraction) -> list[str]:
    """Why things were left out."""
    return [skipped.reason for skipped in extraction.skipped]


def assert_sound(extraction: Extraction) -> None:
    """Every span lies within the text."""
    for span in (*extraction.blocks, *extraction.links, *extraction.skipped):
        assert 0 <= span.start <= span.end <= len(extraction.text)


def test_styles_give_the_kind_of_each_block() -> None:
    """Word's own styles are told by name, in document order."""
    document = Document()
    document.add_paragraph("A house in Fernmoor", style="Title")
    document.add_heading("Who knew", 1)
    document.add_paragraph("  The trust was founded in 1998.  ")
    document.add_paragraph("forty beds", style="List Bullet")
    document.add_paragraph("Nobody asked us to.", style="Intense Quote")
    document.add_paragraph("The house in March", style="Caption")
    document.add_paragraph("")
    extraction = read(document)
    assert blocks(extraction) == [
        ("headline", "A house in Fernmoor"),
        ("subhead", "Who knew"),
        ("paragraph", "The trust was founded in 1998."),
        ("item", "forty beds"),
        ("quote", "Nobody asked us to."),
        ("caption", "The house in March"),
    ]
    assert extraction.pages == ()


def test_a_first_heading_is_the_headline_where_nothing_is_titled() -> None:
    """Only the first, and only at the very top."""
    document = Document()
    document.add_heading("A house in Fernmoor", 1)
    document.add_paragraph("The trust was founded in 1998.")
    document.add_heading("Who knew", 1)
    assert [kind for kind, _ in blocks(read(document))] == ["headline", "paragraph", "subhead"]


def test_numbered_paragraphs_are_items() -> None:
    """Also where their style does not say so; number 0 takes them out again."""
    numbering = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    document = of_xml(numbering.format(3) + run("forty beds"), numbering.format(0) + run("and so on"))
    assert blocks(read(document)) == [("item", "forty beds"), ("paragraph", "and so on")]


def test_tables_stand_in_their_place_with_rows_and_cells() -> None:
    """Rows are lines, cells are parted by tabs, an empty corner keeps its place."""
    document = Document()
    document.add_paragraph("Before.")
    table = document.add_table(2, 2)
    table.cell(0, 1).text = "Amount"
    table.cell(1, 0).text = "Grants"
    table.cell(1, 1).text = "£607,200\nand more"
    document.add_paragraph("After.")
    assert blocks(read(document)) == [
        ("paragraph", "Before."),
        ("table", "\tAmount\nGrants\t£607,200 and more"),
        ("paragraph", "After."),
    ]


def test_a_frame_of_one_cell_is_no_table() -> None:
    """What stands in it is read as blocks."""
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "A boxed paragraph."
    assert blocks(read(document)) == [("paragraph", "A boxed paragraph.")]


def test_tracked_insertions_are_in_and_deletions_out() -> None:
    """One notice says how many of each."""
    document = of_xml(
        run("It raised ")
        + f'<w:ins w:id="1" w:author="A">{run("£1.8 million")}</w:ins>'
        + '<w:del w:id="2" w:author="A"><w:r><w:delText>£2.1 million</w:delText></w:r></w:del>'
        + f'<w:moveFrom w:id="3" w:author="A">{run(" gone")}</w:moveFrom>'
        + run(" in 2011.")
    )
    extraction = read(document)
    assert extraction.text == "It raised £1.8 million in 2011."
    assert reasons(extraction) == ["tracked changes: 1 insertion read, 2 deletions left out"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    """As they stand once the change is taken."""
    deleted = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    assert blocks(read(of_xml(deleted + run("It raised "), run("nothing.")))) == [("paragraph", "It raised nothing.")]


NOTES = f"""<w:footnotes {WORDS}>
<w:footnote w:id="2"><w:p>{run("Includes pledges.")}</w:p><w:p>{run("Not audited.")}</w:p></w:footnote>
</w:footnotes>"""
COMMENTS = f"""<w:comments {WORDS}>
<w:comment w:id="0" w:author="Tom Brackenshaw"><w:p>{run("Is this right?")}</w:p></w:comment></w:comments>"""


def test_notes_and_comments_follow_the_paragraph_that_anchors_them() -> None:
    """A comment is named as one, with who made it."""
    document = of_xml(
        run("It raised £2.1 million")
        + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
        + run(" in 2011."),
        run("After."),
    )
    add_part(document, "footnotes", RELATIONSHIP_TYPE.FOOTNOTES, NOTES)
    add_part(document, "comments7", RELATIONSHIP_TYPE.COMMENTS, COMMENTS)
    assert blocks(read(document)) == [
        ("paragraph", "It raised £2.1 million in 2011."),
        ("note", "Includes pledges.\nNot audited."),
        ("note", "Comment by Tom Brackenshaw: Is this right?"),
        ("paragraph", "After."),
    ]


def test_links_keep_their_words_and_address() -> None:
    """From relationships and from fields; a field's instruction is no text."""
    document = Document()
    target = document.part.relate_to("https://fernmoor.example/deed", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = '<w:r><w:instrText> HYPERLINK "https://fernmoor.example/board" </w:instrText></w:r>'
    inside = (
        run("  See ")
        + f'<w:hyperlink r:id="{target}">{run("the deed")}</w:hyperlink>'
        + run(" and ")
        + mark.format("begin")
        + instruction
        + mark.format("separate")
        + run("the board")
        + mark.format("end")
    )
    document.add_paragraph("First.")
    document.element.body.insert(1, paragraph(inside))
    extraction = read(document)
    assert blocks(extraction)[1] == ("paragraph", "See the deed and the board")
    assert [(extraction.text[link.start : link.end], link.url) for link in extraction.links] == [
        ("the deed", "https://fernmoor.example/deed"),
        ("the board", "https://fernmoor.example/board"),
    ]


def test_text_boxes_are_read_once() -> None:
    """Word writes each twice, for new and for old readers."""
    box = f"<w:txbxContent><w:p>{run('Forty beds, none of them there.')}</w:p></w:txbxContent>"
    inside = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = of_xml(run("The trust owns a house.") + inside)
    assert [text for _, text in blocks(read(document))] == [
        "The trust owns a house.",
        "Forty beds, none of them there.",
    ]


def test_headers_pictures_and_hidden_text_are_left_out_and_said_so() -> None:
    """Nothing goes without a word."""
    document = of_xml(run("Seen.") + run("Unseen.", "<w:rPr><w:vanish/></w:rPr>") + "<w:r><w:drawing/></w:r>")
    document.sections[0].header.paragraphs[0].text = "Fernmoor Trust"
    extraction = read(document)
    assert extraction.text == "Seen."
    assert reasons(extraction) == [
        "not read: 1 hidden run of text",
        "not read: 1 image",
        'header left out: "Fernmoor Trust"',
    ]


def test_core_properties_give_title_and_authors_but_no_date() -> None:
    """The date a file was made is not the date it was published."""
    document = Document()
    document.add_paragraph("The trust was founded in 1998.")
    assert read(document).metadata.authors == ()
    document.core_properties.title = "A house in Fernmoor"
    document.core_properties.author = "Ada Quillfeather; Tom Brackenshaw"
    metadata = read(document).metadata
    assert metadata.title == "A house in Fernmoor"
    assert metadata.authors == ("Ada Quillfeather", "Tom Brackenshaw")
    assert metadata.published is None


def sound() -> bytes:
    """A small document that can be read."""
    document = Document()
    document.add_paragraph("The trust was founded in 1998.")
    return saved(document)


def with_member(name: str, content: bytes) -> bytes:
    """The small document with one member replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(sound())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return stream.getvalue()


def other_zip() -> bytes:
    """A zip with no document in it."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("notes.txt", "hello")
    return stream.getvalue()


def understated_bomb() -> bytes:
    """A bomb whose directory says that its part is small."""
    data = with_member("word/media/a.bin", b"\0" * 60_000_000)
    size = (60_000_000).to_bytes(4, "little")
    return data.replace(size, (1000).to_bytes(4, "little"))


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t>
</w:r></w:p></w:body></w:document>"""
LAUGHS_WIDE = LAUGHS.decode().replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "not a Word document"),
        (lambda: b"\x89PNG\r\n", "not a Word document"),
        (lambda: OLE, "older Word file"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "needs a password"),
        (other_zip, "no Word document in it"),
        (lambda: sound()[:-2000], "damaged"),
        (lambda: sound()[:5000], "damaged"),
        (lambda: with_member("word/document.xml", b"<w:document"), "do not fit together"),
        (lambda: with_member("[Content_Types].xml", b"<Types/>"), "do not fit together"),
        (lambda: with_member("word/media/a.bin", b"\0" * 60_000_000), "far larger"),
        (lambda: with_member("word/media/a.bin", b"\0" * 101_000_000), "MB"),
        (understated_bomb, "damaged"),
        (lambda: with_member("word/document.xml", LAUGHS), "declares a document type"),
        (lambda: with_member("word/document.xml", LAUGHS_WIDE), "declares a document type"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(make: Callable[[], bytes], reason: str) -> None:
    """Each bad file has a reason and something to do about it."""
    with pytest.raises(DocumentError) as caught:
        read_docx("release.docx", make())
    assert reason in caught.value.reason
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 255), st.booleans())
def test_a_damaged_package_is_read_or_named_and_nothing_else(at: int, byte: int, cut: bool) -> None:  # noqa: FBT001
    """One wrong byte, or a cut anywhere, never raises anything but DocumentError."""
    data = bytearray(SOUND)
    at %= len(data)
    data[at] = byte
    try:
        extraction = read_docx("release.docx", bytes(data[:at] if cut else data))
    except DocumentError:
        return
    assert_sound(extraction)


SOUND = sound()
_TEXT = st.text("ab £•\n\t\u00ad\u00a0é1", max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=6), st.lists(st.lists(_TEXT, min_size=2, max_size=2), max_size=3))
def test_spans_lie_within_the_text(linked: list[tuple[str, str]], rows: list[list[str]]) -> None:
    """Whatever blanks surround a link or a cell, its span is right, and two readings are alike."""
    document = Document()
    target = document.part.relate_to("https://fernmoor.example", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    for before, words in linked:
        inside = run(before) + f'<w:hyperlink r:id="{target}">{run(words)}</w:hyperlink>'
        document.element.body.insert(0, paragraph(inside))
    table = document.add_table(len(rows), 2)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    extraction = read(document)
    assert_sound(extraction)
    assert all(extraction.text[link.start : link.end].strip() for link in extraction.links)
    assert extraction == read(document)
