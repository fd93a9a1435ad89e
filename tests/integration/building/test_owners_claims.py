"""What the owner said about claims stands in every later build; what the texts say otherwise is proposed, to be taken or declined."""

import asyncio
import json
import random
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import delete
from sqlmodel import col

from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.interchange.converting import read_file
from persona_app.interchange.draft import Format
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.preparing import Original
from persona_app.interchange.services.exporting import export_persona
from persona_app.interchange.services.importing import import_persona
from persona_app.llm.questions import ClaimField
from persona_app.personas.errors import (
    ClaimInvalid,
    ClaimNotFound,
    ClaimRepeated,
    NoVersionYet,
    PersonaArchived,
    PersonaChanged,
    PersonaNotFound,
    ProposalNotFound,
    ProposalSettled,
)
from persona_app.personas.models import Decision
from persona_app.personas.services.claiming import edit_claim, remove_claim
from persona_app.personas.services.deriving import derive_persona
from persona_app.personas.services.editing import edit_content, restore_version
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import find_latest_version, get_version
from persona_app.privacy.verifying import verify
from persona_app.publishing.facing import Sources, build_face
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona
from tests.faults import fault
from tests.integration.building.owner import Owner

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music\nLike: rain\nTrait: curious\nResidence: London"
AGE, LIKE, RESIDENCE, TRAIT = ClaimField.AGE, ClaimField.LIKE, ClaimField.RESIDENCE, ClaimField.TRAIT


@pytest.fixture
async def owner(studio):
    return Owner(studio, await studio.build(studio.create(ADA)))


async def test_an_edited_claim_stands_in_a_version_of_its_own_and_in_every_later_build(owner):
    was = owner.claim(LIKE, "music")

    version = owner.say(LIKE, "chamber music", of="music")
    await owner.add("Like: tea")

    claim = owner.claim(LIKE, "chamber music")
    assert (version.number, version.origin, version.summary) == (2, "edited", "Likes: “music” became “chamber music”.")
    assert (claim.id, [each.kind for each in claim.citations]) == (was.id, ["author"])
    assert claim.citations[0].decision_id == owner.words()[0].id
    assert owner.values(LIKE) == ["chamber music", "rain", "tea"]
    assert owner.proposals() == ()
    assert "chamber music" in owner.newest().content, "the content is written from the owner's claims"


async def test_an_added_claim_stays_and_the_texts_support_it_when_they_come_to_say_so(owner):
    owner.say(LIKE, "long walks")

    await owner.add("Like: long walks")

    claim = owner.claim(LIKE, "long walks")
    assert ([each.kind for each in claim.citations], claim.support) == (["author", "data"], 2)


async def test_a_claim_that_was_taken_out_stays_out_until_a_new_text_says_so_and_then_it_is_proposed(owner):
    owner.take_out(LIKE, "rain")
    await owner.build_again()
    still = owner.values(LIKE)
    assert "rain" not in owner.newest().content

    await owner.add("Like: rain")

    (proposal,) = owner.proposals()
    assert still == owner.values(LIKE) == ["music"]
    assert (proposal.field, proposal.mine, proposal.theirs, proposal.version_number) == ("like", None, "rain", 4)
    assert "Kept as you said: a claim that is told otherwise now." in owner.newest().summary


async def test_a_proposal_stands_when_it_is_taken_and_later_builds_leave_it_there(owner):
    owner.say(RESIDENCE, "Paris", of="London")
    await owner.add("Residence: Ockham")
    (proposal,) = owner.proposals()

    version = owner.settle(proposal, "take")
    await owner.build_again()

    assert (proposal.mine, proposal.theirs) == ("Paris", "Ockham")
    assert version.summary == "Lives in: taken over as version 3 found it."
    assert [each.kind for each in version.profile.identity.residence.citations] == ["data"]
    assert owner.values(RESIDENCE)[0] in {"Ockham", "London"}, "the texts speak again, both of them"
    assert (owner.proposals(), [each.state for each in owner.proposals("taken")]) == ((), ["taken"])
    assert owner.words()[0].choice == "released"


async def test_the_same_is_not_proposed_again_when_it_was_declined(owner):
    owner.say(RESIDENCE, "Paris", of="London")
    await owner.add("Residence: Ockham")

    owner.settle(owner.proposals()[0], "keep")
    await owner.add("Like: tea")
    settled = owner.proposals()
    await owner.add("Residence: Rome")

    assert (settled, owner.values(RESIDENCE)) == ((), ["Paris"])
    assert [each.theirs for each in owner.proposals()] == ["Rome"]
    assert owner.newest().profile.contradictions == ()


