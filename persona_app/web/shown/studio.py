"""The studio's list as it is shown: a row for each persona, the shelf beside it, what is on its way out."""

from pydantic import BaseModel, ConfigDict

from persona_app.jobs.schemas import RunState, RunView
from persona_app.personas.studio_schemas import Folder, Found, Going, OwnLabel, SavedSearchView, StudioCard
from persona_app.publishing.schemas import Visibility
from persona_app.web import routes
from persona_app.web.components.portrait import initial_of
from persona_app.web.shown.asked import Asked
from persona_app.web.shown.personas import source_words
from persona_app.web.shown.quantities import count

NOT_BUILT = "Not built yet"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Card(_Frozen):
    """One persona as the list shows it; `failure` says why the newest build did not come to its end, `visible` who else sees it.

    `called` is its name, where it is shown under another one. `is_going`: it is deleted in some seconds.
    """

    id: str
    href: str
    name: str
    called: str
    initial: str
    picture: str
    summary: str
    source: str
    data: str
    version: str
    activity: str
    is_live: bool
    failure: str
    visible: str
    folder: str
    labels: list[str]
    used: str
    used_at: str
    changed_at: str
    is_going: bool

    @classmethod
    def of(cls, persona: StudioCard, run: RunView | None, *, parent: str = "", visibility: Visibility | None = None) -> "Card":
        """What is shown of a persona."""
        shown = persona.display_name or persona.name
        return cls(
            id=str(persona.id),
            href=routes.persona(persona.id),
            name=shown,
            called=persona.name if shown != persona.name else "",
            initial=initial_of(shown),
            picture=persona.picture_sha256 or "",
            summary=persona.description or persona.summary,
            source=source_words(persona.source, parent=parent) if persona.source != "manual" else "",
            data=count(persona.data_count, "text") if persona.data_count or persona.source == "manual" else "",
            version=f"Version {persona.version_count}" if persona.version_count else "",
            activity=_activity(run, has_version=persona.version_count > 0),
            is_live=run is not None and run.is_active,
            failure=f"The build failed: {run.sentence}" if run is not None and run.state is RunState.FAILED else "",
            visible=visibility.value.capitalize() if visibility is not None else "",
            folder=persona.folder or "",
            labels=list(persona.labels),
            used=count(persona.use_count, "use") if persona.use_count else "",
            used_at=persona.used_at.isoformat() if persona.used_at else "",
            changed_at=persona.updated_at.isoformat(),
            is_going=persona.deleted_at is not None,
        )


def _activity(run: RunView | None, *, has_version: bool) -> str:
    if run is not None and run.is_active:
        return "Building" if run.state is not RunState.QUEUED else "In the queue"
    has_failed = run is not None and run.state is RunState.FAILED
    return "" if has_version or has_failed else NOT_BUILT


class ShelfItem(_Frozen):
    """A folder, a label or a saved search on the shelf; `href` is where a saved search leads."""

    id: str
    name: str
    count: str
    href: str

    @classmethod
    def of(cls, one: Folder | OwnLabel | SavedSearchView) -> "ShelfItem":
        """What is shown of it."""
        if isinstance(one, SavedSearchView):
            return cls(id=str(one.id), name=one.name, count="", href=Asked.of_search(one.search).address)
        return cls(id=str(one.id), name=one.name, count=f"{one.count:,}", href="")


class ShownGoing(_Frozen):
    """Personas on their way out; `due_at` is ISO 8601."""

    batch_id: str
    words: str
    due_at: str

    @classmethod
    def of(cls, going: Going) -> "ShownGoing":
        """What is shown of it."""
        words = f"{count(going.count, 'persona')} {'goes' if going.count == 1 else 'go'} for good"
        return cls(batch_id=str(going.batch_id), words=words, due_at=going.due_at.isoformat())


def found_words(found: Found, *, is_narrowed: bool, is_archived: bool) -> str:
    """How many there are, in words."""
    many = ("More than " if found.is_more else "") + count(found.count, "persona")
    if is_narrowed:
        return f"{many} found"
    return f"{many} in the archive" if is_archived else many
