"""Everything of an account as one archive, and back: the state is the same, to the byte."""

import asyncio
import json
import random
import tracemalloc
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.enrichment.services.listing import list_thoughts
from persona_app.interchange.bulk import BatchState, ResultView
from persona_app.interchange.converting import read_file
from persona_app.interchange.own_archive import MANIFEST, STUDIO
from persona_app.interchange.preparing import Original
from persona_app.interchange.services.exporting import take_snapshot
from persona_app.interchange.services.importing import import_persona
from persona_app.interchange.services.receiving import get_import, get_losses, list_results
from persona_app.interchange.whole import BESIDE, PICTURE
from persona_app.llm.questions import ClaimField
from persona_app.media.schemas import PictureRating, Size
from persona_app.media.stores import store_of
from persona_app.personas.models import Decision, PersonaVersion
from persona_app.personas.profile import LineCitation, Profile
from persona_app.personas.services.blaming import blame_version
from persona_app.personas.services.claiming import edit_claim
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.reading import get_persona, list_personas
from persona_app.personas.services.using import get_uses
from persona_app.personas.services.versioning import append_version, find_latest_version, get_version, list_versions
from persona_app.personas.studio_schemas import UseKind
from persona_app.privacy.verifying import verify
from persona_app.publishing.services.picturing import find_own_picture, take_picture
from tests.factories import bulk, cards
from tests.factories.accounts import make_actor
from tests.factories.former_archive import ArchiveWriter as FormerWriter
from tests.factories.personas import make_persona, make_version
from tests.factories.pictures import make_picture
from tests.factories.publications import make_public
from tests.factories.whole_accounts import build_whole, export_all, export_to, files_of, import_all, import_from, settle_account


@pytest.fixture
def accounts(database: str) -> tuple[Actor, Actor]:
    with unit_of_work() as session:
        return make_actor(session, handle="ada"), make_actor(session, handle="bob")


def _results(actor: Actor, batch_id: UUID) -> list[ResultView]:
    with unit_of_work() as session:
        assert get_import(session, actor=actor, batch_id=batch_id).state == BatchState.DONE
        return list(list_results(session, actor=actor, batch_id=batch_id, limit=200).items)


def _arrived(actor: Actor, batch_id: UUID) -> None:
    """Nothing failed."""
    assert [one.reason for one in _results(actor, batch_id) if one.outcome == "failed"] == []


@pytest.mark.parametrize("seed", range(12))
def test_archive_is_the_same_to_the_byte_when_it_was_imported_elsewhere(accounts: tuple[Actor, Actor], seed: int) -> None:
    ada, bob = accounts
    settle_account(ada, seed=seed)
    exported, digest = export_all(ada)
    _arrived(bob, import_all(bob, exported))
    again, same = export_all(bob)
    before, after = files_of(exported), files_of(again)
    assert [name for name in before if before[name] != after.get(name)] == []
    assert (set(before), digest, exported) == (set(after), same, again)
    with unit_of_work() as session:
        flaws = [flaw for flaw in verify(session).flaws if not flaw.where.startswith(("event", "link"))]
        assert flaws == []


def test_account_is_the_same_when_it_was_emptied_and_imported_again(accounts: tuple[Actor, Actor]) -> None:
    ada, _ = accounts
    ids = settle_account(ada, seed=3)
    exported, digest = export_all(ada)
    with unit_of_work() as session:
        for persona_id in ids:
            delete_persona(session, actor=ada, persona_id=persona_id)
    _arrived(ada, import_all(ada, exported))
    again, same = export_all(ada)
    assert digest == same
    shelved = files_of(again)[STUDIO], files_of(exported)[STUDIO]
    assert json.loads(shelved[0])["templates"] == json.loads(shelved[1])["templates"], "what is there is not made twice"


