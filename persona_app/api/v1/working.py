"""How a request that started a build is answered: at once, or when the build has ended."""

from http import HTTPStatus

from fastapi import Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from persona_app.api.dependencies import Caller
from persona_app.api.v1.schemas import Accepted
from persona_app.api.waiting import wait_for_run
from persona_app.jobs.schemas import RunState
from persona_app.personas.services.versioning import get_version


async def answer_when_built(caller: Caller, *, accepted: Accepted, seconds: float) -> Response:
    """202 and where to look; after a wait that was asked for and long enough, 200 and the version.

    A run that failed meanwhile is told by 202 with its state: the data are kept, and the run can be retried.
    """
    if not seconds:
        return accepted_answer(accepted)
    run = await wait_for_run(caller, run_id=accepted.run_id, seconds=seconds)
    if run.state is not RunState.DONE or run.version_number is None:
        return accepted_answer(Accepted.of(run))
    version = await caller.call(get_version, persona_id=run.persona_id, number=run.version_number)
    return json_answer(version, headers={"Preference-Applied": f"wait={seconds:g}", "Location": _run(accepted)})


def accepted_answer(accepted: Accepted) -> Response:
    """202: the work goes on, and Location leads to it."""
    return json_answer(accepted, status=HTTPStatus.ACCEPTED, headers={"Location": _run(accepted)})


def json_answer(what: BaseModel, *, status: int = HTTPStatus.OK, headers: dict[str, str] | None = None) -> Response:
    """The model as it is shown everywhere."""
    return Response(what.model_dump_json(by_alias=True), status_code=status, headers=headers, media_type=JSONResponse.media_type)


def _run(accepted: Accepted) -> str:
    return f"/v1/runs/{accepted.run_id}"
