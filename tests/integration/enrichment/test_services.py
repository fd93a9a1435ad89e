"""An enrichment from its opening to the list of its thoughts."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.ids import new_id
from persona_app.enrichment.errors import CharactersSilent, CharacterTaken, NoCharacters, ThoughtNotFound, TooManyCharacters
from persona_app.enrichment.schemas import EnrichmentState, EnrichmentView
from persona_app.enrichment.services.listing import hide_thought, list_enrichments, list_thoughts, read_thoughts
from persona_app.enrichment.services.opening import drop_enrichment, hand_over, open_enrichment, preview_split
from persona_app.enrichment.services.running import load_brief, save_thoughts
from persona_app.enrichment.thinking import think
from persona_app.llm.offline.engine import OfflineEngine
from persona_app.movies.errors import CharacterNotFound
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.schemas import PersonaView
from tests.factories.accounts import make_actor
from tests.factories.films import make_film
from tests.factories.personas import make_persona
from tests.factories.thoughts import many_lines
from tests.integration.enrichment.test_thinking import Asking, Shown

CAST = ["TOLLEF", "MARIT"]


@pytest.fixture
def ada(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada: Actor) -> PersonaView:
    with unit_of_work() as session:
        return make_persona(session, actor=ada)


@pytest.fixture
def cast(database: str) -> dict[str, UUID]:
    """Two characters of one film with a hundred lines each, one of another with nine, one with none."""
    with unit_of_work() as session:
        found = make_film(session, said=many_lines(200, names=CAST)) | make_film(session, title="Quiet", said=many_lines(9, names=["NILS"]))
        silent = make_film(session, title="Silent", said=[("MIME", "…")])["MIME"]
        silent.line_count = 0
        session.flush()
        return {name: each.id for name, each in (found | {"MIME": silent}).items()}


def opened(mara: PersonaView, *character_ids: UUID, run_id: UUID | None = None) -> EnrichmentView:
    with unit_of_work() as session:
        return open_enrichment(session, persona_id=mara.id, run_id=run_id or new_id(), character_ids=character_ids, seed=7)


async def enriched(mara: PersonaView, *character_ids: UUID) -> EnrichmentView:
    run_id = opened(mara, *character_ids).run_id
    with unit_of_work() as session:
        brief = load_brief(session, run_id=run_id)
    draft = await think(brief, asker=Asking(OfflineEngine()), offline=OfflineEngine(), steps=Shown())
    with unit_of_work() as session:
        return save_thoughts(session, draft=draft)


def listed(ada: Actor, mara: PersonaView, **chosen):
    with unit_of_work() as session:
        return list_thoughts(session, actor=ada, persona_id=mara.id, **chosen)


def test_the_split_is_known_before_anything_starts(cast: dict[str, UUID]) -> None:
    with unit_of_work() as session:
        split = preview_split(session, character_ids=[cast["TOLLEF"], cast["NILS"], cast["TOLLEF"]])

    assert [(each.name, each.available, each.share) for each in split.characters] == [("TOLLEF", 100, 100), ("NILS", 9, 9)]
    assert split.total == 109


def test_a_pick_that_cannot_be_read_is_refused(cast: dict[str, UUID]) -> None:
    refusals = [
        (NoCharacters, []),
        (TooManyCharacters, [new_id() for _ in range(501)]),
        (CharacterNotFound, [cast["NILS"], new_id()]),
        (CharactersSilent, [cast["MIME"]]),
    ]
    for refusal, ids in refusals:
        with unit_of_work() as session, pytest.raises(refusal):
            preview_split(session, character_ids=ids)


def test_the_same_character_again_is_refused_by_name(mara: PersonaView, cast: dict[str, UUID]) -> None:
    opened(mara, cast["TOLLEF"])

    with pytest.raises(CharacterTaken, match="enriched with TOLLEF already"):
        opened(mara, cast["MARIT"], cast["TOLLEF"])


def test_a_character_can_be_picked_again_when_its_enrichment_was_given_up(mara: PersonaView, cast: dict[str, UUID]) -> None:
    given_up = opened(mara, cast["TOLLEF"])
    with unit_of_work() as session:
        drop_enrichment(session, run_id=given_up.run_id)

    assert opened(mara, cast["TOLLEF"]).number == 2


def test_another_run_goes_on_with_what_was_given_up(mara: PersonaView, cast: dict[str, UUID]) -> None:
    first, next_run = opened(mara, cast["TOLLEF"]), new_id()
    with unit_of_work() as session:
        drop_enrichment(session, run_id=first.run_id)
        hand_over(session, run_id=first.run_id, to_run_id=next_run)
        brief = load_brief(session, run_id=next_run)

    assert brief.enrichment_id == first.id
    with pytest.raises(CharacterTaken):
        opened(mara, cast["TOLLEF"])


def test_what_was_taken_meanwhile_cannot_be_gone_on_with(mara: PersonaView, cast: dict[str, UUID]) -> None:
    first = opened(mara, cast["TOLLEF"])
    with unit_of_work() as session:
        drop_enrichment(session, run_id=first.run_id)
    opened(mara, cast["TOLLEF"])

    with unit_of_work() as session, pytest.raises(CharacterTaken):
        hand_over(session, run_id=first.run_id, to_run_id=new_id())


def test_the_brief_is_the_same_each_time_it_is_loaded(mara: PersonaView, cast: dict[str, UUID]) -> None:
    run_id = opened(mara, cast["TOLLEF"], cast["MARIT"]).run_id

    with unit_of_work() as session:
        assert load_brief(session, run_id=run_id) == load_brief(session, run_id=run_id)


async def test_thoughts_are_listed_with_the_lines_they_rest_on(ada: Actor, mara: PersonaView, cast: dict[str, UUID]) -> None:
    done = await enriched(mara, cast["TOLLEF"], cast["MARIT"])

    page = listed(ada, mara, limit=60)

    assert (done.state, done.thought_count, done.dialogue_count) == (EnrichmentState.DONE, 50, 200)
    assert sum(each.thought_count for each in done.characters) == len(page.items) == 50
    assert all(line.text[line.start : line.end] == line.quote for each in page.items for line in each.lines)
    assert {each.character for each in page.items} == set(CAST)
    assert {each.run_id for each in page.items} == {done.run_id}


async def test_thoughts_are_appended_when_characters_are_added(ada: Actor, mara: PersonaView, cast: dict[str, UUID]) -> None:
    first = await enriched(mara, cast["TOLLEF"])
    second = await enriched(mara, cast["NILS"])

    texts = [each.text for each in listed(ada, mara, limit=100).items]
    assert len(texts) == first.thought_count + second.thought_count
    assert "of 500 dialogues" in second.note
    with unit_of_work() as session:
        assert [each.number for each in list_enrichments(session, actor=ada, persona_id=mara.id)] == [1, 2]


async def test_the_list_goes_on_where_its_cursor_points(ada: Actor, mara: PersonaView, cast: dict[str, UUID]) -> None:
    await enriched(mara, cast["TOLLEF"])
    await enriched(mara, cast["NILS"])
    whole, cursor, pages = listed(ada, mara, limit=200).items, None, []

    while cursor is not None or not pages:
        page = listed(ada, mara, limit=17, cursor=cursor)
        pages, cursor = [*pages, *page.items], page.next_cursor

    assert tuple(pages) == whole


async def test_a_hidden_thought_is_left_out_of_builds_and_comes_back(ada: Actor, mara: PersonaView, cast: dict[str, UUID]) -> None:
    done = await enriched(mara, cast["NILS"])
    thought = listed(ada, mara).items[0]

    with unit_of_work() as session:
        hide_thought(session, actor=ada, persona_id=mara.id, thought_id=thought.id, is_hidden=True)
        hidden = {each.id for each in read_thoughts(session, persona_id=mara.id)}
        hide_thought(session, actor=ada, persona_id=mara.id, thought_id=thought.id, is_hidden=False)
        shown = {each.id for each in read_thoughts(session, persona_id=mara.id)}

    assert shown - hidden == {thought.id}
    assert len(listed(ada, mara, with_hidden=True).items) == done.thought_count


async def test_thoughts_keep_their_lines_when_the_corpus_goes(ada: Actor, mara: PersonaView, cast: dict[str, UUID]) -> None:
    await enriched(mara, cast["NILS"])
    before = listed(ada, mara)

    with unit_of_work() as session:
        session.execute(text("DELETE FROM corpus"))

    assert listed(ada, mara) == before
    assert before.items


async def test_the_database_refuses_a_51st_thought(mara: PersonaView, cast: dict[str, UUID]) -> None:
    done = await enriched(mara, cast["TOLLEF"], cast["MARIT"])
    copy = (
        "INSERT INTO thought SELECT :position, text, gen_random_uuid(), persona_id, enrichment_id, run_id, character_id, character_name,"
        " movie, origin, transformation, is_hidden, created_at FROM thought WHERE enrichment_id = :enrichment LIMIT 1"
    )

    for position in (0, 50, 51):
        with pytest.raises(IntegrityError), unit_of_work() as session:
            session.execute(text(copy), {"position": position, "enrichment": done.id})


async def test_others_find_nothing(ada: Actor, mara: PersonaView, cast: dict[str, UUID]) -> None:
    await enriched(mara, cast["NILS"])
    thought = listed(ada, mara).items[0]
    with unit_of_work() as session:
        bob = make_actor(session, handle="bob")

    with unit_of_work() as session, pytest.raises(PersonaNotFound):
        list_thoughts(session, actor=bob, persona_id=mara.id)
    with unit_of_work() as session, pytest.raises(PersonaNotFound):
        hide_thought(session, actor=bob, persona_id=mara.id, thought_id=thought.id, is_hidden=True)
    with unit_of_work() as session, pytest.raises(ThoughtNotFound):
        hide_thought(session, actor=ada, persona_id=mara.id, thought_id=new_id(), is_hidden=True)
