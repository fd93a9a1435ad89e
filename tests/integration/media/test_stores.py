"""The folder and the object store keep the same promises."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from persona_app.core.config import Settings
from persona_app.media.errors import PictureStoreUnavailable
from persona_app.media.schemas import Size
from persona_app.media.stores import FolderStore, PictureStore, store_of
from tests.faults import fault
from tests.integration.media.s3_server import BUCKET, KEY_ID, SECRET, S3Server, serving

ONE, OTHER = "0a" * 32, "0b" * 32
FILES = {Size.SMALL: b"small", Size.MEDIUM: b"medium", Size.LARGE: b"large" * 100_000}


@pytest.fixture
def s3() -> Iterator[S3Server]:
    with serving() as server:
        yield server


def settings_for(kind: str, home: Path, s3: S3Server, **more: str) -> Settings:
    s3_settings = {"s3_endpoint": s3.url, "s3_bucket": BUCKET, "s3_access_key_id": KEY_ID, "s3_secret_access_key": SECRET, **more}
    return Settings(_env_file=None, home=home, picture_store=kind, **s3_settings)


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, s3: S3Server) -> PictureStore:
    return store_of(settings_for(request.param, tmp_path, s3))


def test_what_was_written_is_read(store: PictureStore) -> None:
    store.write(ONE, FILES)
    assert {size: store.read(ONE, size) for size in Size} == FILES


def test_there_is_nothing_where_nothing_was_written(store: PictureStore) -> None:
    assert store.read(ONE, Size.SMALL) is None


def test_writing_again_does_no_harm(store: PictureStore) -> None:
    store.write(ONE, FILES)
    store.write(ONE, FILES)
    assert store.read(ONE, Size.LARGE) == FILES[Size.LARGE]


def test_a_removed_picture_is_gone_and_others_stay(store: PictureStore) -> None:
    store.write(ONE, FILES)
    store.write(OTHER, FILES)
    store.remove(ONE)
    store.remove(ONE)
    assert [store.read(ONE, size) for size in Size] == [None, None, None]
    assert store.read(OTHER, Size.SMALL) == b"small"


def test_many_write_and_read_at_once(store: PictureStore) -> None:
    seen: list[bytes | None] = []

    def work() -> None:
        store.write(ONE, FILES)
        seen.append(store.read(ONE, Size.LARGE))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [FILES[Size.LARGE]] * 8


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0a" * 31, "0a" * 33, "0a" * 31 + "/."])
def test_only_hashes_name_a_picture(store: PictureStore, name: str) -> None:
    for act in (lambda: store.write(name, FILES), lambda: store.read(name, Size.SMALL), lambda: store.remove(name)):
        with pytest.raises(ValueError, match="SHA-256"):
            act()


@fault(
    area="Processes",
    what="The object store stumbles: 500, 503, 429, or hangs up",
    result="It is asked again at once, and the picture is kept",
)
def test_a_store_that_stumbles_is_asked_again(tmp_path: Path, s3: S3Server) -> None:
    store = store_of(settings_for("s3", tmp_path, s3))
    s3.failures = [503, 0]
    store.write(ONE, FILES)
    s3.failures = [500, 429]
    assert store.read(ONE, Size.SMALL) == b"small"


@pytest.mark.parametrize("answers", [[500, 500, 500], [403], [301], [400]], ids=str)
@fault(
    area="Processes",
    what="The object store refuses, or goes on stumbling",
    result="A sentence says that pictures cannot be kept now; nothing of the store's answer is repeated",
)
def test_a_store_that_does_not_take_a_picture_is_told_as_such(tmp_path: Path, s3: S3Server, answers: list[int]) -> None:
    store = store_of(settings_for("s3", tmp_path, s3))
    s3.failures = list(answers)
    with pytest.raises(PictureStoreUnavailable) as told:
        store.write(ONE, FILES)
    assert SECRET not in str(told.value) + str(told.value.__cause__)
    assert len(s3.asked) == len(answers)


def test_a_wrong_secret_opens_nothing(tmp_path: Path, s3: S3Server) -> None:
    with pytest.raises(PictureStoreUnavailable):
        store_of(settings_for("s3", tmp_path, s3, s3_secret_access_key="guessed")).write(ONE, FILES)
    assert s3.objects == {}


def test_a_store_that_is_away_is_told_as_such(tmp_path: Path) -> None:
    with serving() as server:
        settings = settings_for("s3", tmp_path, server)
    with pytest.raises(PictureStoreUnavailable):
        store_of(settings).read(ONE, Size.SMALL)


@fault(area="Processes", what="Writing a picture into the folder breaks off", result="No half of a file is ever there under its name")
def test_no_half_file_is_there_when_writing_breaks_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, real, calls = FolderStore(tmp_path), os.fsync, []

    def fail_at_second(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail_at_second)
    with pytest.raises(PictureStoreUnavailable):
        store.write(ONE, FILES)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["small.webp"]


def test_settings_are_refused_when_the_object_store_is_half_described(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="PERSONA_S3_ENDPOINT"):
        Settings(_env_file=None, home=tmp_path, picture_store="s3", s3_bucket="faces")
