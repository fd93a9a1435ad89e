"""Everything about the account as a file, and its end."""

import asyncio
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.errors import AppError
from persona_app.privacy.clearing import clear_after
from persona_app.privacy.erasing import confirm_and_erase
from persona_app.privacy.exporting import export_account, file_name, note_export
from persona_app.web import gateway, routes, session
from persona_app.web.client_address import client_address
from persona_app.web.form_notes import FormNote, clear_note, set_note
from persona_app.web.http.downloads import OWN_EYES
from persona_app.web.http.guard import actor_of

router = APIRouter()
CurrentActor = Annotated[Actor, Depends(actor_of)]
FORGET = {"Clear-Site-Data": '"cache", "storage"'}
"""What the browser keeps of the account (drafts as one typed, its copy of pages) goes with it, where browsers do this."""


@router.get(routes.EXPORT_ACCOUNT)
async def get_export(actor: CurrentActor) -> Response:
    """The archive, written while it is sent."""
    await gateway.call(note_export, actor=actor)
    named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name(actor))}", "X-Accel-Buffering": "no"}
    content = export_account(actor=actor, settings=get_settings())
    return StreamingResponse(content, media_type="application/zip", headers={**OWN_EYES, **named})


@router.post(routes.ERASE_ACCOUNT)
async def post_erasure(request: Request, actor: CurrentActor, password: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Erase the account, then show the gallery; or the form again, and why not."""
    settings = get_settings()
    address = client_address(request.client.host if request.client else "", request.headers, trusted=settings.trusted_proxies)
    try:
        erased = await gateway.call(confirm_and_erase, actor=actor, password=password, address=address)
    except AppError as error:
        back = RedirectResponse(f"{routes.ACCOUNT}?error={error.code}#erase", status_code=303)
        set_note(back, FormNote(form=routes.ACCOUNT, field="password", sentence=error.sentence, typed={}))
        return back
    await asyncio.to_thread(clear_after, erased, settings=settings)
    gone = RedirectResponse(routes.GALLERY, status_code=303, headers=FORGET)
    session.clear_cookies(gone)
    clear_note(gone)
    return gone
