"""Events arrive at a real receiver, signed, once or again; a receiver that fails is asked again, and given up."""

import asyncio
import hashlib
import hmac
from datetime import timedelta

import pytest

from persona_app.core.db import unit_of_work
from persona_app.core.ids import new_id
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.webhooks.errors import TooManyTests, WebhookOff
from persona_app.webhooks.minding import minding
from persona_app.webhooks.schedule import MOST_TRIES
from persona_app.webhooks.schemas import DeliveryOutcome, DeliveryState, WebhookState
from persona_app.webhooks.sending import ANSWER_BYTES
from persona_app.webhooks.services.resending import MOST_TESTS, redeliver, send_test
from persona_app.webhooks.services.subscribing import change_webhook, remove_webhook, rotate_secret
from tests.factories.accounts import make_actor
from tests.faults import fault
from tests.integration.webhooks.conftest import Desk
from tests.serving import eventually


def _is_signed(arrived, secret: str) -> bool:
    first, *marks = arrived.headers["persona-signature"].split(",")
    signed = f"{first.removeprefix('t=')}.{arrived.body}".encode()
    return f"v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}" in marks


async def test_an_event_arrives_signed_and_without_a_personal_word_when_somebody_listens(desk: Desk) -> None:
    made, persona_id = desk.add(), new_id()
    event_id = desk.happen(EventKind.VERSION_BUILT, persona_id=persona_id, number=3, name="Ada Lovelace", run_id=str(new_id()))
    await desk.carry()
    (arrived,) = desk.receiver.arrived
    delivery = desk.only_delivery(made.webhook.id)
    assert arrived.told == {
        "id": str(delivery.id),
        "event_id": str(event_id),
        "kind": "version_built",
        "at": arrived.told["at"],
        "persona_id": str(persona_id),
        "numbers": {"number": 3},
    }
    assert "Ada" not in arrived.body
    assert arrived.headers["persona-delivery"] == str(delivery.id) and arrived.headers["persona-event"] == "version_built"
    assert arrived.headers["persona-signature"].startswith(f"t={int(desk.at.timestamp())},v1=")
    assert _is_signed(arrived, made.secret)


async def test_the_log_tells_what_was_sent_and_answered_when_a_delivery_ended(desk: Desk) -> None:
    made = desk.add()
    desk.happen()
    await desk.carry()
    delivery = desk.only_delivery(made.webhook.id)
    (attempt,) = delivery.log
    assert (delivery.state, delivery.attempts, delivery.due_at) == (DeliveryState.DELIVERED, 1, None)
    assert (attempt.outcome, attempt.status, attempt.answer) == (DeliveryOutcome.TAKEN, 200, "taken")
    assert attempt.request_headers["persona-signature"] == desk.receiver.arrived[0].headers["persona-signature"]
    assert delivery.body == desk.receiver.arrived[0].body
    assert 0 <= attempt.milliseconds < 2_000


async def test_only_chosen_kinds_of_ones_own_events_arrive_when_kinds_are_named(desk: Desk) -> None:
    desk.add("/some", kinds=(EventKind.PUBLISHED, EventKind.WITHDRAWN))
    desk.add("/all")
    for kind in (EventKind.PUBLISHED, EventKind.DATA_ADDED, EventKind.WITHDRAWN):
        desk.happen(kind)
    with unit_of_work() as session:
        record(session, kind=EventKind.PUBLISHED, actor_id=None, owner_id=make_actor(session).account_id)
    await desk.carry()
    assert sorted(one["kind"] for one in desk.receiver.told("/some")) == ["published", "withdrawn"]
    assert len(desk.receiver.told("/all")) == 3


async def test_nothing_arrives_of_what_was_rolled_back_or_happened_before(desk: Desk) -> None:
    desk.happen()
    made = desk.add()
    with pytest.raises(ZeroDivisionError), unit_of_work() as session:
        record(session, kind=EventKind.PUBLISHED, actor_id=None, owner_id=desk.actor.account_id)
        _ = 1 / 0
    await desk.carry()
    assert desk.receiver.arrived == [] and desk.deliveries(made.webhook.id) == ()


