"""Webhooks by program."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.api.conftest import Program
from tests.integration.webhooks.conftest import Desk
from tests.receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one


@pytest.fixture
def allowed(program: Program, settings_of: Any, receiver: Receiver) -> Program:
    """The program of a server whose webhooks may be sent to the receiver."""
    settings_of(webhook_allow=json.dumps([receiver.host]))
    return program


async def test_a_webhook_is_made_read_changed_tested_and_removed_by_a_program(allowed: Program, receiver: Receiver) -> None:
    made = await allowed.post("/v1/webhooks", json={"url": receiver.url("/hook"), "kinds": ["published"], "description": "to the shop"})
    assert made.status_code == 201
    secret, webhook = made.json()["secret"], made.json()["webhook"]
    address = f"/v1/webhooks/{webhook['id']}"
    assert made.headers["location"] == address and secret.startswith("whsec_")
    shown = (await allowed.get(address)).json()
    assert (shown["kinds"], shown["state"], shown["description"]) == (["published"], "on", "to the shop")
    assert secret not in (await allowed.get("/v1/webhooks")).text + str(shown)

    changed = await allowed.patch(address, json={"kinds": [], "is_on": False})
    assert (changed.json()["kinds"], changed.json()["state"], changed.json()["url"]) == ([], "off", receiver.url("/hook"))
    again = (await allowed.post(f"{address}/secret")).json()
    assert again["secret"] != secret

    test = await allowed.post(f"{address}/test")
    assert test.status_code == 202
    await Desk(allowed.studio.actor, receiver).carry()
    delivery = (await allowed.get(f"{address}/deliveries/{test.json()['id']}")).json()
    assert (delivery["state"], delivery["log"][0]["answer"], delivery["log"][0]["status"]) == ("delivered", "taken", 200)
    listed = (await allowed.get(f"{address}/deliveries", params={"state": "delivered"})).json()["items"]
    assert [one["id"] for one in listed] == [test.json()["id"]]
    assert (await allowed.post(f"{address}/deliveries/{test.json()['id']}/redeliver")).json()["state"] == "waiting"

    assert (await allowed.delete(address)).status_code == 204
    assert (await allowed.get(address)).json()["code"] == "webhook_not_found"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.0.0.8/hook",
        "https://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://93.184.215.14:8080/",
        "ftp://93.184.215.14/",
        "https://ada:secret@93.184.215.14/",
        "no address at all",
        "http://no-such-host.invalid/",
        "http://2130706433/",
    ],
)
async def test_an_address_is_refused_and_nothing_saved_when_it_is_not_public(program: Program, url: str) -> None:
    answer = await program.post("/v1/webhooks", json={"url": url})
    assert (answer.status_code, answer.json()["code"]) == (422, "webhook_address_refused")
    assert (await program.get("/v1/webhooks")).json()["items"] == []


async def test_a_public_address_cannot_be_changed_into_a_private_one(program: Program) -> None:
    made = await program.post("/v1/webhooks", json={"url": "https://93.184.215.14/hook"})
    assert made.status_code == 201
    answer = await program.patch(f"/v1/webhooks/{made.json()['webhook']['id']}", json={"url": "http://192.168.1.1/"})
    assert answer.json()["code"] == "webhook_address_refused"


async def test_one_webhook_is_made_when_a_request_is_repeated_with_its_key(allowed: Program, receiver: Receiver) -> None:
    first, second = [await allowed.post("/v1/webhooks", json={"url": receiver.url()}, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert first.json() == second.json()
    assert len((await allowed.get("/v1/webhooks")).json()["items"]) == 1


async def test_no_more_are_made_when_the_account_has_as_many_as_it_may(allowed: Program, receiver: Receiver) -> None:
    for _ in range(20):
        assert (await allowed.post("/v1/webhooks", json={"url": receiver.url()})).status_code == 201
    assert (await allowed.post("/v1/webhooks", json={"url": receiver.url()})).json()["code"] == "too_many_webhooks"


async def test_a_stranger_finds_nothing_of_it(allowed: Program, receiver: Receiver, stranger: str) -> None:
    made = (await allowed.post("/v1/webhooks", json={"url": receiver.url()})).json()["webhook"]["id"]
    test = (await allowed.post(f"/v1/webhooks/{made}/test")).json()["id"]
    async with allowed.as_other(stranger) as other:
        for method, path in (
            ("GET", ""),
            ("DELETE", ""),
            ("POST", "/secret"),
            ("POST", "/test"),
            ("GET", "/deliveries"),
            ("GET", f"/deliveries/{test}"),
            ("POST", f"/deliveries/{test}/redeliver"),
        ):
            assert (await other.request(method, f"/v1/webhooks/{made}{path}")).status_code == 404
        assert (await other.get("/v1/webhooks")).json()["items"] == []


async def test_what_happens_to_a_persona_arrives_when_a_program_makes_one(allowed: Program, receiver: Receiver) -> None:
    await allowed.post("/v1/webhooks", json={"url": receiver.url()})
    persona_id = await allowed.person("Name: Ada Lovelace", build=False)
    await Desk(allowed.studio.actor, receiver).carry()
    told = {one["kind"]: one for one in receiver.told()}
    assert set(told) == {"webhook_added", "persona_created", "data_added"} and told["data_added"]["numbers"]["count"] == 1
    assert told["persona_created"]["persona_id"] == persona_id
    assert "Ada" not in "".join(one.body for one in receiver.arrived)
