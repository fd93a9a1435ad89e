"""How a request reaches the services: admitted first, then done as that account, in as few transactions as promise the same."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.tokens import list_tokens, revoke_token
from persona_app.api.dependencies import Caller
from persona_app.api.errors import TokenNeeded
from persona_app.core.db import get_engine, unit_of_work
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona
from tests.faults import fault
from tests.integration.api.conftest import token_for

SEEN = text("SELECT (SELECT count(*) FROM persona), current_setting('persona.work')")


@pytest.fixture
def ada(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@contextmanager
def counted_commits() -> Iterator[list[object]]:
    """What is committed while the block lasts."""
    commits: list[object] = []
    engine, count = get_engine(), commits.append
    event.listen(engine, "commit", count)
    try:
        yield commits
    finally:
        event.remove(engine, "commit", count)


def seen(session: Session, *, actor: Actor) -> tuple[int, str]:
    """How many personas the database shows, and what work the transaction is for."""
    count, work = session.execute(SEEN).one()
    return count, work


async def test_a_text_takes_one_transaction_to_be_let_in_and_one_to_be_kept(program):
    person = await program.person()
    with counted_commits() as commits:
        answer = await program.post(f"/v1/person/{person}/data", json={"raw_text": "She bakes bread."}, headers={"Idempotency-Key": "once"})
    assert (answer.status_code, len(commits)) == (201, 2)


async def test_a_file_is_looked_for_first_since_reading_it_again_would_cost(program):
    person = await program.person()
    with counted_commits() as commits:
        files = {"files": ("bread.txt", b"She bakes bread.", "text/plain")}
        answer = await program.post(f"/v1/person/{person}/data", files=files, headers={"Idempotency-Key": "once"})
    assert (answer.status_code, len(commits)) == (201, 3)


@fault(area="People", what="A token is revoked between the admission of a request and its work", result="Nothing is done")
async def test_nothing_is_done_when_the_token_is_revoked_after_the_request_was_let_in(ada):
    caller = Caller(token_for(ada), "write")
    await caller.admit()
    with unit_of_work(acting_for=ada.account_id) as session:
        for token in list_tokens(session, actor=ada).items:
            revoke_token(session, actor=ada, token_id=token.id)
    with pytest.raises(TokenNeeded):
        await caller.call(make_persona)


async def test_the_database_shows_the_accounts_own_rows_and_no_others_before_and_after_admission(ada):
    with unit_of_work() as session:
        make_persona(session, actor=ada)
        make_persona(session, actor=make_actor(session, handle="bo1"))
    caller = Caller(token_for(ada), "read")
    assert [await caller.call(seen) for _ in range(2)] == [(1, ""), (1, "")]
