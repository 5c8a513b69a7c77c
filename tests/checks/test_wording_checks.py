"""superlative, label-in-own-voice and undated."""

from __future__ import annotations

from record_draft import Draft

from onrecord.checks import label_in_own_voice, superlative, undated


def test_superlatives_are_found_in_the_own_voice_only() -> None:
    """What somebody is said to say, in quotation marks or not, rests on that person."""
    draft = Draft("It was the only bidder. Odile Marsh said that it was the largest mill. “It never paid,” she said.")
    draft.says("Odile Marsh", "it was the largest mill")
    assert [draft.text[each.start : each.end] for each in superlative.find(draft.record())] == ["the only bidder"]


def test_names_and_dates_hold_no_superlatives() -> None:
    """A name may be called what it likes."""
    draft = Draft("It met at the Only Place, and again in most of its years.")
    draft.entity("the Only Place", "Place")
    draft.time("in most of its years", "PXY")
    assert list(superlative.find(draft.record())) == []


def test_labels_without_a_voice_are_found() -> None:
    """A judging word in somebody's mouth, in quotation marks or on nobody in particular is not looked at."""
    draft = Draft("The notorious Odile Marsh is a hero to Ida Perrin. She is a “saint”. Honest people know.")
    odile = draft.entity("Odile Marsh")
    draft.label("notorious", odile)
    draft.label("hero", odile, voice="a-0")
    draft.label("saint", odile)
    draft.label("Honest", draft.entity("Honest people", "Group", named=False))
    (finding,) = label_in_own_voice.find(draft.record())
    assert finding.message == "“notorious” is a judgment of Odile Marsh in the document's own voice."
    assert finding.entities == (odile,)


def test_events_without_any_time_are_found() -> None:
    """An event that neither its paragraph nor another passage dates has no time at all."""
    draft = Draft("The mill closed. The fund was wound up.\n\nIn 2011 the shop closed.\n\nThe shop was shut.")
    mill, fund, shop = (draft.entity(name, "Organization") for name in ("The mill", "The fund", "the shop"))
    found = (draft.states("ending", "The mill closed", mill), draft.states("ending", "The fund was wound up", fund))
    draft.states("ending", "the shop closed", shop, time="2011")
    draft.states("ending", "The shop was shut", shop)
    draft.time("2011", "2011")
    assert tuple(each.statements[0] for each in undated.find(draft.record())) == found


def test_headlines_states_plans_and_voices_need_no_time() -> None:
    """Only an event that running text itself tells as done, of somebody or something named, is looked at."""
    draft = Draft(
        "Trust closes\n\nOdile Marsh owns the mill. The mill will close. Ida said the fund closed. A shop shut."
    )
    draft.block("Trust closes", "headline")
    draft.states("ending", "Trust closes", draft.entity("Trust", "Organization"))
    draft.states("ending", "A shop shut", draft.entity("A shop", "Organization", named=False))
    mill = draft.entity("the mill", "Organization")
    draft.states("ownership", "Odile Marsh owns", mill)
    draft.states("ending", "The mill will close", mill, modality="planned")
    draft.states("ending", "the fund closed", mill, voice="a-0")
    assert list(undated.find(draft.record())) == []
