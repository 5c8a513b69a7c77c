"""What a reader of one file format gives back, and the builder that lays text out with its offsets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.records import Block, BlockKind, Link, Page, Skipped, TranscriptCue

BLOCK_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document beside its text: from the file itself, or given by the user.

    `published` is an EDTF date (`2014-03-09`, `2014-03`, `2014`).
    """

    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values, and those of `other` where these are absent."""
        return Metadata(
            title=self.title or other.title,
            url=self.url or other.url,
            authors=self.authors or other.authors,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
        )


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of one file with its layout, its own metadata, and what was left out of it."""

    text: str
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    pages: tuple[Page, ...] = ()
    cues: tuple[TranscriptCue, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    metadata: Metadata = Metadata()


class Layout:
    """Builds a text block by block and keeps the offsets of all that is laid into it.

    For formats whose text is made by us (HTML, PDF, DOCX): blocks are parted by one empty line.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._skipped: list[Skipped] = []

    @property
    def end(self) -> int:
        """The offset at which the next block starts."""
        return self._length + (len(BLOCK_BREAK) if self._parts else 0)

    def add(self, text: str, kind: BlockKind, links: tuple[Link, ...] = ()) -> Block | None:
        """Lay down one block; `links` have offsets within `text`. Gives nothing for text without words."""
        if not text.strip():
            return None
        start = self.end
        if self._parts:
            self._parts.append(BLOCK_BREAK)
        self._parts.append(text)
        self._length = start + len(text)
        block = Block(start, self._length, kind)
        self._blocks.append(block)
        self._links += [Link(start + link.start, start + link.end, link.url) for link in links]
        return block

    def append(self, extraction: Extraction) -> None:
        """Lay down all of another extraction, with its layout and notes; its metadata and pages are left out."""
        if not extraction.text.strip():
            self._skipped += [
                Skipped(self._length, self._length, each.stage, each.reason) for each in extraction.skipped
            ]
            return
        at = self.end
        if self._parts:
            self._parts.append(BLOCK_BREAK)
        self._parts.append(extraction.text)
        self._length = at + len(extraction.text)
        self._blocks += [replace(block, start=at + block.start, end=at + block.end) for block in extraction.blocks]
        self._links += [replace(link, start=at + link.start, end=at + link.end) for link in extraction.links]
        self._skipped += [replace(each, start=at + each.start, end=at + each.end) for each in extraction.skipped]

    def skip(self, stage: str, reason: str) -> None:
        """Note that something was left out here."""
        at = self._length
        self._skipped.append(Skipped(at, at, stage, reason))

    def extraction(
        self,
        metadata: Metadata = Metadata(),
        pages: tuple[Page, ...] = (),
        cues: tuple[TranscriptCue, ...] = (),
    ) -> Extraction:
        """All that was laid down."""
        return Extraction(
            "".join(self._parts),
            tuple(self._blocks),
            tuple(self._links),
            pages,
            cues,
            tuple(self._skipped),
            metadata,
        )
