"""Files become personas: each a datum with its words, a version that says what it says, and the file itself; no engine is asked."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.ids import new_id
from persona_app.interchange import queries
from persona_app.interchange.draft import LossReport, Noted, Reading
from persona_app.interchange.preparing import Original, Prepared, cited_anew, kept_rows, newest_of, prepare
from persona_app.interchange.services.restoring import restore_persona
from persona_app.personas.queries import lock
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.adding import LOCK_VERSION, add_personas
from persona_app.personas.services.claiming import adopt_words
from persona_app.personas.services.describing import Details, checked_facts, describe_persona
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.personas.services.naming import free_names
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.submitting import append
from persona_app.personas.services.versioning import append_version

OnSame = Literal["keep_both", "update", "skip"]
Became = Literal["created", "updated", "skipped"]


class Imported(BaseModel):
    """What became of a file."""

    model_config = ConfigDict(frozen=True)

    persona: PersonaView
    outcome: Became
    format: str
    losses: LossReport


class Taken(BaseModel):
    """The same in short, for many; `import_file_id` is None for what was skipped."""

    model_config = ConfigDict(frozen=True)

    persona_id: UUID
    name: str
    outcome: Became
    import_file_id: UUID | None = None


def import_persona(session: Session, *, actor: Actor, reading: Reading, original: Original, on_same: OnSame = "keep_both") -> Imported:
    """Make a persona of what was read, or do as told when there is one of the same file or the same name.

    `keep_both` makes another, with a number behind its name; `update` adds the datum and a version to the one that is there, and takes
    over what the file brings for other programs; `skip` leaves that one as it is. Nothing is ever overwritten: versions append.

    Raises:
        ScopeMissing: the actor may not write.
        FileTooLarge, ImportRefused: nothing was made.
        PersonaArchived: the persona to update was archived meanwhile.
    """
    actor.require("write")
    prepared = prepare(reading, original, author_id=actor.account_id)
    (taken,) = import_personas(session, actor=actor, arrivals=[prepared], on_same=on_same)
    losses = reading.losses if taken.outcome == "skipped" else prepared.reading.losses
    persona = get_persona(session, actor=actor, persona_id=taken.persona_id)
    return Imported(persona=persona, outcome=taken.outcome, format=reading.draft.format.value, losses=losses)


def import_personas(session: Session, *, actor: Actor, arrivals: Sequence[Prepared], on_same: OnSame) -> tuple[Taken, ...]:
    """The same with many, in their order: what a file does to a persona that an earlier one made is the same as if it came alone.

    Raises:
        ScopeMissing: the actor may not write.
        PersonaArchived: a persona to update was archived meanwhile.
    """
    actor.require("write")
    is_asked = on_same != "keep_both"
    there = queries.find_same(session, actor=actor, wanted=[(one.sha256, one.name) for one in arrivals]) if is_asked else {}
    making = _Making(session, actor)
    answers: list[Taken | UUID] = []
    for at, one in enumerate(arrivals):
        same = making.find(one) or there.get(at) if is_asked else None
        if same is None:
            answers.append(making.take(one))
        elif on_same == "skip":
            answers.append(Taken(persona_id=same, name=one.name, outcome="skipped"))
        else:
            making.finish()
            answers.append(_update(session, actor=actor, persona_id=same, prepared=one))
    making.finish()
    return tuple(making.made[each] if isinstance(each, UUID) else each for each in answers)


class _Making:
    """Personas that become new ones: gathered, and stored together as late as may be."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self._session, self._actor = session, actor
        self._waiting: list[Prepared] = []
        self._known: dict[str, UUID] = {}
        self.made: dict[UUID, Taken] = {}

    def find(self, one: Prepared) -> UUID | None:
        """An earlier one of the same file, else of the same name."""
        return self._known.get(one.sha256) or self._known.get(one.name.lower())

    def take(self, one: Prepared) -> UUID:
        """Note it; it is stored by `finish`."""
        self._waiting.append(one)
        self._known |= {one.sha256: one.newcomer.id, one.name.lower(): one.newcomer.id}
        return one.newcomer.id

    def finish(self) -> None:
        """Store what waits."""
        waiting, self._waiting = self._waiting, []
        names = add_personas(self._session, actor=self._actor, newcomers=[one.newcomer for one in waiting if one.whole is None])
        names |= self._restore([one for one in waiting if one.whole is not None])
        rows = []
        for one in waiting:
            persona_id, file_id = one.newcomer.id, new_id()
            rows.append(kept_rows(one, persona_id=persona_id, import_file_id=file_id, author_id=self._actor.account_id))
            self.made[persona_id] = Taken(persona_id=persona_id, name=names[persona_id], outcome="created", import_file_id=file_id)
        queries.add_kept(self._session, rows=rows)
        for one in waiting:
            if one.whole is None:
                _note(self._session, one, actor=self._actor)

    def _restore(self, waiting: Sequence[Prepared]) -> dict[UUID, str]:
        """Those of an archive of our own; by id the names they have now."""
        given = free_names(self._session, owner_id=self._actor.account_id, wanted=[one.name for one in waiting]) if waiting else []
        for one, name in zip(waiting, given, strict=True):
            assert one.whole is not None  # noqa: S101 - chosen for it
            restore_persona(self._session, actor=self._actor, persona_id=one.newcomer.id, name=name, whole=one.whole, picture=one.picture)
        return {one.newcomer.id: name for one, name in zip(waiting, given, strict=True)}


def _note(session: Session, one: Prepared, *, actor: Actor) -> None:
    """What the file says that its owner noted, and decided about claims; only files of our own do."""
    noted, words = one.reading.draft.noted, one.reading.draft.words
    adopt_words(session, actor=actor, persona_id=one.newcomer.id, words=words, version=1)
    if noted == Noted():
        return
    persona_id = one.newcomer.id
    metadata = checked_facts(noted.metadata)
    details = Details(
        display_name=noted.display_name, description=noted.description, metadata=metadata, labels=noted.labels, folder=noted.folder
    )
    describe_persona(session, actor=actor, persona_id=persona_id, details=details, lock_version=LOCK_VERSION)
    if noted.is_archived:
        archive_persona(session, actor=actor, persona_id=persona_id)


def _update(session: Session, *, actor: Actor, persona_id: UUID, prepared: Prepared) -> Taken:
    """The data and a version more, and what is kept aside replaced."""
    prepared = newest_of(prepared, author_id=actor.account_id)
    persona = lock(session, actor=actor, persona_id=persona_id)
    most, data = get_settings().upload_max_count, prepared.newcomer.data
    moved: dict[UUID, UUID] = {}
    for start in range(0, len(data), most):
        portion = data[start : start + most]
        added = append(session, persona=persona, actor=actor, items=[one.item for one in portion], allow_repeats=True)
        moved |= {old.id: new.id for old, new in zip(portion, added, strict=True)}
    words = prepared.reading.draft.words
    moved |= adopt_words(session, actor=actor, persona_id=persona_id, words=words, version=persona.version_count + 1)
    if prepared.newcomer.version is not None:
        append_version(session, persona_id=persona_id, new=cited_anew(prepared.newcomer.version, moved=moved))
    file_id = new_id()
    queries.forget_kept(session, persona_id=persona_id)
    queries.add_kept(session, rows=[kept_rows(prepared, persona_id=persona_id, import_file_id=file_id, author_id=actor.account_id)])
    return Taken(persona_id=persona_id, name=persona.name, outcome="updated", import_file_id=file_id)
