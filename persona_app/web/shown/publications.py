"""What is public of a persona, and what was tried, as its owner sees it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from persona_app.publishing.schemas import (
    AttemptState,
    AttemptView,
    PublicationState,
    PublicationView,
    Rating,
    Visibility,
    rank_of,
)
from persona_app.web import routes
from persona_app.web.shown.drafts import RATINGS, ShownChoice
from persona_app.web.shown.quantities import count

Stage = Literal["loading", "empty", "preflight", "running", "review", "published"]

VISIBILITIES = {Visibility.PRIVATE: "Withdrawn", Visibility.UNLISTED: "Unlisted", Visibility.PUBLIC: "Public"}
ATTEMPTS = {
    AttemptState.PENDING: "Being prepared",
    AttemptState.REVIEW: "Waits for your word",
    AttemptState.DONE: "Published",
    AttemptState.FAILED: "Failed",
    AttemptState.CANCELLED: "Given up",
}
KEPT = "Nothing was published: the persona, and what is public of it already, are as they were."


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownPublication(_Frozen):
    """What is public; no `slug`: nothing ever was. `url` is the whole address, `ratings` are those it can still be raised to."""

    slug: str = ""
    href: str = ""
    url: str = ""
    name: str = ""
    headline: str = ""
    visibility: str = ""
    visibility_words: str = ""
    version_number: int = 0
    version_href: str = ""
    tags: tuple[str, ...] = ()
    likes: str = ""
    rating: str = ""
    rating_title: str = ""
    rating_words: str = ""
    ratings: tuple[ShownChoice, ...] = ()
    quotes_words: str = ""
    shows_quotes: bool = False
    is_visible: bool = False
    is_hidden: bool = False
    hidden_reason: str = ""
    is_withdrawn: bool = False
    withdrawn_at: str = ""
    published_at: str = ""
    consented_at: str = ""
    changed_at: str = ""


class ShownAttempt(_Frozen):
    """One attempt, in a list."""

    id: str
    title: str
    state: str
    words: str
    why: str
    created_at: str


class ShownFailure(_Frozen):
    """Why the last attempt failed; no `why`: it did not. `run_id` can be gone on with, if there is one."""

    title: str = ""
    why: str = ""
    kept: str = ""
    run_id: str = ""


def stage_of(state: PublicationState, *, has_version: bool, is_replacing: bool) -> Stage:
    """What the page is about now."""
    if state.open_attempt is not None:
        return "review" if state.open_attempt.state is AttemptState.REVIEW else "running"
    if state.is_public and not is_replacing:
        return "published"
    return "preflight" if has_version else "empty"


def shown_publication(view: PublicationView, *, site: str) -> ShownPublication:
    """The publication; `site` is how addresses of this installation begin."""
    title, words = RATINGS[view.rating]
    return ShownPublication(
        slug=view.slug,
        href=routes.public_page(view.slug),
        url=site.rstrip("/") + routes.public_page(view.slug),
        name=view.public_name,
        headline=view.headline,
        visibility=view.visibility.value,
        visibility_words=VISIBILITIES[view.visibility],
        version_number=view.version_number,
        version_href=routes.persona_version(view.persona_id, view.version_number),
        tags=tuple(tag.name for tag in view.tags),
        likes=count(view.likes, "like"),
        rating=view.rating.value,
        rating_title=title,
        rating_words=words,
        ratings=tuple(
            ShownChoice(value=one.value, title=name, words=said)
            for one, (name, said) in RATINGS.items()
            if rank_of(one) > rank_of(view.rating) and one is not Rating.UNRATED
        ),
        quotes_words="With the quotes behind its claims" if view.shows_quotes else "Without the quotes behind its claims",
        shows_quotes=view.shows_quotes,
        is_visible=view.is_visible,
        is_hidden=view.hidden_at is not None,
        hidden_reason=view.hidden_reason,
        is_withdrawn=view.visibility is Visibility.PRIVATE,
        withdrawn_at=view.withdrawn_at.isoformat() if view.withdrawn_at else "",
        published_at=view.published_at.isoformat(),
        consented_at=view.consented_at.isoformat(),
        changed_at=view.changed_at.isoformat(),
    )


def shown_attempt(view: AttemptView) -> ShownAttempt:
    """An attempt's line."""
    how = "in place of the public one" if view.asked.replace else view.asked.visibility.value
    return ShownAttempt(
        id=str(view.id),
        title=f"Version {view.version_number}, {how}",
        state=view.state.value,
        words=ATTEMPTS[view.state],
        why=view.why,
        created_at=view.created_at.isoformat(),
    )


def shown_failure(state: PublicationState) -> ShownFailure:
    """How the last attempt failed, unless another is going on or it did not fail."""
    newest = next(iter(state.attempts), None)
    if newest is None or newest.state is not AttemptState.FAILED or state.open_attempt is not None:
        return ShownFailure()
    return ShownFailure(
        title=f"Version {newest.version_number} was not published", why=newest.why, kept=KEPT, run_id=str(newest.run_id or "")
    )
