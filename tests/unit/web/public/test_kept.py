"""Rendered pages are kept while changes are heard of, within bounds, and never past a change."""

from uuid import UUID

import pytest

from persona_app.web.public.kept import Kept, KeptPages

ADA, BEN = UUID(int=1), UUID(int=2)


def page(persona_id: UUID = ADA, *, content: bytes = b"page") -> Kept:
    """A page of this persona."""
    return Kept(persona_id=persona_id, content=content, packed=b"", headers=(), etag='"1"')


@pytest.fixture
def pages() -> KeptPages:
    """Pages of a process that hears of changes."""
    kept = KeptPages(most_pages=3, most_bytes=100)
    kept.heard(is_heard=True)
    return kept


def test_a_page_is_found_again_when_it_was_kept(pages: KeptPages) -> None:
    pages.keep("/p/a", page(), since=pages.begin())
    assert pages.find("/p/a") == page()


def test_a_page_is_gone_when_its_persona_changed(pages: KeptPages) -> None:
    pages.keep("/p/a", page(ADA), since=pages.begin())
    pages.keep("/p/a.json", page(ADA), since=pages.begin())
    pages.keep("/p/b", page(BEN), since=pages.begin())
    pages.changed(ADA)
    assert pages.find("/p/a") is None
    assert pages.find("/p/a.json") is None
    assert pages.find("/p/b") is not None


def test_a_page_is_not_kept_when_something_changed_while_it_was_made(pages: KeptPages) -> None:
    since = pages.begin()
    pages.changed(ADA)
    pages.keep("/p/a", page(), since=since)
    assert pages.find("/p/a") is None


def test_nothing_is_kept_when_nobody_listens() -> None:
    pages = KeptPages()
    pages.keep("/p/a", page(), since=pages.begin())
    assert pages.find("/p/a") is None


@pytest.mark.parametrize("is_heard", [True, False])
def test_everything_is_dropped_when_the_connection_was_lost_or_came_back(pages: KeptPages, is_heard: bool) -> None:
    since = pages.begin()
    pages.keep("/p/a", page(), since=since)
    pages.heard(is_heard=is_heard)
    pages.keep("/p/b", page(), since=since)
    assert len(pages) == 0


def test_the_page_that_nobody_asked_for_goes_first_when_there_are_too_many(pages: KeptPages) -> None:
    for name in "abc":
        pages.keep(name, page(), since=pages.begin())
    pages.find("a")
    pages.keep("d", page(), since=pages.begin())
    assert [name for name in "abcd" if pages.find(name)] == ["a", "c", "d"]


def test_pages_go_when_they_are_too_large_together(pages: KeptPages) -> None:
    pages.keep("a", page(content=b"x" * 60), since=pages.begin())
    pages.keep("b", page(content=b"x" * 60), since=pages.begin())
    assert [name for name in "ab" if pages.find(name)] == ["b"]


def test_a_page_larger_than_all_room_is_not_kept(pages: KeptPages) -> None:
    pages.keep("a", page(), since=pages.begin())
    pages.keep("b", page(content=b"x" * 101), since=pages.begin())
    assert [name for name in "ab" if pages.find(name)] == ["a"]
