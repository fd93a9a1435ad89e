"""An archive of our own, written on the way out: what is gathered of one persona leaves before the next one is read."""

import asyncio
import zipfile
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import IO, Any, Protocol
from uuid import UUID

from pydantic import JsonValue
from slugify import slugify

from persona_app.core.config import Settings, get_settings
from persona_app.core.errors import AppError
from persona_app.interchange import whole
from persona_app.interchange.archives import MOST_RATIO, SMALL
from persona_app.interchange.own_archive import MANIFEST, MARK, STUDIO, VERSION
from persona_app.interchange.services.gathering import Gathered, gather_persona
from persona_app.interchange.services.shelving import gather_studio
from persona_app.interchange.texts import write_json
from persona_app.media.schemas import Size
from persona_app.media.stores import store_of
from persona_app.personas.services.using import record_use
from persona_app.personas.studio_schemas import UseKind

_AT_ONCE = 1 << 20


class Door(Protocol):
    """How an edge runs a service in a unit of work, as the actor."""

    def __call__(self, service: Callable[..., Any], /, **kwargs: Any) -> Awaitable[Any]:
        """What the service returns."""


class ArchiveWriter:
    """What `add` and `finish` answer, one after the other, is the file."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._archive = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)
        self._listed: list[JsonValue] = []
        self._digests: list[str] = []
        self._more: dict[str, JsonValue] = {}

    @property
    def digest(self) -> str:
        """A SHA-256 (hex) of the states of all that were added, in whatever order."""
        return sha256("".join(sorted(self._digests)).encode()).hexdigest()

    @property
    def count(self) -> int:
        """How many were added."""
        return len(self._digests)

    def add(self, gathered: Gathered, *, place: int, picture: bytes | None = None) -> Iterator[bytes]:
        """A persona, file by file; its files are closed."""
        folder = f"personas/{place:04}-{slugify(gathered.name, max_length=40) or 'persona'}"
        state = sha256()
        for name, file in sorted(gathered.files.items()):
            with file:
                if name not in whole.NOT_STATE:
                    state.update(f"{name} {_digest(file)}\n".encode())
                yield from self._put(f"{folder}/{name}", file)
        if picture is not None:
            self._archive.writestr(_info(f"{folder}/{whole.PICTURE}", zipfile.ZIP_STORED), picture)
        self._digests.append(state.hexdigest())
        listed: dict[str, JsonValue] = {"folder": folder, "place": place, "name": gathered.name, "digest": state.hexdigest()}
        self._listed.append(listed | ({"parent": gathered.parent} if gathered.parent else {}))
        yield self._sink.taken()

    def add_studio(self, data: bytes) -> None:
        """What an account has beside its personas."""
        self._archive.writestr(_info(STUDIO, zipfile.ZIP_DEFLATED), data)
        self._more["studio"] = {"file": STUDIO, "digest": sha256(data).hexdigest()}

    def finish(self) -> bytes:
        """The list of all, and the archive's directory."""
        manifest: JsonValue = {MARK: VERSION, "digest": self.digest, **self._more, "personas": self._listed}
        self._archive.writestr(_info(MANIFEST, zipfile.ZIP_DEFLATED), write_json(manifest))
        self._archive.close()
        return self._sink.taken()

    def _put(self, name: str, file: IO[bytes]) -> Iterator[bytes]:
        info = _info(name, _packing(file))
        info.file_size = file.seek(0, 2)
        file.seek(0)
        with self._archive.open(info, "w") as member:
            while block := file.read(_AT_ONCE):
                member.write(block)
                yield self._sink.taken()


async def stream_personas(
    ids: Sequence[UUID],
    *,
    call: Door,
    is_everything: bool = False,
    writer: ArchiveWriter | None = None,
    settings: Settings | None = None,
) -> AsyncGenerator[bytes, None]:
    """The archive of these personas, one at a time; those that are gone meanwhile are left out. Each counts as exported once it is sent.

    Args:
        is_everything: with folders, labels, saved searches and templates of the account.
        writer: for whoever asks it afterwards.
        settings: where pictures are kept; this process's when left out.
    """
    writer = writer or ArchiveWriter()
    places = {persona_id: place for place, persona_id in enumerate(ids, start=1)}
    for persona_id, place in places.items():
        gathered = await call(gather_persona, persona_id=persona_id, places=places)
        if gathered is None:
            continue
        picture = await _picture(gathered, settings=settings or get_settings())
        pieces = writer.add(gathered, place=place, picture=picture)
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            yield piece
        with suppress(AppError):
            await call(record_use, persona_id=persona_id, kind=UseKind.EXPORT)
    if is_everything:
        writer.add_studio(await call(gather_studio, places=places))
    yield await asyncio.to_thread(writer.finish)


async def _picture(gathered: Gathered, *, settings: Settings) -> bytes | None:
    if gathered.picture_sha256 is None:
        return None
    return await asyncio.to_thread(store_of(settings).read, gathered.picture_sha256, Size.LARGE)


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    found = sha256()
    while block := file.read(_AT_ONCE):
        found.update(block)
    return found.hexdigest()


def _packing(file: IO[bytes]) -> int:
    """Stored, where it would pack so tight that whoever reads archives of strangers takes it for a bomb."""
    file.seek(0)
    packer, size, packed = zlib.compressobj(1), 0, 0
    while block := file.read(_AT_ONCE):
        size += len(block)
        packed += len(packer.compress(block))
    packed += len(packer.flush())
    return zipfile.ZIP_STORED if size > SMALL and size > packed * MOST_RATIO // 4 else zipfile.ZIP_DEFLATED


def _info(name: str, packing: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = packing
    info.external_attr = 0o644 << 16
    return info


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
