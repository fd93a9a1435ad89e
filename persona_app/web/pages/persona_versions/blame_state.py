"""Who brought what of the opened version."""

from uuid import UUID

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.personas.services.blaming import blame_version
from persona_app.web import gateway, routes
from persona_app.web.session import current_actor
from persona_app.web.shown.blame import ShownBlame, shown_blame
from persona_app.web.states.toasts import tell_failure


class VersionBlameState(rx.State):
    """The blame, while the address asks for it; the address of the version without it, and with it."""

    blame: ShownBlame = ShownBlame()
    plain_href: str = ""
    blame_href: str = ""


async def blame_shown(state: rx.State, persona_id: UUID, *, number: int, is_wanted: bool) -> None:
    """Read it, or leave it out."""
    shown, actor = await state.get_state(VersionBlameState), current_actor()
    shown.plain_href, shown.blame_href = routes.persona_version(persona_id, number), routes.persona_blame(persona_id, number)
    shown.blame = ShownBlame()
    if not is_wanted or not number:
        return
    try:
        found = await gateway.call(blame_version, actor=actor, persona_id=persona_id, number=number)
    except AppError as error:
        await tell_failure(state, error)
        return
    shown.blame = shown_blame(found, persona_id=str(persona_id), reader_id=str(actor.account_id))
