"""A persona whole, out of an archive and into the database: every version as it was, in one transaction, a few in memory at a time."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlmodel import Session, SQLModel, col

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.ids import new_id
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, Thought, ThoughtLine
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record, record_for_each
from persona_app.interchange.evidence import Evidence
from persona_app.interchange.models import ImportFile, KeptAside, KeptMedia
from persona_app.interchange.preparing import DrawnPicture
from persona_app.interchange.services.gathering import thought_number
from persona_app.interchange.stand_ins import Kind, derived, finder, renamed
from persona_app.interchange.texts import write_json
from persona_app.interchange.whole import Enriched, Version, Whole, damage
from persona_app.media.services.keeping import keep
from persona_app.personas.errors import DetailsInvalid
from persona_app.personas.lineage_models import ParentSnapshot
from persona_app.personas.models import Decision, LabelMove, Persona, PersonaData, PersonaVersion, Proposal, VersionLabel
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import OwnersWord
from persona_app.personas.services.adding import LOCK_VERSION
from persona_app.personas.services.describing import checked_facts
from persona_app.personas.services.organising import make_folder, set_labels
from persona_app.personas.storable import storable
from persona_app.personas.studio_models import PersonaUsage, PersonaUse

_AT_ONCE = 10
Row = dict[str, Any]
Item = TypeVar("Item")


def restore_persona(session: Session, *, actor: Actor, persona_id: UUID, name: str, whole: Whole, picture: DrawnPicture | None) -> None:
    """Make it, whole; what was public is not.

    Raises:
        ImportRefused, ImportTooLarge: the archive is damaged here. Whoever calls rolls back.
        DetailsInvalid, WordInvalid, TooManyOrganisers: its notes are none that can be kept.
    """
    _Restoring(session, actor, persona_id, whole).do(name=name, picture=picture)


class _Restoring:
    def __init__(self, session: Session, actor: Actor, persona_id: UUID, whole: Whole) -> None:
        self._session, self._actor, self._id, self._whole = session, actor, persona_id, whole
        self._find = finder(archive=whole.archive, persona=persona_id)

    def do(self, *, name: str, picture: DrawnPicture | None) -> None:
        """Everything, in the order in which one needs the other."""
        self._add_persona(name)
        self._add_data()
        lines = self._add_enrichments()
        decisions = [self._derived(Kind.DECISION, at) for at in range(1, len(self._whole.head.decisions) + 1)]
        evidence = Evidence(text_of=self._text_of, decisions=decisions, lines=lines)
        self._add_decisions(evidence)
        self._add_versions(evidence)
        self._add_labels()
        self._add_files()
        self._add_beside()
        if picture is not None:
            self._add_picture(picture)
        self._tell(name)

    def _derived(self, kind: Kind, number: int) -> UUID:
        return derived(self._id, kind.name, number)

    def _renamed(self, value: Any) -> Any:
        try:
            return storable(renamed(value, self._find))
        except (ValueError, AttributeError) as error:
            raise damage() from error

    def _insert(self, model: type[SQLModel], rows: Iterable[Row]) -> None:
        for portion in _portions(rows, most=500):
            self._session.execute(insert(model), portion)

    def _add_persona(self, name: str) -> None:
        head, noted = self._whole.head, self._whole.head.noted
        facts = checked_facts(noted.metadata)
        limits = get_settings()
        if len(noted.display_name) > limits.display_name_max_characters or len(noted.description) > limits.description_max_characters:
            raise DetailsInvalid("Its display name or its description is longer than may be.")
        folder_id = make_folder(self._session, actor=self._actor, name=noted.folder).id if noted.folder.strip() else None
        row = {
            **head.model_dump(include={"is_name_provisional", "subject", "source", "created_at", "updated_at", "archived_at"}),
            "id": self._id,
            "owner_id": self._actor.account_id,
            "name": name,
            "display_name": noted.display_name,
            "description": noted.description,
            "facts": {key: fact.model_dump(mode="json") for key, fact in facts.items()},
            "folder_id": folder_id,
            "legacy_id": self._free_legacy_id(head.legacy_id),
            "data_count": head.data_count,
            "version_count": head.version_count,
            "lock_version": LOCK_VERSION,
        }
        self._session.add(Persona(**row))
        self._session.flush()
        set_labels(self._session, actor=self._actor, persona_id=self._id, names=noted.labels)
        tie = head.parent
        if tie is not None and tie.place is None:
            self._insert(ParentSnapshot, [ended_tie(self._id, derived(self._id, "parent", 0), tie.model_dump())])

    def _free_legacy_id(self, wanted: str | None) -> str | None:
        taken = select(col(Persona.id)).where(col(Persona.owner_id) == self._actor.account_id, col(Persona.legacy_id) == wanted)
        return wanted if wanted and self._session.execute(taken).first() is None else None

    def _add_data(self) -> None:
        rows = (
            {
                **datum.model_dump(),
                "id": self._derived(Kind.DATUM, number),
                "persona_id": self._id,
                "number": number,
                "text_sha256": sha256(datum.text.encode()).hexdigest(),
                "char_count": len(datum.text),
                "created_by": self._actor.account_id,
            }
            for number, datum in enumerate(self._whole.data(), start=1)
        )
        for row in rows:
            self._session.execute(insert(PersonaData), [row])

    def _text_of(self, data_id: UUID) -> str | None:
        mine = (col(PersonaData.id) == data_id, col(PersonaData.persona_id) == self._id)
        return self._session.execute(select(col(PersonaData.text)).where(*mine)).scalar_one_or_none()

    def _add_enrichments(self) -> dict[UUID, set[str]]:
        """The texts of the lines that thoughts rest on, by the line's id."""
        lines: dict[UUID, set[str]] = {}
        for one in self._whole.enrichments():
            _require_quoted(one)
            enrichment_id, run_id = derived(self._id, "enrichment", one.number), derived(self._id, "run", one.number)
            mine = {"persona_id": self._id, "enrichment_id": enrichment_id}
            self._insert(
                Enrichment,
                [
                    {
                        **one.model_dump(exclude={"characters", "thoughts"}),
                        "id": enrichment_id,
                        "persona_id": self._id,
                        "run_id": run_id,
                        "state": "done",
                    }
                ],
            )
            self._insert(EnrichmentCharacter, ({**each.model_dump(), **mine} for each in one.characters))
            ids = {each.position: self._derived(Kind.THOUGHT, thought_number(one.number, each.position)) for each in one.thoughts}
            self._insert(
                Thought,
                ({**each.model_dump(exclude={"lines"}), **mine, "id": ids[each.position], "run_id": run_id} for each in one.thoughts),
            )
            self._insert(
                ThoughtLine,
                (
                    {**line.model_dump(), "persona_id": self._id, "thought_id": ids[each.position]}
                    for each in one.thoughts
                    for line in each.lines
                ),
            )
            for line in (line for each in one.thoughts for line in each.lines):
                lines.setdefault(line.line_id, set()).add(line.text)
        return lines

    def _add_decisions(self, evidence: Evidence) -> None:
        head, me = self._whole.head, {"persona_id": self._id}
        words = (
            {
                **each.model_dump(),
                **me,
                "id": self._derived(Kind.DECISION, at),
                "detail": self._decided(each.kind, each.detail),
                "created_by": self._actor.account_id,
            }
            for at, each in enumerate(head.decisions, start=1)
        )
        self._insert(Decision, words)
        proposed = (
            {
                **each.model_dump(),
                **me,
                "id": derived(self._id, "proposal", at),
                "mine": evidence.keep(self._renamed(each.mine)),
                "theirs": evidence.keep(self._renamed(each.theirs)),
            }
            for at, each in enumerate(head.proposals, start=1)
        )
        self._insert(Proposal, proposed)

    def _decided(self, kind: str, detail: Row) -> Row:
        """Builds read these without asking again, so they have to be what we write."""
        found: Row = self._renamed(detail)
        if kind == "claim":
            _require_claim_word(found)
        return found

    def _add_versions(self, evidence: Evidence) -> None:
        for portion in _portions((self._version(each, at, evidence) for at, each in enumerate(self._whole.versions(), 1)), most=_AT_ONCE):
            self._session.execute(insert(PersonaVersion), portion)

    def _version(self, said: Version, number: int, evidence: Evidence) -> Row:
        if said.number != number:
            raise damage()
        try:
            profile = Profile.model_validate(evidence.keep(self._renamed(said.profile)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise damage() from error
        return {
            **said.model_dump(exclude={"data", "thoughts"}),
            "id": derived(self._id, "version", number),
            "persona_id": self._id,
            "profile": profile.model_dump(mode="json", by_alias=True),
            "content_sha256": sha256(said.content.encode()).hexdigest(),
            "author_id": self._actor.account_id,
            "data_ids": [self._derived(Kind.DATUM, each) for each in said.data],
            "thought_ids": [self._derived(Kind.THOUGHT, each) for each in said.thoughts],
        }

    def _add_labels(self) -> None:
        head, by = self._whole.head, {"persona_id": self._id, "moved_by": self._actor.account_id}
        if any((each.number or 0) > head.version_count for each in head.labels):
            raise damage()
        self._insert(VersionLabel, ({**each.model_dump(), **by} for each in head.labels))
        moves = enumerate(head.label_moves, start=1)
        self._insert(LabelMove, ({**each.model_dump(), **by, "id": derived(self._id, "move", at)} for at, each in moves))

    def _add_files(self) -> None:
        """One in memory at a time."""
        head, me = self._whole.head, {"persona_id": self._id}
        kept = self._whole.kept()
        if kept is not None:
            self._insert(KeptAside, [{**me, "format": head.kept_format, "value": write_json(kept).decode()}])
        for at, each in enumerate(head.media, start=1):
            row = {**each.model_dump(exclude={"file"}), **me, "id": derived(self._id, "media", at), "data": self._whole.file(each.file)}
            self._insert(KeptMedia, [row])
        for at, given in enumerate(head.originals, start=1):
            data = self._whole.file(given.file)
            row = {
                **given.model_dump(exclude={"file"}, mode="json"),
                **me,
                "id": derived(self._id, "original", at),
                "sha256": sha256(data).hexdigest(),
                "size_bytes": len(data),
                "original": data,
                "created_by": self._actor.account_id,
                "created_at": given.created_at,
            }
            self._insert(ImportFile, [row])

    def _add_beside(self) -> None:
        beside = self._whole.beside()
        used = {"used_at": beside.used_at or self._whole.head.created_at, "use_count": beside.use_count}
        self._session.execute(update(PersonaUsage).where(col(PersonaUsage.persona_id) == self._id).values(**used))
        self._insert(PersonaUse, ({**each.model_dump(), "persona_id": self._id} for each in beside.uses))

    def _add_picture(self, picture: DrawnPicture) -> None:
        keep(self._session, persona_id=self._id, sha256=picture.sha256, judged=picture.judged, declared=picture.declared)
        by, detail = self._actor.account_id, {"sha256": picture.sha256}
        record(self._session, kind=EventKind.PICTURE_CHANGED, actor_id=by, owner_id=by, persona_id=self._id, detail=detail)

    def _tell(self, name: str) -> None:
        """As of one that is made step by step, for its newest version."""
        head, by = self._whole.head, self._actor.account_id
        told: dict[EventKind, Row] = {EventKind.PERSONA_CREATED: {"name": name, "source": head.source, "by": "archive"}}
        if head.data_count:
            told[EventKind.DATA_ADDED] = {"count": head.data_count, "first_number": 1}
        if head.version_count:
            told[EventKind.VERSION_BUILT] = {"number": head.version_count, "run_id": None, "data": head.data_count, "thoughts": 0}
        for kind, detail in told.items():
            record_for_each(self._session, kind=kind, actor_id=by, owner_id=by, details={self._id: detail})


def ended_tie(persona_id: UUID, parent_id: UUID, tie: Row) -> Row:
    """The row of a tie to a parent that did not come along; the child's versions hold what it had."""
    same = {key: tie[key] for key in ("parent_name", "follows", "version", "taken_at", "ended_at", "ended_why")}
    return {**same, "persona_id": persona_id, "parent_id": parent_id, "profile": {}, "content": "", "declined": {}}


def _require_quoted(one: Enriched) -> None:
    if any(not line.quote or line.text[line.start_at : line.end_at] != line.quote for each in one.thoughts for line in each.lines):
        raise damage()


def _require_claim_word(detail: Row) -> None:
    try:
        OwnersWord.model_validate({"seen": [], **detail, "id": new_id(), "choice": "set"})
        is_fit = isinstance(detail["version"], int) and all(isinstance(each, str) for each in (*detail["sources"], *detail["seen"]))
    except (KeyError, TypeError, ValueError) as error:
        raise damage() from error
    if not is_fit:
        raise damage()


def _portions(items: Iterable[Item], *, most: int) -> Iterator[Sequence[Item]]:
    source = iter(items)
    while portion := list(islice(source, most)):
        yield portion
