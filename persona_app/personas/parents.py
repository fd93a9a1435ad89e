"""A child and its parent, as others see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.personas.inheriting import FieldChange, Mode, Origin, State

Follows = Literal["version", "public"]
Ended = Literal["left", "deleted"]
GONE, UNSEEN = "a deleted persona", "a persona that is not public any more"
"""What somebody else's is called that cannot be read: its name went with it, nobody here keeps a copy (decision 28)."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Parent(_Frozen):
    """A persona that can be followed, as it is now: its claims cited as inherited from this version of it.

    `follows` says which side of it is read: a persona of one's own (`version`), or what visitors see (`public`, at `slug`).
    """

    id: UUID
    name: str
    version: int
    follows: Follows
    state: State
    slug: str = ""

    @property
    def kept_name(self) -> str:
        """What is kept of its name: of a public one, which may be somebody else's, nothing."""
        return self.name if self.follows == "version" else ""

    @property
    def called(self) -> str:
        """In a sentence that stays."""
        return f"“{self.kept_name}”" if self.kept_name else "a public persona"


class Tie(_Frozen):
    """What a child has of its parent: as it was when last taken over, what the owner chose, and what that hides of the child's own.

    Of a public parent no name is kept.
    """

    parent_id: UUID
    parent_name: str
    follows: Follows
    version: int
    state: State
    chosen: Mapping[str, Mode]
    aside: State
    declined: Mapping[str, str]
    taken_at: datetime
    ended_at: datetime | None
    ended_why: Ended | None


class FieldView(_Frozen):
    """One field of a child.

    Attributes:
        field: as in the profile's schema, `big_five` or `content`.
        mode: how it stands to the parent's.
        modes: what can be chosen.
        is_chosen: the owner chose so; else it is the default.
        origin: where what is shown comes from.
        shown: the claims in words, or the content.
        theirs: what the parent says, as it was taken over.
        hidden: the child's own that the choice `inherited` hides.
        change: what the parent changed since; None when nothing, or nothing that follows.
    """

    field: str
    title: str
    mode: Mode
    modes: tuple[Mode, ...]
    is_chosen: bool
    origin: Origin
    shown: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    change: FieldChange | None = None


class ParentView(_Frozen):
    """A child's parent, and each field's tie to it.

    Attributes:
        parent_id: None where there is none, or none any more.
        version: the parent's version that the child took over last.
        newest_version: the parent's present one; None when it cannot be read: nothing public is there any more.
        fields: in the order of the profile; the content last. Empty where there is no parent.
        ended_why: `deleted` when the parent is gone; `left` when the owner left it.
        lock_version: the child's, to change something with.
    """

    persona_id: UUID
    parent_id: UUID | None = None
    name: str = ""
    slug: str = ""
    follows: Follows = "version"
    version: int = 0
    newest_version: int | None = None
    taken_at: datetime | None = None
    fields: tuple[FieldView, ...] = ()
    ended_at: datetime | None = None
    ended_why: Ended | None = None
    lock_version: int

    @property
    def changes(self) -> tuple[FieldView, ...]:
        """The fields in which the parent says something else by now."""
        return tuple(each for each in self.fields if each.change is not None)
