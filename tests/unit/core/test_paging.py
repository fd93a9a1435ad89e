"""Cursors are opaque, and no cursor that somebody made up does harm."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.core.ids import new_id
from persona_app.core.paging import MOST, CursorInvalid, decode_cursor, encode_cursor, page_of, page_size


def test_keys_come_back_when_a_cursor_is_read():
    keys = (datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC), new_id(), 7)
    assert decode_cursor(encode_cursor(*keys), datetime, type(keys[1]), int) == keys


def test_cursor_fits_into_an_address_when_written():
    cursor = encode_cursor(datetime(2026, 3, 1, tzinfo=UTC), new_id())
    assert all(character.isalnum() or character in "-_" for character in cursor)


@given(st.text(max_size=80))
def test_cursor_is_refused_when_made_up(cursor):
    with pytest.raises(CursorInvalid):
        decode_cursor(cursor, datetime, int)


@pytest.mark.parametrize("number", [-1, 2**31, 10**30])
def test_cursor_is_refused_when_its_number_is_out_of_range(number):
    with pytest.raises(CursorInvalid):
        decode_cursor(encode_cursor(number), int)


def test_cursor_is_refused_when_it_has_other_keys():
    with pytest.raises(CursorInvalid):
        decode_cursor(encode_cursor(1, 2), int)


def test_page_names_its_last_item_when_more_follow():
    page = page_of([9, 8, 7], limit=2, view=str, cursor=encode_cursor)
    assert page.items == ("9", "8")
    assert page.next_cursor == encode_cursor(8)


def test_page_names_no_cursor_when_nothing_follows():
    assert page_of([9, 8], limit=2, view=str, cursor=encode_cursor).next_cursor is None


@pytest.mark.parametrize(("asked", "given_size"), [(-5, 1), (0, 1), (20, 20), (10_000, MOST)])
def test_size_is_kept_in_bounds_when_asked_for(asked, given_size):
    assert page_size(asked) == given_size