async def test_a_score_is_the_owners_in_every_later_build_when_the_owner_gave_one(owner):
    owner.score("openness", 12)

    await owner.add("Trait: curious")

    openness = owner.newest().profile.personality.big_five.openness
    assert (openness.score, openness.confidence, openness.citations[0].kind) == (12, 100, "author")
    assert [(each.field, each.mine, each.theirs) for each in owner.proposals()] == [("big_five.openness", "12", "70")]
    owner.settle(owner.proposals()[0], "take")
    assert owner.newest().profile.personality.big_five.openness.score == 70
    owner.score("openness", None)
    assert owner.newest().profile.personality.big_five.openness is None


async def test_a_build_that_began_before_the_word_respects_it_when_it_ends(owner):
    studio = owner.studio
    run = studio.add(owner.run, "Like: tea")
    spoken = asyncio.Event()
    ask = owner.studio.engine.ask

    async def ask_later(prompt):
        if not spoken.is_set():
            spoken.set()
            await asyncio.to_thread(owner.take_out, LIKE, "music")
        return await ask(prompt)

    studio.engine.ask = ask_later
    await studio.build(run)

    assert spoken.is_set()
    assert owner.values(LIKE) == ["rain", "tea"]


async def test_the_words_of_then_hold_when_an_earlier_version_is_brought_back(owner):
    owner.say(LIKE, "chamber music", of="music")
    owner.take_out(LIKE, "rain")
    owner.say(LIKE, "string quartets", of="chamber music")
    owner.say(AGE, "37", of="36")

    with unit_of_work() as session:
        lock_version = get_persona(session, actor=owner.actor, persona_id=owner.id).lock_version
        restored = restore_version(session, actor=owner.actor, persona_id=owner.id, number=2, lock_version=lock_version)
    await owner.build_again()

    assert [each.value for each in restored.profile.likes] == ["chamber music", "rain"]
    assert (owner.values(LIKE), owner.values(AGE), owner.proposals()) == (["chamber music", "rain"], ["36"], ())
    assert {each.before: each.choice for each in owner.words()} == {"chamber music": "set", "rain": "released", "36": "released"}


async def test_a_hand_written_passage_is_taken_or_kept_when_the_engine_has_other_words(owner):
    was = owner.newest().content
    line = next(each for each in was.splitlines() if "music" in each)
    with unit_of_work() as session:
        edit_content(session, actor=owner.actor, persona_id=owner.id, base=1, content=was.replace(line, "- You hum while you count."))
    owner.take_out(LIKE, "rain")
    await owner.build_again()

    (proposal,) = owner.proposals()
    version = owner.settle(proposal, "take")

    assert (proposal.field, "hum" in proposal.mine, "rain" in proposal.theirs) == ("content", True, False)
    assert proposal.theirs in version.content
    assert "hum" not in version.content


async def test_nothing_is_saved_twice_when_the_words_are_there_already(owner):
    first = owner.say(LIKE, "chamber music", of="music")

    assert owner.say(LIKE, "  chamber   music ", of="chamber music").number == first.number
    with pytest.raises(ClaimRepeated, match="Likes"):
        owner.say(LIKE, "Rain")
    with pytest.raises(ClaimRepeated):
        owner.say(LIKE, "the chamber music", of="rain")


@pytest.mark.parametrize("value", ["", " \n ", "x" * 501], ids=["nothing", "blanks", "too long"])
async def test_a_claim_is_refused_when_it_cannot_be_one(owner, value):
    with pytest.raises(ClaimInvalid, match="where you wrote them"):
        owner.say(LIKE, value)
    with pytest.raises(ClaimInvalid):
        owner.score("openness", 101)
    with pytest.raises(ClaimInvalid):
        owner.score("charm", 10)
    assert owner.newest().number == 1


@fault(
    area="People",
    what="Somebody else changed the persona while an owner wrote a claim",
    result="Nothing of the claim is saved, the answer says what the persona is now and repeats the owner's words",
)
async def test_the_words_are_told_back_when_somebody_was_quicker(owner):
    with pytest.raises(PersonaChanged, match="“chamber music” was not saved") as refused:
        owner.say(LIKE, "chamber music", of="music", lock_version=1)

    assert owner.say(LIKE, "chamber music", of="music", lock_version=refused.value.lock_version).number == 2


async def test_nothing_is_decided_about_what_is_not_there_or_anothers(owner):
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo2")
        empty = make_persona(session, actor=owner.actor, name="Empty")
    with pytest.raises(PersonaNotFound):
        owner.say(LIKE, "tea", actor=bo, lock_version=1)
    with pytest.raises(ClaimNotFound):
        owner._call(edit_claim, field=LIKE, claim_id="none", value="tea")
    with pytest.raises(ClaimNotFound):
        owner._call(remove_claim, field=RESIDENCE, claim_id="none")
    with pytest.raises(NoVersionYet), unit_of_work() as session:
        edit_claim(session, actor=owner.actor, persona_id=empty.id, field=LIKE, value="tea", lock_version=empty.lock_version)
    with unit_of_work() as session:
        archive_persona(session, actor=owner.actor, persona_id=owner.id)
    with pytest.raises(PersonaArchived):
        owner.say(LIKE, "tea")


