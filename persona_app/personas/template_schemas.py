"""Templates as others see them: those that come with the program and an owner's own alike."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Blank(_Frozen):
    """One thing that a template asks for: it stands as `{name}` in the content; a form asks `question` and shows `example`."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)
    question: str = Field(min_length=1, max_length=200)
    example: str = Field("", max_length=300)


class TemplateView(_Frozen):
    """A template.

    Attributes:
        id: of one that comes with the program its slug (`teacher`), of one's own its UUID.
        category: of one that comes with the program; empty for one's own, unless given.
        use_count: how many personas were made from it: by everybody, or of one's own by oneself.
        lock_version: to change it with; 0 for one that comes with the program.
    """

    id: str
    name: str
    description: str
    category: str
    content: str
    placeholders: tuple[Blank, ...]
    is_own: bool
    use_count: int
    lock_version: int = 0
    updated_at: datetime | None = None


class TemplateDraft(_Frozen):
    """What an owner says of a template; placeholders that are not described are asked for by their names."""

    name: str
    description: str = ""
    content: str
    placeholders: tuple[Blank, ...] = ()


class CopiedContent(_Frozen):
    """What a template could be made of: a persona's content, its name as a placeholder."""

    persona_id: UUID
    name: str
    content: str
    placeholders: tuple[Blank, ...] = ()
