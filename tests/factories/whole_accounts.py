"""Accounts with something of everything that an owner can have, generated; and how all of one is exported and imported."""

import asyncio
import io
import random
import zipfile
from collections.abc import Callable
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import Settings, get_settings
from persona_app.core.db import unit_of_work
from persona_app.core.ids import new_id
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, Thought, ThoughtLine
from persona_app.gallery.services.following import choose_parent, set_inheritance
from persona_app.interchange.archive_writing import ArchiveWriter, stream_personas
from persona_app.interchange.converting import read_file
from persona_app.interchange.preparing import Original
from persona_app.interchange.services.exporting import list_everything
from persona_app.interchange.services.importing import OnSame, import_persona
from persona_app.interchange.services.receiving import add_part, begin_import, open_import
from persona_app.interchange.working import work_through
from persona_app.llm.questions import ClaimField
from persona_app.personas.profile import Claim, Contradiction, DataCitation, Identity, LineCitation, Profile
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.claiming import edit_claim, remove_claim, set_score
from persona_app.personas.services.deciding import settle_contradiction
from persona_app.personas.services.describing import Details, describe_persona
from persona_app.personas.services.editing import edit_content, restore_version
from persona_app.personas.services.labelling import move_label, remove_label, seen_label
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.personas.services.organising import make_folder, make_label, save_search
from persona_app.personas.services.reading import get_persona, list_data
from persona_app.personas.services.templating import create_template
from persona_app.personas.services.using import record_use
from persona_app.personas.services.versioning import append_version, find_latest_version
from persona_app.personas.studio_schemas import NumberFact, Search, StringFact, UseKind, YesNoFact
from persona_app.personas.template_schemas import TemplateDraft
from tests.factories import cards
from tests.factories.personas import make_persona, make_version

WORDS = ("salt", "tide", "ledger", "übermut", "渡し船", "rope", "“quoted”", "brine", "a\tb", "🜔", "wharf", "lamp")
LINE = "You weighed it wet again, and salt is always wet."


def settle_account(actor: Actor, *, seed: int = 0, most: int = 4) -> list[UUID]:
    """Some personas, and what lies around them; the same for the same seed but for ids and times."""
    dice = random.Random(seed)
    ids: list[UUID] = []
    for number in range(dice.randint(2, most)):
        ids.append(_settle(actor, dice, number))
    with unit_of_work() as session:
        label, folder = make_label(session, actor=actor, name="harbour"), make_folder(session, actor=actor, name="Empty one")
        save_search(session, actor=actor, name="Salty", search=Search(query="salt", label_id=label.id, folder_id=folder.id))
        save_search(session, actor=actor, name="Children", search=Search(parent_id=ids[0]))
        choose = {"actor": actor, "persona_id": ids[-1], "parent_id": ids[0]}
        if all(find_latest_version(session, actor=actor, persona_id=one) for one in (ids[0], ids[-1])):
            _follow(session, **choose)
        create_template(
            session, actor=actor, draft=TemplateDraft(name="Weigher", description="Weighs.", content="# {name}\n\nWeighs salt.")
        )
    return ids


def _follow(session: Session, *, actor: Actor, persona_id: UUID, parent_id: UUID) -> None:
    """The last one becomes the first one's child, unless one of them is put away."""
    child = get_persona(session, actor=actor, persona_id=persona_id)
    if child.is_archived or get_persona(session, actor=actor, persona_id=parent_id).is_archived:
        return
    choose_parent(session, actor=actor, persona_id=persona_id, parent_id=parent_id, lock_version=child.lock_version)
    lock_version = get_persona(session, actor=actor, persona_id=persona_id).lock_version
    set_inheritance(session, actor=actor, persona_id=persona_id, fields={"like": "inherited"}, lock_version=lock_version)


def _settle(actor: Actor, dice: random.Random, number: int) -> UUID:
    kind, data = dice.choice(list(cards.files().items()))
    if dice.random() < 0.3:
        with unit_of_work() as session:
            reading, original = read_file(data, name=f"Tollef {number}"), Original(file_name=f"{kind}.bin", data=data)
            persona_id = import_persona(session, actor=actor, reading=reading, original=original).persona.id
    else:
        with unit_of_work() as session:
            texts = [f"Mara {number} bakes. {' '.join(dice.choices(WORDS, k=20))}" for _ in range(dice.randint(1, 3))]
            persona_id = make_persona(session, actor=actor, name=f"Mara {number}", texts=texts).id
        if dice.random() < 0.8:
            with unit_of_work() as session:
                build_whole(session, actor=actor, persona_id=persona_id, dice=dice)
    _work_on(actor, persona_id, dice)
    return persona_id


