"""What was derived for a publication, as its owner looks it over."""

from pydantic import BaseModel, ConfigDict

from persona_app.publishing.schemas import AttemptView, DescribedTag, Gender, Rating, rank_of
from persona_app.publishing.tagging import Tag, fold, read_tags
from persona_app.web.shown.quantities import count

FOUND_MOST = 12
GENDERS = {
    Gender.UNKNOWN: "Unknown",
    Gender.FEMALE: "Female",
    Gender.MALE: "Male",
    Gender.NONBINARY: "Nonbinary",
    Gender.OTHER: "Other",
}
RATINGS = {
    Rating.SAFE: ("Safe", "For everybody."),
    Rating.SUGGESTIVE: ("Suggestive", "Shown to everybody, and named as such."),
    Rating.UNRATED: ("Unrated", "Nothing could judge it. It counts as adult."),
    Rating.EXPLICIT: ("Explicit", "Only for those who ask for adult content; never in previews."),
}
"""By how far each keeps a persona from others, see `rank_of`."""
SURE = 100
"""The confidence of a tag that the owner adds."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownDraftTag(_Frozen):
    """A tag as it would be published, and how sure the engine is of it."""

    name: str
    words: str


class ShownFoundTag(_Frozen):
    """A tag of the curated list; `also` is the other word by which it was found."""

    name: str
    category: str
    also: str = ""


class ShownChoice(_Frozen):
    """One value of several."""

    value: str
    title: str
    words: str = ""
    is_off: bool = False


class ShownDraft(_Frozen):
    """The draft of an attempt; no `attempt_id`: there is none to look over."""

    attempt_id: str = ""
    title: str = ""
    confirm_label: str = ""
    headline: str = ""
    tags: tuple[ShownDraftTag, ...] = ()
    dropped_words: str = ""
    rating: str = ""
    rating_words: str = ""
    rating_passage: str = ""
    ratings: tuple[ShownChoice, ...] = ()
    gender: str = ""
    genders: tuple[ShownChoice, ...] = tuple(ShownChoice(value=one.value, title=name) for one, name in GENDERS.items())
    age: str = ""


def shown_draft(attempt: AttemptView) -> ShownDraft:
    """The draft of an attempt that waits for its owner's word."""
    draft = attempt.draft
    if draft is None:
        return ShownDraft()
    number = attempt.version_number
    dropped = f"{count(draft.dropped_tags, 'word')} that the list does not have {'was' if draft.dropped_tags == 1 else 'were'} left out."
    return ShownDraft(
        attempt_id=str(attempt.id),
        title=f"Look version {number} over",
        confirm_label=f"Replace it by version {number}" if attempt.asked.replace else f"Publish version {number}",
        headline=draft.headline,
        tags=tuple(shown_tag(tag) for tag in draft.tags),
        dropped_words=dropped if draft.dropped_tags else "",
        rating=draft.rating.value,
        rating_words=_rating_words(draft.rating),
        rating_passage=draft.rating_passage,
        ratings=tuple(
            ShownChoice(value=one.value, title=title, words=words, is_off=rank_of(one) < rank_of(draft.rating))
            for one, (title, words) in RATINGS.items()
            if one is not Rating.UNRATED or draft.rating is Rating.UNRATED
        ),
        gender=draft.gender.value,
        age=str(draft.age) if draft.age >= 0 else "",
    )


def _rating_words(rating: Rating) -> str:
    if rating is Rating.UNRATED:
        return "Nothing here could judge the text, so it stays unrated unless you say that it is explicit."
    return "It can be raised here and later, never lowered." if rating is not Rating.EXPLICIT else "It cannot be lowered."


def shown_tag(tag: DescribedTag) -> ShownDraftTag:
    """A tag with how sure the engine is of it."""
    return ShownDraftTag(name=tag.name, words=f"{tag.confidence} %")


def own_tag(name: str) -> ShownDraftTag:
    """A tag that the owner added."""
    return shown_tag(DescribedTag(name=name, confidence=SURE)).model_copy(update={"words": "yours"})


def find_tags(words: str, *, but: frozenset[str]) -> tuple[ShownFoundTag, ...]:
    """Tags of the curated list whose name, a synonym or category begins with or holds these words; the best first."""
    wanted = fold(words)
    if not wanted:
        return ()
    ranked = sorted((rank, at, tag) for at, tag in enumerate(read_tags()) if tag.name not in but and (rank := _rank(tag, wanted)) < 9)
    return tuple(ShownFoundTag(name=tag.name, category=tag.category.value, also=_also(tag, wanted)) for _, _, tag in ranked[:FOUND_MOST])


def _also(tag: Tag, wanted: str) -> str:
    """The synonym that holds the words, unless the name does."""
    return "" if wanted in fold(tag.name) else next((one for one in tag.synonyms if wanted in fold(one)), "")


def _rank(tag: Tag, wanted: str) -> int:
    """0: called exactly so; then by how its words begin; 9: nothing in common."""
    name, others = fold(tag.name), [fold(one) for one in tag.synonyms]
    if wanted in {name, *others}:
        return 0
    if name.startswith(wanted):
        return 1
    if any(one.startswith(wanted) for one in others):
        return 2
    if wanted in name or any(wanted in one for one in others):
        return 3
    return 4 if tag.category.value.startswith(wanted) else 9
