"""Builds of a child: its own data joined with what it inherits, field by field as the owner chose."""

import asyncio
from typing import Any
from uuid import UUID

from persona_app.building.services.requesting import add_and_build
from persona_app.core.db import unit_of_work
from persona_app.gallery.services.following import get_parent, set_inheritance
from persona_app.llm.protocol import Prompt
from persona_app.llm.questions import ClaimField, WriteQuestion
from persona_app.personas.claims import claims_at
from persona_app.personas.profile import InheritedCitation
from persona_app.personas.queries import get_view
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.deriving import derive_persona
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.versioning import find_latest_version
from tests.factories.personas import make_text
from tests.integration.building.conftest import Studio

PARENT = "Name: Ada Lovelace\nAge: 36\nLike: music\nFear: fire"


async def child_of(studio: Studio, **chosen: str) -> tuple[UUID, UUID, VersionView]:
    """A parent that is built, its child with these choices, and the parent's version."""
    run = studio.create(PARENT)
    await studio.build(run)
    with unit_of_work() as session:
        child = derive_persona(session, actor=studio.actor, persona_id=run.persona_id)
        if chosen:
            lock = get_view(session, actor=studio.actor, persona_id=child.id).lock_version
            set_inheritance(session, actor=studio.actor, persona_id=child.id, fields=chosen, lock_version=lock)
    return child.id, run.persona_id, studio.version(run)


async def grown(studio: Studio, child: UUID, text: str) -> VersionView:
    """The child with a text of its own, built."""
    with unit_of_work() as session:
        queued = add_and_build(session, actor=studio.actor, persona_id=child, items=[make_text(text)])
    return studio.version(await studio.build(queued))


def values(version: VersionView, field: ClaimField) -> list[str]:
    return [each.value for each in claims_at(version.profile, field)]


async def test_lists_go_on_after_the_parents_and_a_single_value_of_ones_own_takes_its_place(studio: Studio) -> None:
    child, _parent, parents = await child_of(studio)
    version = await grown(studio, child, "Age: 20\nLike: dancing\nLike: music")
    assert values(version, ClaimField.NAME) == ["Ada Lovelace"]
    assert values(version, ClaimField.AGE) == ["20"]
    assert sorted(values(version, ClaimField.LIKE)) == ["dancing", "music"]
    assert values(version, ClaimField.FEAR) == ["fire"]
    music = next(each for each in claims_at(version.profile, ClaimField.LIKE) if each.value == "music")
    assert {each.kind for each in music.citations} == {"inherited", "data"}
    assert version.content != parents.content
    with unit_of_work() as session:
        origins = {each.field: each.origin for each in get_parent(session, actor=studio.actor, persona_id=child).fields}
    assert (origins["name"], origins["age"], origins["like"], origins["content"]) == ("parent", "own", "both", "own")


async def test_what_was_chosen_to_be_inherited_hides_what_the_data_say_and_keeps_it(studio: Studio) -> None:
    child, _parent, parents = await child_of(studio, age="inherited", like="inherited", content="inherited", big_five="inherited")
    version = await grown(studio, child, "Age: 20\nLike: dancing\nFear: boredom")
    assert values(version, ClaimField.AGE) == ["36"]
    assert values(version, ClaimField.LIKE) == ["music"]
    assert sorted(values(version, ClaimField.FEAR)) == ["boredom", "fire"]
    assert version.content == parents.content
    with unit_of_work() as session:
        lock = get_view(session, actor=studio.actor, persona_id=child).lock_version
        fields = {"age": "overridden", "like": "appended"}
        shown = set_inheritance(session, actor=studio.actor, persona_id=child, fields=fields, lock_version=lock)
    assert (values(shown, ClaimField.AGE), values(shown, ClaimField.LIKE)) == (["20"], ["music", "dancing"])


async def test_what_was_chosen_to_be_its_own_has_nothing_of_the_parent(studio: Studio) -> None:
    child, _parent, _parents = await child_of(studio)
    await grown(studio, child, "Like: dancing")
    with unit_of_work() as session:
        lock = get_view(session, actor=studio.actor, persona_id=child).lock_version
        set_inheritance(session, actor=studio.actor, persona_id=child, fields={"like": "overridden"}, lock_version=lock)
    version = await grown(studio, child, "Like: walking")
    assert sorted(values(version, ClaimField.LIKE)) == ["dancing", "walking"]


async def test_an_appended_content_is_the_parents_and_then_what_the_childs_own_claims_say(studio: Studio) -> None:
    child, _parent, parents = await child_of(studio, content="appended")
    version = await grown(studio, child, "Like: dancing")
    assert version.content.startswith(parents.content.rstrip("\n") + "\n\n")
    own = version.content.removeprefix(parents.content.rstrip("\n"))
    assert "dancing" in own and "fire" not in own


async def test_what_came_from_a_parent_that_is_gone_stays_through_later_builds(studio: Studio) -> None:
    child, parent, _parents = await child_of(studio)
    with unit_of_work() as session:
        delete_persona(session, actor=studio.actor, persona_id=parent)
    version = await grown(studio, child, "Like: dancing")
    assert sorted(values(version, ClaimField.LIKE)) == ["dancing", "music"]
    (fire,) = claims_at(version.profile, ClaimField.FEAR)
    assert isinstance(fire.citations[0], InheritedCitation) and fire.citations[0].persona_id == parent


async def test_a_choice_that_was_made_while_the_engine_thought_holds_in_what_it_wrote(studio: Studio) -> None:
    child, _parent, parents = await child_of(studio)
    with unit_of_work() as session:
        queued = add_and_build(session, actor=studio.actor, persona_id=child, items=[make_text("Like: dancing")])

    def choose() -> None:
        with unit_of_work() as session:
            lock = get_view(session, actor=studio.actor, persona_id=child).lock_version
            set_inheritance(session, actor=studio.actor, persona_id=child, fields={"like": "inherited"}, lock_version=lock)

    async def meanwhile(prompt: Prompt[Any]) -> None:
        if isinstance(prompt.question, WriteQuestion):
            studio.engine.before = None
            await asyncio.to_thread(choose)

    studio.engine.before = meanwhile
    await studio.build(queued)
    with unit_of_work() as session:
        version = find_latest_version(session, actor=studio.actor, persona_id=child)
    assert version is not None
    assert values(version, ClaimField.LIKE) == ["music"]
    assert parents.number == 1
