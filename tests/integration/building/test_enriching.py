"""Characters of films in, thoughts and a version out: the whole run, with the built-in engine and the films that ship with the product."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from persona_app.building.services.enriching import create_from_characters, enrich_and_build
from persona_app.building.services.requesting import cancel_build, request_build, retry_run
from persona_app.core.db import unit_of_work
from persona_app.enrichment.errors import CharacterTaken, EnrichmentWaiting, NoCharacters
from persona_app.enrichment.models import Enrichment, Thought, ThoughtLine
from persona_app.jobs.schemas import RunState, RunView
from persona_app.llm.factory import make_offline_engine
from persona_app.movies.errors import CharacterNotFound
from persona_app.movies.models import Line
from persona_app.movies.services.finding import find_characters
from persona_app.movies.services.starter import seed_starter
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.deriving import derive_persona
from persona_app.personas.services.reading import get_persona
from tests.factories.accounts import make_actor
from tests.integration.building.conftest import Studio
from tests.integration.journeys.checking import claims_of


@pytest.fixture
def films(studio: Studio) -> Studio:
    """A studio with the starter films."""
    with unit_of_work() as session:
        seed_starter(session)
    return studio


def ids_of(*names: str) -> list[UUID]:
    """Characters by name."""
    with unit_of_work() as session:
        return [find_characters(session, query=name, limit=1).items[0].id for name in names]


def made_from(studio: Studio, *names: str, called: str = "") -> tuple[PersonaView, RunView]:
    """A persona of these characters, its run queued."""
    ids = ids_of(*names)
    with unit_of_work() as session:
        return create_from_characters(session, actor=studio.actor, name=called, character_ids=ids)


def add(studio: Studio, run: RunView, ids: Sequence[UUID]) -> RunView:
    """More characters for the run's persona."""
    with unit_of_work() as session:
        return enrich_and_build(session, actor=studio.actor, persona_id=run.persona_id, character_ids=ids)


def thoughts_of(session: Session, run: RunView) -> Sequence[Thought]:
    return session.exec(select(Thought).where(Thought.persona_id == run.persona_id).order_by(col(Thought.id))).all()


async def test_a_persona_from_three_characters_has_fifty_thoughts_whose_words_stand_in_their_lines(films: Studio) -> None:
    persona, queued = made_from(films, "Ebba Holmvik", "Nils", "Ruth")
    assert (persona.source, persona.version_count, persona.name) == ("movie", 0, "Ebba Holmvik, Nils and Ruth")
    done = await films.build(queued, engine=make_offline_engine())
    assert done.state is RunState.DONE, done.sentence
    version = films.version(done)
    with unit_of_work() as session:
        thoughts = thoughts_of(session, done)
        assert len(thoughts) == 50
        assert len({each.character_id for each in thoughts}) == 3
        for copy in session.exec(select(ThoughtLine).where(ThoughtLine.persona_id == done.persona_id)).all():
            line = session.get(Line, copy.line_id)
            assert line is not None
            assert line.text == copy.text
            assert line.text[copy.start_at : copy.end_at] == copy.quote
    assert set(version.thought_ids) == {each.id for each in thoughts}
    assert version.run_id == done.id
    assert "50 thoughts" in version.summary


async def test_every_claim_from_dialogue_cites_words_that_stand_in_a_line(films: Studio) -> None:
    _, queued = made_from(films, "Ebba Holmvik")
    version = films.version(await films.build(queued, engine=make_offline_engine()))
    cited = [each for claim in claims_of(version.profile.model_dump(mode="json")) for each in claim["citations"]]
    assert len(cited) > 30
    with unit_of_work() as session:
        for each in cited:
            assert each["kind"] == "line"
            line = session.get(Line, UUID(each["line_id"]))
            assert line is not None
            assert line.text[each["start"] : each["end"]] == each["quote"]
    assert version.profile.identity.name is None, "dialogue tells what somebody thinks, not who they are"


async def test_more_characters_append_thoughts_and_the_source_stays(films: Studio) -> None:
    run = films.create("Name: Ada Lovelace\nLike: music")
    await films.build(run)
    first = await films.build(add(films, run, ids_of("Ebba Holmvik")), engine=make_offline_engine())
    second = await films.build(add(films, run, ids_of("Nils", "Caleb")), engine=make_offline_engine())
    assert (first.version_number, second.version_number) == (2, 3)
    with unit_of_work() as session:
        thoughts = thoughts_of(session, second)
        persona = get_persona(session, actor=films.actor, persona_id=run.persona_id)
    assert len(thoughts) == len({each.text for each in thoughts}) > 80
    assert persona.source == "manual"
    version = films.version(second)
    assert version.profile.identity.name is None or version.profile.identity.name.value == "Ada Lovelace"
    assert len(version.data_ids) == 1
    assert len(version.thought_ids) == len(thoughts)


async def test_the_same_character_again_is_refused_by_name(films: Studio) -> None:
    _, queued = made_from(films, "Ebba Holmvik")
    await films.build(queued, engine=make_offline_engine())
    ids = ids_of("Nils", "Ebba Holmvik")
    with pytest.raises(CharacterTaken, match=r"(?i)enriched with Ebba Holmvik already"):
        add(films, queued, ids)
    with unit_of_work() as session:
        assert len(session.exec(select(Enrichment)).all()) == 1, "nothing of the refused request is left"