def build_whole(session: Session, *, actor: Actor, persona_id: UUID, dice: random.Random) -> None:
    """A version whose claims rest on data, on a line of a film, and on two words that contradict each other."""
    data = list_data(session, actor=actor, persona_id=persona_id).items
    cited = [Claim(id=f"c{at}", value="Mara", citations=(_cited(one.id),), support=1) for at, one in enumerate(data)]
    line_id, thought_id = make_enriched(session, persona_id=persona_id, number=dice.randint(1, 9))
    spoken = Claim(id="l1", value="salt", citations=(LineCitation(line_id=line_id, start=0, end=len(LINE), quote=LINE),), support=1)
    sides = [Claim(id=f"s{age}", value=age, citations=(_cited(data[0].id),), support=1, is_contested=True) for age in ("34", "36")]
    ages = Contradiction(id="ages", left_field=ClaimField.AGE, left=sides[0], right_field=ClaimField.AGE, right=sides[1], why="Both.")
    profile = Profile(identity=Identity(name=cited[0]), likes=(*cited[1:], spoken), contradictions=(ages,))
    content = f"# Mara\n\n{' '.join(dice.choices(WORDS, k=30))}\n"
    new = make_version(author_id=actor.account_id, profile=profile, content=content, data_ids=[one.id for one in data])
    append_version(session, persona_id=persona_id, new=new.model_copy(update={"thought_ids": (thought_id,)}))


def _cited(data_id: UUID) -> DataCitation:
    return DataCitation(data_id=data_id, start=0, end=4, quote="Mara")


def make_enriched(session: Session, *, persona_id: UUID, number: int = 1) -> tuple[UUID, UUID]:
    """An enrichment that ended, with one thought on one line; the ids of the line and of the thought."""
    enrichment = Enrichment(
        persona_id=persona_id, run_id=new_id(), number=number, seed=7, state="done", dialogue_count=1, thought_count=1, finished_at=now()
    )
    thought = Thought(
        persona_id=persona_id, enrichment_id=enrichment.id, run_id=enrichment.run_id, position=1, text="I weigh salt.",
        character_id=uuid4(), character_name="TOLLEF", movie="The Salt Office", transformation="verbatim", is_hidden=number % 2 == 0,
    )  # fmt: skip
    taken = EnrichmentCharacter(
        enrichment_id=enrichment.id, position=1, persona_id=persona_id, character_id=thought.character_id, name="TOLLEF",
        movie="The Salt Office", corpus="starter", available=9, share=1, thought_count=1,
    )  # fmt: skip
    line = ThoughtLine(
        thought_id=thought.id, position=1, persona_id=persona_id, line_id=uuid4(), character="TOLLEF", movie="The Salt Office",
        text=LINE, start_at=0, end_at=len(LINE), quote=LINE,
    )  # fmt: skip
    ids = line.line_id, thought.id
    for rows in ([enrichment], [taken, thought], [line]):
        session.add_all(rows)
        session.flush()
    return ids


def _work_on(actor: Actor, persona_id: UUID, dice: random.Random) -> None:
    """Some of what an owner may do to it, in any order."""
    for step in dice.sample(STEPS, k=dice.randint(2, len(STEPS))):
        with unit_of_work() as session:
            if find_latest_version(session, actor=actor, persona_id=persona_id) is not None or step in _WITHOUT_VERSION:
                step(session, actor, get_persona(session, actor=actor, persona_id=persona_id), dice)
    if dice.random() < 0.3:
        with unit_of_work() as session:
            archive_persona(session, actor=actor, persona_id=persona_id)


Step = Callable[[Session, Actor, PersonaView, random.Random], Any]


def _edit(session: Session, actor: Actor, one: PersonaView, dice: random.Random) -> None:
    content = f"# Mara\n\nEdited: {' '.join(dice.choices(WORDS, k=9))}"
    edit_content(session, actor=actor, persona_id=one.id, content=content, base=one.version_count)


def _say(session: Session, actor: Actor, one: PersonaView, dice: random.Random) -> None:
    value = f"likes {dice.choice(WORDS)}"
    edit_claim(session, actor=actor, persona_id=one.id, field=ClaimField.LIKE, value=value, lock_version=one.lock_version)


