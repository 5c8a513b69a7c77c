"""Reading statements: who does what, how certain, when, on whose word, and what is merely repeated."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.language.parse import Parse, Sentence, Token
from onrecord.reading.amounts import find_amounts
from onrecord.reading.attributions.voice import VoiceIndex
from onrecord.reading.cast import Cast
from onrecord.reading.coreference import resolve
from onrecord.reading.names import NamesRead, find_names
from onrecord.reading.statements.certainty import certainty
from onrecord.reading.statements.clauses import actor, undergoer
from onrecord.reading.statements.finding import find_statements
from onrecord.reading.statements.paths import read_path
from onrecord.reading.statements.rules import load_rules
from onrecord.reading.statements.understanding import Understanding
from onrecord.reading.times import find_times
from onrecord.records import Attribution, Document, Entity, Mention, Name, Source, Span, Statement

Understander = Callable[..., Understanding]
_EXAMPLES = sorted({hit["text"] for rule in load_rules() for hit in rule.hits})


@pytest.fixture(scope="session")
def understand(parse: Callable[[str], Parse], document: Callable[..., Document]) -> Understander:
    """Text -> what the stages before statements make of it, in the voices that the test gives."""

    def make(text: str, published: str | None = None, voices: VoiceIndex | None = None) -> Understanding:
        made, tree = document(text, published), parse(text)
        cast = resolve(made, tree, NamesRead(find_names(tree)))
        times, amounts = find_times(made, tree), find_amounts(made, tree)
        return Understanding(made, tree, cast, times, amounts, voices or VoiceIndex())

    return make


def _stating(reading: Understanding, word: str) -> Statement:
    """The statement whose trigger has this word."""
    text = reading.document.text
    return next(s for s in find_statements(reading) if word in text[s.trigger.start : s.trigger.end])


def _words(reading: Understanding, statement: Statement, role: str) -> list[str]:
    return [reading.document.text[a.start : a.end] for a in statement.arguments if a.role == role]


def _tree(*rows: tuple[str, str, str, str, int]) -> Parse:
    """A parse of one sentence by hand: text, lemma, tag, relation and index of the governor of each token."""
    tokens, at = [], 0
    for index, (text, lemma, tag, dep, head) in enumerate(rows):
        pos = {"N": "NOUN", "V": "VERB", "I": "ADP"}.get(tag[0], "X")
        pos = "PROPN" if tag == "NNP" else pos
        tokens.append(Token(at, at + len(text), index, text, lemma, pos, tag, dep, head, 0))
        at += len(text) + 1
    text = " ".join(token.text for token in tokens)
    return Parse.of(text, tokens, [Sentence(0, len(text), 0, len(tokens), 0, "paragraph")])


def _entity(name: str, id_: str, start: int) -> Entity:
    span = (start, start + len(name))
    return Entity(
        id_, "Person", name, named=True, names=(Name(*span, name, "full"),), mentions=(Mention(*span, "name"),)
    )


_PASSIVE = _tree(
    ("Moss", "Moss", "NNP", "nsubjpass", 2),
    ("was", "be", "VBD", "auxpass", 2),
    ("killed", "kill", "VBN", "ROOT", 2),
    ("by", "by", "IN", "agent", 2),
    ("Begum", "Begum", "NNP", "pobj", 3),
)


def test_a_passive_has_the_same_parties_as_its_active() -> None:
    """Actor and undergoer do not depend on voice."""
    found = actor(_PASSIVE, 2), undergoer(_PASSIVE, 2)
    assert [token.text for token in found if token is not None] == ["Begum", "Moss"]


def test_statements_need_no_model() -> None:
    """A parse made by hand and a cast of two give the statement, with words for every argument."""
    cast = Cast((_entity("Moss", "e-1", 0), _entity("Begum", "e-2", 19)), {0: "e-1", 4: "e-2"})
    (statement,) = find_statements(Understanding(Document("d", _PASSIVE.text), _PASSIVE, cast))
    assert (statement.type, statement.made_by) == ("vital", "rule:vital-killed")
    assert [(a.role, a.entity, a.start, a.end) for a in statement.arguments] == [
        ("subject", "e-1", 0, 4),
        ("agent", "e-2", 19, 24),
    ]
    assert (statement.evidence.start, statement.evidence.end) == (0, 24)


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("agent>pobj", ["Begum"]),
        ("nsubjpass|dobj", ["Moss"]),
        ("agent(with)>pobj", []),
        ("agent(@by)>pobj", ["Begum"]),
        ("self(kill)", ["killed"]),
        ("agent>^agent", ["killed"]),
        ("clause>undergoer", ["Moss"]),
        ("lead", ["Begum"]),
    ],
)
def test_paths_lead_through_the_tree(path: str, ends: list[str]) -> None:
    """Steps go down, up, and to the parties of the verb; words narrow them."""
    read = read_path(path, {"by": frozenset({"by"})}, frozenset())
    assert [token.text for token in read.ends(Understanding(Document("d", ""), _PASSIVE), 2)] == ends


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "subject"),
    [
        ("Ada Moss, who sold the pier, left Lisbon.", "left", "Ada Moss"),
        ("The council elected Ada Moss and praised Dana Begum.", "praised", "The council"),
        ("Set up as a trust by her brother, the school grew.", "Set up", "the school"),
        ("Ada Moss agreed to paint the pier.", "paint", "Ada Moss"),
        ("The council urged Ada Moss to paint the pier.", "paint", "Ada Moss"),
        ("Police accused Ben Achterberg of burning the pier.", "burning", "Ben Achterberg"),
        ("The flat that Ada Moss painted burned.", "painted", "Ada Moss"),
        ("The council called on Ada Moss to paint the pier.", "paint", "Ada Moss"),
        ("The Quay Foundation, of Redport, which gave the money, wept.", "gave", "Quay Foundation"),
        ("In findings published in May, Ada Moss described the pier.", "published", "Ada Moss"),
    ],
)
def test_understood_subjects_are_found(understand: Understander, text: str, word: str, subject: str) -> None:
    """Relative clauses, coordination, participles and infinitives share the subject they are understood to have."""
    reading = understand(text)
    assert _words(reading, _stating(reading, word), "subject") == [subject]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "polarity", "modality"),
    [
        ("Ada Moss painted the pier.", "painted", "positive", "actual"),
        ("Ada Moss did not paint the pier.", "paint", "negative", "actual"),
        ("Ada Moss never painted the pier.", "painted", "negative", "actual"),
        ("Nobody painted the pier.", "painted", "negative", "actual"),
        ("No guard painted the pier.", "painted", "negative", "actual"),
        ("Ada Moss failed to paint the pier.", "paint", "negative", "actual"),
        ("Ada Moss could not paint the pier.", "paint", "negative", "actual"),
        ("Ada Moss left without painting the pier.", "painting", "negative", "actual"),
        ("Ada Moss will paint the pier.", "paint", "positive", "planned"),
        ("Ada Moss plans to paint the pier.", "paint", "positive", "planned"),
        ("Ada Moss is to paint the pier.", "paint", "positive", "planned"),
        ("Ada Moss said she would paint the pier.", "paint", "positive", "planned"),
        ("If the rain stops, Ada Moss would paint the pier.", "paint", "positive", "hypothetical"),
        ("If Ada Moss paints the pier, the council will pay.", "paints", "positive", "hypothetical"),
        ("Ada Moss may paint the pier.", "paint", "positive", "possible"),
        ("Ada Moss allegedly painted the pier.", "painted", "positive", "possible"),
        ("Ada Moss was accused of painting the pier.", "painting", "positive", "possible"),
        ("Ada Moss must paint the pier.", "paint", "positive", "required"),
        ("The council urged Ada Moss to paint the pier.", "paint", "positive", "required"),
        ("Ada Moss will not paint the pier.", "paint", "negative", "planned"),
        ("Ada Moss urged Dana Begum to stay and painted the pier.", "painted", "positive", "actual"),
        ("No arrests were made in Redport.", "arrests", "negative", "actual"),
        ("Neither the guards nor the police painted the pier.", "painted", "negative", "actual"),
        ("Ada Moss walked instead of painting the pier.", "painting", "negative", "actual"),
        ("Ada Moss has yet to paint the pier.", "paint", "negative", "actual"),
        ("It is not true that Ada Moss painted the pier.", "painted", "negative", "actual"),
        ("It is odd that Ada Moss painted the pier.", "painted", "positive", "actual"),
        ("It was not a race held in Redport.", "held", "negative", "actual"),
        ("The council would have sold it had Ada Moss not painted the pier.", "painted", "negative", "hypothetical"),
        ("The council said it would have sold the pier.", "sold", "positive", "hypothetical"),
        ("The council said Ada Moss had not painted the pier.", "painted", "negative", "actual"),
        ("Reportedly the guards painted the pier and were sleeping.", "sleeping", "positive", "possible"),
        ("Ada Moss sold the allegedly stolen boat.", "sold", "positive", "actual"),
        ("Police alleged Ada Moss painted the pier.", "painted", "positive", "possible"),
        ("Police noted Ada Moss painted the pier.", "painted", "positive", "actual"),
        ("It will take months before the pier is painted.", "painted", "positive", "planned"),
        ("Ada Moss wept before the pier was painted.", "painted", "positive", "actual"),
        ("The court placed a stay until it hears the case.", "hears", "positive", "planned"),
        ("Her suggestion that the pier be painted evokes the past.", "painted", "positive", "required"),
        ("The protesters' demands include the release of Ada Moss.", "release", "positive", "required"),
        ("Ada Moss has until October to paint the pier.", "paint", "positive", "required"),
        ("Ada Moss is believed to have painted the pier.", "painted", "positive", "possible"),
        ("The council paid guards to paint the pier.", "paint", "positive", "planned"),
        ("The alleged owner of the pier, Ada Moss, left.", "owner", "positive", "possible"),
        ("The owner of the pier, Ada Moss, left.", "owner", "positive", "actual"),
        ("Ben Achterberg faces up to 15 years in prison.", "faces", "positive", "possible"),
        ("Ada Moss had her car painted.", "painted", "positive", "actual"),
        ("Ada Moss was forced to sell the pier.", "sell", "positive", "actual"),
        ("Ada Moss will likely sell the pier.", "sell", "positive", "possible"),
        ("The guards wanted Ada Moss to paint the pier.", "paint", "positive", "required"),
        ("Ada Moss wanted to paint the pier.", "paint", "positive", "planned"),
        ("Ada Moss called for the pier to be painted.", "painted", "positive", "required"),
        ("Ada Moss went on to paint the pier.", "paint", "positive", "actual"),
        ("The city would consider selling the pier.", "selling", "positive", "possible"),
        ("The rule allows Ada Moss to sell the pier.", "sell", "positive", "possible"),
    ],
)
def test_certainty_is_read(understand: Understander, text: str, word: str, polarity: str, modality: str) -> None:
    """What a clause denies, plans, supposes or demands is never recorded as plain."""
    found = _stating(understand(text), word)
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "polarity", "modality"),
    [
        ("Ada Moss was able to paint the pier.", "paint", "positive", "actual"),
        ("Ada Moss is able to paint the pier.", "paint", "positive", "possible"),
        ("Ada Moss was not able to paint the pier.", "paint", "negative", "actual"),
        ("Redport became the first town to paint a pier.", "paint", "positive", "actual"),
        ("Ada Moss has been forced to paint the pier.", "paint", "positive", "actual"),
        ("Ada Moss denied that she had painted the pier.", "painted", "negative", "actual"),
        ("Ada Moss denied she painted the pier.", "painted", "negative", "actual"),
        ("Ada Moss never denied that she painted the pier.", "painted", "positive", "actual"),
        ("Ada Moss said that she painted the pier.", "painted", "positive", "actual"),
        ("Ada Moss rejected claims that she painted the pier.", "painted", "positive", "possible"),
        ("It raises the possibility that Ada Moss painted the pier.", "painted", "positive", "possible"),
        ("It rests on the fact that Ada Moss painted the pier.", "painted", "positive", "actual"),
        ("Ada Moss did not only paint the pier.", "paint", "positive", "actual"),
        ("Ada Moss not only painted the pier but also sold it.", "painted", "positive", "actual"),
        ("Ada Moss did not paint the pier.", "paint", "negative", "actual"),
        ("Ada Moss hardly ever painted the pier.", "painted", "negative", "actual"),
        ("The pier isn’t painted.", "painted", "negative", "actual"),
        ("He'd painted the pier in 2009.", "painted", "positive", "actual"),
        ("He'd paint the pier.", "paint", "positive", "hypothetical"),
        ("Ada Moss has the power to sell the pier.", "sell", "positive", "possible"),
        ("The decree instructs Ada Moss to paint the pier.", "paint", "positive", "required"),
    ],
)
def test_certainty_of_what_no_rule_reads(
    parse: Callable[[str], Parse], text: str, word: str, polarity: str, modality: str
) -> None:
    """The trained reader asks of any word how certain it is."""
    read = parse(text)
    token = next(token for token in read.tokens if token.text == word)
    assert certainty(read, token) == (polarity, modality)


@pytest.mark.model
def test_coordinated_verbs_share_what_stands_before_the_first(understand: Understander) -> None:
    """Of "will paint and sell" both are planned."""
    reading = understand("Ada Moss will paint and sell the pier.")
    assert {found.modality for found in find_statements(reading)} == {"planned"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "time"),
    [
        ("Ada Moss painted the pier on 4 May 2019.", "painted", "2019-05-04"),
        ("On 4 May 2019 Ada Moss was arrested and charged.", "charged", "2019-05-04"),
        ("On 4 May 2019 a bus left the road, killing two guards.", "killing", "2019-05-04"),
        ("Ada Moss was mayor of Lisbon from 1977 to 1995.", "mayor", "1977/1995"),
        ("Ada Moss, the treasurer, painted the pier in 2019.", "treasurer", None),
        ("Ada Moss painted the pier for three days.", "painted", None),
        ("Ada Moss wept when the pier fell in 2019.", "wept", "2019"),
        ("On 4 May 2019 Ada Moss died in a square called the Long Yard.", "called", None),
        ("On 4 May 2019 the city suffered an explosion at the Quay Hall.", "explosion", "2019-05-04"),
        ("Ada Moss was mayor from 2004 until 3 October 2011, the Monday after.", "mayor", "2004/2011-10-03"),
    ],
)
def test_times_belong_to_their_clause(understand: Understander, text: str, word: str, time: str | None) -> None:
    """A time dates its own clause and those that share it, not titles; a duration dates nothing."""
    found = _stating(understand(text), word)
    assert (found.time.value if found.time else None) == time


@pytest.mark.model
def test_titles_in_reported_speech_stay_the_documents_own(understand: Understander) -> None:
    """In indirect speech the claim is the speaker's and the title the document's."""
    text = "Dana Begum said that Mayor Ada Moss painted the pier."
    said = Attribution("a-1", (Span(16, len(text) - 1),), "indirect", "statement", Source(0, 10), Span(11, 15))
    reading = understand(text, voices=VoiceIndex.of([said]))
    assert _stating(reading, "painted").voice == "a-1"
    assert _stating(reading, "Mayor").voice is None


@pytest.mark.model
def test_what_nobody_is_named_for_is_possible(understand: Understander) -> None:
    """In an attribution without a source the voice is the document's own, and the matter possible."""
    text = "It is believed that Ada Moss painted the pier."
    believed = Attribution("a-1", (Span(15, len(text) - 1),), "indirect", "belief", cue=Span(6, 14))
    found = _stating(understand(text, voices=VoiceIndex.of([believed])), "painted")
    assert (found.voice, found.modality) == (None, "possible")


