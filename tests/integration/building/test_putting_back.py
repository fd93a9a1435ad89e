"""What an owner took out is put back: at once where it still rests on something, and in every later build."""

import psycopg
import pytest

from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.llm.questions import ClaimField
from persona_app.personas.errors import ClaimWordNotFound, PersonaArchived, PersonaChanged, PersonaNotFound
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.privacy.verifying import verify
from tests.factories.accounts import make_actor
from tests.integration.building.owner import Owner

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music\nLike: rain\nLike: tea\nTrait: curious\nResidence: London"
LIKE, RESIDENCE, TRAIT = ClaimField.LIKE, ClaimField.RESIDENCE, ClaimField.TRAIT


@pytest.fixture
async def owner(studio):
    return Owner(studio, await studio.build(studio.create(ADA)))


async def test_a_claim_stands_where_it_stood_and_in_the_next_build_when_it_is_put_back(owner):
    was = owner.claim(LIKE, "rain")
    owner.take_out(LIKE, "rain")
    await owner.build_again()
    without = owner.newest().content

    version = owner.put_back()
    at_once = owner.values(LIKE)
    await owner.build_again()

    assert (version.number, version.origin, version.summary) == (4, "edited", "Likes: “rain” was put back.")
    assert at_once == owner.values(LIKE) == ["music", "rain", "tea"]
    assert next(each for each in version.profile.likes if each.value == "rain") == was
    assert ("rain" in without, "rain" in owner.newest().content) == (False, True)
    assert ([each.choice for each in owner.words()], owner.proposals()) == (["released"], ())
    assert next(detail for kind, detail in owner.events() if kind == "claim_decided") == {"did": "put back", "field": "Likes"}


async def test_a_field_for_one_value_holds_it_again(owner):
    owner.take_out(RESIDENCE, "London")

    version = owner.put_back()
    await owner.build_again()

    assert [each.kind for each in version.profile.identity.residence.citations] == ["data"]
    assert owner.values(RESIDENCE) == ["London"]


async def test_the_owners_own_words_are_the_owners_again(owner):
    owner.say(LIKE, "chamber music", of="music")
    owner.take_out(LIKE, "chamber music")

    owner.put_back()
    at_once = owner.values(LIKE)
    await owner.add("Like: music")

    (word,) = owner.words()
    assert (word.choice, word.value, word.before) == ("set", "chamber music", "")
    assert at_once == owner.values(LIKE) == ["chamber music", "rain", "tea"]
    assert owner.claim(LIKE, "chamber music").citations[0].decision_id == word.id


async def test_a_score_that_was_left_open_is_put_back(owner):
    was = owner.newest().profile.personality.big_five.openness
    owner.score("openness", None)

    version = owner.put_back()

    assert version.summary == f"Openness: {was.score} was put back."
    assert version.profile.personality.big_five.openness == was
    owner.score("openness", 12)
    owner.score("openness", None)
    owner.put_back()
    assert owner.newest().profile.personality.big_five.openness.score == 12


async def test_a_score_waits_for_the_next_build_when_the_claims_that_it_rests_on_are_out(owner):
    owner.score("openness", None)
    owner.take_out(TRAIT, "curious")
    open_word = next(each.id for each in owner.words() if each.field == "big_five.openness")

    version = owner.put_back(word_id=open_word)
    owner.put_back()
    await owner.build_again()

    assert version.profile.personality.big_five.openness is None
    assert owner.newest().profile.personality.big_five.openness is not None


async def test_a_proposal_to_take_it_is_answered_when_it_is_put_back(owner):
    owner.take_out(LIKE, "rain")
    await owner.add("Like: rain")
    before = [each.theirs for each in owner.proposals()]

    owner.put_back()

    assert (before, owner.proposals(), [each.theirs for each in owner.proposals("taken")]) == (["rain"], (), ["rain"])
    assert "rain" in owner.values(LIKE)


async def test_no_version_is_made_when_nothing_of_what_it_rested_on_is_left(owner, database):
    owner.take_out(LIKE, "rain")
    with psycopg.connect(database) as connection:  # no owner can do so, but a version may have come from elsewhere
        connection.execute("ALTER TABLE persona_data DISABLE TRIGGER USER")
        connection.execute("DELETE FROM persona_data WHERE persona_id = %s", [owner.id])

    version = owner.put_back()

    assert (version.number, [each.choice for each in owner.words()]) == (2, ["released"])
    assert "rain" not in owner.values(LIKE)


async def test_nothing_is_put_back_twice_by_others_or_upon_a_state_that_is_past(owner):
    owner.take_out(LIKE, "rain")
    (word,) = owner.words()
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo4")

    with pytest.raises(PersonaNotFound):
        owner.put_back(actor=bo, lock_version=1)
    with pytest.raises(PersonaChanged, match="What you put back was not saved"):
        owner.put_back(lock_version=1)
    with pytest.raises(ClaimWordNotFound):
        owner.put_back(word_id=owner.id)
    first = owner.put_back()
    again = owner.put_back(word_id=word.id)
    owner.take_out(LIKE, "rain")
    with unit_of_work() as session:
        archive_persona(session, actor=owner.actor, persona_id=owner.id)
    with pytest.raises(PersonaArchived):
        owner.put_back()

    assert (first.number, again.number) == (3, 3)
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        assert verify(session).is_whole
