"""Make docs/stages/hard-sentences.md: ten sentences of our own wording, as read by the shipped model, with its errors.

python tools/hard_sentences/make_page.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from onrecord.language.encoder import load_model, shipped_model
from onrecord.language.spacy import SpacyParser
from onrecord.pipeline import read
from onrecord.records import Attribution, Record

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "stages" / "hard-sentences.md"
HEAD = """# Ten hard sentences

How the reader of attributions reads ten sentences made to be hard, of our own wording; people and bodies are invented.
A line is `source | cue | content`; `>` marks what stands within another, brackets what kind of speech and which act it
is, and who the source is. **Wrong** names what a careful person reads otherwise. Made by
`python tools/hard_sentences/make_page.py`; the sentences are in `tools/hard_sentences/sentences.yaml`.
"""


def lines_of(record: Record) -> Iterator[str]:
    """The attributions of a record as the page writes them."""
    by_id = {item.id: item for item in record.attributions}
    text = record.document.text
    for item in record.attributions:
        depth, outer = 0, item
        while outer.within is not None:
            outer, depth = by_id[outer.within], depth + 1
        source = text[item.source.start : item.source.end] if item.source else "(nobody)"
        cue = text[item.cue.start : item.cue.end] if item.cue else "(none)"
        content = " … ".join(" ".join(text[span.start : span.end].split()) for span in item.content)
        yield f"{'>' * depth} {source} | {cue} | {content} [{item.form}, {item.act}{_speaker(record, item)}]".strip()


def _speaker(record: Record, item: Attribution) -> str:
    entity = next((e for e in record.entities if item.source and e.id == item.source.entity), None)
    return f"; {entity.type} “{entity.name}”" if entity is not None else ""


def main() -> None:
    """Write the page."""
    parser, model = SpacyParser(), load_model(shipped_model())
    parts = [HEAD]
    for number, row in enumerate(yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8")), 1):
        record = read(f"{number}.txt", row["text"].encode(), parser, model=model)
        quoted = "\n".join(f"> {line}".rstrip() for line in row["text"].split("\n"))
        read_so = "\n".join(lines_of(record)) or "nothing"
        wrong = row.get("wrong", "nothing.").strip()
        parts.append(f"## {number}. {row['why']}\n\n{quoted}\n\n```\n{read_so}\n```\n\n**Wrong:** {wrong}\n")
    PAGE.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
