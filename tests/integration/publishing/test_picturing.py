"""The picture of a persona, and the rating that it gives, before, while and after the persona is public."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from persona_app.accounts.schemas import Actor
from persona_app.core.config import Settings
from persona_app.core.db import in_unit_of_work, unit_of_work
from persona_app.events.models import Event
from persona_app.llm.moderation import forget_endpoints
from persona_app.media.errors import DeclarationStays, PictureNotFound, PictureRefused
from persona_app.media.models import Picture
from persona_app.media.schemas import KeptPicture, PictureRating, Size
from persona_app.media.stores import store_of
from persona_app.media.tasks import sweep
from persona_app.personas.errors import PersonaArchived, PersonaNotFound
from persona_app.personas.services.lifecycle import archive_persona, delete_persona
from persona_app.personas.services.reading import get_persona
from persona_app.publishing.schemas import Rating
from persona_app.publishing.services import picturing
from persona_app.publishing.services.picturing import (
    declare_picture,
    get_picture,
    is_own,
    is_shown_publicly,
    remove_picture,
    take_picture,
)
from persona_app.publishing.services.withdrawing import raise_rating, withdraw_publication
from tests.factories.accounts import make_actor
from tests.factories.pictures import make_picture
from tests.factories.publications import make_description, make_versioned, publish
from tests.faults import fault
from tests.integration.publishing.conftest import acting, see, visiting
from tests.model_server.fixtures import model_server
from tests.model_server.stub import StubModelServer

__all__ = ["model_server"]
RED, MAGENTA, YELLOW = (255, 0, 0), (255, 0, 255), (255, 255, 0)
"""What the model server finds explicit, what nobody may show, and what it finds suggestive."""


@pytest.fixture
def alone(tmp_path: Path) -> Settings:
    """Nothing can judge a picture."""
    return Settings(_env_file=None, home=tmp_path, engine="offline")


@pytest.fixture
def judged(tmp_path: Path, model_server: StubModelServer) -> Settings:
    """A provider that judges pictures."""
    forget_endpoints()
    model_server.moderates = True
    return Settings(_env_file=None, home=tmp_path, openai_base_url=model_server.base_url, openai_api_key="k", engine="openai")


def door(actor: Actor) -> Callable[..., Awaitable[Any]]:
    """As an edge opens units of work, and says when one is open too long."""

    async def call(service: Callable[..., Any], /, **kwargs: Any) -> Any:
        with acting(actor) as session:
            return service(session, actor=actor, **kwargs)

    return call


def give(actor: Actor, persona_id: UUID, settings: Settings, *, content: bytes = b"", declared: PictureRating | None = None) -> KeptPicture:
    content = content or make_picture()
    return asyncio.run(take_picture(content, persona_id=persona_id, declared=declared, call=door(actor), settings=settings))


def act(actor: Actor, service: Callable[..., Any], persona_id: UUID, **more: Any) -> Any:
    with acting(actor) as session:
        return service(session, actor=actor, persona_id=persona_id, **more)


def make_it_public(actor: Actor, persona_id: UUID, rating: Rating = Rating.SAFE, **more: Any) -> str:
    with acting(actor) as session:
        return publish(session, actor=actor, persona_id=persona_id, description=make_description(rating=rating), **more)


def rated(slug: str) -> tuple[Rating, str | None]:
    found = see(slug)
    return found.rating, found.picture_sha256


def kinds(persona_id: UUID) -> list[str]:
    with unit_of_work() as session:
        told = session.exec(select(Event.kind).where(Event.persona_id == persona_id).order_by(col(Event.at), col(Event.id)))
        return [kind for kind in told if kind.startswith("picture")]


def is_stored(settings: Settings, sha256: str) -> bool:
    return store_of(settings).read(sha256, Size.SMALL) is not None


def grow_old() -> None:
    """As if every picture had been taken up an hour ago."""
    with unit_of_work() as session:
        session.execute(text("UPDATE picture SET used_at = used_at - interval '1 hour'"))


@pytest.mark.parametrize(
    ("text_rating", "declared", "rating"),
    [
        (Rating.SAFE, PictureRating.SAFE, Rating.SAFE),
        (Rating.SAFE, PictureRating.EXPLICIT, Rating.EXPLICIT),
        (Rating.SAFE, None, Rating.UNRATED),
        (Rating.SUGGESTIVE, PictureRating.SAFE, Rating.SUGGESTIVE),
        (Rating.SUGGESTIVE, None, Rating.UNRATED),
        (Rating.EXPLICIT, None, Rating.EXPLICIT),
        (Rating.EXPLICIT, PictureRating.SAFE, Rating.EXPLICIT),
        (Rating.UNRATED, PictureRating.SAFE, Rating.UNRATED),
    ],
)
def test_the_stricter_of_text_and_picture_holds_before_and_while_it_is_public(
    owner: Actor, persona_id: UUID, alone: Settings, text_rating: Rating, declared: PictureRating | None, rating: Rating
) -> None:
    kept = give(owner, persona_id, alone, declared=declared)
    slug = make_it_public(owner, persona_id, text_rating)
    assert rated(slug) == (rating, kept.sha256)
    act(owner, remove_picture, persona_id)
    assert rated(slug) == (text_rating, None)
    give(owner, persona_id, alone, declared=declared)
    assert rated(slug) == (rating, kept.sha256)


@pytest.mark.parametrize(
    ("colour", "declared", "rating"),
    [
        (RED, None, Rating.EXPLICIT),
        (RED, PictureRating.SAFE, Rating.EXPLICIT),
        (YELLOW, PictureRating.SAFE, Rating.SUGGESTIVE),
        ((9, 99, 9), None, Rating.SAFE),
        ((9, 99, 9), PictureRating.SUGGESTIVE, Rating.SUGGESTIVE),
    ],
)
def test_a_judge_is_followed_whatever_the_owner_declares(
    owner: Actor, persona_id: UUID, judged: Settings, colour: tuple[int, int, int], declared: PictureRating | None, rating: Rating
) -> None:
    slug = make_it_public(owner, persona_id)
    kept = give(owner, persona_id, judged, content=make_picture(colour=colour), declared=declared)
    assert rated(slug) == (rating, kept.sha256)
    assert kept.judged is not None


def test_no_transaction_is_open_while_a_judge_looks(
    owner: Actor, persona_id: UUID, judged: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = picturing.judge_picture, []

    async def watched(*args: Any, **kwargs: Any) -> Any:
        seen.append(in_unit_of_work())
        return await real(*args, **kwargs)

    monkeypatch.setattr(picturing, "judge_picture", watched)
    give(owner, persona_id, judged)
    assert seen == [False]


@fault(area="Attackers", what="A picture is judged to sexualise a minor", result="It is refused with a sentence, and no byte of it is kept")
def test_a_picture_that_nobody_may_show_is_refused_and_not_kept(owner: Actor, persona_id: UUID, judged: Settings) -> None:
    with pytest.raises(PictureRefused):
        give(owner, persona_id, judged, content=make_picture(colour=MAGENTA))
    assert not list(judged.home.rglob("*.webp"))
    with pytest.raises(PictureNotFound):
        act(owner, get_picture, persona_id)


def test_a_judge_that_is_away_leaves_the_word_to_the_owner(owner: Actor, persona_id: UUID, judged: Settings) -> None:
    slug = make_it_public(owner, persona_id)
    give(owner, persona_id, judged.model_copy(update={"openai_base_url": "http://127.0.0.1:9/v1"}))
    assert rated(slug)[0] is Rating.UNRATED
    act(owner, declare_picture, persona_id, declared=PictureRating.SAFE)
    assert rated(slug)[0] is Rating.SAFE


def test_a_declaration_only_becomes_stricter_while_it_is_public(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    give(owner, persona_id, alone, declared=PictureRating.EXPLICIT)
    slug = make_it_public(owner, persona_id)
    with pytest.raises(DeclarationStays):
        act(owner, declare_picture, persona_id, declared=PictureRating.SAFE)
    assert rated(slug)[0] is Rating.EXPLICIT
    assert act(owner, get_picture, persona_id).declared is PictureRating.EXPLICIT
    act(owner, withdraw_publication, persona_id)
    act(owner, declare_picture, persona_id, declared=PictureRating.SAFE)
    assert rated(make_it_public(owner, persona_id))[0] is Rating.SAFE


def test_another_picture_may_be_milder_than_the_one_before(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    slug = make_it_public(owner, persona_id)
    give(owner, persona_id, alone, declared=PictureRating.EXPLICIT)
    other = give(owner, persona_id, alone, content=make_picture(colour=(1, 2, 3)), declared=PictureRating.SAFE)
    assert rated(slug) == (Rating.SAFE, other.sha256)


def test_what_the_owner_raised_stays_when_the_picture_is_removed(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    slug = make_it_public(owner, persona_id)
    give(owner, persona_id, alone, declared=PictureRating.EXPLICIT)
    act(owner, raise_rating, persona_id, rating=Rating.SUGGESTIVE)
    act(owner, remove_picture, persona_id)
    assert rated(slug) == (Rating.SUGGESTIVE, None)


def test_a_replacement_takes_the_picture_along(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    make_it_public(owner, persona_id)
    kept = give(owner, persona_id, alone, declared=PictureRating.SUGGESTIVE)
    slug = make_it_public(owner, persona_id, replace=True)
    assert rated(slug) == (Rating.SUGGESTIVE, kept.sha256)


def test_the_trail_tells_of_pictures(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    give(owner, persona_id, alone)
    assert act(owner, remove_picture, persona_id)
    assert not act(owner, remove_picture, persona_id)
    assert kinds(persona_id) == ["picture_changed", "picture_removed"]


def test_an_archived_persona_keeps_its_picture_and_takes_no_other(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    kept = give(owner, persona_id, alone)
    act(owner, archive_persona, persona_id)
    with pytest.raises(PersonaArchived):
        give(owner, persona_id, alone, content=make_picture(colour=(1, 2, 3)))
    assert act(owner, get_picture, persona_id) == kept


def test_nobody_gives_removes_or_looks_at_the_picture_of_anothers_persona(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    give(owner, persona_id, alone)
    with unit_of_work() as session:
        other = make_actor(session)
    with pytest.raises(PersonaNotFound):
        give(other, persona_id, alone, content=make_picture(colour=(1, 2, 3)))
    for service in (remove_picture, get_picture):
        with pytest.raises(PersonaNotFound):
            act(other, service, persona_id)


def seen_by(session: Session, sha256: str, actor: Actor | None = None) -> bool:
    return is_shown_publicly(session, sha256=sha256) or (actor is not None and is_own(session, actor=actor, sha256=sha256))


def test_a_picture_is_seen_by_its_owner_and_by_others_only_while_it_is_public(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    with unit_of_work() as session:
        other = make_actor(session)
    sha256 = give(owner, persona_id, alone).sha256

    def seen() -> tuple[bool, bool, bool]:
        with acting(owner) as mine:
            own = seen_by(mine, sha256, owner)
        with acting(other) as theirs:
            others = seen_by(theirs, sha256, other)
        with visiting() as nobodys:
            return own, others, seen_by(nobodys, sha256)

    assert seen() == (True, False, False)
    make_it_public(owner, persona_id)
    assert seen() == (True, True, True)
    act(owner, withdraw_publication, persona_id)
    assert seen() == (True, False, False)


def test_the_studio_knows_the_picture(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    assert act(owner, get_persona, persona_id).picture_sha256 is None
    sha256 = give(owner, persona_id, alone).sha256
    assert act(owner, get_persona, persona_id).picture_sha256 == sha256


@fault(area="Processes", what="A picture is used by nobody any more", result="Its files go from the store with the next sweep")
@pytest.mark.parametrize("end", [remove_picture, delete_persona], ids=lambda end: end.__name__)
def test_files_go_when_nobody_shows_the_picture_any_more(
    owner: Actor, persona_id: UUID, alone: Settings, end: Callable[..., object]
) -> None:
    sha256 = give(owner, persona_id, alone).sha256
    make_it_public(owner, persona_id)
    grow_old()
    assert asyncio.run(sweep(alone)) == 0
    assert is_stored(alone, sha256)
    act(owner, end, persona_id)
    assert asyncio.run(sweep(alone)) == 1
    assert not is_stored(alone, sha256)
    with unit_of_work() as session:
        assert session.exec(select(Picture)).all() == []


def test_files_stay_while_another_persona_shows_the_same_picture(owner: Actor, persona_id: UUID, alone: Settings) -> None:
    with acting(owner) as session:
        other = make_versioned(session, actor=owner)
    assert give(owner, persona_id, alone).sha256 == give(owner, other, alone).sha256
    act(owner, delete_persona, persona_id)
    grow_old()
    assert asyncio.run(sweep(alone)) == 0
    assert act(owner, get_picture, other).sha256
