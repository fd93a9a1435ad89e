"""A persona whole, out of the database and into files for an archive (`whole.py`): one version, one datum in memory at a time.

The persona is locked against changes while it is read, so that what is written is one moment of it; the files lie on the disk when they
are large, and leave for the archive after the transaction.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from persona_app.accounts.schemas import Actor
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, Thought, ThoughtLine
from persona_app.interchange import whole
from persona_app.interchange.models import ImportFile, KeptAside, KeptMedia
from persona_app.interchange.preparing import ARCHIVED
from persona_app.interchange.stand_ins import Kind, Namer, renamed
from persona_app.interchange.texts import read_json, write_json
from persona_app.media.services.keeping import find_picture
from persona_app.personas.lineage_models import Inheritance, ParentSnapshot
from persona_app.personas.models import Decision, LabelMove, Persona, PersonaData, PersonaVersion, Proposal, VersionLabel
from persona_app.personas.services.finding import get_filed
from persona_app.personas.studio_models import PersonaUsage, PersonaUse
from persona_app.personas.studio_schemas import FiledPersona
from persona_app.publishing.models import PersonaTag, Publication, TagRow
from persona_app.publishing.schemas import Visibility

_IN_MEMORY = 4_000_000
_AT_ONCE = 10
Row = Mapping[str, Any]


class Gathered:
    """A persona's files, each to be read once.

    Attributes:
        parent: the place of its parent in the archive.
        picture_sha256: the picture that is to lie beside them, as `whole.PICTURE`.
    """

    def __init__(self, persona_id: UUID, name: str) -> None:
        self.persona_id, self.name = persona_id, name
        self.parent: int | None = None
        self.picture_sha256: str | None = None
        self.files: dict[str, IO[bytes]] = {}

    def write(self, name: str, parts: Iterable[bytes]) -> int:
        """A file; how many parts it was written of. One of none is left out."""
        file, count = SpooledTemporaryFile(max_size=_IN_MEMORY), 0  # noqa: SIM115 - closed by whoever reads it
        for part in parts:
            file.write(part)
            count += 1
        if count:
            self.files[name] = file
        return count


def gather_persona(session: Session, *, actor: Actor, persona_id: UUID, places: Mapping[UUID, int]) -> Gathered | None:
    """All that an archive says of it; None when it was deleted meanwhile.

    Args:
        places: by id the places of the personas that the archive will hold.
    """
    actor.require("read")
    mine = select(Persona).where(col(Persona.id) == persona_id, col(Persona.owner_id) == actor.account_id)
    persona = session.execute(mine.with_for_update(read=True)).scalar_one_or_none()
    if persona is None:
        return None
    return _Gathering(session, persona, get_filed(session, actor=actor, persona_id=persona_id), Namer(places)).do()


class _Gathering:
    def __init__(self, session: Session, persona: Persona, filed: FiledPersona, names: Namer) -> None:
        self._session, self._persona, self._filed, self._names = session, persona, filed, names
        self._out = Gathered(persona.id, persona.name)

    def do(self) -> Gathered:
        """The head last: by then every id has its number, in the order in which they come."""
        self._learn()
        head: dict[str, Any] = {
            **self._persona.model_dump(include=_OWN),
            "noted": _noted(self._filed),
            **self._decided(),
            **self._labelled(),
            "parent": self._parentage(),
            **self._files(),
        }
        head["data_count"] = self._out.write(whole.DATA, map(_line, self._data()))
        head["version_count"] = self._out.write(whole.VERSIONS, map(_line, self._versions()))
        head["enrichment_count"] = self._out.write(whole.ENRICHMENTS, map(_line, self._enrichments()))
        self._out.write(whole.BESIDE, [_written(whole.Beside.model_validate(self._beside()))])
        said = whole.Head.model_validate(head).model_dump(mode="json")
        self._out.write(whole.HEAD, [write_json({whole.MARK: whole.VERSION, "persona": said})])
        return self._out

    def _learn(self) -> None:
        for model, kind, order in ((PersonaData, Kind.DATUM, PersonaData.number), (Decision, Kind.DECISION, Decision.id)):
            for number, found in enumerate(self._session.scalars(self._mine(col(model.id), model).order_by(col(order))), start=1):
                self._names.learn(kind, found, number=number)
        asked = self._mine(col(Thought.id), Thought, col(Enrichment.number), col(Thought.position))
        for found, number, position in self._session.execute(asked.join(Enrichment, col(Enrichment.id) == col(Thought.enrichment_id))):
            self._names.learn(Kind.THOUGHT, found, number=thought_number(number, position))

    def _mine(self, column: Any, model: type[SQLModel], *more: Any) -> Any:
        return select(column, *more).where(model.__table__.c.persona_id == self._persona.id)  # type: ignore[attr-defined]

    def _rows(self, model: type[SQLModel], *order: Any) -> Iterator[Row]:
        columns = model.__table__.c  # type: ignore[attr-defined]
        query = select(*columns).where(columns.persona_id == self._persona.id).order_by(*order)
        for row in self._session.execute(query, execution_options={"yield_per": _AT_ONCE}):
            yield {column.key: value for column, value in zip(columns, row, strict=True)}

    def _named(self, value: Any) -> Any:
        return renamed(value, self._names.name)

    def _decided(self) -> dict[str, Any]:
        words = [{**row, "detail": self._named(row["detail"])} for row in self._rows(Decision, col(Decision.id))]
        proposed = self._rows(Proposal, col(Proposal.id))
        proposals = [{**row, "mine": self._named(row["mine"]), "theirs": self._named(row["theirs"])} for row in proposed]
        return {"decisions": words, "proposals": proposals}

    def _labelled(self) -> dict[str, Any]:
        moves = self._rows(LabelMove, col(LabelMove.name), col(LabelMove.sequence))
        return {"labels": list(self._rows(VersionLabel, col(VersionLabel.name))), "label_moves": list(moves)}

    def _parentage(self) -> dict[str, Any] | None:
        """A tie to a parent that is not in the archive has ended where it arrives."""
        row = next(self._rows(ParentSnapshot), None)
        if row is None:
            return None
        is_here = row["ended_at"] is None and self._names.knows(row["parent_id"])
        if not is_here:
            ended = {"ended_at": row["ended_at"] or row["taken_at"], "ended_why": row["ended_why"] or "left"}
            return {**row, **ended, "place": None, "profile": {}, "content": "", "declined": {}}
        self._out.parent = self._names.name(row["parent_id"]).int & (1 << 64) - 1
        choices = [{**each, "own": self._named(each["own"])} for each in self._rows(Inheritance, col(Inheritance.field))]
        return {**row, "place": self._out.parent, "profile": self._named(row["profile"]), "choices": choices}

    def _files(self) -> dict[str, Any]:
        kept = self._session.get(KeptAside, self._persona.id)
        if kept is not None:
            self._out.write(whole.KEPT, [write_json(read_json(kept.value))])
        media, originals = list[Row](), list[Row]()
        for number, row in enumerate(self._rows(KeptMedia, col(KeptMedia.id)), start=1):
            media.append({**row, "file": f"media/{number:02}"})
            self._out.write(f"media/{number:02}", [bytes(row["data"])])
        given = (row for row in self._rows(ImportFile, col(ImportFile.id)) if row["format"] != ARCHIVED)
        for number, row in enumerate(given, start=1):
            originals.append({**row, "file": f"originals/{number:02}"})
            self._out.write(f"originals/{number:02}", [bytes(row["original"])])
        return {"kept_format": kept.format if kept else None, "media": media, "originals": originals}

    def _data(self) -> Iterator[BaseModel]:
        for row in self._rows(PersonaData, col(PersonaData.number)):
            yield whole.Datum.model_validate(row)

    def _versions(self) -> Iterator[BaseModel]:
        for row in self._rows(PersonaVersion, col(PersonaVersion.number)):
            numbered = {"data": self._numbers(row["data_ids"]), "thoughts": self._numbers(row["thought_ids"])}
            yield whole.Version.model_validate({**row, **numbered, "profile": self._named(row["profile"])})

    def _numbers(self, ids: Sequence[UUID]) -> list[int]:
        """Of those that are still there."""
        return [self._names.name(each).int & (1 << 64) - 1 for each in ids if self._names.knows(each)]

    def _enrichments(self) -> Iterator[BaseModel]:
        done = [row for row in self._rows(Enrichment, col(Enrichment.number)) if row["state"] == "done"]
        taken = _by(self._rows(EnrichmentCharacter, col(EnrichmentCharacter.position)), "enrichment_id")
        thoughts = _by(self._rows(Thought, col(Thought.position)), "enrichment_id")
        lines = _by(self._rows(ThoughtLine, col(ThoughtLine.position)), "thought_id")
        for row in done:
            said = [{**each, "lines": lines.get(each["id"], [])} for each in thoughts.get(row["id"], [])]
            yield whole.Enriched.model_validate({**row, "characters": taken.get(row["id"], []), "thoughts": said})

    def _beside(self) -> dict[str, Any]:
        usage = next(self._rows(PersonaUsage), {})
        uses = list(self._rows(PersonaUse, col(PersonaUse.day), col(PersonaUse.kind)))
        picture = find_picture(self._session, persona_id=self._persona.id)
        if picture is not None:
            self._out.picture_sha256 = picture.sha256
        pictured = {**picture.model_dump(mode="json"), "file": whole.PICTURE} if picture else None
        return {**usage, "uses": uses, "picture": pictured, "publication": self._publication()}

    def _publication(self) -> Row | None:
        row = next(self._rows(Publication), None)
        if row is None or row["visibility"] is Visibility.PRIVATE:
            return None
        tags = select(col(TagRow.name), col(PersonaTag.confidence)).join(PersonaTag, col(PersonaTag.tag_id) == col(TagRow.id))
        named = self._session.execute(tags.where(col(PersonaTag.persona_id) == self._persona.id).order_by(col(TagRow.name)))
        return {**row, "tags": [tuple(each) for each in named]}


_OWN = {"name", "is_name_provisional", "subject", "source", "legacy_id", "created_at", "updated_at", "archived_at"}


def thought_number(enrichment: int, position: int) -> int:
    """A thought's number: an enrichment has at most fifty."""
    return enrichment * 100 + position


def _noted(filed: FiledPersona) -> dict[str, Any]:
    return {
        "display_name": filed.display_name,
        "description": filed.description,
        "metadata": {key: fact.model_dump(mode="json") for key, fact in sorted(filed.metadata.items())},
        "labels": tuple(sorted(filed.labels)),
        "folder": filed.folder or "",
        "is_archived": filed.archived_at is not None,
    }


def _by(rows: Iterable[Row], key: str) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _line(said: BaseModel) -> bytes:
    return json.dumps(said.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")).encode(errors="replace") + b"\n"


def _written(said: BaseModel) -> bytes:
    return write_json(said.model_dump(mode="json"))