def test_personas_of_every_format_arrive_as_they_were(accounts: tuple[Actor, Actor]) -> None:
    ada, bob = accounts
    with unit_of_work() as session:
        for kind, data in cards.files().items():
            reading, original = read_file(data, name=f"Tollef {kind}"), Original(file_name=f"{kind}.bin", data=data)
            import_persona(session, actor=ada, reading=reading, original=original)
    exported, digest = export_all(ada)
    _arrived(bob, import_all(bob, exported))
    again, same = export_all(bob)
    assert (digest, exported) == (same, again)
    originals = [name for name in files_of(exported) if "/originals/" in name]
    assert len(originals) == len(cards.files()), "the files as they were given are in it"


_SAID = {"number", "semantic", "origin", "summary", "created_at", "content_sha256", "engine", "cost_usd"}


def test_every_version_keeps_its_number_its_time_and_what_blame_says(accounts: tuple[Actor, Actor]) -> None:
    ada, bob = accounts
    with unit_of_work() as session:
        mine = make_persona(session, actor=ada, name="Built here").id
        for number in range(1, 31):
            new = make_version(author_id=ada.account_id, content=f"# Built here\n\nWord {number // 3}.\n\nLine {number}.")
            append_version(session, persona_id=mine, new=new.model_copy(update={"origin": "edited" if number % 2 else "built"}))
    import_all(bob, export_all(ada)[0])
    with unit_of_work() as session:
        (card,) = list_personas(session, actor=bob).items
        told = [
            [one.model_dump(include=_SAID) for one in list_versions(session, actor=who, persona_id=of).items]
            for who, of in ((ada, mine), (bob, card.id))
        ]
        authors = {one.author_id for one in list_versions(session, actor=bob, persona_id=card.id).items}
        blamed = [blame_version(session, actor=who, persona_id=of, number=30) for who, of in ((ada, mine), (bob, card.id))]
    assert told[0] == told[1] and len(told[0]) == 30 and authors == {bob.account_id}
    assert [(one.text, one.number) for one in blamed[0].passages] == [(one.text, one.number) for one in blamed[1].passages]


def test_persona_goes_on_where_it_was_when_it_arrived(accounts: tuple[Actor, Actor]) -> None:
    """A word of the owner's stands in the next build, and the next version has the next number."""
    ada, bob = accounts
    with unit_of_work() as session:
        mine = make_persona(session, actor=ada).id
        append_version(session, persona_id=mine, new=make_version(author_id=ada.account_id))
        seen = get_persona(session, actor=ada, persona_id=mine).lock_version
        edit_claim(session, actor=ada, persona_id=mine, field=ClaimField.LIKE, value="rain", lock_version=seen)
    import_all(bob, export_all(ada)[0])
    with unit_of_work() as session:
        (card,) = list_personas(session, actor=bob).items
        number = append_version(session, persona_id=card.id, new=make_version(author_id=bob.account_id, content="# Anew"))
        version = get_version(session, actor=bob, persona_id=card.id, number=number)
        (word,) = session.scalars(select(Decision).where(col(Decision.persona_id) == card.id))
    assert number == 3 and [one.value for one in version.profile.likes] == ["rain"]
    assert [one.decision_id for one in version.profile.likes[0].citations if one.kind == "author"] == [word.id]


def test_claims_on_film_lines_keep_the_line_they_cite(accounts: tuple[Actor, Actor]) -> None:
    ada, bob = accounts
    with unit_of_work() as session:
        mine = make_persona(session, actor=ada).id
        build_whole(session, actor=ada, persona_id=mine, dice=random.Random(1))
        seen = get_persona(session, actor=ada, persona_id=mine).lock_version
        edit_claim(session, actor=ada, persona_id=mine, field=ClaimField.LIKE, value="rain", lock_version=seen)
    import_all(bob, export_all(ada)[0])
    cited = _cited_lines(ada)
    assert cited and _cited_lines(bob) == cited
    with unit_of_work() as session:
        (card,) = list_personas(session, actor=bob).items
        (thought,) = list_thoughts(session, actor=bob, persona_id=card.id).items
    assert {one.line_id for one in thought.lines} == cited, "the evidence panel has the line's copy"


