"""Long handlers end when nobody listens any more."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from persona_app.web.connections import Turn, follow_connections


@dataclass
class Socket:
    """Who is connected."""

    token_to_sid: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def socket() -> Iterator[Socket]:
    made = Socket({"ada": "1", "otto": "2"})
    follow_connections(made)
    yield made
    follow_connections(None)


def test_a_turn_goes_on_while_its_client_is_connected(socket: Socket) -> None:
    assert not Turn("ada", of="watched").is_over()


def test_a_turn_is_over_when_its_client_is_gone(socket: Socket) -> None:
    turn = Turn("ada", of="watched")
    del socket.token_to_sid["ada"]
    assert turn.is_over()


def test_only_the_newest_goes_on_when_a_client_calls_a_handler_again(socket: Socket) -> None:
    turns = [Turn("ada", of="watched") for _ in range(100)]
    others = [Turn("otto", of="watched"), Turn("ada", of="read")]
    assert [turn.is_over() for turn in turns] == [True] * 99 + [False]
    assert not any(turn.is_over() for turn in others)


def test_an_older_turn_that_ends_leaves_the_newer_one_alone(socket: Socket) -> None:
    older, newer = Turn("ada", of="watched"), Turn("ada", of="watched")
    older.end()
    assert not newer.is_over()


def test_everybody_counts_as_connected_when_no_socket_is_known() -> None:
    follow_connections(None)
    assert not Turn("nobody", of="watched").is_over()