@fault(area="Processes", what="The receiver answers with an error", result="It is sent again after growing pauses, under the same id.")
async def test_it_is_sent_again_under_the_same_id_when_the_receiver_fails(desk: Desk) -> None:
    made = desk.add()
    desk.receiver.behaviours["/"] = "fail"
    desk.happen()
    await desk.carry()
    await desk.carry()
    assert len(desk.receiver.arrived) == 1, "its time has not come"
    assert desk.webhook(made.webhook.id).failures == 1
    desk.pass_time(seconds=15)
    desk.receiver.behaviours["/"] = "take"
    await desk.carry()
    first, second = desk.receiver.arrived
    assert first.body == second.body and first.headers["persona-delivery"] == second.headers["persona-delivery"]
    assert first.headers["persona-signature"] != second.headers["persona-signature"], "it is signed at each attempt's own time"
    delivery = desk.only_delivery(made.webhook.id)
    assert (delivery.state, [one.status for one in delivery.log]) == (DeliveryState.DELIVERED, [200, 500])
    assert delivery.log[1].answer == "the receiver is broken"
    assert desk.webhook(made.webhook.id).failures == 0


async def _fail_to_the_end(desk: Desk) -> None:
    for _ in range(MOST_TRIES):
        await desk.carry()
        desk.pass_time(hours=5)


@fault(
    area="Processes",
    what="The receiver takes nothing for hours",
    result="The webhook is disabled, which its page says.",
)
async def test_the_webhook_is_disabled_and_what_waits_is_held_when_the_last_try_fails(desk: Desk) -> None:
    made = desk.add()
    desk.receiver.behaviours["/"] = "fail"
    desk.happen(count=1)
    await _fail_to_the_end(desk)
    assert len(desk.receiver.arrived) == MOST_TRIES
    shown = desk.webhook(made.webhook.id)
    assert (shown.state, shown.disabled_at is not None, shown.failures) == (WebhookState.DISABLED, True, MOST_TRIES)
    desk.happen(count=2)
    await desk.carry()
    assert len(desk.receiver.arrived) == MOST_TRIES, "a disabled webhook is told of nothing"


async def test_the_owner_gets_an_event_and_another_webhook_is_told_when_one_is_disabled(desk: Desk) -> None:
    desk.add("/broken", kinds=(EventKind.DATA_ADDED,))
    desk.add("/watching", kinds=(EventKind.WEBHOOK_DISABLED,))
    desk.receiver.behaviours["/broken"] = "fail"
    desk.happen()
    await _fail_to_the_end(desk)
    await desk.carry()
    (told,) = desk.receiver.told("/watching")
    assert told["numbers"] == {"failures": MOST_TRIES}


async def test_it_is_not_disabled_when_the_receiver_took_something_meanwhile(desk: Desk) -> None:
    """A receiver that chokes on one event is no broken receiver."""
    made = desk.add()
    desk.receiver.behaviours["/"] = "fail"
    desk.happen()
    for _ in range(MOST_TRIES - 1):
        await desk.carry()
        desk.pass_time(hours=5)
    desk.receiver.behaviours["/"] = "take"
    desk.call(send_test, webhook_id=made.webhook.id, at=desk.at - timedelta(hours=1))
    desk.at -= timedelta(hours=1)
    with unit_of_work() as session:
        session.connection().exec_driver_sql("UPDATE webhook_delivery SET due_at = due_at + interval '2 hours' WHERE kind <> 'test'")
    await desk.carry()
    desk.receiver.behaviours["/"] = "fail"
    desk.pass_time(hours=5)
    await desk.carry()
    assert [one.state for one in desk.deliveries(made.webhook.id) if one.kind != "test"] == [DeliveryState.FAILED]
    assert desk.webhook(made.webhook.id).state is WebhookState.ON


