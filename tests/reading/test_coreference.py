"""Coreference: names, descriptions and pronouns of one thing put together, look-alikes kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from onrecord.language.parse import Parse
from onrecord.language.spacy import SpacyParser
from onrecord.reading.cast import Cast
from onrecord.reading.coreference import resolve, resolve_speakers
from onrecord.reading.names import NamesRead, find_names
from onrecord.records import Attribution, Document, Entity, Source, Span

pytestmark = pytest.mark.model
Resolver = Callable[[str], tuple[Document, Parse, Cast]]


@pytest.fixture
def read(parser: SpacyParser, document: Callable[..., Document]) -> Resolver:
    """Reads a text up to its cast."""

    def run(text: str) -> tuple[Document, Parse, Cast]:
        made = document(text)
        parse = parser.parse(made)
        return made, parse, resolve(made, parse, NamesRead(find_names(parse)))

    return run


def named(cast: Cast, name: str) -> Entity:
    """The entity that bears a name."""
    return next(entity for entity in cast.entities if name in [own.text for own in entity.names])


def meaning(read: Resolver, text: str, word: str) -> str | None:
    """The name of what a word of the text stands for, by its last place."""
    document, parse, cast = read(text)
    at = document.text.rindex(word)
    entity = cast.within(parse, at, at + len(word))
    return cast.by_id()[entity].name if entity else None


MEANINGS = [
    ("he", "Desmond Harkaway founded the fund. He left in May.", "He", "Desmond Harkaway"),
    ("she, not he", "Desmond Harkaway met Ruth Pellingham. She left.", "She", "Ruth Pellingham"),
    ("his", "Desmond Harkaway sold his house.", "his", "Desmond Harkaway"),
    ("who", "Ruth Pellingham, who kept the books, left.", "who", "Ruth Pellingham"),
    ("who past a body", "Ruth Pelling, chair of the Hearth Fund, who kept it, left.", "who", "Ruth Pelling"),
    ("apposition", "Ruth Pellingham, the treasurer, left.", "the treasurer", "Ruth Pellingham"),
    ("apposition, titled", "The general, Lt. Gen. Ruth Pelling, left.", "The general", "Ruth Pelling"),
    ("post of a sentence", "Minister for Trade, Ruth Pelling, left.", "Minister", "Ruth Pelling"),
    ("said to be", "His deputy is Ruth Pelling.", "His deputy", "Ruth Pelling"),
    ("became", "Ruth Pelling became the mayor of Redport.", "the mayor", "Ruth Pelling"),
    ("role repeated", "Treasurer Ruth Pelling left. The treasurer wept.", "The treasurer", "Ruth Pelling"),
    ("head word", "The Charities Board met. Nobody asked the board to act.", "the board", "Charities Board"),
    ("any body", "Brackwith Estates Ltd sold it. The company said nothing.", "The company", "Brackwith Estates Ltd"),
    ("any place", "They met in Leeds. The city was quiet.", "The city", "Leeds"),
    ("same description", "A boat sank on Friday. Divers found the boat.", "the boat", "A boat"),
    ("it", "Brackwith Estates Ltd bought the site. It paid late.", "It", "Brackwith Estates Ltd"),
    ("empty it", "Dana Okoro left. It is believed that she fled.", "It", None),
    ("police are they", "The police met the Charities Board. They wept.", "They", "The police"),
    ("police, bare or not", "Police came. The police left.", "The police", "Police"),
    ("suspected", "A gunman fled. Guards saw the suspected gunman.", "the suspected gunman", "A gunman"),
    ("told more of", "A building fell. The ten-storey building had burned.", "The ten-storey building", "A building"),
    ("no newspaper", "Hearth Trust wrote to the Redport Courier. The charity wept.", "The charity", "Hearth Trust"),
    ("its words", "Hearth Trust’s website says that it was founded late.", "it", "Hearth Trust"),
    ("seat", "The Hearth Trust, of Redport, which paid the bill, left.", "which", "Hearth Trust"),
    ("who acts", "An investigation into the Hearth Trust opened. It would sell the hall.", "It", "Hearth Trust"),
    ("predicate", "Dana Okoro became treasurer. Adam Okoro used it. He left.", "He", "Adam Okoro"),
    ("post before a name", "The Mayor of Redport Ada Moss wept.", "The Mayor of Redport Ada Moss", "Ada Moss"),
    ("counted", "Thousands of protesters with masks came as they sang.", "they", "Thousands of protesters with masks"),
    ("acronym of a body", "Transport for Leeds (TfL) paid in Leeds. TfL wept.", "TfL", "Transport for Leeds"),
    ("brother-in-law", "Dana Okoro met her own brother-in-law.", "brother-in-law", "her own brother-in-law"),
    ("byline", "By Dan Harkaway\n\nElsie Branscough wept. The man laughed.", "The man", "The man"),
    ("speaker", "Adam Vass said Dan Moss left as Leo Ott slept. He added that it was late.", "He", "Adam Vass"),
    ("reporter", "Adam Vass said it rained, while Dan Moss wrote that he wept.", "he", "Dan Moss"),
    ("according to", "Adam Vass met Leo Ott. It was late, according to Ott. He stated that it was.", "He", "Leo Ott"),
    ("not within", "Dan Moss spoke. “A man came to us in the night and he ran,” he said.", "he", "Dan Moss"),
    ("bodies speak", "Port authorities said it rained. A man saw guards. They added that it was late.",
     "They", "Port authorities"),
    ("past a quotation", "The Hearth Trust wrote: “It is late. Guards came. We ran.” They said it was.",
     "They", "Hearth Trust"),
    ("anybody", "A person wept. This person said they left.", "they", "A person"),
    ("this person", "Dan Moss left. One of the guards wept. This person ran.", "This person", "One of the guards"),
    ("one of many", "They left after one of the daughters ran. She was ill.", "She", "one of the daughters"),
    ("bare police", "Northland Police came. The barn burned, police said.", "police", "Northland Police"),
    ("department", "The Northland Department of Roads paid. The Department wept.",
     "Department", "Northland Department of Roads"),
    ("court", "The Court of Sessions met. The court ruled.", "The court", "Court of Sessions"),
    ("one trade", "Scientists from Leeds spoke. The researchers found ice.",
     "The researchers", "Scientists from Leeds"),
    ("team", "Scientists from Leeds spoke. The research team found ice.", "The research team", "Scientists from Leeds"),
    ("land of a president", "French President Dan Moss met Brazilian President Leo Ott. The French president wept.",
     "The French president", "Dan Moss"),
    ("between commas", "It rained, according to the mayor, Dan Moss, in May.", "the mayor", "Dan Moss"),
    ("peer", "Colin Moss, Lord Ashby, ruled. Ashby wept.", "Ashby", "Colin Moss"),
    ("description", "I met the head of the old fund.", "the head of the old fund", "the head of the old fund"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "word", "name"), MEANINGS, ids=[row[0] for row in MEANINGS])
def test_a_word_stands_for_what_was_spoken_of(
    read: Resolver, case: str, text: str, word: str, name: str | None
) -> None:
    """Pronouns, descriptions, relative pronouns and appositions."""
    assert meaning(read, text, word) == name, case


APART = [
    ("not said to be", "His deputy is not Ruth Pelling.", "His deputy", "Ruth Pelling"),
    ("may be", "The next mayor may be Ruth Pelling.", "The next mayor", "Ruth Pelling"),
    ("did not become", "Ruth Pelling never became the mayor.", "the mayor", "Ruth Pelling"),
    ("two attacks", "The first attack hurt two. The second attack hurt five.", "The first attack", "The second attack"),
    ("indefinite", "A man ran. A man shouted.", "A man", "A man"),
    ("object of its clause", "Dan Harkaway hurt him.", "Dan Harkaway", "him"),
    ("far letter", "A letter from York came. " + "Rain fell. " * 9 + "The letter lied.", "A letter", "The letter"),
    ("a board told of", "The Charities Board met. The board that was to oversee him slept.", "Charities", "The board"),
    ("another", "A building fell. The second building stood.", "A building", "The second building"),
    ("mere predicate", "If that is a charity, the charity is mine.", "a charity", "the charity"),
    ("speaker of her", "Ada Moss wept. Dana Begum said, “She did not drive on the wrong side.”", "Dana Begum", "She"),
    ("other land", "French President Dan Moss spoke. The Brazilian president wept.",
     "Dan Moss", "The Brazilian president"),
    ("another trade", "Scientists from Leeds spoke. The gardeners found ice.", "Scientists", "The gardeners"),
    ("other team", "Scientists from Leeds spoke. The football team left.", "Scientists", "The football team"),
    ("other post", "Mayor Dan Moss spoke. The writer wept.", "Dan Moss", "The writer"),
    ("other department", "The Northland Department of Roads paid. A state department wept.",
     "Northland", "A state department"),
    ("two heads", "The head of Leeds Board left. The head of York Board stayed.", "The head of Leeds", "The head of Y"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "one", "other"), APART, ids=[row[0] for row in APART])
def test_what_is_two_stays_two(read: Resolver, case: str, text: str, one: str, other: str) -> None:
    """Other modifiers, an indefinite article, another complement or the same clause speak against one thing."""
    document, parse, cast = read(text)
    first, second = document.text.index(one), document.text.rindex(other)
    met = [cast.within(parse, at, at + len(words)) for at, words in ((first, one), (second, other))]
    assert met[0] != met[1], case


def test_a_renamed_body_is_one_with_all_its_names(read: Resolver) -> None:
    """Former names keep their kind and, where the text gives it, their time; the acronym is put with its name."""
    text = (
        "The Skelmouth Winter Appeal (SWA) was founded by a priest. In 2011 the Skelmouth Winter Appeal was renamed "
        "Kindlewick. Kindlewick pays well, and SWA is forgotten."
    )
    _, _, cast = read(text)
    entity = named(cast, "Kindlewick")
    assert {name.text: name.kind for name in entity.names} == {
        "Skelmouth Winter Appeal": "former", "SWA": "acronym", "Kindlewick": "full",
    }  # fmt: skip
    assert named(cast, "Kindlewick").name == "Kindlewick"


def test_the_names_of_one_body_are_told_one_after_the_other(read: Resolver) -> None:
    """The pronouns between them go on meaning it, whatever else is spoken of, and the regulator stays another."""
    text = (
        "The charity first appeared in 1998 as the Skelmouth Winter Appeal. A deed was signed by a priest. It was "
        "rebranded on 3 May 2006 as Northern Hearth Relief. On 14 September 2011 it became Kindlewick, on advice. "
        "Its registered name is the Skelmouth Relief Fund. The Charities Oversight Board, the regulator, agreed."
    )
    _, _, cast = read(text)
    assert [(name.text, name.kind, name.time) for name in named(cast, "Kindlewick").names] == [
        ("Skelmouth Winter Appeal", "former", "1998/2006-05-03"),
        ("Northern Hearth Relief", "full", "2006-05-03/2011-09-14"),
        ("Kindlewick", "full", "2011-09-14/.."),
        ("Skelmouth Relief Fund", "registered", None),
    ]
    assert named(cast, "Kindlewick").type == "Organization"
    assert named(cast, "Charities Oversight Board").names[1:] == ()


def test_a_description_runs_to_the_end_of_its_prepositional_phrases(read: Resolver) -> None:
    """And stops before its relative clause; it is the name, of kind description, of a thing that has none."""
    _, _, cast = read("A former manager of the fund who asked to stay unnamed wept.")
    entity = cast.entities[0]
    assert (entity.name, entity.named, entity.names[0].kind) == ("A former manager of the fund", False, "description")


def test_the_two_are_a_set_of_both(read: Resolver) -> None:
    """Its members are the persons just named."""
    text = "Desmond Harkaway met Lionel Vass in May. The two men shook hands."
    document, parse, cast = read(text)
    at = document.text.index("The two men")
    entity = cast.by_id()[cast.within(parse, at, at + 11) or ""]
    assert [cast.by_id()[member].name for member in entity.members] == ["Desmond Harkaway", "Lionel Vass"]


def test_they_after_two_subjects_are_both(read: Resolver) -> None:
    """A set stands for what "and" joins."""
    text = "Desmond Harkaway and Lionel Vass said they paid."
    document, parse, cast = read(text)
    at = document.text.index("they")
    entity = cast.by_id()[cast.within(parse, at, at + 4) or ""]
    assert (entity.name, len(entity.members)) == ("Desmond Harkaway and Lionel Vass", 2)


def test_the_first_person_of_a_quotation_is_its_speaker(read: Resolver) -> None:
    """Once attributions are known; outside quotation marks it stays open."""
    text = "I met him. “I kept the books, and we paid,” said Ruth Pellingham."
    document, parse, cast = read(text)
    speaker = named(cast, "Ruth Pellingham").id
    content = Span(document.text.index("“"), document.text.index("”") + 1)
    attribution = Attribution("a-1", (content,), "direct", "statement", Source(0, 1, speaker))
    assert not cast.heads.keys() & cast.first_person.keys()
    resolved = resolve_speakers(parse, cast, (attribution,))
    spoken = [
        document.text[m.start : m.end] for m in named(resolved, "Ruth Pellingham").mentions if m.kind == "pronoun"
    ]
    assert spoken == ["I", "we"]
    assert all(resolved.heads[index] == speaker for index in cast.first_person)


@pytest.mark.parametrize(("cue", "spoken"), [(":", ["I", "my"]), ("said", [])])
def test_the_first_person_of_a_speakers_line(read: Resolver, cue: str, spoken: list[str]) -> None:
    """Behind a colon the words are the speaker's own; in other reported speech "I" is whoever writes."""
    text = f"Ruth Pellingham {cue} I sold my house."
    document, parse, cast = read(text)
    speaker, at = named(cast, "Ruth Pellingham").id, text.index(cue)
    content = Span(text.index("I sold"), len(text))
    attribution = Attribution(
        "a-1", (content,), "indirect", "statement", Source(0, 1, speaker), Span(at, at + len(cue))
    )
    resolved = resolve_speakers(parse, cast, (attribution,))
    mentions = named(resolved, "Ruth Pellingham").mentions
    assert [document.text[m.start : m.end] for m in mentions if m.kind == "pronoun"] == spoken


