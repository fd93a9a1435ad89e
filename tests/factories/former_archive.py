"""Archives as this program wrote them before they held all versions: of each persona our own JSON with its data and files beside it."""

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pydantic import JsonValue
from slugify import slugify

from persona_app.interchange.converting import SHEETS
from persona_app.interchange.draft import Snapshot
from persona_app.interchange.formats import own
from persona_app.interchange.present import present_sheet
from persona_app.interchange.texts import write_json

MANIFEST, MARK, VERSION = "persona-studio.json", "persona_studio_archive", 1


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