async def test_what_was_held_arrives_when_the_owner_switches_it_on_again(desk: Desk) -> None:
    made = desk.add()
    desk.receiver.behaviours["/"] = "fail"
    for number in range(3):
        desk.happen(count=number)
    await desk.carry()
    desk.call(change_webhook, webhook_id=made.webhook.id, is_on=False)
    desk.receiver.behaviours["/"] = "take"
    desk.pass_time(hours=5)
    await desk.carry()
    assert len(desk.receiver.arrived) == 3 and desk.webhook(made.webhook.id).waiting == 3
    desk.call(change_webhook, webhook_id=made.webhook.id, is_on=True, at=desk.at)
    await desk.carry()
    assert {one.state for one in desk.deliveries(made.webhook.id) if one.kind == "data_added"} == {DeliveryState.DELIVERED}


@fault(area="Processes", what="A receiver hangs", result="The attempt ends at its deadline; the others' deliveries go on meanwhile.")
async def test_the_others_are_told_at_once_when_receivers_hang(desk: Desk) -> None:
    hanging = [f"/hang{number}" for number in range(10)]
    for path in hanging:
        desk.receiver.behaviours[path] = "hang"
        desk.add(path, kinds=(EventKind.DATA_ADDED,))
    desk.add("/good", kinds=(EventKind.PUBLISHED,))
    for _ in range(3):
        desk.happen(EventKind.DATA_ADDED)
    for _ in range(20):
        desk.happen(EventKind.PUBLISHED)
    async with minding(desk.settings(webhook_seconds=60), every=0.05):
        await asyncio.to_thread(eventually, lambda: len(desk.receiver.told("/good")) == 20, what="everything for the good one")
        assert len(desk.receiver.arrived) == 20 + 3 * len(hanging), "the others were asked, and none has answered"


@pytest.mark.parametrize(
    ("behaviour", "outcome", "status"),
    [
        ("redirect", DeliveryOutcome.REDIRECTED, 302),
        ("hang", DeliveryOutcome.SLOW, None),
        ("break", DeliveryOutcome.UNREACHABLE, None),
        ("fail", DeliveryOutcome.REFUSED, 500),
        (404, DeliveryOutcome.REFUSED, 404),
        ("late", DeliveryOutcome.TAKEN, 200),
        ("long", DeliveryOutcome.TAKEN, 200),
        ("drip", DeliveryOutcome.TAKEN, 200),
    ],
)
async def test_each_answer_has_its_outcome_when_a_receiver_does_it(desk: Desk, behaviour, outcome, status) -> None:
    made = desk.add()
    desk.receiver.behaviours["/"] = behaviour
    desk.happen()
    await desk.carry(webhook_seconds=0.5)
    (attempt,) = desk.only_delivery(made.webhook.id).log
    assert (attempt.outcome, attempt.status) == (outcome, status)
    assert len(attempt.answer) <= ANSWER_BYTES and attempt.milliseconds < 3_000
    assert [one.path for one in desk.receiver.arrived] == ["/"], "no redirect is followed"


@fault(area="Processes", what="The address of a receiver has become a private one", result="Nothing is connected; the log says so.")
async def test_nothing_is_connected_when_the_address_is_not_public_at_the_moment_of_sending(desk: Desk) -> None:
    made = desk.add()
    desk.happen()
    await desk.carry(webhook_allow=())
    assert desk.receiver.arrived == []
    assert desk.only_delivery(made.webhook.id).log[0].outcome is DeliveryOutcome.PRIVATE


async def test_it_arrives_again_under_the_same_id_when_redelivered_by_hand(desk: Desk) -> None:
    made = desk.add()
    desk.happen()
    await desk.carry()
    one = desk.only_delivery(made.webhook.id)
    desk.call(redeliver, webhook_id=made.webhook.id, delivery_id=one.id, at=desk.at)
    await desk.carry()
    assert [told["id"] for told in desk.receiver.told()] == [str(one.id)] * 2
    assert desk.only_delivery(made.webhook.id).attempts == 2


async def test_redelivery_is_refused_when_the_webhook_is_off(desk: Desk) -> None:
    made = desk.add()
    desk.happen()
    await desk.carry()
    one = desk.only_delivery(made.webhook.id)
    desk.call(change_webhook, webhook_id=made.webhook.id, is_on=False)
    with pytest.raises(WebhookOff):
        desk.call(redeliver, webhook_id=made.webhook.id, delivery_id=one.id)


