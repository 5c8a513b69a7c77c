"""Two invented articles with a bit of everything that the desk shows, and one that is hostile."""

from __future__ import annotations

from dataclasses import replace

from drafting import Drafting, Filling

from onrecord.records import Argument, BlockKind, Record, Span, Statement, Time, content_id

LONG_WORD = "Hafenkranwartungsgesellschaftsaufsichtsratsmitgliederversammlungsprotokoll" * 2
PAID = "The harbour board paid 412,500 pounds to Crane & Sons in March 2019."
FOUNDED = "Crane & Sons, a reckless firm, was founded in 1988."
INSERTED = "The board meets in a hall by the water."
MISSED = "Two gulls were seen on the crane."


def harbour(amount: str = "412,500", *, inserted: bool = False) -> Record:
    """An article about a harbour board: voices, a denial, a plan, labels, findings, odd words.

    Args:
        amount: what was paid; another number makes another draft.
        inserted: with a paragraph more, early in the text.
    """
    paid = PAID.replace("412,500", amount)
    made = Drafting(
        [
            ("headline", ["Harbour board paid twice for one crane"]),
            ("byline", ["By A. Writer"]),
            *([("paragraph", [INSERTED])] if inserted else []),
            ("paragraph", [paid, "Nora Quill became chair of the harbour board on 4 May 2018.", MISSED]),
            ("subhead", ["What the chair says"]),
            ("quote", ["“We never paid for the second crane,” said Quill."]),
            ("paragraph", ["Quill will leave the board in 2027.", FOUNDED]),
            ("paragraph", [f"It is minuted in the {LONG_WORD}.", "هذا نص مخترع من أجل الاختبار."]),
            ("item", ["According to Tom Fell, Mrs Quill sold her house to Crane & Sons in about 2020."]),
        ],
        "Harbour board paid twice for one crane",
    )  # fmt: skip
    board = made.entity("Organization", "harbour board")
    nora = made.entity("Person", "Nora Quill", "Quill")
    firm = made.entity("Organization", "Crane & Sons")
    tom = made.entity("Person", "Tom Fell")
    other = made.entity("Person", "Mrs Quill")
    _harbour_statements(made, paid, amount, {"board": board, "nora": nora, "firm": firm, "tom": tom, "other": other})
    made.label("reckless", firm)
    made.finding("amount_twice", "must", paid, "The headline says “twice”; the text states one payment.")
    made.finding("no_reply", "should", "a reckless firm", "“reckless” judges Crane & Sons, who are not heard.")
    return made.record()


def _harbour_statements(made: Drafting, paid: str, amount: str, who: dict[str, str]) -> None:
    denied, sold = "“We never paid for the second crane,”", "Mrs Quill sold her house to Crane & Sons in about 2020"
    said = made.says(denied, denied, ("Quill", who["nora"]), "said", "direct")
    told = made.says(sold, "According to Tom Fell", ("Tom Fell", who["tom"]), "According to", "indirect")
    board: Filling = ("subject", "harbour board", {"entity": who["board"]})
    made.states(
        "payment", "paid", paid,
        [board, ("amount", f"{amount} pounds", {"value": f"{amount.replace(',', '')} GBP"}),
         ("object", "Crane & Sons", {"entity": who["firm"]})], when=("March 2019", "2019-03"),
    )  # fmt: skip
    chair = "Nora Quill became chair of the harbour board on 4 May 2018."
    made.states(
        "role", "became", chair,
        [("subject", "Nora Quill", {"entity": who["nora"]}), ("value", "chair", {"value": "chair"}),
         ("organization", "harbour board", {"entity": who["board"]})], when=("4 May 2018", "2018-05-04"),
    )  # fmt: skip
    made.states(
        "payment", "paid", denied, [("subject", "We", {"entity": who["board"]})], polarity="negative", voice=said
    )
    leaves = "Quill will leave the board in 2027."
    made.states(
        "role", "leave", leaves,
        [("subject", "Quill", {"entity": who["nora"]}), ("organization", "the board", {"entity": who["board"]})],
        modality="planned", when=("2027", "2027"),
    )  # fmt: skip
    firm: Filling = ("subject", "Crane & Sons", {"entity": who["firm"]})
    made.states("founding", "founded", FOUNDED, [firm], when=("1988", "1988"))
    made.states("name", "firm", FOUNDED, [firm], sure=0.3)
    seller: Filling = ("subject", "Mrs Quill", {"entity": who["other"]})
    made.states(
        "ownership", "sold", sold, [seller, ("object", "Crane & Sons", {"entity": who["firm"]})],
        when=("about 2020", "2020~"), voice=told,
    )  # fmt: skip


