"""Whom a lock after wrong passwords concerns: nobody can write themselves another address."""

from ipaddress import ip_network

import pytest
from starlette.datastructures import Headers

from persona_app.web.client_address import client_address

OURS = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "told"),
    [
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("10.0.0.2", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.2", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.2", ["1.2.3.4", "198.51.100.1, 10.0.0.9"], "198.51.100.1"),
        ("10.0.0.2", ["10.0.0.9"], "10.0.0.9"),
        ("fd00::2", ["2001:db8::1"], "2001:db8::1"),
        ("::ffff:10.0.0.2", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.2", ["198.51.100.1, unknown"], "10.0.0.2"),
        ("10.0.0.2", [], "10.0.0.2"),
        ("", ["198.51.100.1"], ""),
    ],
)
def test_the_last_untrusted_address_is_told_when_proxies_forward(peer: str, forwarded: list[str], told: str) -> None:
    headers = Headers(raw=[(b"x-forwarded-for", line.encode()) for line in forwarded])
    assert client_address(peer, headers, trusted=OURS) == told


def test_nobody_is_believed_when_no_proxy_is_trusted() -> None:
    assert client_address("10.0.0.2", Headers({"x-forwarded-for": "198.51.100.1"}), trusted=()) == "10.0.0.2"
