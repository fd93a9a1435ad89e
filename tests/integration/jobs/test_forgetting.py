"""What is only kept for a time goes when its time is over, though nobody asks for anything."""

from datetime import timedelta

from sqlmodel import select

from persona_app.core.clock import now
from persona_app.core.db import unit_of_work
from persona_app.core.retention import ANSWERS_KEPT
from persona_app.core.row_security import SystemWork
from persona_app.jobs.recovery import forget_answers
from persona_app.requests.models import KeptAnswer
from tests.factories.accounts import make_actor


def test_kept_answers_go_after_a_day_whoever_they_belong_to_and_younger_ones_stay(database: str) -> None:
    edge = now() - ANSWERS_KEPT
    with unit_of_work() as session:
        for owner in (make_actor(session), make_actor(session)):
            for number in range(30):
                for age, at in (("old", edge - timedelta(minutes=1)), ("young", edge + timedelta(minutes=1))):
                    named = {"route": "POST /v1/person", "key": f"{age} {number}", "fingerprint": "f", "answer": "{}"}
                    session.add(KeptAnswer(account_id=owner.account_id, created_at=at, **named))
    with unit_of_work(for_system=SystemWork.RUN_JOBS) as session:
        forget_answers(session)
    with unit_of_work() as session:
        keys = [each.key.split()[0] for each in session.exec(select(KeptAnswer)).all()]
    assert keys == ["young"] * 60
