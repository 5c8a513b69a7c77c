"""What persons decide: kept, undone, done again, and carried over to the next draft."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_builder import LATER_RUN, RUN, Article, article
from hypothesis import given
from hypothesis import strategies as st

from onrecord.case.carrying import carry, sentence_ids, targets
from onrecord.case.decisions import STATUSES, Decided, Decision, standing
from onrecord.case.store import Case, open_case
from onrecord.errors import ConflictError, UsageError
from onrecord.records import Document, Ids, Record, Span

DOC = "larkfield.txt"


def real_ids(record: Record) -> Record:
    """The record with statement ids as the reader gives them: by type and words."""
    ids, text = Ids("s"), record.document.text
    return replace(
        record,
        statements=tuple(
            replace(
                s, id=ids.next(s.type, text[s.trigger.start : s.trigger.end], text[s.evidence.start : s.evidence.end])
            )
            for s in record.statements
        ),
    )


def first_draft() -> Article:
    """The article with such ids."""
    made = article()
    return replace(made, record=real_ids(made.record))


def second_draft() -> Article:
    """The next draft: a paragraph inserted at the top, and one number changed."""
    made = article()
    text = made.record.document.text.replace("412,500", "415,200")
    head, rest = text.split("\n\n", 1)
    inserted = "The trust lent its hall to the county.\n\n"
    whole = f"{head}\n\n{inserted}{rest}"
    data = whole.encode()
    shift = len(inserted)
    record = made.record

    def moved(span):
        return replace(span, start=span.start + shift, end=span.end + shift)

    statements = tuple(
        replace(s, trigger=moved(s.trigger), evidence=moved(s.evidence), arguments=tuple(map(moved, s.arguments)))
        for s in record.statements
    )
    sentences = (record.sentences[0], Span(len(head) + 2, len(head) + shift), *map(moved, record.sentences[1:]))
    document = Document("d-0000000000000002", whole, title=record.document.title)
    return Article(
        made.name, data, real_ids(replace(record, document=document, sentences=sentences, statements=statements))
    )


def put(case: Case, made: Article, run=RUN) -> None:
    """Add an article."""
    case.add(made.name, made.data, made.record, run)


def decision(record: Record, nth: int, field: str, value: object) -> Decision:
    """A decision on the nth statement."""
    statement = record.statements[nth]
    words = record.document.text[statement.evidence.start : statement.evidence.end]
    return Decision(statement.id, field, value, words)


def test_what_is_decided_is_there_for_the_next_connection(case, path):
    """A status, a reading, a note and evidence stand where another window looks."""
    made = first_draft()
    put(case, made)
    evidence = [{"where": "accounts.pdf, page 4", "tier": "primary", "note": ""}]
    case.decide(
        DOC,
        [
            decision(made.record, 1, "status", "matches source"),
            decision(made.record, 1, "reading", "accepted"),
            decision(made.record, 1, "note", "See the register."),
            decision(made.record, 1, "evidence", evidence),
        ],
        "Ada",
    )
    with open_case(path, read_only=True) as other:
        review = other.reviews(DOC).reviews[made.record.statements[1].id]
    assert (review.status, review.reading, review.note) == ("matches source", "accepted", "See the register.")
    assert (review.evidence[0].where, review.is_open) == ("accounts.pdf, page 4", False)


def test_two_windows_at_once_lose_nothing(case, path):
    """Each window's decisions are kept in the order in which they came; the later of one field counts."""
    made = first_draft()
    put(case, made)
    with open_case(path) as other:
        case.decide(DOC, [decision(made.record, 0, "note", "mine")], "Ada")
        other.decide(DOC, [decision(made.record, 0, "note", "yours")], "Bo")
        other.decide(DOC, [decision(made.record, 1, "status", "changed")], "Bo")
        assert [one.who for one in case.history(DOC)] == ["Ada", "Bo", "Bo"]
    reviews = case.reviews(DOC).reviews
    assert reviews[made.record.statements[0].id].note == "yours"
    assert reviews[made.record.statements[1].id].status == "changed"


def test_what_changed_before_it_was_kept_is_a_conflict(case, path):
    """It is looked at within the transaction that writes: of two that saw the same, the first is kept alone."""
    made = first_draft()
    put(case, made)
    target = made.record.statements[0].id
    with open_case(path) as other:
        other.decide(DOC, [decision(made.record, 0, "note", "yours")], "Bo", {target: 0})
        mine = [decision(made.record, 1, "note", "mine"), decision(made.record, 0, "note", "mine")]
        with pytest.raises(ConflictError) as refused:
            case.decide(DOC, mine, "Ada", {target: 0})
    assert refused.value.target == target
    assert [one.decision.value for one in case.history(DOC)] == ["yours"]
    last = case.reviews(DOC).reviews[target].last
    case.decide(DOC, mine, "Ada", {target: last})
    assert case.reviews(DOC).reviews[target].note == "mine"


