"""Addresses that no link leads to, at the whole server."""

import httpx
import pytest


@pytest.mark.parametrize("path", ["/v1/persona/a%0Ab", "/v1/a%0Ab", "/v1/person/%0A"])
def test_a_problem_is_told_when_an_address_holds_a_line_break(server: str, path: str) -> None:
    answer = httpx.get(f"{server}{path}")
    assert answer.status_code in {401, 404}
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"]


def test_nothing_is_found_when_a_page_has_a_line_break(server: str) -> None:
    assert httpx.get(f"{server}/studio/a%0Ab").status_code == 404