@pytest.mark.model
def test_a_headline_is_a_repeat_of_the_body(understand: Understander) -> None:
    """Where headline and body state the same, the body's place is the evidence."""
    reading = understand("Ada Moss arrested in Lisbon\n\nPolice arrested Ada Moss in Lisbon on Monday.")
    arrests = [found for found in find_statements(reading) if found.type == "legal"]
    assert len(arrests) == 1
    assert arrests[0].trigger.start > 29
    assert [place.start < 29 for place in arrests[0].repeats] == [True]


@pytest.mark.model
def test_a_post_said_twice_is_one_statement(understand: Understander) -> None:
    """The body that a post is with need not be named each time."""
    reading = understand("Mayor Ada Moss of Lisbon spoke. Mayor Ada Moss then left.")
    posts = [found for found in find_statements(reading) if found.type == "role"]
    assert [len(found.repeats) for found in posts] == [1]


@pytest.mark.model
def test_joint_parties_are_one_statement(understand: Understander) -> None:
    """The first is the subject, the others objects."""
    reading = understand("Ada Moss and Ben Achterberg met in Lisbon.")
    met = _stating(reading, "met")
    assert (_words(reading, met, "subject"), _words(reading, met, "object")) == (["Ada Moss"], ["Ben Achterberg"])


