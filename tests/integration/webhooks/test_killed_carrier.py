"""A worker that is killed in the middle: nothing is lost, and what comes twice can be told by its id."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from persona_app.core.clock import now
from persona_app.webhooks.schemas import DeliveryState
from tests.faults import fault
from tests.integration.webhooks.conftest import Desk
from tests.serving import eventually

EVENTS = 40


@contextmanager
def carrier_process(url: str, allowed: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "tests.integration.webhooks.carrier_process", url, allowed])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@fault(area="Processes", what="A worker dies between sending to a webhook and noting it", result="It is sent again under the same id.")
@pytest.mark.slow
async def test_every_event_arrives_and_repeats_have_the_same_id_when_a_worker_is_killed(desk: Desk, database: str) -> None:
    made = desk.add()
    desk.receiver.behaviours["/"] = "late"
    for number in range(EVENTS):
        desk.happen(count=number)
    for arrived in (5, 17):
        with carrier_process(database, desk.receiver.host) as process:
            eventually(lambda enough=arrived: len(desk.receiver.told()) >= enough, what="some deliveries")
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    under_way = [one for one in desk.deliveries(made.webhook.id) if one.state is DeliveryState.WAITING and one.attempts == 0]
    assert under_way, "it was killed in the middle"
    desk.at = now()
    desk.pass_time(seconds=61)
    desk.receiver.behaviours["/"] = "take"
    await desk.carry()
    told = desk.receiver.told()
    assert {one["numbers"]["count"] for one in told} == set(range(EVENTS))
    assert len({one["id"] for one in told}) == EVENTS < len(told), "some came twice, and under their id"
    assert {one.state for one in desk.deliveries(made.webhook.id)} == {DeliveryState.DELIVERED}


async def test_a_delivery_is_carried_once_when_many_workers_look_at_once(desk: Desk) -> None:
    desk.add()
    for number in range(EVENTS):
        desk.happen(count=number)
    await asyncio.gather(*(desk.carry() for _ in range(4)))
    assert sorted(one["numbers"]["count"] for one in desk.receiver.told()) == list(range(EVENTS))
