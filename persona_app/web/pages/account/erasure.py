"""What erasing the account would take, told before the password is asked."""

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.core.plurals import counted
from persona_app.privacy.erasing import ErasurePlan, plan_erasure
from persona_app.web import gateway, routes
from persona_app.web.form_notes import find_note
from persona_app.web.session import current_actor
from persona_app.web.states.toasts import tell_failure


class ErasureState(rx.State):
    """What would go; why it cannot, if so; and what was wrong with the form that was sent."""

    going: list[str] = []
    why_not: str = ""
    failure: str = ""
    is_known: bool = False

    @rx.event
    async def opened(self) -> None:
        """The account page was opened, possibly sent back by the server."""
        note = find_note(self.router.headers.cookie, form=routes.ACCOUNT) if "error" in self.router.url.query_parameters else None
        self.failure = note.sentence if note else ""
        try:
            plan = await gateway.call(plan_erasure, actor=current_actor())
        except AppError as error:
            await tell_failure(self, error)
            return
        self.going, self.why_not, self.is_known = told(plan), plan.why_not, True


def told(plan: ErasurePlan) -> list[str]:
    """What goes, in sentences; what is not there is not told."""
    lines = [f"{counted(plan.personas, 'persona')} with {counted(plan.versions, 'version')} and {counted(plan.data, 'text')}"]
    lines += [f"{counted(plan.public_personas, 'public page')}, which will answer that they are gone"] if plan.public_personas else []
    lines += [counted(plan.import_files, "imported file")] if plan.import_files else []
    lines += [counted(plan.pictures, "picture")] if plan.pictures else []
    lines += [f"{counted(plan.tokens, 'token')}: the programs that use them are refused"] if plan.tokens else []
    lines += [counted(plan.likes, "like")] if plan.likes else []
    lines += [f"{counted(plan.active_runs, 'run')} under way"] if plan.active_runs else []
    return [*lines, "the address, the handle, every session, and what this browser keeps of drafts"]
