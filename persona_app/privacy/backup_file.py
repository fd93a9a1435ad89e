"""A backup as a file: a ZIP with a manifest that names every member with its SHA-256.

`manifest.json` is the last member written and says what the others are; `database.dump` is PostgreSQL's own custom format (pg_dump -Fc);
pictures lie at `pictures/<sha256>/<size>.webp`. A file is believed only when all of it is as the manifest says.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from persona_app.core.errors import Invalid
from persona_app.events.schemas import Head
from persona_app.media.schemas import Size

FORMAT = "persona-studio-backup"
MANIFEST = "manifest.json"
DUMP = "database.dump"
PICTURES = "pictures/"
_PICTURE = re.compile(PICTURES + r"[0-9a-f]{64}/(?:" + "|".join(Size) + r")\.webp")
_BLOCK = 1 << 20
_MANIFEST_MOST = 64_000_000


class BackupDamaged(Invalid):
    """A file that is no backup, or not whole."""

    code = "backup_damaged"

    def __init__(self, why: str) -> None:
        super().__init__(f"This backup cannot be used: {why}. Nothing was changed. Take another copy of it, or an earlier one.")


class Member(BaseModel):
    """One file within: its length in bytes and its SHA-256 (hex)."""

    model_config = ConfigDict(frozen=True)

    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup holds. `digest` is what `persona verify` says of the installation it was made of; `trail` its last link."""

    model_config = ConfigDict(frozen=True)

    format: str = Field(FORMAT, pattern=f"^{FORMAT}$")
    format_version: int = Field(1, ge=1, le=1)
    made_at: datetime
    program: str
    schema_revision: str
    owner: str
    digest: str
    trail: Head | None = None
    members: dict[str, Member]


class BackupWriter:
    """Writes members, remembering what they are."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, Member] = {}

    def add(self, name: str, content: bytes | Path) -> None:
        """Add a member; a path is copied block by block."""
        with self._archive.open(name, "w", force_zip64=True) as target:
            size, digest = 0, sha256()
            for block in _blocks(content):
                size += len(block)
                digest.update(block)
                target.write(block)
        self.members[name] = Member(size=size, sha256=digest.hexdigest())

    def seal(self, manifest: Manifest) -> None:
        """Add the manifest, last: a file that was cut off has none."""
        self._archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))


@contextmanager
def writing(target: Path) -> Iterator[BackupWriter]:
    """A backup at `target`, which appears whole when the block ends, or not at all."""
    aside = target.with_name(f".{target.name}.part")
    try:
        with aside.open("xb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            aside.chmod(0o600)
            yield BackupWriter(archive)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def reading(source: Path) -> Iterator[tuple[Manifest, zipfile.ZipFile]]:
    """A backup that was checked whole: every member is there, as long and with the hash that the manifest says, and no other.

    Raises:
        BackupDamaged: it is not.
    """
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError) as error:
        raise BackupDamaged("it is no ZIP file, or its end is missing") from error
    with archive:
        try:
            manifest = _manifest(archive)
            _require_whole(archive, manifest)
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError) as error:
            raise BackupDamaged("it cannot be read to its end") from error
        yield manifest, archive


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > _MANIFEST_MOST:
        raise BackupDamaged("it has no manifest")
    try:
        return Manifest.model_validate(json.loads(archive.read(MANIFEST)))
    except (ValidationError, ValueError) as error:
        raise BackupDamaged("its manifest cannot be understood, or a later program wrote it") from error


def _require_whole(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = [name for name in archive.namelist() if name != MANIFEST]
    if sorted(names) != sorted(manifest.members) or DUMP not in manifest.members:
        raise BackupDamaged("its members are not those that its manifest names")
    if not all(name == DUMP or _PICTURE.fullmatch(name) for name in names):
        raise BackupDamaged("it holds what no backup holds")
    for name, member in manifest.members.items():
        with archive.open(name) as content:
            size, digest = 0, sha256()
            for block in iter(lambda opened=content: opened.read(_BLOCK), b""):  # type: ignore[misc]
                size += len(block)
                digest.update(block)
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise BackupDamaged(f"“{name}” was changed since it was written")


def _blocks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as opened:
        yield from iter(lambda: opened.read(_BLOCK), b"")


def copy_out(opened: IO[bytes], target: Path) -> None:
    """A member's bytes as a file."""
    with target.open("wb") as written:
        for block in iter(lambda: opened.read(_BLOCK), b""):
            written.write(block)
