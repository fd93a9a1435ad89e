"""A cap holds when two come for the last place at once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.tokens import MOST_VALID, TooManyTokens, create_token
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.core.errors import LimitReached
from persona_app.interchange.errors import TooManyImports
from persona_app.interchange.services.receiving import begin_import, cancel_import, open_folder, open_import
from persona_app.personas.lineage_errors import TooManyTemplates
from persona_app.personas.services.templating import create_template
from persona_app.personas.template_schemas import TemplateDraft
from persona_app.webhooks.errors import TooManyWebhooks
from persona_app.webhooks.services.subscribing import MOST as MOST_WEBHOOKS
from persona_app.webhooks.services.subscribing import create_webhook
from tests.factories.accounts import make_actor
from tests.faults import fault
from tests.meeting import told

MOST = 3
Made = Callable[[Session, Actor], Any]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PERSONA_MOST_TEMPLATES", str(MOST))
    monkeypatch.setenv("PERSONA_IMPORT_MOST_OPEN", str(MOST))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.fixture
def ada(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


def _webhook(session: Session, actor: Actor) -> object:
    return create_webhook(session, actor=actor, url="https://example.com/told")


def _template(session: Session, actor: Actor) -> object:
    return create_template(session, actor=actor, draft=TemplateDraft(name="Guide", content="You show people round."))


def _token(session: Session, actor: Actor) -> object:
    return create_token(session, actor=actor, name="program", scopes=["read"])


def _import(session: Session, actor: Actor) -> Any:
    return open_import(session, actor=actor, kind="archive", title="cards.zip", on_same="keep_both")


CAPS = [
    pytest.param(_webhook, MOST_WEBHOOKS, TooManyWebhooks, id="webhooks"),
    pytest.param(_template, MOST, TooManyTemplates, id="templates"),
    pytest.param(_token, MOST_VALID, TooManyTokens, id="tokens"),
    pytest.param(_import, MOST, TooManyImports, id="imports"),
]


@fault(
    area="People",
    what="Two programs of one account take the last place of a cap at the same moment: webhooks, templates, tokens, imports",
    result="One has it; the other is told that there is no more.",
)
@pytest.mark.parametrize(("make", "most", "refused"), CAPS)
def test_only_one_gets_the_last_place_when_two_ask_at_once(ada: Actor, make: Made, most: int, refused: type[LimitReached]) -> None:
    with unit_of_work() as session:
        for _ in range(most - 1):
            make(session, ada)
    answer = told(lambda session: make(session, ada), actor=ada, during=lambda session: make(session, ada))
    assert isinstance(answer, refused)


@pytest.mark.parametrize(("make", "most", "refused"), CAPS)
def test_another_account_does_not_wait_and_has_places_of_its_own(ada: Actor, make: Made, most: int, refused: type[LimitReached]) -> None:
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo1")
        for _ in range(most - 1):
            make(session, ada)
    assert told(lambda session: make(session, bo), actor=bo, during=lambda session: make(session, ada)) is None


def test_no_import_begins_when_as_many_as_may_be_have_not_ended(ada: Actor) -> None:
    with unit_of_work() as session:
        first, second, _ = (_import(session, ada) for _ in range(MOST))
        begin_import(session, actor=ada, batch_id=first.id)
    with pytest.raises(TooManyImports, match="3 imports of yours have not ended"), unit_of_work() as session:
        _import(session, ada)
    with unit_of_work() as session:
        open_folder(session, actor=ada, place="/cards", title="cards", on_same="keep_both", is_instructions_only=False)
        cancel_import(session, actor=ada, batch_id=second.id)
        assert _import(session, ada).state == "receiving"
