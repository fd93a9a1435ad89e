"""Sentences for the person looking, shown in the live region of the shell."""

import secrets
from typing import Annotated

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field

from persona_app.core.errors import AppError
from persona_app.web.gateway import sentence_for

MOST = 4
"""How many toasts are kept."""

ToastId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]


class Toast(BaseModel):
    """One sentence; failures stay until they are dismissed, notices leave by themselves."""

    model_config = ConfigDict(frozen=True)

    id: str
    sentence: str
    is_failure: bool


class ToastState(rx.State):
    """The sentences on screen."""

    toasts: list[Toast] = []

    @rx.event
    def dismissed(self, toast_id: ToastId) -> None:
        """A toast's button was pressed."""
        self.toasts = [toast for toast in self.toasts if toast.id != toast_id]

    @rx.event
    def unexpected_failure(self, error_id: ToastId) -> None:
        """An event failed in a way nobody foresaw; the id leads to the log."""
        self._add(sentence_for(error_id), is_failure=True)

    def _add(self, sentence: str, *, is_failure: bool) -> None:
        toast = Toast(id=secrets.token_hex(4), sentence=sentence, is_failure=is_failure)
        self.toasts = [*self.toasts, toast][-MOST:]


async def tell(state: rx.State, sentence: str) -> None:
    """Show a notice that leaves by itself."""
    (await state.get_state(ToastState))._add(sentence, is_failure=False)


async def tell_failure(state: rx.State, error: AppError) -> None:
    """Show why something was not done, until it is dismissed."""
    (await state.get_state(ToastState))._add(error.sentence, is_failure=True)
