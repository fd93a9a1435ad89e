"""Starting points for a persona: system instructions with places to fill in, read from `templates/<slug>.md`.

A file is TOML between two lines of `+++` (name, description, category, placeholders) and then the content in Markdown, in which
`{name}` marks the place of a placeholder.
"""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from persona_app.personas.errors import PlaceholderMissing

FOLDER = files(__package__) / "templates"
_FRONT = re.compile(r"\A\+\+\+\n(?P<front>.*?)^\+\+\+\n(?P<content>.*)\Z", flags=re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"(?<!\{)\{([a-z][a-z0-9_]*)\}(?!\})")
"""One pair of braces: `{{char}}` is a macro of character cards and stays one."""


class TemplateCategory(StrEnum):
    """What a template is for, in the order in which the categories are shown."""

    DEVELOPMENT = "development"
    WRITING = "writing"
    BUSINESS = "business"
    RESEARCH = "research"
    SERVICE = "service"
    EDUCATION = "education"
    PRACTICE = "practice"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Placeholder(_Frozen):
    """One thing to fill in: `question` is what a form asks, `example` what it shows in the empty field."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)
    question: str = Field(pattern=r"^\S.*[?.]$", max_length=200)
    example: str = Field(pattern=r"^\S", max_length=300)


class Template(_Frozen):
    """A starting point; `slug` is the file's name, `content` the Markdown with its marks."""

    slug: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
    name: str = Field(min_length=1, max_length=100)
    description: str = Field(min_length=1, max_length=1000)
    category: TemplateCategory
    placeholders: tuple[Placeholder, ...] = ()
    content: str = Field(pattern=r"^# \S")

    @model_validator(mode="after")
    def _asks_once_for_what_it_uses(self) -> Self:
        names = [placeholder.name for placeholder in self.placeholders]
        if len(set(names)) < len(names):
            raise ValueError("two placeholders have the same name")
        if unused := set(names) - set(_MARK.findall(self.content)):
            raise ValueError(f"asked for and not used: {', '.join(sorted(unused))}")
        return self


class TemplateFileWrong(ValueError):
    """A template's file cannot be used: a fault of whoever edited it, never of somebody who fills it in."""

    def __init__(self, slug: str, fault: str) -> None:
        super().__init__(f"templates/{slug}.md cannot be used: {fault}")


@cache
def read_templates() -> tuple[Template, ...]:
    """All templates that come with the program, by category and name.

    Raises:
        TemplateFileWrong: see `parse_template`.
    """
    texts = {file.name.removesuffix(".md"): file.read_text("utf-8") for file in FOLDER.iterdir() if file.name.endswith(".md")}
    found = [parse_template(slug, text) for slug, text in texts.items()]
    places = list(TemplateCategory)
    return tuple(sorted(found, key=lambda template: (places.index(template.category), template.name)))


def parse_template(slug: str, text: str) -> Template:
    """The template that a file holds.

    Raises:
        TemplateFileWrong: no front matter, no TOML in it, a field missing, unknown or out of bounds, a placeholder that stands twice or
            nowhere in the content, or a content that does not begin with a heading.
    """
    parts = _FRONT.match(text)
    if not parts:
        raise TemplateFileWrong(slug, "it does not begin with TOML between two lines of +++.")
    try:
        front = tomllib.loads(parts["front"])
        return Template.model_validate({**front, "slug": slug, "content": parts["content"].strip() + "\n"})
    except tomllib.TOMLDecodeError as error:
        raise TemplateFileWrong(slug, f"its front matter is not TOML ({error}).") from None
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, one['loc'])) or 'placeholders'}: {one['msg']}" for one in error.errors())
        raise TemplateFileWrong(slug, "; ".join(faults) + ".") from None


def fill(template: Template, values: Mapping[str, str]) -> str:
    """The content with every placeholder replaced; braces that are no placeholder of it stay, also those inside a value.

    Raises:
        PlaceholderMissing: a placeholder has no value, or a blank one.
    """
    asked = {placeholder.name: placeholder.question for placeholder in template.placeholders}
    return fill_in(template.content, values, asked=asked, name=template.name)


def fill_in(content: str, values: Mapping[str, str], *, asked: Mapping[str, str], name: str) -> str:
    """The same for any content: `asked` has a question for each placeholder, `name` is what the template is called.

    Raises:
        PlaceholderMissing: a placeholder has no value, or a blank one.
    """
    given = {each: value.strip() for each, value in values.items() if value.strip()}
    if missing := {each: question for each, question in asked.items() if each not in given}:
        raise PlaceholderMissing(template=name, questions=missing)
    return _MARK.sub(lambda mark: given[mark[1]] if mark[1] in asked else mark[0], content)


def fill_so_far(content: str, values: Mapping[str, str]) -> str:
    """The content with what was given so far, for a look at it; other marks stay."""
    given = {each: value.strip() for each, value in values.items() if value.strip()}
    return _MARK.sub(lambda mark: given.get(mark[1], mark[0]), content)


def marks_of(content: str) -> tuple[str, ...]:
    """The names that stand as `{name}` in a content, each once, in order."""
    return tuple(dict.fromkeys(_MARK.findall(content)))


def with_mark(content: str, *, words: str, name: str) -> str:
    """The content with a mark in place of these words, wherever they stand by themselves."""
    return re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", f"{{{name}}}", content) if words.strip() else content