def lighthouse() -> Record:
    """A short second article, so that pages over the case have two."""
    first = "Nora Quill paid 30,000 euros to the Lighthouse Fund in 2021."
    made = Drafting(
        [("headline", ["Fund thanks its donors"]), ("paragraph", [first, "The Lighthouse Fund was founded in 2003."])],
        "Fund thanks its donors",
    )
    nora, fund = made.entity("Person", "Nora Quill"), made.entity("Organization", "Lighthouse Fund")
    made.states(
        "payment", "paid", first,
        [("subject", "Nora Quill", {"entity": nora}), ("amount", "30,000 euros", {"value": "30000 EUR"}),
         ("organization", "Lighthouse Fund", {"entity": fund})], when=("2021", "2021"),
    )  # fmt: skip
    second = "The Lighthouse Fund was founded in 2003."
    made.states(
        "founding", "founded", second, [("subject", "Lighthouse Fund", {"entity": fund})], when=("2003", "2003")
    )
    return made.record()


MARKUP_NAME = '"><img src=x onerror=alert(1)>&amp;</td>'
ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '<img src="x" onerror="alert(3)">',
    '<a href="javascript:alert(4)">a link</a>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(5)"><script>alert(6)</script></svg>',
    "{{ 7 * 7 }} {% raw %} ${alert(8)}",
    "</textarea></template></dialog><iframe srcdoc='<script>alert(9)</script>'></iframe>",
    "\u202etxet desrever\u2066 isolates\u2069\u202c \u061c",
    "control \x01\x02\x07\x08\x0b\x0c\x1b\x7f\x85\ufeff\ufffe words",
    "<style>body { display: none }</style><base href='https://elsewhere.invalid/'>",
)


def hostile() -> Record:
    """An article whose every part is markup: text, title, names, labels, findings, values."""
    texts = [f"{attack} was paid 5 pounds in 2020 by {MARKUP_NAME}." for attack in ATTACKS]
    made = Drafting(
        [
            ("headline", [ATTACKS[0]]),
            *[("paragraph", [text]) for text in texts],
            ("quote", [f"“{ATTACKS[4]}” said Q."]),
        ],
        f"{ATTACKS[1]}{MARKUP_NAME}",
    )
    who = made.entity("Person", MARKUP_NAME)
    by = made.says(f"“{ATTACKS[4]}”", f"“{ATTACKS[4]}”", ("Q", who), "said", "direct")
    for text, attack in zip(texts, ATTACKS, strict=True):
        body = made.entity("Organization", attack)
        made.states(
            "payment", "paid", text,
            [("subject", attack, {"entity": body}), ("agent", MARKUP_NAME, {"entity": who}),
             ("amount", "5 pounds", {"value": f"5 {MARKUP_NAME}"}), ("kind", attack, {"value": attack})],
            when=("2020", "2020"),
        )  # fmt: skip
    made.states("stance", "said", f"“{ATTACKS[4]}” said Q.", [("subject", "Q", {"entity": who})], voice=by)
    made.label(ATTACKS[2], who)
    made.finding("markup", "must", ATTACKS[3], f"{ATTACKS[2]} {ATTACKS[0]}")
    return made.record()


def long_line(size: int = 1_000_000) -> Record:
    """A document of one line without a space."""
    made = Drafting([("paragraph", ["x" * size])], "A line without an end")
    made.states("event", "x", "x" * size, [])
    return made.record()


def crowded(statements: int = 20_000) -> Record:
    """A document with very many statements, ten in each paragraph."""
    lines = [f"Body {nth} paid {nth} pounds to Nora Quill in 2019." for nth in range(statements)]
    blocks: list[tuple[BlockKind, list[str]]] = [("paragraph", lines[at : at + 10]) for at in range(0, statements, 10)]
    made = Drafting([("headline", ["Nora Quill’s ledger"]), *blocks], "A crowded ledger")
    nora = made.entity("Person", "Nora Quill")
    record = made.record()
    found = [_paid(line, span, nora) for line, span in zip(lines, record.sentences[1:], strict=True)]
    return replace(record, statements=tuple(found))


def _paid(line: str, sentence: Span, to: str) -> Statement:
    """What one line of the ledger states; placed by its sentence, since looking for words 20,000 times is slow."""

    def span(words: str) -> tuple[int, int]:
        start = sentence.start + line.index(words)
        return start, start + len(words)

    amount = line.partition(" paid ")[2].partition(" to ")[0]
    return Statement(
        content_id("s", line),
        "payment",
        Span(*span("paid")),
        sentence,
        (Argument(*span("Nora Quill"), "object", to), Argument(*span(amount), "amount", value=f"{amount[:-7]} GBP")),
        "rule:drafted",
        0.9,
        Time(*span("2019"), "2019"),
    )
