"""Groups of addresses, and ids of requests."""

import pytest

from persona_app.api.watching import route_of
from persona_app.core.request_id import accepted


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("/livez", "/livez"),
        ("/v1/person/0198f2b7-0000-7000-8000-000000000001/data", "/v1/person/{persona_id}/data"),
        ("/v1/person/Ada%20Lovelace/secret", "/v1/unknown"),
        ("/ui/persona", "/ui"),
        ("/_event/", "socket"),
        ("/assets/index-abc.js", "file"),
        ("/studio/0198f2b7-0000-7000-8000-000000000001", "page"),
    ],
)
def test_a_metric_names_a_group_and_never_an_address(path: str, group: str) -> None:
    assert route_of(path) == group


@pytest.mark.parametrize(
    "given",
    [None, "", "short", "x" * 65, "two words here", "line\nbreak-here", "<script>alert(1)</script>", "Åsa-Lindqvist", "glassblower"],
)
def test_an_id_is_made_when_the_callers_is_none_or_could_be_words(given: str | None) -> None:
    assert accepted(given) != given
    assert len(accepted(given)) == 16


def test_the_callers_own_id_is_taken_when_it_can_be_one() -> None:
    assert accepted("0af7651916cd43dd-8448.1") == "0af7651916cd43dd-8448.1"
