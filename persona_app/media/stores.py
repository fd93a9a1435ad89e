"""Where the files of pictures lie: a folder, or an object store that speaks S3. Both keep the same promises (one contract test).

A picture's files are written before anything refers to them and never changed; writing them again does no harm.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from persona_app.core.config import Settings
from persona_app.media.errors import PictureStoreUnavailable
from persona_app.media.s3 import Bucket, S3Refused
from persona_app.media.schemas import Size

_SHA256 = re.compile(r"[0-9a-f]{64}")


class PictureStore(Protocol):
    """Keeps pictures under the SHA-256 of what they show."""

    def write(self, sha256: str, files: Mapping[Size, bytes]) -> None:
        """Keep all of them; when it returns they survive a power cut.

        Raises:
            PictureStoreUnavailable: some may be there.
        """

    def read(self, sha256: str, size: Size) -> bytes | None:
        """One file, if it is there.

        Raises:
            PictureStoreUnavailable: the store does not answer.
        """

    def remove(self, sha256: str) -> None:
        """Remove all of them; none there is as good.

        Raises:
            PictureStoreUnavailable: some may be left.
        """


class FolderStore:
    """Pictures in a folder, `ab/abcd…/small.webp`. For one machine, or several that share the folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, sha256: str, files: Mapping[Size, bytes]) -> None:
        """Each file is complete or not there at all."""
        folder = self._folder(sha256)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for size, content in files.items():
                _write_whole(folder / f"{size}.webp", content)
            _sync_folder(folder)
        except OSError as error:
            raise PictureStoreUnavailable from error

    def read(self, sha256: str, size: Size) -> bytes | None:
        """The file's bytes."""
        try:
            return (self._folder(sha256) / f"{size}.webp").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PictureStoreUnavailable from error

    def remove(self, sha256: str) -> None:
        """The whole folder of the picture."""
        try:
            shutil.rmtree(self._folder(sha256))
        except FileNotFoundError:
            return
        except OSError as error:
            raise PictureStoreUnavailable from error

    def _folder(self, sha256: str) -> Path:
        return self._root / _checked(sha256)[:2] / sha256


class S3Store:
    """Pictures in a bucket, `pictures/abcd…/small.webp`. For any number of machines."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def write(self, sha256: str, files: Mapping[Size, bytes]) -> None:
        """An object is complete or not there at all: S3 promises it."""
        for size, content in files.items():
            self._asked("PUT", sha256, size, content)

    def read(self, sha256: str, size: Size) -> bytes | None:
        """The object's bytes."""
        return self._asked("GET", sha256, size)

    def remove(self, sha256: str) -> None:
        """Object by object; removing what is not there succeeds."""
        for size in Size:
            self._asked("DELETE", sha256, size)

    def _asked(self, method: str, sha256: str, size: Size, content: bytes = b"") -> bytes | None:
        key = f"pictures/{_checked(sha256)}/{size}.webp"
        try:
            return self._bucket.ask(method, key, content, media_type="image/webp" if content else "")
        except S3Refused as error:
            raise PictureStoreUnavailable from error


def store_of(settings: Settings) -> PictureStore:
    """The store that is configured."""
    if settings.picture_store == "folder":
        return FolderStore(settings.home / "pictures")
    return S3Store(_bucket(settings.s3_endpoint, settings.s3_region, settings.s3_bucket, *_keys(settings)))


@lru_cache(maxsize=4)
def _bucket(endpoint: str, region: str, name: str, key_id: str, secret: str) -> Bucket:
    """One per process, for its connections."""
    return Bucket(endpoint=endpoint, region=region, name=name, key_id=key_id, secret=secret)


def _keys(settings: Settings) -> tuple[str, str]:
    secret = settings.s3_secret_access_key
    return settings.s3_access_key_id, secret.get_secret_value() if secret else ""


def _checked(sha256: str) -> str:
    """What comes here is our own; a path made of anything else would be a hole."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in hex")
    return sha256


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".arriving-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """So that the names survive a power cut too; Windows has no such thing."""
    if os.name != "posix":
        return
    for each in (folder, folder.parent, folder.parent.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
