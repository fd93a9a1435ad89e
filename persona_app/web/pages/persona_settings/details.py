"""What the owner notes about a persona: another name to show, a description, labels, a folder, metadata; and how often it was used."""

from typing import Annotated, Any, Literal
from uuid import UUID

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field

from persona_app.core.config import LONGEST_DESCRIPTION
from persona_app.core.errors import AppError
from persona_app.personas.errors import PersonaChanged
from persona_app.personas.services.describing import Details, checked_facts, describe_persona
from persona_app.personas.services.finding import get_filed
from persona_app.personas.studio_schemas import Fact, FiledPersona, UseKind
from persona_app.web import gateway
from persona_app.web.pages.persona_settings.state import SettingsState
from persona_app.web.session import current_actor
from persona_app.web.shown.quantities import count
from persona_app.web.states.current_persona import persona_id_in
from persona_app.web.states.toasts import tell, tell_failure

Noted = Annotated[str, Field(max_length=LONGEST_DESCRIPTION)]
FactType = Literal["string", "number", "yes_no", "date"]
NUMBER_WRONG = "That is no number. Write it with digits, like 12 or 2.5."
_WORDS = {UseKind.EXPORT: "exported {}", UseKind.COPY: "copied {}", UseKind.PROMPT: "read {}"}


class ShownFact(BaseModel):
    """One line of the metadata, as text."""

    model_config = ConfigDict(frozen=True)

    key: str
    value: str


class DetailsState(rx.State):
    """The form; `fact_type` is the kind of value that is being added.

    A new `saved` puts what is kept in place of what was typed: when it was saved, and when it is another's or was changed elsewhere.
    `of_persona`: whose the form is, once it is known.
    """

    of_persona: str = ""
    display_name: str = ""
    description: str = ""
    labels: str = ""
    folder: str = ""
    facts: list[ShownFact] = []
    fact_type: str = "string"
    used: str = ""
    used_at: str = ""
    lock_version: int = 0
    error: str = ""
    fact_error: str = ""
    saved: int = 0

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        self.error = self.fact_error = ""
        self.fact_type = "string"
        await self._look()

    @rx.event
    async def noted(self, form: dict[str, Noted]) -> None:
        """The details were written and saved; what was typed stays when they are refused."""
        details = Details(
            display_name=form.get("display-name", ""),
            description=form.get("description", ""),
            labels=[name for name in form.get("labels", "").split(",") if name.strip()],
            folder=form.get("folder", ""),
        )
        self.error = await self._save(details, is_noted=True)
        if not self.error:
            await tell(self, "The details are saved.")

    @rx.event
    def type_chosen(self, fact_type: FactType) -> None:
        """Another kind of value is to be added."""
        self.fact_type, self.fact_error = fact_type, ""

    @rx.event
    async def fact_added(self, form: dict[str, Noted]) -> None:
        """A key got a value; one that has the key already is replaced."""
        try:
            value = self._value(form.get("fact-value", ""))
            added = checked_facts({form.get("fact-key", ""): {"type": self.fact_type, "value": value}})
        except AppError as error:
            self.fact_error = error.sentence
            return
        except ValueError:
            self.fact_error = NUMBER_WRONG
            return
        self.fact_error = await self._change({**await self._facts(), **added})

    @rx.event
    async def fact_removed(self, fact_key: Noted) -> None:
        """A key shall go."""
        self.fact_error = await self._change({key: fact for key, fact in (await self._facts()).items() if key != fact_key})

    def _value(self, written: str) -> Any:
        if self.fact_type == "number":
            plain = written.strip().replace(",", ".")
            return int(plain) if plain.lstrip("+-").isdecimal() else float(plain)
        return written == "yes" if self.fact_type == "yes_no" else written

    async def _facts(self) -> dict[str, Fact]:
        return (await gateway.call(get_filed, actor=current_actor(), persona_id=persona_id_in(self))).metadata

    async def _change(self, facts: dict[str, Fact]) -> str:
        return await self._save(Details(metadata=facts))

    async def _save(self, details: Details, *, is_noted: bool = False) -> str:
        """The sentence that says why not; empty when it is saved."""
        actor, persona_id = current_actor(), persona_id_in(self)
        try:
            saved = await gateway.call(
                describe_persona, actor=actor, persona_id=persona_id, details=details, lock_version=self.lock_version
            )
        except PersonaChanged as error:
            self.lock_version = error.lock_version
            return error.sentence
        except AppError as error:
            return error.sentence
        self._show(saved, persona_id, is_noted=is_noted)
        await (await self.get_state(SettingsState))._look()
        return ""

    async def _look(self) -> None:
        try:
            persona_id = persona_id_in(self)
            self._show(await gateway.call(get_filed, actor=current_actor(), persona_id=persona_id), persona_id)
        except AppError as error:
            if error.code != "persona_not_found":
                await tell_failure(self, error)

    def _show(self, filed: FiledPersona, persona_id: UUID, *, is_noted: bool = False) -> None:
        before = (self.of_persona, self.display_name, self.description, self.labels, self.folder)
        self.of_persona = str(persona_id)
        self.display_name, self.description = filed.display_name, filed.description
        self.labels, self.folder = ", ".join(filed.labels), filed.folder or ""
        self.facts = [ShownFact(key=key, value=_words(fact)) for key, fact in sorted(filed.metadata.items())]
        self.lock_version = filed.lock_version
        if is_noted or before != (self.of_persona, self.display_name, self.description, self.labels, self.folder):
            self.saved += 1
        kinds = [_WORDS[kind].format(count(number, "time")) for kind, number in filed.uses.by_kind.items()]
        self.used = ", ".join(kinds).capitalize() if kinds else "Not used yet"
        self.used_at = filed.uses.last_at.isoformat() if filed.uses.last_at else ""


def _words(fact: Fact) -> str:
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    return f"{fact.value:%-d %B %Y}" if fact.type == "date" else str(fact.value)
