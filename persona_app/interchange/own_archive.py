"""An archive of personas as this program writes it: of each our own JSON, with its data, pictures and files beside it.

    persona-studio.json             {"persona_studio_archive": 1, "digest": …, "personas": [{"folder": …, "name": …, "digest": …}]}
    personas/0001-mara/persona.json  as `formats/own.py` says
    personas/0001-mara/data/0001.txt, …/media/01

A persona's digest is a SHA-256 over its present state, without ids and times: the same state has the same digest in every installation.
"""

import asyncio
import json
import zipfile
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from pydantic import JsonValue
from slugify import slugify

from persona_app.interchange.big_archives import BigArchive
from persona_app.interchange.converting import SHEETS
from persona_app.interchange.draft import Reading, Snapshot
from persona_app.interchange.errors import ImportRefused, ImportTooLarge
from persona_app.interchange.formats import own
from persona_app.interchange.present import present_sheet
from persona_app.interchange.texts import decode, object_of, read_json, write_json

MANIFEST, MARK, VERSION = "persona-studio.json", "persona_studio_archive", 1
MOST_BESIDE = 100_000_000
"""Bytes of a file beside a persona; what was uploaded once is never larger unpacked."""
_MANIFEST_BYTES = 8_000_000


class OwnArchive:
    """The personas of an archive that this program wrote."""

    def __init__(self, archive: BigArchive, numbers: dict[str, int], folders: list[str]) -> None:
        self._archive, self._numbers, self._folders = archive, numbers, folders

    @classmethod
    def find(cls, archive: BigArchive) -> "OwnArchive | None":
        """None for any other archive.

        Raises:
            ImportRefused: its list of personas is damaged, or of a newer program.
            ImportTooLarge: it names more personas than files are read.
        """
        numbers = {name: number for number, name in enumerate(archive.names)}
        if MANIFEST not in numbers:
            return None
        manifest = object_of(read_json(decode(archive.read(numbers[MANIFEST], most=_MANIFEST_BYTES))), what="The archive's list")
        if MARK not in manifest:
            return None
        if manifest[MARK] != VERSION:
            raise ImportRefused("The archive was written by a newer version of this program.")
        return cls(archive, numbers, _folders_in(manifest.get("personas"), most=archive.most_files))

    def personas(self) -> Iterator[tuple[int, str]]:
        """By place in the list, the names of their files."""
        yield from enumerate(f"{folder}/persona.json" for folder in self._folders)

    def loader(self, number: int) -> Callable[[], bytes]:
        """What reads the persona's own file."""
        return lambda: self._read(f"{self._folders[number]}/persona.json")

    def reader(self, number: int) -> Callable[[bytes], Reading]:
        """What makes a persona of it."""

        def beside(name: str) -> bytes:
            return self._read(f"{self._folders[number]}/{name}")

        return lambda data: own.read(data, beside=beside)

    def _read(self, name: str) -> bytes:
        if name not in self._numbers:
            raise ImportRefused("A file that belongs to the persona is missing in the archive.")
        return self._archive.read(self._numbers[name], most=MOST_BESIDE)


def _folders_in(listed: JsonValue, *, most: int) -> list[str]:
    """The folders that the list names; one may be named again and again, so they are counted."""
    folders = [one.get("folder") if isinstance(one, dict) else None for one in listed] if isinstance(listed, list) else [None]
    named = [folder for folder in folders if isinstance(folder, str)]
    if len(named) < len(folders):
        raise ImportRefused("The archive's list of personas is damaged.")
    if len(named) > most:
        raise ImportTooLarge(f"The archive names {len(named):,} personas; at most {most:,} are read.")
    return named


class ArchiveWriter:
    """An archive that is written on the way out: what `add` and `finish` answer, one after the other, is the file."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._archive = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)
        self._listed: list[JsonValue] = []
        self._digests: list[str] = []

    @property
    def digest(self) -> str:
        """A SHA-256 (hex) of the states of all that were added, in whatever order."""
        return sha256("".join(sorted(self._digests)).encode()).hexdigest()

    @property
    def count(self) -> int:
        """How many were added."""
        return len(self._digests)

    def add(self, snapshot: Snapshot) -> Iterator[bytes]:
        """A persona, file by file."""
        folder = f"personas/{self.count + 1:04}-{slugify(snapshot.name, max_length=40) or 'persona'}"
        for name, data in _files(snapshot):
            _put(self._archive, f"{folder}/{name}", data)
            yield self._sink.taken()
        self._digests.append(digest_of(snapshot))
        self._listed.append({"folder": folder, "name": snapshot.name, "digest": self._digests[-1]})

    def finish(self) -> bytes:
        """The list of all, and the archive's directory."""
        _put(self._archive, MANIFEST, write_json({MARK: VERSION, "digest": self.digest, "personas": self._listed}))
        self._archive.close()
        return self._sink.taken()


async def stream_personas(ids: Sequence[UUID], find: Callable[[UUID], Awaitable[Snapshot | None]]) -> AsyncGenerator[bytes, None]:
    """The archive of these personas, one in memory at a time; those that are gone meanwhile are left out."""
    writer = ArchiveWriter()
    for persona_id in ids:
        snapshot = await find(persona_id)
        if snapshot is not None:
            yield b"".join(await asyncio.to_thread(list, writer.add(snapshot)))
    yield await asyncio.to_thread(writer.finish)


def digest_of(snapshot: Snapshot) -> str:
    """A SHA-256 (hex) over the present state; where a citation leads is told by the datum's place among the persona's."""
    places = {str(one.id): place for place, one in enumerate(snapshot.data)}

    def walk(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: places.get(str(inner), "gone") if key == "data_id" else walk(inner) for key, inner in node.items()}
        return [walk(inner) for inner in node] if isinstance(node, list) else node

    state = {
        "name": snapshot.name,
        "content": snapshot.content,
        "profile": walk(snapshot.profile.model_dump(mode="json", by_alias=True)),
        "kept": snapshot.kept.model_dump(mode="json") if snapshot.kept else None,
        "media": [[one.place, one.media_type, sha256(one.data).hexdigest()] for one in snapshot.media],
        "noted": snapshot.noted.model_dump(mode="json"),
        "data": [[one.kind, one.title, one.origin, one.media_type, one.text] for one in snapshot.data],
    }
    return sha256(json.dumps(state, sort_keys=True, ensure_ascii=False).encode(errors="replace")).hexdigest()


def _files(snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    media: list[JsonValue] = []
    data: list[JsonValue] = []
    for number, one in enumerate(snapshot.media, start=1):
        media.append({"place": one.place, "media_type": one.media_type, "file": f"media/{number:02}"})
        yield f"media/{number:02}", one.data
    for number, datum in enumerate(snapshot.data, start=1):
        data.append({**datum.model_dump(mode="json", exclude={"text"}), "file": f"data/{number:04}.txt"})
        yield f"data/{number:04}.txt", datum.text.encode()
    yield "persona.json", own.written(snapshot, present_sheet(snapshot, sheets=SHEETS), media=media, data=data).data


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED if name.rpartition("/")[0].endswith("media") else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


class _Sink:
    """Where a ZIP is written to that goes straight on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes, /) -> int:
        """Take it."""
        self._parts.append(bytes(part))
        return len(part)

    def close(self) -> None:
        """Nothing is open."""

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What was written since."""
        parts, self._parts = self._parts, []
        return b"".join(parts)