def _cited_lines(actor: Actor) -> set[UUID]:
    with unit_of_work() as session:
        ids = [one.id for is_away in (False, True) for one in list_personas(session, actor=actor, is_archived=is_away).items]
        latest = [one for each in ids if (one := find_latest_version(session, actor=actor, persona_id=each))]
    citations = [each for one in latest for claim in one.profile.likes for each in claim.citations]
    return {each.line_id for each in citations if isinstance(each, LineCitation)}


def test_what_was_public_is_described_and_not_published(accounts: tuple[Actor, Actor]) -> None:
    ada, bob = accounts
    with unit_of_work() as session:
        slug = make_public(session, actor=ada, profile=Profile()).slug
    exported, digest = export_all(ada)
    beside = json.loads(next(data for name, data in files_of(exported).items() if name.endswith(BESIDE)))
    assert beside["publication"]["slug"] == slug and beside["publication"]["tags"]
    batch_id = import_all(bob, exported)
    (result, _) = _results(bob, batch_id)
    with unit_of_work() as session:
        assert result.import_file_id
        (report,) = get_losses(session, actor=bob, import_file_ids=[result.import_file_id]).values()
    assert [one.place for one in report.unusable] == ["publication"] and "publishes nothing" in report.unusable[0].why
    again, same = export_all(bob)
    assert same == digest
    beside = json.loads(next(data for name, data in files_of(again).items() if name.endswith(BESIDE)))
    assert beside["publication"] is None


def test_five_hundred_long_versions_travel_in_little_memory(accounts: tuple[Actor, Actor], tmp_path: Path) -> None:
    ada, bob = accounts
    with unit_of_work() as session:
        mine = make_persona(session, actor=ada, name="Long").id
        append_version(session, persona_id=mine, new=make_version(author_id=ada.account_id, content="# Long"))
        _many_versions(session, mine, count=500)
    path = tmp_path / "all.zip"
    tracemalloc.start()
    try:
        with path.open("wb") as target:
            digest = export_to(ada, target)
        with path.open("rb") as source:
            _arrived(bob, import_from(bob, source))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 20_000_000 and peak < 15_000_000, "a few versions at a time are in memory"
    with path.open("wb") as target:
        assert export_to(bob, target) == digest


def _many_versions(session: Session, persona_id: UUID, *, count: int) -> None:
    columns = ", ".join(
        column.key for column in PersonaVersion.__table__.c if column.key not in {"id", "number", "content", "content_sha256"}
    )  # type: ignore[attr-defined]
    session.flush()
    session.execute(
        text(
            f"INSERT INTO persona_version (id, number, content, content_sha256, {columns}) "
            "SELECT gen_random_uuid(), number, content, encode(sha256(convert_to(content, 'UTF8')), 'hex'), "
            f"{columns} FROM (SELECT number, repeat(md5(number::text), 1560) AS content FROM generate_series(2, :count) AS number) AS m, "
            f"(SELECT {columns} FROM persona_version WHERE persona_id = :persona AND number = 1) AS first"
        ),
        {"persona": persona_id, "count": count},
    )
    session.execute(text("UPDATE persona SET version_count = :count WHERE id = :persona"), {"persona": persona_id, "count": count})


def test_only_the_persona_fails_whose_file_is_missing(accounts: tuple[Actor, Actor]) -> None:
    ada, bob = accounts
    ids = settle_account(ada, seed=5)
    files = files_of(export_all(ada)[0])
    gone = next(name for name in files if name.endswith("data.jsonl"))
    del files[gone]
    results = _results(bob, import_all(bob, bulk.archive(files)))
    (failed,) = (one for one in results if one.outcome == "failed")
    assert "missing" in failed.reason and failed.persona_id is None
    assert sum(one.outcome == "imported" for one in results) == len(ids) - 1
    with unit_of_work() as session:
        there = sum(len(list_personas(session, actor=bob, is_archived=is_away).items) for is_away in (False, True))
    assert there == len(ids) - 1, "nothing of it is left half imported"