def test_undoing_takes_back_a_persons_last_stroke(case):
    """A bulk decision is undone as one, another's stays, and the history keeps all; redoing brings it back."""
    made = first_draft()
    put(case, made)
    bulk = [decision(made.record, nth, "status", "no check needed") for nth in range(3)]
    stroke = case.decide(DOC, bulk, "Ada")
    case.decide(DOC, [decision(made.record, 3, "status", "changed")], "Bo")
    assert case.undo(DOC, "Ada") == stroke
    reviews = case.reviews(DOC).reviews
    assert {id_: review.status for id_, review in reviews.items()} == {made.record.statements[3].id: "changed"}
    assert [one.undone for one in case.history(DOC)] == [True, True, True, False]
    assert case.undo(DOC, "Ada") is None
    case.redo(stroke)
    assert case.reviews(DOC).reviews[made.record.statements[0].id].status == "no check needed"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "true"),
        ("reading", "liked"),
        ("rating", 5),
        ("edit", {"credibility": 3}),
        ("evidence", [{"where": "", "tier": "primary"}]),
        ("evidence", [{"where": "a letter", "tier": "good"}]),
    ],
)
def test_what_cannot_be_decided_is_refused_whole(case, field, value):
    """A wrong value is one clear line, and nothing of its stroke is kept."""
    made = first_draft()
    put(case, made)
    with pytest.raises(UsageError):
        case.decide(DOC, [decision(made.record, 0, "note", "x"), decision(made.record, 0, field, value)], "Ada")
    assert case.history(DOC) == ()


def test_a_new_draft_keeps_all_but_what_changed(case):
    """A paragraph inserted and a number changed: all is kept, and the changed words are to be looked at again."""
    before, after = first_draft(), second_draft()
    put(case, before)
    case.decide(DOC, [decision(before.record, nth, "status", "matches source") for nth in range(4)], "Ada")
    put(case, after)
    found = case.reviews(DOC)
    reviews = [found.reviews[statement.id] for statement in after.record.statements]
    assert [review.status for review in reviews] == ["matches source"] * 4
    assert [review.was is not None for review in reviews] == [False, False, False, True]
    assert "412,500" in (reviews[3].was or "")
    assert reviews[3].is_open
    assert found.gone == ()


def test_what_is_decided_on_the_new_words_joins_what_was_decided_on_the_old(case):
    """A note on changed words keeps the status of the old ones, which is still to be looked at again."""
    before, after = first_draft(), second_draft()
    put(case, before)
    case.decide(DOC, [decision(before.record, 3, "status", "matches source")], "Ada")
    put(case, after)
    case.decide(DOC, [decision(after.record, 3, "note", "Ask again.")], "Ada")
    found = case.reviews(DOC)
    review = found.reviews[after.record.statements[3].id]
    assert (review.status, review.note, found.gone) == ("matches source", "Ask again.", ())
    assert "412,500" in (review.was or "")
    case.decide(DOC, [decision(after.record, 3, "status", "matches source")], "Ada")
    assert case.reviews(DOC).reviews[after.record.statements[3].id].was is None


def test_a_newer_reader_keeps_what_stands_on_the_same_words(case):
    """Another type read on the same words keeps the decision of these words."""
    made = first_draft()
    put(case, made)
    case.decide(DOC, [decision(made.record, 3, "status", "changed")], "Ada")
    changed = replace(made.record.statements[3], id="s-0000000000000009", type="event")
    again = replace(made.record, statements=(*made.record.statements[:3], changed))
    case.add(made.name, made.data, again, LATER_RUN)
    review = case.reviews(DOC).reviews["s-0000000000000009"]
    assert (review.status, review.was) == ("changed", None)


def test_what_is_gone_from_the_text_is_told(case):
    """A statement that the next draft no longer makes is listed as gone, with what was decided."""
    made = first_draft()
    put(case, made)
    case.decide(DOC, [decision(made.record, 3, "status", "could not verify")], "Ada")
    other = replace(made.record, statements=(), sentences=())
    case.add(made.name, made.data, other, LATER_RUN)
    assert [(one.status, "412,500" in one.words) for one in case.reviews(DOC).gone] == [("could not verify", True)]


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from(STATUSES)), max_size=12))
def test_nothing_decided_is_ever_dropped(made):
    """Whatever was decided on whatever target is carried over, changed or gone, once each."""
    before, after = first_draft().record, second_draft().record
    known = list(targets(before))
    decided = [
        Decided(
            n,
            n,
            "d",
            Decision(known[at % len(known)].id, "status", status, known[at % len(known)].words),
            "A",
            "",
            undone=False,
        )
        for n, (at, status) in enumerate(made, 1)
    ]
    found = carry(decided, after)
    assert len(found.reviews) + len(found.gone) == len(standing(decided))
    assert sorted(review.last for review in (*found.reviews.values(), *found.gone)) == sorted(
        review.last for review in standing(decided).values()
    )


def test_sentences_of_the_same_words_are_told_apart():
    """Two sentences of the same words have two ids."""
    made = first_draft().record
    twice = replace(made, sentences=(made.sentences[0], made.sentences[0]))
    assert len(set(sentence_ids(twice))) == 2