async def test_a_test_arrives_once_also_when_the_webhook_is_off(desk: Desk) -> None:
    made = desk.add()
    desk.receiver.behaviours["/"] = "fail"
    desk.call(change_webhook, webhook_id=made.webhook.id, is_on=False)
    with unit_of_work() as session:
        session.connection().exec_driver_sql("DELETE FROM webhook_outbox")
    desk.call(send_test, webhook_id=made.webhook.id, at=desk.at)
    await desk.carry()
    (told,) = desk.receiver.told()
    assert (told["kind"], told["event_id"], told["numbers"]) == ("test", None, {})
    assert desk.only_delivery(made.webhook.id).state is DeliveryState.FAILED, "a test is not tried again"
    assert desk.webhook(made.webhook.id).failures == 0


def test_tests_are_refused_when_many_were_sent_within_a_minute(desk: Desk) -> None:
    made = desk.add()
    for _ in range(MOST_TESTS):
        desk.call(send_test, webhook_id=made.webhook.id)
    with pytest.raises(TooManyTests):
        desk.call(send_test, webhook_id=made.webhook.id)


async def test_both_secrets_sign_for_a_day_when_the_secret_was_rotated(desk: Desk) -> None:
    old = desk.add(kinds=(EventKind.DATA_ADDED,))
    new = desk.call(rotate_secret, webhook_id=old.webhook.id, at=desk.at)
    assert new.secret != old.secret
    desk.happen()
    await desk.carry()
    assert _is_signed(desk.receiver.arrived[0], new.secret) and _is_signed(desk.receiver.arrived[0], old.secret)
    desk.pass_time(hours=25)
    desk.happen()
    await desk.carry()
    assert _is_signed(desk.receiver.arrived[1], new.secret) and not _is_signed(desk.receiver.arrived[1], old.secret)


async def test_nothing_is_left_when_a_webhook_is_removed_before_its_events_are_sent(desk: Desk) -> None:
    made = desk.add()
    desk.happen()
    desk.call(remove_webhook, webhook_id=made.webhook.id)
    await desk.carry()
    assert desk.receiver.arrived == []
    with unit_of_work() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM webhook_outbox").scalar_one() == 0


async def test_the_log_is_forgotten_when_it_is_old_and_what_is_still_tried_stays(desk: Desk) -> None:
    taken, off, failing = (desk.add(path, kinds=(EventKind.DATA_ADDED,)).webhook.id for path in ("/taken", "/off", "/failing"))
    desk.receiver.behaviours |= {"/off": "fail", "/failing": "fail"}
    desk.happen()
    await desk.carry()
    old = {webhook_id: desk.only_delivery(webhook_id).id for webhook_id in (taken, off, failing)}
    desk.call(change_webhook, webhook_id=off, is_on=False)
    desk.pass_time(days=2)
    desk.happen()
    await desk.carry()
    desk.pass_time(days=3)
    await desk.forget(webhook_log_days=4)

    (new,) = desk.deliveries(taken)
    assert new.id != old[taken] and new.state is DeliveryState.DELIVERED
    assert desk.deliveries(off) == (), "what was held for so long is not sent any more"
    assert [(one.id == old[failing], one.state) for one in desk.deliveries(failing)] == [
        (False, DeliveryState.WAITING),
        (True, DeliveryState.WAITING),
    ]
    with unit_of_work() as session:
        logged = session.connection().exec_driver_sql("SELECT DISTINCT delivery_id FROM webhook_attempt").scalars().all()
    assert set(logged) == {new.id, *(one.id for one in desk.deliveries(failing))}


async def test_all_of_an_old_log_is_forgotten_when_it_is_longer_than_one_portion(desk: Desk) -> None:
    made = desk.add()
    with unit_of_work() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO webhook_delivery (id, webhook_id, owner_id, kind, body, state, tries, attempts, due_at, created_at) "
            "SELECT gen_random_uuid(), webhook.id, webhook.owner_id, 'test', '{}', 'failed', 1, 1, past, past "
            "FROM webhook, generate_series(1, 2300), (SELECT now() - interval '40 days' AS past)"
        )
    await desk.forget()
    assert desk.deliveries(made.webhook.id) == ()
