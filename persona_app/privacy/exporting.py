"""Everything about an account as one ZIP that a person can read, written while it is sent.

Nothing is kept on the disk for it: each persona and each table is read in a transaction of its own, which ends before its bytes leave, so
a slow reader holds nothing open and memory stays flat. An archive that was cut off has no directory at its end, and cannot be opened.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from uuid import UUID

from slugify import slugify
from sqlalchemy import text
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.interchange.draft import Format
from persona_app.interchange.services.exporting import export_persona
from persona_app.media.schemas import Size
from persona_app.media.stores import store_of
from persona_app.personas.errors import PersonaNotFound
from persona_app.privacy.classification import SECRETS, TABLES
from persona_app.privacy.export_words import Listed, index_page, read_me

_IN_MEMORY = 4_000_000
_ROWS = 500
_PERSONAS = text("SELECT id, name FROM persona WHERE owner_id = :me AND id > CAST(:after AS uuid) ORDER BY id LIMIT 200")
_FILES = {
    "data": "SELECT number || '-' || title AS name, '.txt' AS ending, convert_to(text, 'UTF8') AS data FROM persona_data"
    " WHERE persona_id = :persona ORDER BY number",
    "versions": "SELECT 'version-' || number AS name, '.md' AS ending, convert_to(content, 'UTF8') AS data FROM persona_version"
    " WHERE persona_id = :persona ORDER BY number",
    "imported": "SELECT file_name AS name, '' AS ending, original AS data FROM import_file WHERE persona_id = :persona ORDER BY id",
    "media": "SELECT place AS name, '' AS ending, data FROM kept_media WHERE persona_id = :persona ORDER BY id",
}
_SHOWN = text(
    """
    SELECT p.sha256, pub.slug, pub.visibility::text AS visibility, pub.consented_at, pub.version_number
    FROM persona AS mine LEFT JOIN persona_picture AS p ON p.persona_id = mine.id LEFT JOIN publication AS pub ON pub.persona_id = mine.id
    WHERE mine.id = :persona
    """
)
_COLUMNS = text("SELECT column_name, udt_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = :table")


def file_name(actor: Actor) -> str:
    """What the archive is called."""
    return f"persona-studio-{slugify(actor.handle) or 'account'}-{now():%Y-%m-%d}.zip"


def note_export(session: Session, *, actor: Actor) -> None:
    """Write into the trail that everything was exported; before the first byte leaves.

    Raises:
        ScopeMissing: the actor came with a token that may not read.
    """
    actor.require("read")
    record(session, kind=EventKind.ACCOUNT_EXPORTED, actor_id=actor.account_id, owner_id=actor.account_id)


def export_account(*, actor: Actor, settings: Settings) -> Iterator[bytes]:
    """The archive's bytes, as they come to be. Not within a unit of work: it opens its own, one after the other."""
    pipe = _Pipe()
    listed: list[Listed] = []
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", read_me(actor, at=now()))
        yield pipe.taken()
        for persona_id, name in _personas(actor):
            folder = f"personas/{slugify(name, max_length=60) or 'persona'}-{persona_id.hex[-8:]}"
            with suppress(PersonaNotFound):  # deleted since the list was read: the archive goes on without it
                listed.append(_Persona(archive, folder=folder, actor=actor, settings=settings).write(persona_id, name))
            yield pipe.taken()
        for table in sorted(name for name, about in TABLES.items() if about.is_exported):
            yield from _write_table(archive, pipe, table=table, actor=actor)
        archive.writestr("index.html", index_page(actor, listed, at=now()))
    yield pipe.taken()


class _Pipe(io.RawIOBase):
    """Where the ZIP is written to; nobody can go back in it, so members are followed by their sizes."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._chunks.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since."""
        taken, self._chunks = b"".join(self._chunks), []
        return taken


