"""A clock that is set, or a machine that was asleep: what is due, who lives and who may ask are told by what has really passed."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from persona_app.accounts.errors import LoginRefused, TooManyAttempts, TooManyRequests
from persona_app.accounts.services import limiting
from persona_app.accounts.services.logging_in import find_session_actor, log_in
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.jobs.recovery import DatabaseClock
from tests.factories.accounts import PASSWORD, make_actor, make_registered
from tests.faults import fault

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music"
HOUR = timedelta(hours=1)


def run_sql(statement: str) -> None:
    with unit_of_work() as session:
        session.execute(text(statement))


@fault(
    area="Processes",
    what="The clock is set back by an hour while a job waits for a second",
    result="The job is brought forward and the run goes on within seconds, and so do those behind it",
)
async def test_waiting_job_goes_on_when_the_clock_was_set_back(studio):
    run = studio.create(ADA)
    run_sql("UPDATE procrastinate.procrastinate_jobs SET scheduled_at = now() + interval '1 hour'")
    async with studio.working():
        assert (await studio.until(run, lambda view: view.state == "done")).version_number == 1


@fault(
    area="Processes",
    what="A worker dies, and the clock is set back by an hour",
    result="Its last sign of life counts as of now, so its job is taken over as after any death, not an hour later",
)
async def test_dead_worker_is_replaced_when_the_clock_was_set_back(studio):
    run = studio.create(ADA)
    run_sql("INSERT INTO procrastinate.procrastinate_workers (last_heartbeat) VALUES (now() + interval '1 hour')")
    run_sql(
        "UPDATE procrastinate.procrastinate_jobs SET status = 'doing',"
        " worker_id = (SELECT max(id) FROM procrastinate.procrastinate_workers)"
    )
    async with studio.working():
        assert (await studio.until(run, lambda view: view.state == "done")).version_number == 1


@fault(
    area="Processes",
    what="The clock is set forward by an hour, or the machine was asleep for one",
    result="Workers that live are not taken for dead: their jobs are looked at when they had time to give a sign of life",
)
def test_leap_is_noticed_when_the_database_clock_goes_faster_than_time(database):
    passed = [0.0]
    leaping, steady = DatabaseClock(lambda: passed[0]), DatabaseClock()
    with unit_of_work() as session:
        assert not leaping.has_leapt(session, by=0.2)
        assert not steady.has_leapt(session, by=60)
        session.execute(text("SELECT pg_sleep(0.4)"))
        assert leaping.has_leapt(session, by=0.2)
        assert not steady.has_leapt(session, by=60)
        assert not leaping.has_leapt(session, by=60), "it is asked about the time since it was last asked"


@fault(
    area="Processes",
    what="The clock is set back by an hour within a minute's allowance of requests, or a lock after wrong passwords",
    result="Both end after their own length, not an hour later",
)
def test_limits_end_in_time_when_the_clock_was_set_back(database):
    later = now()
    limit = get_settings().api_requests_per_minute
    with unit_of_work() as session:
        ada = make_actor(session)
        make_registered(session, handle="grace")
        for _ in range(limiting.SHARES):
            limiting.take_share(session, account_id=ada.account_id, at=later)
        with pytest.raises(TooManyRequests):
            limiting.take_share(session, account_id=ada.account_id, at=later)
    for _ in range(get_settings().login_attempts):
        with pytest.raises(LoginRefused):
            enter("wrong", at=later)
    with pytest.raises(TooManyAttempts):
        enter(PASSWORD, at=later)

    assert enter(PASSWORD, at=later - HOUR)
    assert limiting.spend_share(ada.account_id, at=later - HOUR) is None
    with unit_of_work() as session:
        assert limiting.take_share(session, account_id=ada.account_id, at=later - HOUR).limit == limit


@fault(area="Processes", what="The clock is set by an hour, either way, while somebody is signed in", result="The session goes on")
@pytest.mark.parametrize("leap", [HOUR, -HOUR], ids=["forward", "back"])
def test_session_goes_on_when_the_clock_leaps(database, leap):
    noon = now()
    with unit_of_work() as session:
        make_registered(session, handle="grace")
    opened = enter(PASSWORD, at=noon)
    for at in (noon + leap, noon, noon - leap):
        with unit_of_work() as session:
            assert find_session_actor(session, token=opened.token, at=at)


def enter(password: str, *, at):
    with unit_of_work() as session:
        return log_in(session, email="grace@example.com", password=password, address="192.0.2.9", at=at)