async def test_a_proposal_is_settled_once_and_by_its_owner(owner):
    owner.say(RESIDENCE, "Paris", of="London")
    await owner.add("Residence: Ockham")
    (proposal,) = owner.proposals()
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo3")

    with pytest.raises(PersonaNotFound):
        owner.settle(proposal, "take", actor=bo, lock_version=1)
    with pytest.raises(PersonaChanged):
        owner.settle(proposal, "take", lock_version=1)
    owner.settle(proposal, "keep")
    with pytest.raises(ProposalSettled, match="declined"):
        owner.settle(proposal, "take")
    with pytest.raises(ProposalNotFound):
        owner.settle(proposal.model_copy(update={"id": owner.id}), "take")


async def test_the_trail_tells_of_words_without_repeating_them(owner):
    owner.say(LIKE, "chamber music", of="music")

    told = [detail for kind, detail in owner.events() if kind == "claim_decided"]
    assert told == [{"did": "changed", "field": "Likes"}]


async def test_every_word_stands_when_twenty_hands_write_at_once(owner):
    """Each looks, writes, and tries again when somebody was quicker; none of what was saved is lost."""
    order = list(range(20))
    random.Random(6).shuffle(order)

    def insist(number):
        for _ in range(200):
            try:
                return owner.say(LIKE, f"thing {number}")
            except PersonaChanged:
                continue
        raise AssertionError("never got its turn")

    with ThreadPoolExecutor(8) as hands:
        await asyncio.gather(*(asyncio.wrap_future(hands.submit(insist, number)) for number in order))
    await owner.build_again()

    assert set(owner.values(LIKE)) == {"music", "rain", *(f"thing {number}" for number in range(20))}
    with unit_of_work() as session:
        assert get_version(session, actor=owner.actor, persona_id=owner.id, number=21).origin == "edited"


async def test_the_owners_words_go_with_the_persona_when_it_is_exported_and_imported(owner):
    owner.say(LIKE, "chamber music", of="music")
    owner.take_out(LIKE, "rain")
    owner.score("openness", 12)
    with unit_of_work() as session:
        data = export_persona(session, actor=owner.actor, persona_id=owner.id, format=Format.OWN).data
    with unit_of_work() as session:
        original = Original(file_name="ada.json", data=data)
        imported = import_persona(session, actor=owner.actor, reading=read_file(data, name="ada"), original=original)
    other = Owner(owner.studio, owner.run.model_copy(update={"persona_id": imported.persona.id}))

    (claim,) = other.newest().profile.likes
    await other.build_again()

    assert [each.kind for each in claim.citations] == ["author"]
    assert claim.citations[0].decision_id in {each.id for each in other.words()} - {each.id for each in owner.words()}
    assert imported.persona.data_count == 1, "the file itself need not be cited for what the owner said"
    assert (other.values(LIKE), other.newest().profile.personality.big_five.openness.score) == (["chamber music"], 12)
    assert other.proposals() == ()


@pytest.mark.parametrize("field", ["charm", "big_five.likes", "openness", ""])
def test_a_file_is_refused_when_it_speaks_of_a_field_that_there_is_none_of(field):
    word = {"id": str(uuid4()), "field": field, "choice": "set", "value": "x"}
    persona = {"name": "Ada", "content": "# Ada", "profile": {}, "words": [word]}

    with pytest.raises(ImportRefused):
        read_file(json.dumps({"persona_studio": 1, "persona": persona}).encode(), name="ada")


async def test_a_child_and_visitors_have_the_words_and_nothing_that_verifies_them_is_wrong(owner):
    owner.say(LIKE, "chamber music", of="music")
    owner.take_out(TRAIT, "curious")
    owner.score("openness", 12)
    version = owner.newest()

    face = build_face(version, name="Ada", headline="", sources=Sources(data={}), shows_quotes=True)
    with unit_of_work() as session:
        child = derive_persona(session, actor=owner.actor, persona_id=owner.id)
    with unit_of_work() as session:
        inherited = find_latest_version(session, actor=owner.actor, persona_id=child.id).profile
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        verified = verify(session)

    likes = next(field for field in face.profile.fields if field.name == "like")
    assert [(claim.text, claim.quotes) for claim in likes.claims] == [("chamber music", ()), ("rain", ())]
    assert [each.score for each in face.profile.factors] == [12]
    assert (inherited.likes[0].value, inherited.likes[0].citations[0].kind) == ("chamber music", "inherited")
    assert inherited.personality.big_five.openness.score == 12
    assert verified.is_whole


async def test_it_is_told_when_a_claim_rests_on_a_word_that_is_gone(owner):
    owner.say(LIKE, "chamber music", of="music")
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        session.execute(delete(Decision).where(col(Decision.persona_id) == owner.id))
        flaws = verify(session).flaws

    assert [each.sentence for each in flaws] == ["1 of its claims name the owner without a decision"]
