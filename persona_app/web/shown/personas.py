"""A persona, its data and the trail, as pages show them."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.events.schemas import EventView
from persona_app.personas.schemas import DataSummary, PersonaView
from persona_app.web import routes
from persona_app.web.shown.quantities import count, size

SOURCES = {"manual": "From your texts", "derived": "Derived from another persona", "movie": "From film characters"}
KINDS = {"text": "Pasted text", "url": "Web page", "file": "File", "card": "Imported card"}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownPersona(_Frozen):
    """The head of every page of a persona. Times are ISO 8601."""

    id: str
    name: str
    initial: str
    source: str
    data_count: int
    data_words: str
    version_count: int
    version_words: str
    lock_version: int
    is_archived: bool
    created_at: str
    updated_at: str
    picture: str = ""
    has_parent: bool = False


class ShownParent(_Frozen):
    """The persona that one was derived from; no `href`: it has none, or it is gone."""

    name: str = ""
    href: str = ""


def shown_parent(persona_id: UUID | None, name: str | None) -> ShownParent:
    """The parent's name and address."""
    return ShownParent(name=name, href=routes.persona(persona_id)) if persona_id and name else ShownParent()


def source_words(source: str, *, parent: str = "") -> str:
    """How a persona came to be, in a few words."""
    return f"Derived from {parent}" if source == "derived" and parent else SOURCES.get(source, source.capitalize())


NOBODY = ShownPersona(
    id="", name="", initial="", source="", data_count=0, data_words="", version_count=0, version_words="", lock_version=0,
    is_archived=False, created_at="", updated_at="",
)  # fmt: skip
"""Before the persona is known."""


def shown_persona(view: PersonaView) -> ShownPersona:
    """The persona's head."""
    return ShownPersona(
        id=str(view.id),
        name=view.name,
        initial=next((letter for letter in view.name if letter.isalnum()), ""),
        source=source_words(view.source),
        data_count=view.data_count,
        data_words=count(view.data_count, "text"),
        version_count=view.version_count,
        version_words=count(view.version_count, "version") if view.version_count else "no version yet",
        lock_version=view.lock_version,
        is_archived=view.archived_at is not None,
        created_at=view.created_at.isoformat(),
        updated_at=view.updated_at.isoformat(),
        picture=view.picture_sha256 or "",
        has_parent=view.parent_id is not None or view.source == "derived",
    )


class ShownDatum(_Frozen):
    """One submission in a list. `link` is the original address of a web page, if it is one that may be linked."""

    id: str
    number: int
    kind: str
    title: str
    origin: str
    link: str
    size: str
    extent: str
    href: str
    raw_href: str
    created_at: str


NO_DATUM = ShownDatum(
    id="", number=0, kind="", title="", origin="", link="", size="", extent="", href="", raw_href="", created_at=""
)  # fmt: skip
"""Before one is opened."""


def shown_datum(data: DataSummary, *, persona_id: str) -> ShownDatum:
    """A submission's line."""
    is_link = data.kind == "url" and data.origin.startswith(("http://", "https://"))
    return ShownDatum(
        id=str(data.id),
        number=data.number,
        kind=KINDS.get(data.kind, data.kind.capitalize()),
        title=data.title or f"Text {data.number}",
        origin=data.origin if data.origin != data.title else "",
        link=data.origin if is_link else "",
        size=size(data.size_bytes),
        extent=count(data.char_count, "character"),
        href=routes.persona_datum(persona_id, data.id),
        raw_href=routes.datum_text(persona_id, data.id),
        created_at=data.created_at.isoformat(),
    )


class ShownEvent(_Frozen):
    """One sentence of the trail."""

    id: str
    sentence: str
    at: str
    by: str


def shown_event(event: EventView, *, reader_id: str) -> ShownEvent:
    """What happened, and by whom as the reader sees it."""
    by = "by the build" if event.actor_id is None else "by you" if str(event.actor_id) == reader_id else ""
    return ShownEvent(id=str(event.id), sentence=event.sentence, at=event.at.isoformat(), by=by)
