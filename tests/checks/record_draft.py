"""Records built by hand: a text, and what is put on record of it by naming the words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.records import (
    Act,
    Argument,
    ArgumentRole,
    Attribution,
    Block,
    BlockKind,
    Document,
    Entity,
    EntityType,
    Label,
    Link,
    Mention,
    Modality,
    Name,
    Record,
    Source,
    Span,
    Statement,
    StatementType,
    Time,
    TimeExpression,
)

_SENTENCE = re.compile(r"\S(?:.*?[.?!][”’\"]*(?=\s+[“‘\"A-Z]|$)|.*)", re.DOTALL)


@dataclass
class Draft:
    """A record in the making. Every method that adds something gives back its id."""

    text: str
    published: str | None = None
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def span(self, words: str) -> Span:
        """Where words first stand."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def entity(self, name: str, kind: EntityType = "Person", *, named: bool = True) -> str:
        """An entity, mentioned wherever its name stands."""
        key = f"e-{len(self.entities)}"
        places = [Span(*match.span()) for match in re.finditer(re.escape(name), self.text)]
        first = Name(places[0].start, places[0].end, name, "full" if named else "description")
        mentions = tuple(Mention(each.start, each.end, "name" if named else "nominal") for each in places)
        self.entities.append(Entity(key, kind, name, named, (first,), mentions))
        return key

    def says(
        self, source: str | None, *content: str, entity: str | None = None, act: Act = "statement", within: str = ""
    ) -> str:
        """An attribution of content to the source's words."""
        key = f"a-{len(self.attributions)}"
        at = self.span(source) if source else None
        pieces = tuple(self.span(words) for words in content)
        speaker = Source(at.start, at.end, entity) if at else None
        self.attributions.append(Attribution(key, pieces, "indirect", act, speaker, within=within or None))
        return key

    def states(
        self,
        kind: StatementType,
        evidence: str,
        *parties: str,
        time: str | None = None,
        voice: str | None = None,
        modality: Modality = "actual",
    ) -> str:
        """A statement whose trigger is the last word of its evidence; its parties are entity ids, subject first."""
        key, span = f"s-{len(self.statements)}", self.span(evidence)
        trigger = Span(span.start + evidence.rfind(" ") + 1, span.end)
        roles: tuple[ArgumentRole, ...] = ("subject", "object", "agent")
        arguments = tuple(
            Argument(span.start, span.end, role, entity=party) for role, party in zip(roles, parties, strict=False)
        )
        at = self.span(time) if time else None
        self.statements.append(
            Statement(
                key, kind, trigger, span, arguments, "test", 1.0,
                time=Time(at.start, at.end, "2013") if at else None, voice=voice, modality=modality,
            )
        )  # fmt: skip
        return key

    def time(self, words: str, value: str) -> None:
        """A time expression."""
        span = self.span(words)
        self.times.append(TimeExpression(span.start, span.end, value))

    def label(self, words: str, target: str, voice: str | None = None) -> None:
        """A label."""
        span = self.span(words)
        self.labels.append(Label(span.start, span.end, f"l-{len(self.labels)}", target, voice))

    def block(self, words: str, kind: BlockKind) -> None:
        """A block of another kind than a paragraph; all the text is laid out once there is one."""
        span = self.span(words)
        self.blocks.append(Block(span.start, span.end, kind))

    def link(self, words: str) -> None:
        """A link."""
        span = self.span(words)
        self.links.append(Link(span.start, span.end, "https://example.org/"))

    def record(self) -> Record:
        """What was put on record so far; paragraphs are parted by empty lines, sentences end at stops."""
        laid_out = {(block.start, block.end) for block in self.blocks}
        paragraphs = [Block(*match.span(), "paragraph") for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", self.text)]
        blocks = [*self.blocks, *(block for block in paragraphs if (block.start, block.end) not in laid_out)]
        sentences = [
            Span(block.start + match.start(), block.start + match.end())
            for block in blocks
            for match in re.finditer(
                r"\S(?:.*?[.?!][”’\"]*(?=\s+[“‘\"A-Z]|$)|.*)", self.text[block.start : block.end], re.DOTALL
            )
        ]
        return Record(
            Document(
                "d-test", self.text, published=self.published, language="en", links=tuple(self.links),
                blocks=tuple(sorted(blocks, key=lambda block: block.start)),
            ),
            tuple(sorted(sentences, key=lambda span: span.start)),
            tuple(self.entities),
            tuple(self.attributions),
            tuple(self.statements),
            tuple(self.times),
            labels=tuple(self.labels),
        )  # fmt: skip