def test_persona_that_is_there_gets_a_version_more_when_told_to_update(accounts: tuple[Actor, Actor]) -> None:
    ada, _ = accounts
    with unit_of_work() as session:
        mine = make_persona(session, actor=ada, name="Twice").id
        for content in ("# Twice", "# Twice, changed"):
            append_version(session, persona_id=mine, new=make_version(author_id=ada.account_id, content=content))
    exported, _ = export_all(ada)
    assert next(one.outcome for one in _results(ada, import_all(ada, exported, on_same="skip"))) == "skipped"
    assert next(one.outcome for one in _results(ada, import_all(ada, exported, on_same="update"))) == "updated"
    with unit_of_work() as session:
        version = find_latest_version(session, actor=ada, persona_id=mine)
        assert version is not None and (version.number, version.content) == (3, "# Twice, changed")
    (kept, *_) = _results(ada, import_all(ada, exported))
    assert (kept.outcome, kept.name) == ("imported", "Twice (2)")


def test_archive_of_the_form_before_still_arrives(accounts: tuple[Actor, Actor]) -> None:
    ada, bob = accounts
    with unit_of_work() as session:
        mine = make_persona(session, actor=ada, name="Earlier").id
        append_version(session, persona_id=mine, new=make_version(author_id=ada.account_id, content="# Earlier\n\nWeighs."))
        snapshot = take_snapshot(session, actor=ada, persona_id=mine, has_data=True)
    writer = FormerWriter()
    _arrived(bob, import_all(bob, b"".join(writer.add(snapshot)) + writer.finish()))
    with unit_of_work() as session:
        (card,) = list_personas(session, actor=bob).items
        version = find_latest_version(session, actor=bob, persona_id=card.id)
    assert version is not None and (card.name, version.content) == ("Earlier", "# Earlier\n\nWeighs.")


def test_no_id_of_the_account_stands_in_an_archive(accounts: tuple[Actor, Actor]) -> None:
    ada, _ = accounts
    ids = settle_account(ada, seed=2)
    files = files_of(export_all(ada)[0])
    with unit_of_work() as session:
        named = {
            str(each) for each in (*ids, ada.account_id, *session.scalars(select(Decision.id)), *session.scalars(select(PersonaVersion.id)))
        }
    held = b"".join(data for name, data in files.items() if not name.endswith(PICTURE))
    assert [one for one in named if one.encode() in held] == [] and MANIFEST in files


def test_each_persona_counts_as_exported_once_it_was_sent(accounts: tuple[Actor, Actor]) -> None:
    ada, _ = accounts
    with unit_of_work() as session:
        ids = [make_persona(session, actor=ada, name=name).id for name in ("One", "Two")]
    export_all(ada)
    export_all(ada)
    with unit_of_work() as session:
        assert [get_uses(session, persona_id=each).by_kind for each in ids] == [{UseKind.EXPORT: 2}] * 2


def test_picture_is_drawn_anew_and_stays_what_its_owner_declared(accounts: tuple[Actor, Actor], tmp_path: Path) -> None:
    ada, bob = accounts
    settings = Settings(_env_file=None, home=tmp_path, engine="offline")
    with unit_of_work() as session:
        mine = make_persona(session, actor=ada).id
    asyncio.run(take_picture(make_picture(), persona_id=mine, declared=PictureRating.SAFE, call=_door(ada), settings=settings))
    exported, _ = export_all(ada, settings=settings)
    assert [name for name in files_of(exported) if name.endswith(PICTURE)]
    _arrived(bob, import_all(bob, exported, settings=settings))
    with unit_of_work() as session:
        (card,) = list_personas(session, actor=bob).items
        kept = find_own_picture(session, actor=bob, persona_id=card.id)
    assert kept is not None and (kept.declared, kept.width, kept.height) == (PictureRating.SAFE, 300, 200)
    assert store_of(settings).read(kept.sha256, Size.SMALL)


def _door(actor: Actor) -> Callable[..., Awaitable[Any]]:
    async def call(service: Callable[..., Any], /, **given: Any) -> Any:
        with unit_of_work() as session:
            return service(session, actor=actor, **given)

    return call
