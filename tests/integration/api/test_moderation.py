"""Moderation by program: operators alone."""

import httpx
import pytest

from persona_app.core.db import unit_of_work
from persona_app.publishing.reports import ReportKind
from persona_app.publishing.services.moderating import report_persona
from tests.factories.accounts import make_actor
from tests.factories.publications import Published, make_public
from tests.integration.api.conftest import Program, token_for


@pytest.fixture
def public(program: Program) -> Published:
    """A public persona of the program's account, reported by a visitor."""
    with unit_of_work(acting_for=program.studio.actor.account_id) as session:
        made = make_public(session, actor=program.studio.actor)
    with unit_of_work() as session:
        report_persona(session, slug=made.slug, kind=ReportKind.MISLEADING, words="Nobody bakes so much.", address="::1")
    return made


@pytest.fixture
def operator(program: Program) -> httpx.AsyncClient:
    """A program of the operator's."""
    with unit_of_work() as session:
        actor = make_actor(session, is_operator=True)
    return program.as_other(token_for(actor))


async def test_an_operator_reads_hides_and_shows_again_by_program(program: Program, operator: httpx.AsyncClient, public: Published) -> None:
    (report,) = (await operator.get("/v1/reports")).json()["items"]
    assert (report["words"], report["persona_id"], report["is_hidden"]) == ("Nobody bakes so much.", str(public.persona_id), False)
    address = f"/v1/moderation/{report['persona_id']}"
    assert (await operator.patch(address, json={"is_hidden": True, "reason": ""})).json()["code"] == "reason_missing"
    assert (await operator.patch(address, json={"is_hidden": True, "reason": "It misleads."})).status_code == 204
    assert (await program.get(f"/v1/public/personas/{public.slug}")).status_code == 410
    assert (await operator.get("/v1/reports")).json()["items"] == []
    (settled,) = (await operator.get("/v1/reports", params={"settled": "true"})).json()["items"]
    assert (settled["outcome"], settled["hidden_reason"]) == ("hidden", "It misleads.")
    assert (await operator.patch(address, json={"is_hidden": False, "reason": "Corrected."})).status_code == 204
    assert (await program.get(f"/v1/public/personas/{public.slug}")).status_code == 200


async def test_an_operator_settles_a_report_without_hiding(operator: httpx.AsyncClient, public: Published) -> None:
    (report,) = (await operator.get("/v1/reports")).json()["items"]
    for _ in range(2):
        assert (await operator.patch(f"/v1/reports/{report['id']}", json={"is_settled": True})).status_code == 204
    (settled,) = (await operator.get("/v1/reports", params={"settled": "true"})).json()["items"]
    assert (settled["outcome"], settled["is_hidden"]) == ("dismissed", False)


async def test_nobody_else_moderates(program: Program, public: Published) -> None:
    asked = [
        await program.get("/v1/reports"),
        await program.patch("/v1/reports/00000000-0000-7000-8000-000000000000", json={"is_settled": True}),
        await program.patch(f"/v1/moderation/{public.persona_id}", json={"is_hidden": True, "reason": "Mine."}),
    ]
    assert [(one.status_code, one.json()["code"]) for one in asked] == [(403, "moderator_needed")] * 3