def test_a_speakers_label_is_one_speaker(read: Resolver) -> None:
    """Each time that a line begins with it; a guest spoken of elsewhere may be another."""
    document, parse, cast = read(
        "Guest: I left.\n\nModerator: Why?\n\nGuest: I was ill.\n\nModerator: Guest rooms are warm."
    )
    labels = [cast.within(parse, m.start(), m.end()) for m in re.finditer("Guest(?=:)", document.text)]
    assert len({*labels}) == 1
    assert labels[0] is not None


def test_every_span_spells_its_words_and_every_head_has_its_entity(read: Resolver) -> None:
    """Names are to the letter, mentions in text order, and two runs give the same."""
    text = (
        "Dana Okoro, 54, chair of Kindlewick, left. Her fund, the regulator said, owes £3m to its donors.\n\nThey wait."
    )
    document, parse, cast = read(text)
    for entity in cast.entities:
        assert all(document.text[name.start : name.end] == name.text for name in entity.names)
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: (m.start, m.end))
    assert set(cast.heads.values()) <= set(cast.by_id())
    assert resolve(document, parse, NamesRead(find_names(parse))) == cast


def test_a_thing_without_a_name_has_all_its_descriptions(read: Resolver) -> None:
    """The first is its name; what else the text calls it follows."""
    _, _, cast = read("A letter from the bank came. The letter was burned.")
    letter = named(cast, "The letter")
    assert (letter.name, [own.text for own in letter.names]) == (
        "A letter from the bank",
        ["A letter from the bank", "The letter"],
    )


def test_who_asks_and_answers_is_no_thing(read: Resolver) -> None:
    """The Q and A of an interview stand for nobody."""
    _, _, cast = read("Q: Who paid? A: The trust paid.")
    assert [entity.name for entity in cast.entities] == ["The trust"]