class _Persona:
    """One persona's folder."""

    def __init__(self, archive: zipfile.ZipFile, *, folder: str, actor: Actor, settings: Settings) -> None:
        self._archive, self._folder, self._actor = archive, folder, actor
        self._settings = settings
        self._names: set[str] = set()

    def write(self, persona_id: UUID, name: str) -> Listed:
        """Its present state as our own JSON, then the texts and files that it came from.

        Raises:
            PersonaNotFound: it was deleted meanwhile; nothing was written.
        """
        with unit_of_work(acting_for=self._actor.account_id) as session:
            own = export_persona(session, actor=self._actor, persona_id=persona_id, format=Format.OWN)
            shown = session.connection().execute(_SHOWN, {"persona": persona_id}).one_or_none()
            if shown is None:
                raise PersonaNotFound
            counts = {kind: self._write_files(session, kind, persona_id) for kind in _FILES}
        self._add("persona.json", own.data)
        if shown.sha256:
            picture = store_of(self._settings).read(shown.sha256, Size.LARGE)
            self._add("picture.webp", picture or b"")
        public = (
            f"version {shown.version_number}, {shown.visibility}, agreed to on {shown.consented_at:%-d %B %Y, %H:%M} UTC"
            if shown.slug
            else ""
        )
        return Listed(name=name, folder=self._folder, data=counts["data"], versions=counts["versions"], public=public)

    def _write_files(self, session: Session, kind: str, persona_id: UUID) -> int:
        rows = session.connection().execution_options(yield_per=20).execute(text(_FILES[kind]), {"persona": persona_id})
        count = 0
        for row in rows:
            count += 1
            self._add(f"{kind}/{_safe(row.name)}{row.ending}", bytes(row.data))
        return count

    def _add(self, name: str, data: bytes) -> None:
        path = PurePosixPath(name)
        number = 1
        while name in self._names:
            number += 1
            name = f"{path.parent}/{path.stem}-{number}{path.suffix}"
        self._names.add(name)
        self._archive.writestr(f"{self._folder}/{name}", data)


def _personas(actor: Actor) -> Iterator[tuple[UUID, str]]:
    after = UUID(int=0)
    while True:
        with unit_of_work(acting_for=actor.account_id) as session:
            found = session.connection().execute(_PERSONAS, {"me": actor.account_id, "after": after}).all()
        if not found:
            return
        yield from ((row.id, row.name) for row in found)
        after = found[-1].id


def _write_table(archive: zipfile.ZipFile, pipe: _Pipe, *, table: str, actor: Actor) -> Iterator[bytes]:
    """The account's rows of a table, one JSON object a line; a table without any has no file."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as aside:
        with unit_of_work(acting_for=actor.account_id) as session:
            has_any = _copy_rows(session, table=table, actor=actor, target=aside)
        if not has_any:
            return
        aside.seek(0)
        with archive.open(f"tables/{table}.jsonl", "w", force_zip64=True) as member:
            while block := aside.read(1 << 20):
                member.write(block)
                yield pipe.taken()
    yield pipe.taken()


def _copy_rows(session: Session, *, table: str, actor: Actor, target: IO[bytes]) -> bool:
    columns = {row.column_name: row.udt_name for row in session.connection().execute(_COLUMNS, {"table": table})}
    left_out = [name for name, kind in columns.items() if kind in {"bytea", "tsvector"} or name in SECRETS]
    query = f'SELECT (to_jsonb(each) - CAST(:without AS text[]))::text AS row FROM "{table}" AS each WHERE {_own(columns)}'  # noqa: S608 - our own names
    given = {"me": actor.account_id, "without": [*left_out, *_IN_FILES.get(table, ())]}
    rows = session.connection().execution_options(yield_per=_ROWS).execute(text(query), given)
    has_any = False
    for (row,) in rows:
        has_any = True
        target.write(row.encode() + b"\n")
    return has_any


_IN_FILES = {"persona_data": ("text",), "persona_version": ("content",)}
"""What stands in the personas' folders, and is not repeated."""


def _own(columns: dict[str, str]) -> str:
    """Which rows are the account's; where no column tells, the second wall does, which shows no others."""
    for name in ("owner_id", "account_id", "reporter_id"):
        if name in columns:
            return f"{name} = :me"
    if "persona_id" in columns:
        return "persona_id IN (SELECT id FROM persona WHERE owner_id = :me)"
    return "id = :me" if "email" in columns else "CAST(:me AS uuid) IS NOT NULL"


def _safe(name: str) -> str:
    """A name that is one, on every system."""
    path = PurePosixPath(name.replace("\\", "/")).name
    stem, dot, ending = path.rpartition(".")
    return f"{slugify(stem or ending, max_length=80) or 'file'}" + (f".{slugify(ending, max_length=12)}" if stem and dot else "")
