"""Write docs/PROFILE.md from the profile's Pydantic models: `python -m tools.profile_doc`.

A test fails while the file differs from what this renders.
"""

import re
import types
import typing
from pathlib import Path

from pydantic import BaseModel

from persona_app.llm.questions import SINGLE_FIELDS
from persona_app.personas import profile

TARGET = Path(__file__).parents[1] / "docs" / "PROFILE.md"

ORDER: tuple[type[BaseModel], ...] = (
    profile.Profile,
    profile.Identity,
    profile.Personality,
    profile.BigFive,
    profile.BigFiveFactor,
    profile.Speech,
    profile.Claim,
    profile.Contradiction,
    profile.DataCitation,
    profile.LineCitation,
    profile.AuthorCitation,
    profile.InheritedCitation,
)

OPENING = """# The profile

Generated from `persona_app/personas/profile.py` by `python -m tools.profile_doc`; edit the models, not this page.

A profile is what a version knows about a person. Unknown stays unknown: a single value may be null, a list empty, and
nothing is invented to fill either. Every claim carries at least one citation; offsets count Unicode code points of the datum's text
as submitted, so that `text[start:end] == quote`.
"""


def type_name(annotation: object) -> str:
    """An annotation as a reader would say it: `Claim or null`, `list of Claim`."""
    if annotation is type(None):
        return "null"
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return type_name(arguments[0])
    if origin is tuple:
        return f"list of {type_name(arguments[0])}"
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(type_name(argument) for argument in arguments)
    return (
        getattr(annotation, "__name__", str(annotation)).lower()
        if annotation in (str, int, bool)
        else getattr(annotation, "__name__", str(annotation))
    )


def attribute_notes(model: type[BaseModel]) -> dict[str, str]:
    """What the docstring's `Attributes:` section says of each attribute."""
    section = (model.__doc__ or "").partition("Attributes:")[2]
    return {name: " ".join(note.split()) for name, note in re.findall(r"^\s{8}(\w+): (.*(?:\n\s{9,}.*)*)", section, re.M)}


def render_model(model: type[BaseModel]) -> str:
    """One model as a heading, its sentence, and a table of its fields.

    Raises:
        KeyError: a field that the model's docstring does not explain.
    """
    about = " ".join((model.__doc__ or "").partition("Attributes:")[0].split())
    notes = attribute_notes(model)
    rows = [f"| `{field.alias or name}` | {type_name(field.annotation)} | {notes[name]} |" for name, field in model.model_fields.items()]
    return "\n".join([f"## {model.__name__}", "", about, "", "| field | type | meaning |", "|---|---|---|", *rows, ""])


def render_fields() -> str:
    """Which claim field of an engine's answer stands where in the profile."""
    rows = [
        f"| `{field.value}` | `{'.'.join(path)}` | {'one value' if field in SINGLE_FIELDS else 'list'} |"
        for field, path in profile.CLAIM_PATHS.items()
    ]
    head = "## Claim fields\n\nWhat an engine may claim, and where it stands. Two values of a field that holds one are a contradiction.\n"
    return "\n".join([head, "| claim field | place | holds |", "|---|---|---|", *rows, ""])


def render() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(render_model(model) for model in ORDER), render_fields()])


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
