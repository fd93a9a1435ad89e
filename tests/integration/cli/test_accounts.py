"""Accounts and tokens from the terminal, as an operator types them."""

import os
import re
import subprocess
import sys

import pytest

from persona_app.accounts.services.finding import get_operator
from persona_app.accounts.services.tokens import find_token_actor
from persona_app.cli.account import proposed_handle
from persona_app.core.db import unit_of_work

PASSWORD = "a long enough password"


def persona(database: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "-m", "persona_app.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


def test_first_account_becomes_the_operator_and_its_token_works_when_made_in_the_terminal(database: str) -> None:
    made = persona(database, "account", "create", "--email", "ada@example.org", "--password", PASSWORD)
    assert made.returncode == 0 and "operator" in made.stdout

    token = persona(database, "token", "create", "--scope", "read", "--name", "backup")

    assert token.returncode == 0
    secret = token.stdout.strip()
    assert re.fullmatch(r"ps_[\w-]{43}", secret), "standard output holds the token alone, so that a script can take it"
    with unit_of_work() as session:
        actor = find_token_actor(session, token=secret)
        assert actor is not None
        assert (actor.account_id, actor.scopes) == (get_operator(session).account_id, {"read"})


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("token", "create"), "There is no account yet"),
        (("token", "create", "--email", "nobody@example.org"), "no account with the address nobody@example.org"),
        (("account", "create", "--email", "not an address", "--password", PASSWORD), "not a valid e-mail address"),
        (("account", "create", "--email", "ada@example.org", "--password", "short"), "password"),
    ],
)
def test_a_sentence_and_no_trace_is_shown_when_a_command_cannot_do_it(database: str, words: tuple[str, ...], sentence: str) -> None:
    refused = persona(database, *words)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("email", "handle"), [("Ada.Byron@example.org", "ada-byron"), ("z@example.org", "z00"), ("x" * 60 + "@example.org", "x" * 30)]
)
def test_handle_is_usable_when_made_from_an_address(email: str, handle: str) -> None:
    assert proposed_handle(email) == handle
