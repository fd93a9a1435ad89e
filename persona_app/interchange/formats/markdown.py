"""Markdown with front matter, and system instructions: GEMINI.md, CLAUDE.md, AGENTS.md.

There is no schema: the body is the content, word for word; front matter (YAML between two lines of three hyphens) gives name,
description and tags. `@path` in instructions makes some programs read that file: nothing is ever opened here, and what the file did
not hold itself is put in backquotes when it is written as instructions.
"""

import re
from copy import deepcopy

from pydantic import JsonValue

from persona_app.interchange.claims import Stated, draft_claims, line_of
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Passage, Reading, Snapshot, Written
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.formats.cards import tags_of, text_of
from persona_app.interchange.formats.unplaced import report_on
from persona_app.interchange.sheet import Sheet
from persona_app.interchange.texts import decode, read_yaml, write_yaml
from persona_app.llm.questions import ClaimField

UNNAMED = "Imported instructions"
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^# +(\S.*?)(?: +#+)?[ \t]*$", re.MULTILINE)
_CODE_OR_TOKEN = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|(?P<token>(?<![\w`@/.])@(?=[\w./~-])[^\s`]+)", re.DOTALL)
_NAMES, _DESCRIPTIONS = ("name", "display_name", "title"), ("description", "summary")
PLACED = {
    "description": "the body",
    "personality": "the body",
    "scenario": "the body",
    "system_prompt": "the body",
    "post_history_instructions": "the body",
    "tags": "front matter",
}


def read(data: bytes, *, name: str = "") -> Reading:
    """A text; called after its front matter, else its first title, else its file.

    Raises:
        ImportRefused, ImportTooLarge: it is no text, an empty one, or its front matter can't be read.
    """
    front, body = split(decode(data))
    values = _values(front)
    if not body.strip() and not _first(values, _NAMES):
        raise ImportRefused("The file holds no text.")
    called = _first(values, _NAMES) or _title(body) or name or UNNAMED
    format_ = Format.AGENTS_MD if front is None else Format.MARKDOWN
    stated = [Stated(ClaimField.NAME, ("name",), line_of(called))] if _first(values, _NAMES) else []
    draft = Draft(
        format=format_,
        name=line_of(called),
        description=_first(values, _DESCRIPTIONS),
        content=body,
        tags=tags_of(values.get("tags")),
        passages=(Passage(place="name", label="Name", text=_first(values, _NAMES)), Passage(place="body", label="", text=body)),
        claims=draft_claims(stated),
        kept=Kept(format=format_, value={"front_matter": values, "tokens": list(_tokens(body)), "name": line_of(called)}),
    )
    known = {*_NAMES[:1], "description", "tags"}
    kept = tuple(Loss(place=key, why="kept aside as it is") for key, held in values.items() if key not in known and held)
    return Reading(draft=draft, losses=LossReport(mapped=(*(key for key in values if key in known), "body"), kept=kept))


def write(snapshot: Snapshot, sheet: Sheet, *, wanted: Format) -> Written:
    """Front matter, and the content as it is; instructions that came without front matter go without."""
    kept = snapshot.kept.value if snapshot.kept and snapshot.kept.format in (Format.MARKDOWN, Format.AGENTS_MD) else None
    front = _front_of(snapshot, sheet, kept)
    body = snapshot.content
    if wanted is Format.AGENTS_MD:
        mine = kept.get("tokens") if kept else None
        body = in_backquotes(body, known=frozenset(map(text_of, mine)) if isinstance(mine, list) else frozenset())
    is_bare = wanted is Format.AGENTS_MD and kept is not None and not kept.get("front_matter") and not _is_renamed(sheet, kept)
    head = "" if is_bare else f"---\n{write_yaml(front)}---\n"
    losses = report_on(sheet, placed=PLACED) if kept is None else LossReport(mapped=("front matter", "body"))
    return Written(data=(head + body).encode(), losses=losses)


def sheet_of(value: JsonObject) -> Sheet:
    """What front matter says."""
    held = value.get("front_matter")
    values = held if isinstance(held, dict) else {}
    return Sheet(name=_first(values, _NAMES) or text_of(value.get("name")), tags=tags_of(values.get("tags")))


def split(text: str) -> tuple[str | None, str]:
    """Front matter (None where there is none) and body."""
    found = _FRONT.match(text)
    return (found.group(1), text[found.end() :]) if found else (None, text)


def in_backquotes(text: str, *, known: frozenset[str] = frozenset()) -> str:
    """The text with `@tokens` outside of code in backquotes, but for those that are known."""

    def quoted(found: re.Match[str]) -> str:
        is_bare = found["token"] is not None and found["token"] not in known
        return f"`{found.group()}`" if is_bare else found.group()

    return _CODE_OR_TOKEN.sub(quoted, text)


def _tokens(body: str) -> dict[str, None]:
    return dict.fromkeys(found["token"] for found in _CODE_OR_TOKEN.finditer(body) if found["token"] is not None)


def _values(front: str | None) -> JsonObject:
    value: JsonValue = read_yaml(front) if front and front.strip() else {}
    if not isinstance(value, dict):
        raise ImportRefused("The front matter is no list of names and values.")
    return value


def _first(values: JsonObject, names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := text_of(values.get(name)).strip())), "")


def _title(body: str) -> str:
    found = _TITLE.search(body)
    return found.group(1) if found else ""


def _front_of(snapshot: Snapshot, sheet: Sheet, kept: JsonObject | None) -> JsonObject:
    held = kept.get("front_matter") if kept else None
    values = deepcopy(held) if isinstance(held, dict) else {}
    if kept is None or _is_renamed(sheet, kept) or "name" in values:
        written = sheet_of(kept).name if kept else ""
        if sheet.name != written or "name" not in values:
            values["name"] = sheet.name
    if kept is None:
        values["description"] = _summary(sheet, snapshot)
        values |= {"tags": list(sheet.tags)} if sheet.tags else {}
    return values


def _is_renamed(sheet: Sheet, kept: JsonObject) -> bool:
    return sheet.name != sheet_of(kept).name


def _summary(sheet: Sheet, snapshot: Snapshot) -> str:
    """One sentence, as programs show it when they choose among agents."""
    work = [claim.value for claim in snapshot.profile.occupation[:2]]
    return f"Speaks as {line_of(sheet.name)}" + (f": {'; '.join(work)}" if work else "")
