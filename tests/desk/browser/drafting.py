"""Articles drafted by hand for the desk's tests in a browser: blocks of sentences, and what is found in their words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from onrecord.records import (
    Argument,
    ArgumentRole,
    Attribution,
    Block,
    BlockKind,
    Document,
    Entity,
    EntityType,
    Finding,
    Form,
    Ids,
    Label,
    Mention,
    Name,
    Record,
    Severity,
    Source,
    Span,
    Statement,
    StatementType,
    Time,
)

Filling = tuple[ArgumentRole, str, dict[str, str]]
"""A role of a statement, the words that fill it, and the entity or value they stand for."""


@dataclass
class Drafting:
    """A document in the making. Words are looked for in the text; those that stand nowhere are an error."""

    blocks: list[tuple[BlockKind, list[str]]]
    title: str
    text: str = field(init=False)
    ids: dict[str, Ids] = field(default_factory=lambda: {prefix: Ids(prefix) for prefix in "easlf"})
    entities: list[Entity] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The text: sentences parted by a space, blocks by an empty line."""
        self.text = "\n\n".join(" ".join(sentences) for _, sentences in self.blocks)

    def at(self, words: str, after: str = "") -> Span:
        """Where words stand first, at or after others."""
        start = self.text.index(words, self.text.index(after))
        return Span(start, start + len(words))

    def entity(self, type_: EntityType, *names: str) -> str:
        """A named entity, its main name first; returns its id."""
        spans = [self.at(name) for name in names]
        found = tuple(
            Name(span.start, span.end, name, "short" if nth else "full")
            for nth, (span, name) in enumerate(zip(spans, names, strict=True))
        )
        mentions = tuple(Mention(span.start, span.end, "name") for span in spans)
        id_ = self.ids["e"].next(type_, names[0])
        self.entities.append(Entity(id_, type_, names[0], named=True, names=found, mentions=mentions))
        return id_

    def says(self, content: str, sentence: str, source: tuple[str, str], cue: str, form: Form) -> str:
        """Somebody says the content; `source` are their words in the sentence, and their entity. Returns the id."""
        who, said = self.at(source[0], sentence), self.at(cue, sentence)
        id_ = self.ids["a"].next(content)
        by = Source(who.start, who.end, source[1])
        self.attributions.append(Attribution(id_, (self.at(content, sentence),), form, "statement", by, said))
        return id_

    def states(
        self, type_: StatementType, trigger: str, evidence: str, fillings: list[Filling], **more: Any
    ) -> Statement:
        """A statement of the evidence's words; `when` holds the words of its time and their EDTF value."""
        arguments = []
        for role, words, what in fillings:
            span = self.at(words, evidence)
            arguments.append(Argument(span.start, span.end, role, **what))
        when = more.pop("when", None)
        if when is not None:
            span = self.at(when[0], evidence)
            more["time"] = Time(span.start, span.end, when[1])
        id_ = self.ids["s"].next(type_, trigger, evidence)
        place, word = self.at(evidence), self.at(trigger, evidence)
        made = Statement(id_, type_, word, place, tuple(arguments), "rule:drafted", more.pop("sure", 0.9), **more)
        self.statements.append(made)
        return made

    def label(self, words: str, target: str, voice: str | None = None) -> None:
        """A word that judges somebody."""
        span = self.at(words)
        self.labels.append(Label(span.start, span.end, self.ids["l"].next(words), target, voice))

    def finding(self, check: str, severity: Severity, words: str, message: str) -> None:
        """Something that a check found in the words."""
        span = self.at(words)
        self.findings.append(Finding(span.start, span.end, self.ids["f"].next(check, words), check, severity, message))

    def record(self) -> Record:
        """All of it, in text order."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        document = Document(
            f"d-{digest[:16]}",
            self.text,
            title=self.title,
            authors=("A. Writer",),
            publisher="The Invented Post",
            published="2026-03-04",
            blocks=tuple(self._blocks()),
        )
        return Record(
            document,
            sentences=tuple(self._sentences()),
            entities=tuple(self.entities),
            attributions=tuple(self.attributions),
            statements=tuple(sorted(self.statements, key=lambda one: (one.evidence.start, one.evidence.end))),
            labels=tuple(self.labels),
            findings=tuple(self.findings),
        )

    def _blocks(self) -> list[Block]:
        found, at = [], 0
        for kind, sentences in self.blocks:
            length = len(" ".join(sentences))
            found.append(Block(at, at + length, kind))
            at += length + 2
        return found

    def _sentences(self) -> list[Span]:
        found, at = [], 0
        for _, sentences in self.blocks:
            for sentence in sentences:
                found.append(Span(at, at + len(sentence)))
                at += len(sentence) + 1
            at += 1
        return found
