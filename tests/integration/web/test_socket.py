"""What a client without a page can do: call anything by name, and be refused."""

from collections.abc import Iterator
from typing import Any

import pytest
import websocket
from sqlmodel import Session

from persona_app.accounts.services.logging_in import log_in, log_out
from persona_app.core import db
from tests.factories.accounts import PASSWORD, make_registered
from tests.faults import fault
from tests.socket_client import TOASTS, Client

ROOT_STATE = "reflex___state____state"
PAGES = f"{ROOT_STATE}.persona_app___web___pages"
STATES = f"{ROOT_STATE}.persona_app___web___states"
STUDIO = f"{PAGES}___studio___state____studio_state"
IDENTITY = f"{STATES}___identity____identity_state"


@pytest.fixture
def session_cookie(server: str, server_database_url: str) -> str:
    """The Cookie header of somebody new."""
    engine = db.create_engine(db.sqlalchemy_url(server_database_url))
    with Session(engine) as session:
        actor = make_registered(session)
        opened = log_in(session, email=actor.email, password=PASSWORD, address="127.0.0.1")
        session.commit()
    engine.dispose()
    return f"persona_session={opened.token}"


@pytest.fixture
def anonymous(server: str) -> Iterator[Client]:
    """A client without a session."""
    client = Client(server)
    yield client
    client.close()


@pytest.fixture
def owner(server: str, session_cookie: str) -> Iterator[Client]:
    """A client with somebody's session."""
    client = Client(server, cookie=session_cookie)
    yield client
    client.close()


def test_a_listed_handler_answers_anyone(anonymous: Client) -> None:
    anonymous.call(f"{IDENTITY}.page_loaded")
    assert anonymous.shows("is_known")


def test_the_session_decides_who_somebody_is(owner: Client) -> None:
    owner.call(f"{IDENTITY}.page_loaded")
    assert owner.shows("@example.com")


def test_whoever_has_no_session_is_sent_to_log_in_and_gets_nothing_else(anonymous: Client) -> None:
    anonymous.call(f"{STUDIO}.page_loaded")
    assert anonymous.shows("/login?next=%2Fstudio")
    assert not anonymous.shows("is_loaded_rx_state_': True")


def test_an_owner_is_answered(owner: Client) -> None:
    owner.call(f"{STUDIO}.page_loaded")
    assert owner.shows("is_loaded_rx_state_': True")


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (f"{ROOT_STATE}.setvar", {"var_name": "is_hydrated", "value": "PWNED"}),
        (f"{IDENTITY}.setvar", {"var_name": "is_operator", "value": "PWNED"}),
        (f"{IDENTITY}.set_email", {"value": "PWNED"}),
        (f"{IDENTITY}.reset", {}),
        (f"{IDENTITY}.get_state", {"state_cls": "PWNED"}),
        (f"{TOASTS}._add", {"sentence": "PWNED", "is_failure": True}),
        (f"{STUDIO}._read", {"cursor": "PWNED"}),
        (f"{STUDIO}.archived_shown", {"is_archived": "PWNED"}),
        (f"{STUDIO}.archived_shown", {"is_archived": True, "actor": "PWNED"}),
        (
            f"{ROOT_STATE}.reflex___state____update_vars_internal_state.update_vars_internal",
            {"vars": {f"{IDENTITY}.email": "PWNED"}},
        ),
        (f"{ROOT_STATE}.hydrate_and_load", {"vars": {f"{IDENTITY}.email_rx_state_": "PWNED"}}),
        (f"{TOASTS}.unexpected_failure", {"error_id": "<img src=PWNED>"}),
        ("nothing.of.this.name", {"a": "PWNED"}),
    ],
)
@fault(
    area="Attackers",
    what="A client without a page calls setters, inherited and private methods, or passes arguments that do not fit",
    result="Nothing is done, and the refusal is logged without its arguments",
)
def test_a_call_is_refused_when_it_is_not_listed_or_its_payload_does_not_fit(owner: Client, name: str, payload: dict[str, Any]) -> None:
    owner.call(name, payload)
    assert not owner.shows("PWNED")


@fault(
    area="Attackers",
    what="A socket stays open after its session has ended",
    result="The next event leads to the login, and does nothing else",
)
def test_an_open_socket_can_do_nothing_more_when_its_session_has_ended(
    owner: Client, session_cookie: str, server_database_url: str
) -> None:
    owner.call(f"{STUDIO}.page_loaded")
    assert owner.shows("is_loaded_rx_state_': True")
    engine = db.create_engine(db.sqlalchemy_url(server_database_url))
    with Session(engine) as session:
        log_out(session, token=session_cookie.partition("=")[2])
        session.commit()
    engine.dispose()
    owner.updates.clear()
    owner.call(f"{STUDIO}.archived_shown", {"is_archived": True})
    assert owner.shows("/login?next=")
    assert not owner.shows("is_archived_rx_state_': True")


@fault(
    area="Attackers",
    what="Another site's page opens a socket with somebody's cookie",
    result="The handshake is refused",
)
def test_a_socket_is_refused_to_a_page_of_another_site(server: str) -> None:
    address = f"ws{server.removeprefix('http')}/_event/?EIO=4&transport=websocket&token=a"
    websocket.create_connection(address, origin=server).close()
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(address, origin="https://evil.example")
