"""Make the sample articles that are no plain text: `auditors-report.pdf` and `press-release.docx`.

Their words are in the texts beside this file, in a light markup; this script only sets them. The same source gives the
same bytes with the same versions of the two libraries. Run it from anywhere:

    python -m pip install fpdf2 python-docx
    python tools/samples/make_binaries.py

Each line that is not blank is a block. `# ` and `## ` begin headings, `- ` an item, `| ` a row of a table, `@` an
instruction to the PDF (`@page`, `@columns`, `@end`). In the release, `[-...-]` and `[+...+]` are a tracked deletion and
insertion, `{1}` the place of comment 1 on them and `^1^` that of footnote 1; blocks that begin with such a mark give
their text.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from fpdf import FPDF, Align

SOURCES = Path(__file__).resolve().parent
EXAMPLES = SOURCES.parents[1] / "examples"
NOTICE = "Fiction: a sample article of OnRecord. All people, bodies and small places in it are invented."

REPORT_MADE = datetime(2014, 2, 28, 9, 0, tzinfo=UTC)
RELEASE_MADE = datetime(2013, 10, 21, 8, 0, tzinfo=UTC)
RELEASE_EDITOR = "Nadia Corrander"
ZIP_TIME = (2013, 10, 21, 8, 0, 0)  # a zip keeps the time of each member: without this no two runs are alike

# Where a long word may be parted at the end of a line; nothing else is hyphenated.
BREAKS = """
    ac-count ad-min-is-tra-tion after-wards ap-peal ap-pli-ca-tions ap-proved as-sumed auc-tion bal-ance
    char-ity com-ple-tion com-puter con-di-tion con-firmed con-sul-tancy con-sul-tant con-ver-sa-tion
    de-leted di-rec-tor di-rec-tor’s dis-cus-sion dis-solved doc-u-ment em-ployee es-tab-lish es-tab-lished
    evi-dence ex-am-ine Fal-low-field foot-note Har-ka-way Har-ka-way’s house-holds im-pli-ca-tion
    in-struc-tions in-ter-viewed let-ter-head man-ager mem-bers morn-ing Mot-ter-shaw no-body ob-jec-tion
    of-fence of-fice Pel-ling-ham per-mis-sion pres-ent pro-posed prom-ised pub-li-ca-tions pur-chase
    re-corded re-la-tion re-la-tion-ship re-mem-bered re-moved re-signed rec-og-nised sen-tence Sep-tem-ber
    so-lic-i-tor so-lic-i-tor’s sta-tion-ery sup-port sup-posed sur-veyor’s Tar-rowby tele-phone Thorn-quist
    treas-urer trust-ees un-der-stood un-easy val-u-a-tion ver-sion wed-ding
"""
SOFT_HYPHEN = "\u00ad"
POINTS = {word.replace("-", ""): word.replace("-", SOFT_HYPHEN) for word in BREAKS.split()}


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a source file: its mark (`#`, `##`, `-`, `|`, `@` or, for a paragraph, nothing) and its words."""

    mark: str
    text: str


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a source file in order; items and rows are blocks of their own."""
    blocks = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            continue
        found = re.match(r"(##?|-|\||@)\s*(.*)", line)
        blocks.append(Block(found[1], found[2]) if found else Block("", line))
    return blocks


def cells(row: str) -> list[str]:
    """The cells of a row whose first bar has been taken off."""
    return [cell.strip() for cell in row.strip("| ").split("|")]


class Report(FPDF):
    """The auditors' pages: a running head but on the first, and numbers at the foot."""

    def header(self) -> None:
        """The running head."""
        if self.page_no() > 1:
            self.set_font("Times", "I", 9)
            self.cell(0, 6, "Hexley Marran LLP  |  Tallow House and the Cold Homes Appeal", align="R")
            self.ln(12)

    def footer(self) -> None:
        """The page number."""
        self.set_y(-18)
        self.set_font("Times", "", 9)
        self.cell(0, 6, f"Page {self.page_no()} of {{nb}}", align="C")


def with_break_points(text: str) -> str:
    """The text with soft hyphens in the words of `BREAKS`."""
    return re.sub(r"[A-Za-z’]+", lambda word: POINTS.get(word[0], word[0]), text)


