"""About the interface itself: whether it answers, and how it is described. These need no token."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from persona_app.api.dependencies import GuardedRoute
from persona_app.api.health import check
from persona_app.api.openapi import open_problems
from persona_app.api.reference import CONTENT_POLICY, page_of
from persona_app.api.v1.schemas import Health

router = APIRouter(route_class=GuardedRoute, tags=["about"])


@router.get("/v1/health", responses=open_problems())
async def get_health() -> Health:
    """Whether the program and its database answer."""
    await check()
    return Health()


@router.get("/v1/openapi.json", include_in_schema=False)
async def get_openapi_document(request: Request) -> Response:
    """The OpenAPI document."""
    return Response(request.app.state.openapi_json, media_type="application/json", headers={"Cache-Control": "no-cache"})


@router.get("/v1/docs", include_in_schema=False)
async def get_reference(request: Request) -> HTMLResponse:
    """The same for people: one page without scripts, from nowhere else."""
    return HTMLResponse(page_of(request.app.openapi()), headers={"Content-Security-Policy": CONTENT_POLICY, "Cache-Control": "no-cache"})
