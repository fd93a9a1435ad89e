"""A home for a running program, as in `make torture`, at a size that every test run can bear."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import build_pages, make_home, remove


@pytest.fixture(scope="module", autouse=True)
def pages() -> None:
    """There must be something to serve."""
    build_pages()


@pytest.fixture
def home() -> Iterator[Path]:
    """A home folder, removed afterwards."""
    folder = make_home()
    yield folder
    remove(folder)