async def test_few_lines_end_short_and_say_so(films: Studio) -> None:
    _, queued = made_from(films, "Mrs Tuck")
    done = await films.build(queued, engine=make_offline_engine())
    with unit_of_work() as session:
        enrichment = session.exec(select(Enrichment)).one()
    assert done.state is RunState.DONE
    assert enrichment.dialogue_count == 12
    assert 0 < enrichment.thought_count < 13
    assert "12 of 500 dialogues" in enrichment.note
    assert f"{enrichment.thought_count} of 50 thoughts" in enrichment.note


async def test_a_cancelled_enrichment_leaves_nothing_and_can_be_retried_with_the_same_lines(films: Studio) -> None:
    _, queued = made_from(films, "Ebba Holmvik")
    with unit_of_work() as session:
        seed = session.exec(select(Enrichment.seed)).one()
        cancel_build(session, actor=films.actor, run_id=queued.id)
    with unit_of_work() as session:
        again = retry_run(session, actor=films.actor, run_id=queued.id)
    done = await films.build(again, engine=make_offline_engine())
    with unit_of_work() as session:
        enrichment = session.exec(select(Enrichment)).one()
        thoughts = thoughts_of(session, done)
    assert (done.state, enrichment.seed, enrichment.run_id, len(thoughts)) == (RunState.DONE, seed, again.id, 50)


async def test_characters_of_a_cancelled_run_can_be_chosen_anew(films: Studio) -> None:
    _, queued = made_from(films, "Ebba Holmvik")
    with unit_of_work() as session:
        cancel_build(session, actor=films.actor, run_id=queued.id)
    done = await films.build(add(films, queued, ids_of("Ebba Holmvik")), engine=make_offline_engine())
    assert done.state is RunState.DONE


async def test_a_queued_build_becomes_the_enrichment_and_a_second_one_waits_its_turn(films: Studio) -> None:
    run = films.create("Name: Ada Lovelace\nLike: music")
    turned = add(films, run, ids_of("Ebba Holmvik"))
    assert (turned.id, turned.kind, turned.steps[0].name) == (run.id, "enrich", "sample")
    with pytest.raises(EnrichmentWaiting):
        add(films, run, ids_of("Nils"))
    with unit_of_work() as session:
        assert request_build(session, actor=films.actor, persona_id=run.persona_id).id == run.id
    done = await films.build(turned, engine=make_offline_engine())
    assert (done.state, films.version(done).thought_count) == (RunState.DONE, 50)


def test_nothing_is_made_when_no_character_or_an_unknown_one_is_chosen(films: Studio) -> None:
    (ebba,) = ids_of("Ebba Holmvik")
    for ids, error in (([], NoCharacters), ([ebba, films.actor.account_id], CharacterNotFound)):
        with pytest.raises(error), unit_of_work() as session:
            create_from_characters(session, actor=films.actor, character_ids=ids)
    with unit_of_work() as session:
        assert session.exec(select(Enrichment)).all() == []


async def test_a_hidden_thought_stays_but_is_left_out_of_the_next_version(films: Studio) -> None:
    _, queued = made_from(films, "Ebba Holmvik")
    await films.build(queued, engine=make_offline_engine())
    with unit_of_work() as session:
        hidden = thoughts_of(session, queued)[0]
        hidden.is_hidden = True
        session.add(hidden)
        again = request_build(session, actor=films.actor, persona_id=queued.persona_id)
    version = films.version(await films.build(again, engine=make_offline_engine()))
    assert version.thought_count == 49
    assert hidden.id not in version.thought_ids


async def test_a_child_has_the_parents_claims_and_goes_on_by_itself(films: Studio) -> None:
    run = films.create("Name: Ada Lovelace\nLike: music\nFear: fire")
    await films.build(run)
    with unit_of_work() as session:
        child = derive_persona(session, actor=films.actor, persona_id=run.persona_id)
    assert (child.source, child.parent_id, child.version_count) == ("derived", run.persona_id, 1)
    parent, ids = films.version(run), ids_of("Ebba Holmvik")
    with unit_of_work() as session:
        queued = enrich_and_build(session, actor=films.actor, persona_id=child.id, character_ids=ids)
    built = films.version(await films.build(queued, engine=make_offline_engine()))
    claims = claims_of(built.profile.model_dump(mode="json"))
    inherited = {claim["value"] for claim in claims if claim["citations"][0]["kind"] == "inherited"}
    assert {"Ada Lovelace", "music", "fire"} <= inherited
    assert built.thought_count == 50
    assert films.version(run) == parent, "the parent is as it was"


def test_anothers_persona_is_not_found(films: Studio) -> None:
    run = films.create("Name: Ada Lovelace")
    with unit_of_work() as session:
        stranger = make_actor(session)
    nils = ids_of("Nils")
    for attempt in (enrich_and_build, derive_persona):
        more = {"character_ids": nils} if attempt is enrich_and_build else {}
        with pytest.raises(PersonaNotFound), unit_of_work() as session:
            attempt(session, actor=stranger, persona_id=run.persona_id, **more)  # type: ignore[operator]