def _take_out(session: Session, actor: Actor, one: PersonaView, _: random.Random) -> None:
    latest = find_latest_version(session, actor=actor, persona_id=one.id)
    if latest and latest.profile.likes:
        claim_id = latest.profile.likes[0].id
        remove_claim(session, actor=actor, persona_id=one.id, field=ClaimField.LIKE, claim_id=claim_id, lock_version=one.lock_version)


def _score(session: Session, actor: Actor, one: PersonaView, dice: random.Random) -> None:
    set_score(session, actor=actor, persona_id=one.id, factor="openness", score=dice.randint(0, 100), lock_version=one.lock_version)


def _settle_ages(session: Session, actor: Actor, one: PersonaView, dice: random.Random) -> None:
    latest = find_latest_version(session, actor=actor, persona_id=one.id)
    if latest and latest.profile.contradictions:
        choice: Any = dice.choice(("left", "right", "both"))
        settle_contradiction(session, actor=actor, persona_id=one.id, contradiction_id="ages", choice=choice, lock_version=one.lock_version)


def _restore(session: Session, actor: Actor, one: PersonaView, _: random.Random) -> None:
    restore_version(session, actor=actor, persona_id=one.id, number=1, lock_version=one.lock_version)


def _label(session: Session, actor: Actor, one: PersonaView, dice: random.Random) -> None:
    for number in (1, one.version_count):
        for name in ("stable", "draft"):
            seen = seen_label(session, actor=actor, persona_id=one.id, name=name)
            move_label(session, actor=actor, persona_id=one.id, name=name, number=number, lock_version=seen)
    if dice.random() < 0.5:
        seen = seen_label(session, actor=actor, persona_id=one.id, name="draft")
        remove_label(session, actor=actor, persona_id=one.id, name="draft", lock_version=seen)


def _describe(session: Session, actor: Actor, one: PersonaView, dice: random.Random) -> None:
    facts = {"weight": NumberFact(value=dice.randint(1, 99)), "wet": YesNoFact(value=True), "für": StringFact(value="Öl")}
    labels = dice.sample(("harbour", "salt", "night"), k=2)
    details = Details(display_name="The weigher", description="Weighs\nsalt.", metadata=facts, labels=labels, folder="Salt")
    describe_persona(session, actor=actor, persona_id=one.id, details=details, lock_version=one.lock_version)


def _use(session: Session, actor: Actor, one: PersonaView, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 3)):
        record_use(session, actor=actor, persona_id=one.id, kind=dice.choice(list(UseKind)))


STEPS: tuple[Step, ...] = (_edit, _say, _take_out, _score, _settle_ages, _restore, _label, _describe, _use)
_WITHOUT_VERSION = frozenset({_describe, _use})


def export_to(actor: Actor, file: BinaryIO, *, settings: Settings | None = None) -> str:
    """Everything, piece by piece; its digest."""
    writer = ArchiveWriter()

    async def call(service: Callable[..., Any], /, **given: Any) -> Any:
        with unit_of_work(acting_for=actor.account_id) as session:
            return service(session, actor=actor, **given)

    async def write() -> None:
        ids = await call(list_everything)
        async for piece in stream_personas(ids, call=call, is_everything=True, writer=writer, settings=settings):
            file.write(piece)

    asyncio.run(write())
    return writer.digest


def export_all(actor: Actor, *, settings: Settings | None = None) -> tuple[bytes, str]:
    """Everything, and its digest."""
    out = io.BytesIO()
    digest = export_to(actor, out, settings=settings)
    return out.getvalue(), digest


def import_from(actor: Actor, file: BinaryIO, *, on_same: OnSame = "keep_both", settings: Settings | None = None) -> UUID:
    """Import an archive; the import's id."""
    with unit_of_work() as session:
        batch = open_import(session, actor=actor, kind="archive", title="all.zip", on_same=on_same)
    while piece := file.read(1_000_000):
        with unit_of_work() as session:
            add_part(session, actor=actor, batch_id=batch.id, data=piece)
    with unit_of_work() as session:
        begin_import(session, actor=actor, batch_id=batch.id)
    asyncio.run(work_through(batch.id, owner_id=actor.account_id, settings=settings or get_settings()))
    return batch.id


def import_all(actor: Actor, data: bytes, *, on_same: OnSame = "keep_both", settings: Settings | None = None) -> UUID:
    """The same of bytes."""
    return import_from(actor, io.BytesIO(data), on_same=on_same, settings=settings)


def files_of(data: bytes) -> dict[str, bytes]:
    """By name what an archive holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
