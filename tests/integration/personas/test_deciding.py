"""An owner's word on a contradiction is kept, and a stale one is refused."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.personas.errors import ChoiceInvalid, ContradictionNotFound, PersonaChanged
from persona_app.personas.services.deciding import list_decisions, settle_contradiction
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import append_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_contradiction, make_persona, make_profile, make_version


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


def _build(session, ada, persona, *contradictions):
    profile = make_profile(contradictions=contradictions)
    append_version(session, persona_id=persona.id, new=make_version(author_id=ada.account_id, profile=profile))
    return get_persona(session, actor=ada, persona_id=persona.id)


@pytest.fixture
def mara(ada):
    """A persona whose newest version lists two contradictions."""
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada)
        return _build(session, ada, persona, make_contradiction("ages"), make_contradiction("towns", left="Oslo", right="Bergen"))


def _settle(ada, mara, choice="left", *, subject="ages", lock_version=None):
    with unit_of_work() as session:
        seen = lock_version or get_persona(session, actor=ada, persona_id=mara.id).lock_version
        return settle_contradiction(session, actor=ada, persona_id=mara.id, contradiction_id=subject, choice=choice, lock_version=seen)


def _decisions(mara):
    with unit_of_work() as session:
        return list_decisions(session, persona_id=mara.id)


def test_decision_names_both_sides_when_settled(ada, mara):
    decision = _settle(ada, mara, "right", subject="towns")
    assert (decision.kind, decision.subject, decision.choice) == ("contradiction", "towns", "right")
    assert (decision.left_claim_id, decision.right_claim_id) == ("claim-Oslo", "claim-Bergen")
    assert _decisions(mara) == (decision,)


def test_later_word_takes_the_place_of_the_earlier_one_when_settled_again(ada, mara):
    first, second = _settle(ada, mara, "left"), _settle(ada, mara, "both")
    assert second.id == first.id
    assert [decision.choice for decision in _decisions(mara)] == ["both"]


def test_choice_is_refused_and_nothing_lost_when_a_build_came_between(ada, mara):
    with unit_of_work() as session:
        _build(session, ada, mara, make_contradiction("ages"))
    with pytest.raises(PersonaChanged, match="newest version is 2"):
        _settle(ada, mara, lock_version=mara.lock_version)
    assert _decisions(mara) == ()


def test_one_word_counts_when_two_settle_at_once(ada, mara):
    together = Barrier(2)

    def settle(choice):
        together.wait()
        try:
            return _settle(ada, mara, choice, lock_version=mara.lock_version).choice
        except PersonaChanged:
            return None

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(settle, ("left", "right")))
    (kept,) = [choice for choice in outcomes if choice]
    assert [decision.choice for decision in _decisions(mara)] == [kept]


def test_contradiction_is_not_found_when_the_newest_version_lists_it_no_more(ada, mara):
    with unit_of_work() as session:
        _build(session, ada, mara)
    with pytest.raises(ContradictionNotFound):
        _settle(ada, mara)


def test_contradiction_is_not_found_when_nothing_was_built(ada):
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada)
    with pytest.raises(ContradictionNotFound):
        _settle(ada, persona)


@pytest.mark.parametrize("choice", ["", "neither", "LEFT"])
def test_choice_is_refused_when_it_is_none(ada, mara, choice):
    with pytest.raises(ChoiceInvalid):
        _settle(ada, mara, choice)


def test_settling_is_told_in_the_trail_without_the_claims(ada, mara):
    _settle(ada, mara, subject="towns")
    with unit_of_work() as session:
        event = list_events(session, actor=ada, persona_id=mara.id).items[0]
    assert event.kind == "contradiction_settled"
    assert "Oslo" not in event.model_dump_json()
