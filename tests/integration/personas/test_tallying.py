"""Uses that come together are counted together, each account's for itself, and none is lost."""

import pytest
from sqlalchemy import event

from persona_app.core.db import get_engine, unit_of_work
from persona_app.personas.services.describing import get_filed
from persona_app.personas.studio_schemas import UseKind
from persona_app.personas.tallying import count_use, settle_uses
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona


@pytest.fixture
def theirs(database):
    """Two accounts, each with a persona."""
    with unit_of_work() as session:
        return [(actor, make_persona(session, actor=actor).id) for actor in (make_actor(session), make_actor(session))]


def uses_of(actor, persona_id):
    with unit_of_work(acting_for=actor.account_id) as session:
        return get_filed(session, actor=actor, persona_id=persona_id).uses


async def test_a_hundred_uses_at_once_are_counted_in_a_few_transactions(theirs):
    (ada, hers), (bo, his) = theirs
    ended: list[None] = []

    def note_end(_: object) -> None:
        ended.append(None)

    event.listen(get_engine(), "commit", note_end)
    for _ in range(50):
        count_use(ada, hers, UseKind.PROMPT)
        count_use(bo, his, UseKind.EXPORT)
    await settle_uses()
    event.remove(get_engine(), "commit", note_end)

    assert uses_of(ada, hers).by_kind == {UseKind.PROMPT: 50}
    assert uses_of(bo, his).by_kind == {UseKind.EXPORT: 50}
    assert len(ended) <= 4


async def test_what_one_may_not_count_takes_nothing_from_the_others(theirs):
    (ada, hers), (bo, his) = theirs
    count_use(ada.model_copy(update={"scopes": frozenset()}), hers, UseKind.COPY)
    count_use(ada, his, UseKind.COPY)
    count_use(bo, his, UseKind.COPY)
    await settle_uses()

    assert uses_of(ada, hers).count == 0
    assert uses_of(bo, his).by_kind == {UseKind.COPY: 1}