def start_report() -> Report:
    """An empty report at its first page, with its metadata."""
    pdf = Report(format="A4")
    pdf.core_fonts_encoding = "windows-1252"  # the pound sign, curly quotation marks and dashes
    pdf.set_creation_date(REPORT_MADE)
    pdf.set_title("Tallow House and the Cold Homes Appeal: a report to the trustees of Ingleward")
    pdf.set_author("Hexley Marran LLP")
    pdf.set_subject(NOTICE)
    pdf.set_lang("en-GB")
    pdf.set_margins(27, 22, 27)
    pdf.set_auto_page_break(auto=True, margin=24)
    pdf.alias_nb_pages()
    pdf.add_page()
    return pdf


def set_table(pdf: Report, rows: list[list[str]]) -> None:
    """A table with its first row as head."""
    pdf.set_font("Times", "", 11)
    with pdf.table(col_widths=(60, 25, 15), text_align=("LEFT", "RIGHT", "RIGHT"), line_height=6.5) as table:
        for row in rows:
            table.row(row)
    pdf.ln(5)


def set_paragraph(pdf: Report, block: Block) -> None:
    """A heading or paragraph over the whole width."""
    style, size, height = {"#": ("B", 20, 9.0), "##": ("B", 13, 7.0)}.get(block.mark, ("", 11.5, 5.6))
    if block.mark == "##":
        pdf.ln(2)
    pdf.set_font("Times", style, size)
    align = "L" if block.mark else "J"
    pdf.multi_cell(0, height, with_break_points(block.text), align=align, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2.6)


def set_columns(pdf: Report, blocks: list[Block]) -> None:
    """Two columns, read down the first and then down the second."""
    with pdf.text_columns(ncols=2, gutter=9, text_align="J", line_height=1.25) as columns:
        for block in blocks:
            pdf.set_font("Times", "B" if block.mark else "", 13 if block.mark else 11.5)
            align = Align.L if block.mark else Align.J
            with columns.paragraph(bottom_margin=3, text_align=align) as paragraph:
                paragraph.write(with_break_points(block.text))


def make_report(source: Path, target: Path) -> None:
    """Set the auditors' report as PDF."""
    pdf = start_report()
    in_columns: list[Block] | None = None
    for is_row, run in groupby(read_blocks(source), key=lambda block: block.mark == "|"):
        if is_row:
            set_table(pdf, [cells(block.text) for block in run])
            continue
        for block in run:
            if block == Block("@", "page"):
                pdf.add_page()
            elif block == Block("@", "columns"):
                in_columns = []
            elif block == Block("@", "end"):
                set_columns(pdf, in_columns or [])
                in_columns = None
            elif in_columns is not None:
                in_columns.append(block)
            else:
                set_paragraph(pdf, block)
    target.write_bytes(bytes(pdf.output()))


