"""The whole program, and four people before it: nobody in particular, an operator, an owner, and another owner."""

from collections.abc import Iterator

import pytest

from tests.integration.attackers.enumerating import Reachable, reachable
from tests.integration.attackers.people import NO_RECEIVER, TEXTS, Belongings, Somebody, build_persona
from tests.serving import Studio, build_pages, make_home, remove


@pytest.fixture(scope="session")
def site() -> Iterator[Studio]:
    """`persona serve` with its own database, its worker and the built pages."""
    build_pages()
    home = make_home()
    settings = {
        "PERSONA_API_REQUESTS_PER_MINUTE": "1000000",
        "PERSONA_LOG_LEVEL": "DEBUG",
        "PERSONA_WEBHOOK_ALLOW": f'["{NO_RECEIVER.removeprefix("http://").strip("/")}"]',
    }
    running = Studio(home, **settings).wait_until_ready()
    yield running
    running.stop()
    remove(home)


@pytest.fixture(scope="session")
def everybody(site: Studio) -> dict[str, Somebody]:
    """The four, by what they are; the first account of an installation is its operator's."""
    operator = Somebody(site.url, "olga")
    return {
        "anonymous": Somebody(site.url),
        "other owner": Somebody(site.url, "otto"),
        "owner": Somebody(site.url, "edda"),
        "operator": operator,
    }


@pytest.fixture(scope="session")
def belongings(everybody: dict[str, Somebody]) -> Belongings:
    """What the owner has; the others have nothing."""
    return build_persona(everybody["owner"], *TEXTS, is_kept=True)


@pytest.fixture(scope="module")
def spare(everybody: dict[str, Somebody]) -> Iterator[Belongings]:
    """Another persona of the owner, for what the owner may change: nobody compares it with what it was.

    Each file has one of its own: by its end handlers have published it and taken its webhook away, and the next file would find that.
    """
    made = build_persona(everybody["owner"], *TEXTS, is_kept=True)
    yield made
    with everybody["owner"].program() as program:
        assert program.delete(f"/v1/person/{made.persona_id}").status_code in {204, 404}


@pytest.fixture(scope="session")
def found() -> Reachable:
    """What a client can reach."""
    return reachable()
