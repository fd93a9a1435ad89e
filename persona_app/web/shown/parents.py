"""A child and its parent, as the page shows them: field by field, and what the parent changed."""

from pydantic import BaseModel, ConfigDict

from persona_app.personas.claims import claim_text
from persona_app.personas.comparing import compare_texts
from persona_app.personas.inheriting import BIG_FIVE, CONTENT, FieldChange, Mode
from persona_app.personas.parents import FieldView, ParentView
from persona_app.web import routes
from persona_app.web.shown.comparisons import ShownPiece

MODES = {Mode.INHERITED: "Inherited", Mode.OVERRIDDEN: "Own", Mode.APPENDED: "Both"}
ORIGINS = {"parent": "from the parent", "own": "its own", "both": "the parent's and its own", "nothing": "nothing yet"}
MOST_SHOWN = 6
SHOWN_CONTENT = 280


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownMode(_Frozen):
    """A choice for a field."""

    value: str
    label: str
    is_present: bool


class ShownField(_Frozen):
    """One field of a child."""

    field: str
    title: str
    origin: str
    origin_words: str
    modes: tuple[ShownMode, ...]
    words: tuple[str, ...]
    more: str
    hidden: str
    is_text: bool


class ShownChange(_Frozen):
    """What the parent changed in a field: what went and came, or the content with both."""

    field: str
    title: str
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    pieces: tuple[ShownPiece, ...] = ()


class ShownTie(_Frozen):
    """A child's parent. `state` is `none`, `followed`, `deleted`."""

    state: str = "none"
    parent_id: str = ""
    name: str = ""
    called: str = ""
    initial: str = ""
    href: str = ""
    what: str = ""
    standing: str = ""
    is_readable: bool = True
    taken_at: str = ""
    ended_at: str = ""
    lock_version: int = 0
    fields: tuple[ShownField, ...] = ()
    empty_titles: str = ""
    changes: tuple[ShownChange, ...] = ()
    change_words: str = ""


def shown_tie(view: ParentView) -> ShownTie:
    """The tie, in words. Fields in which neither says anything are only named."""
    told = {"name": view.name, "initial": next((letter for letter in view.name if letter.isalnum()), ""), "lock_version": view.lock_version}
    if view.ended_why == "deleted" and view.ended_at:
        called = "Its parent, a public persona," if view.follows == "public" else f"Its parent “{view.name}”"
        return ShownTie(state="deleted", ended_at=view.ended_at.isoformat(), called=called, **told)
    if view.parent_id is None or view.taken_at is None:
        return ShownTie(**told)
    spoken = [each for each in view.fields if each.shown or each.theirs or each.hidden]
    changes = tuple(_change(each, each.change) for each in view.fields if each.change is not None)
    is_public = view.follows == "public"
    return ShownTie(
        state="followed",
        parent_id=str(view.parent_id),
        href=(routes.public_page(view.slug) if view.slug else "") if is_public else routes.persona(view.parent_id),
        what="Its public version, and nothing else of it" if is_public else "One of your own personas, as it is",
        standing=_standing(view),
        is_readable=view.newest_version is not None,
        taken_at=view.taken_at.isoformat(),
        fields=tuple(_field(each) for each in spoken),
        empty_titles=", ".join(each.title for each in view.fields if each not in spoken),
        changes=changes,
        change_words="1 field that follows it" if len(changes) == 1 else f"{len(changes)} fields that follow it",
        **told,
    )


def _standing(view: ParentView) -> str:
    if view.newest_version is None:
        return f" from version {view.version}; it cannot be read at present."
    if view.newest_version == view.version:
        return f" from version {view.version}, its newest."
    return f" from version {view.version}; its newest is {view.newest_version}."


def _field(view: FieldView) -> ShownField:
    is_text = view.field == CONTENT
    words = tuple(_short(each) for each in view.shown) if is_text else view.shown[:MOST_SHOWN]
    hidden = len(view.hidden)
    return ShownField(
        field=view.field,
        title=view.title,
        origin=view.origin,
        origin_words=ORIGINS[view.origin],
        modes=tuple(ShownMode(value=each.value, label=MODES[each], is_present=each is view.mode) for each in view.modes),
        words=words,
        more="" if is_text or len(view.shown) <= MOST_SHOWN else f"and {len(view.shown) - MOST_SHOWN} more",
        hidden="" if not hidden else _hidden(view, is_text=is_text),
        is_text=is_text,
    )


def _hidden(view: FieldView, *, is_text: bool) -> str:
    if is_text:
        return "Your own content is kept, and hidden by this."
    what = "scores" if view.field == BIG_FIVE else ", ".join(f"“{each}”" for each in view.hidden[:3])
    return f"Kept, and hidden by this: {what}{' …' if len(view.hidden) > 3 else ''}"


def _short(text: str) -> str:
    """The beginning of a content, without the marks of its headings and without empty lines."""
    lines = [line.lstrip("# ").rstrip() for line in text.split("\n")]
    plain = "\n".join(line for line in lines if line)
    return plain if len(plain) <= SHOWN_CONTENT else plain[:SHOWN_CONTENT].rsplit(" ", 1)[0] + " …"


def _change(view: FieldView, change: FieldChange) -> ShownChange:
    if view.field == CONTENT:
        pieces = compare_texts(change.before, change.after)
        return ShownChange(field=view.field, title=view.title, pieces=tuple(_piece(each.change.value, each.text) for each in pieces))
    if view.field == BIG_FIVE:
        told = {"gone": (change.before,) if change.before else (), "new": (change.after,) if change.after else ()}
        return ShownChange(field=view.field, title=view.title, **told)
    gone, new = (tuple(claim_text(each) for each in claims) for claims in (change.gone, change.new))
    return ShownChange(field=view.field, title=view.title, gone=gone, new=new)


def _piece(change: str, text: str) -> ShownPiece:
    """Long stretches that stayed are cut in the middle."""
    if change != "same" or len(text) <= 2 * SHOWN_CONTENT:
        return ShownPiece(change=change, text=text)
    return ShownPiece(change=change, text=f"{text[:SHOWN_CONTENT].rsplit(' ', 1)[0]} … {text[-SHOWN_CONTENT:].split(' ', 1)[-1]}")