def element(tag: str, text: str | None = None, **attributes: str) -> BaseOxmlElement:
    """A `w:` element; `text`, where given, is kept with its spaces."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    if text is not None:
        made.text = text
        made.set(qn("xml:space"), "preserve")
    return made


def run_of(*children: BaseOxmlElement) -> BaseOxmlElement:
    """A `w:r` around its children."""
    made = element("r")
    made.extend(children)
    return made


def mark_of(*, footnote: bool, **attributes: str) -> BaseOxmlElement:
    """A run that holds the raised mark of a footnote, or the anchor of a comment."""
    if not footnote:
        return run_of(element("commentReference", **attributes))
    properties = element("rPr")
    properties.append(element("vertAlign", val="superscript"))
    return run_of(properties, element("footnoteReference", **attributes))


@dataclass(slots=True)
class Release:
    """The release being set: the document, its comments by their number and the number of changes so far."""

    document: DocxDocument
    comments: dict[str, list[int]]
    changes: int = 0

    def change(self, tag: str, word_tag: str, words: str) -> BaseOxmlElement:
        """A tracked insertion (`ins`) or deletion (`del`)."""
        self.changes += 1
        made = element(tag, id=str(900 + self.changes), author=RELEASE_EDITOR, date="2013-10-20T18:42:00Z")
        made.append(run_of(element(word_tag, words)))
        return made

    def write(self, paragraph: Paragraph, text: str) -> None:
        """The words of one block, with its changes, comments and footnotes."""
        opened = None  # the first of the changes that the next comment is about
        for piece in re.split(r"(\[-.*?-\]|\[\+.*?\+\]|\{\d\}|\^\d\^)", text):
            if piece.startswith(("[-", "[+")):
                tags = ("del", "delText") if piece[1] == "-" else ("ins", "t")
                made = self.change(*tags, piece[2:-2])
                paragraph._p.append(made)
                opened = made if opened is None else opened
            elif piece.startswith("{") and opened is not None:
                for number in map(str, self.comments[piece[1]]):
                    opened.addprevious(element("commentRangeStart", id=number))
                    paragraph._p.append(element("commentRangeEnd", id=number))
                    paragraph._p.append(mark_of(footnote=False, id=number))
                opened = None
            elif piece.startswith("^"):
                paragraph._p.append(mark_of(footnote=True, id=piece[1]))
            elif piece:
                paragraph.add_run(piece)
                opened = None


def add_comments(document: DocxDocument, notes: dict[str, list[str]]) -> dict[str, list[int]]:
    """Put the comments into the document; their ids by the number that the source gives them."""
    ids: dict[str, list[int]] = {}
    for number, texts in notes.items():
        for text in texts:
            author, words = text.split(": ", 1)
            initials = "".join(name[0] for name in author.split())
            comment = document.comments.add_comment(words, author=author, initials=initials)
            comment._comment_elm.set(qn("w:date"), "2013-10-20T19:05:00Z")
            ids.setdefault(number, []).append(comment.comment_id)
    return ids


def add_footnotes(document: DocxDocument, notes: dict[str, list[str]]) -> None:
    """The part that python-docx does not write: the footnotes, with the two that separate them from the page."""
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {" ".join(texts)}</w:t></w:r></w:p></w:footnote>'
        for number, texts in notes.items()
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
        f"{body}</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def start_release() -> DocxDocument:
    """An empty release with its metadata and running head."""
    document = Document()
    properties = document.core_properties
    properties.title = "Ingleward responds to The Longshore Review"
    properties.author = "Ingleward press office"
    properties.last_modified_by = RELEASE_EDITOR
    properties.language = "en-GB"
    properties.comments = NOTICE
    properties.created = properties.modified = RELEASE_MADE.replace(tzinfo=None)
    document.sections[0].header.paragraphs[0].text = "Ingleward  |  Press release"
    return document


def add_table(document: DocxDocument, rows: list[list[str]]) -> None:
    """A ruled table, and the empty paragraph that parts it from what follows."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph()


def take_notes(blocks: list[Block], opening: str) -> dict[str, list[str]]:
    """The notes among the blocks, those that begin with `opening` and a digit, by that digit."""
    notes: dict[str, list[str]] = {}
    for block in blocks:
        found = re.match(rf"\{opening}(\d)[}}^] (.*)", block.text)
        if found:
            notes.setdefault(found[1], []).append(found[2])
    return notes


def make_release(source: Path, target: Path) -> None:
    """Set the press release as DOCX."""
    blocks = read_blocks(source)
    document = start_release()
    add_footnotes(document, take_notes(blocks, "^"))
    release = Release(document, add_comments(document, take_notes(blocks, "{")))
    styles = {"#": "Title", "##": "Heading 1", "-": "List Bullet", "": "Normal"}
    body = [block for block in blocks if not block.text.startswith(("^", "{"))]
    for is_row, run in groupby(body, key=lambda block: block.mark == "|"):
        if is_row:
            add_table(document, [cells(block.text) for block in run])
            continue
        for block in run:
            release.write(document.add_paragraph(style=styles[block.mark]), block.text)
    target.write_bytes(with_fixed_times(document))


def with_fixed_times(document: DocxDocument) -> bytes:
    """The document's bytes, each member of the zip stamped with the same time."""
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, before.read(name))
    return fixed.getvalue()


if __name__ == "__main__":
    make_report(SOURCES / "auditors-report.txt", EXAMPLES / "auditors-report.pdf")
    make_release(SOURCES / "press-release.txt", EXAMPLES / "press-release.docx")
