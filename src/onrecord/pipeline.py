"""The order of the stages, and nothing else."""

from __future__ import annotations

from onrecord.checks.catalogue import check
from onrecord.documents.extraction import Metadata
from onrecord.documents.reader import read_document
from onrecord.language.encoder import Model
from onrecord.language.level import Levelling, stand_ins
from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.reading.amounts import find_amounts
from onrecord.reading.attributions import find_attributions
from onrecord.reading.attributions.quotations import find_quotations, outermost_quotations
from onrecord.reading.attributions.voice import VoiceIndex
from onrecord.reading.coreference import describe_sources, resolve, resolve_speakers
from onrecord.reading.entities import entities_needed
from onrecord.reading.names import NamesRead, find_names, trained_names
from onrecord.reading.statements import Understanding, find_statements, lexicon_labels, trained_statements
from onrecord.reading.times import find_periods, find_times
from onrecord.records import Attribution, Document, Label, Record, Skipped, Span, Statement, TimeExpression


def read(
    name: str, data: bytes, parser: SpacyParser, metadata: Metadata = Metadata(), model: Model | None = None
) -> Record:
    """The whole way of one document, from its bytes to its record.

    Args:
        name: the file name or URL, by which the format is known where the bytes do not say.
        data: the file as it is.
        parser: the language model, loaded.
        metadata: what is known of the document beside its text; wins over what the file says.
        model: a trained reader of attributions; without one they are read by rules.

    Raises:
        DocumentError: the file cannot be read; names it and says what to do.
    """
    document, skipped = read_document(name, data, metadata)
    return understand(document, skipped, parser, model)


def understand(
    document: Document, skipped: tuple[Skipped, ...], parser: SpacyParser, model: Model | None = None
) -> Record:
    """Document -> Record, with its findings."""
    record = put_on_record(document, skipped, parser.parse(document, skipped), model, parser.levelled)
    return check(record)


def _names(document: Document, parse: Parse, model: Model | None) -> NamesRead:
    if model is None or model.names is None:
        return NamesRead(find_names(parse))
    return trained_names(parse, outermost_quotations(document), model.names, model.tokenizer)


def put_on_record(
    document: Document,
    skipped: tuple[Skipped, ...],
    parse: Parse,
    model: Model | None = None,
    level: Levelling | None = None,
) -> Record:
    """Everything the text states. Needs no language model: tests give it a parse made by hand."""
    reading, attributions, times = understood(document, parse, model, level)
    parse = reading.parse
    statements, labels = _stated(reading, model)
    return Record(
        document=document,
        # Nobody checks a byline as a sentence; what it says is in the document's metadata.
        sentences=tuple(Span(s.start, s.end) for s in parse.sentences if s.kind != "byline"),
        entities=entities_needed(reading.cast, attributions, statements, labels),
        attributions=attributions,
        statements=statements,
        times=times,
        amounts=reading.amounts,
        labels=labels,
        skipped=skipped,
    )


def _stated(reading: Understanding, model: Model | None) -> tuple[tuple[Statement, ...], tuple[Label, ...]]:
    if model is None or model.statements is None:
        return find_statements(reading), lexicon_labels(reading)
    return trained_statements(reading, model)


def understood(
    document: Document, parse: Parse, model: Model | None = None, level: Levelling | None = None
) -> tuple[Understanding, tuple[Attribution, ...], tuple[TimeExpression, ...]]:
    """What the stages before the reading of statements find: laid out for it, with attributions and all times."""
    names = _names(document, parse, model)
    if level is not None:
        parse = level(parse, stand_ins(parse, ((name.first, name.last, name.type) for name in names.names)))
        names = names.headed(parse)
    cast = resolve(document, parse, names)
    attributions = find_attributions(document, parse, cast, model)
    cast = describe_sources(parse, resolve_speakers(parse, cast, attributions), attributions)
    times = find_times(document, parse)
    amounts = find_amounts(document, parse, times)
    voices = VoiceIndex.of(attributions, find_quotations(document))
    return Understanding(document, parse, cast, find_periods(document, times), amounts, voices), attributions, times
