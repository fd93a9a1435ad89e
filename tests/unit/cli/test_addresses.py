"""Whether and where the server can listen is known before anything is started."""

import socket

import pytest

from persona_app.cli.addresses import AddressInvalid, PortTaken, browsable, claimed, require_free, resolve


def test_taken_port_is_named_with_a_way_out_when_something_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} is taken.*PORT={port + 1}"):
            require_free("127.0.0.1", port=port)


def test_port_is_free_again_when_the_listener_is_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    require_free("127.0.0.1", port=port)


def test_second_one_is_refused_when_another_one_is_still_starting_on_the_port(tmp_path) -> None:
    with claimed(tmp_path, port=8123):
        with pytest.raises(PortTaken, match=r"starting or running there already.*PORT=8124"), claimed(tmp_path, port=8123):
            pass
        with claimed(tmp_path, port=8124):
            pass
    with claimed(tmp_path, port=8123):
        pass


def test_foreign_address_is_refused_in_a_sentence() -> None:
    with pytest.raises(AddressInvalid, match=r"can't listen on 192\.0\.2\.1"):
        require_free("192.0.2.1", port=8123)


def test_unknown_host_is_refused_in_a_sentence() -> None:
    with pytest.raises(AddressInvalid, match="HOST is 'no such host'"):
        resolve("no such host", port=80)


@pytest.mark.parametrize(
    ("host", "numeric"), [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("0.0.0.0", "0.0.0.0"), ("::1", "::1")]
)
def test_names_become_numbers(host: str, numeric: str) -> None:
    assert resolve(host, port=80) == numeric


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("0.0.0.0", "http://localhost:3000"),
        ("localhost", "http://localhost:3000"),
        ("::", "http://localhost:3000"),
        ("10.1.2.3", "http://10.1.2.3:3000"),
        ("fe80::1", "http://[fe80::1]:3000"),
    ],
)
def test_people_are_shown_what_a_browser_takes(host: str, shown: str) -> None:
    assert browsable(host, port=3000) == shown