@pytest.mark.model
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_EXAMPLES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n", " “", "” — "]))
def test_every_span_is_words_and_every_reading_the_same(
    understand: Understander, texts: list[str], between: str
) -> None:
    """Any text: evidence holds trigger and arguments, ids are unique, references known, two readings identical."""
    reading = understand(between.join(texts))
    statements = find_statements(reading)
    assert statements == find_statements(reading)
    assert len({found.id for found in statements}) == len(statements)
    known = reading.cast.by_id()
    for found in statements:
        assert 0 <= found.evidence.start < found.evidence.end <= len(reading.document.text)
        for part in (found.trigger, *found.arguments):
            assert found.evidence.start <= part.start < part.end <= found.evidence.end
        for argument in found.arguments:
            assert (argument.entity in known) == (argument.value is None)


@pytest.mark.model
def test_what_a_thing_is_sent_by_does_not_send_it(understand: Understander) -> None:
    """The post sends nothing; the council does."""
    text = "A chair was sent by post. A parcel was sent by the council."
    sent = [s for s in find_statements(understand(text)) if text[s.trigger.start : s.trigger.end] == "sent"]
    reading = understand(text)
    assert [_words(reading, found, "subject") for found in sent] == [["A chair"], ["the council"]]


@pytest.mark.model
def test_an_age_of_somebody_else_is_nobodys(understand: Understander) -> None:
    """Of "is the sister of Ben, 58" the age is Ben's alone."""
    reading = understand("Dana Begum is the sister of Ben Achterberg, 58, who left.")
    ages = [_words(reading, found, "subject") for found in find_statements(reading) if found.type == "quantity"]
    assert ages == [["Ben Achterberg"]]


@pytest.mark.model
def test_kinship_has_its_bare_word(understand: Understander) -> None:
    """The relation is "brother-in-law", neither "own brother" nor "his brother"."""
    reading = understand("Ada Moss bought the pier from her own brother-in-law.")
    kin = next(found for found in find_statements(reading) if found.type == "family")
    assert [a.value for a in kin.arguments if a.role == "relation"] == ["brother-in-law"]


@pytest.mark.model
def test_a_title_of_two_words_is_one_post(understand: Understander) -> None:
    """A head teacher is no head."""
    reading = understand("Dana Begum, a head teacher, signed the lease.")
    assert [a.value for s in find_statements(reading) for a in s.arguments if a.role == "value"] == ["head teacher"]
