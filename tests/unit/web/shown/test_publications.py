"""What the Publish page says of a publication, its draft and what it would change."""

from datetime import UTC, datetime

import pytest

from persona_app.core.ids import new_id
from persona_app.publishing.schemas import (
    Asked,
    AttemptState,
    AttemptView,
    DescribedTag,
    Description,
    Face,
    Provenance,
    PublicationState,
    PublicClaim,
    PublicField,
    PublicProfile,
    PublicQuote,
    PublicThought,
    Rating,
)
from persona_app.web.public.preview import preview
from persona_app.web.shown.drafts import find_tags, shown_draft
from persona_app.web.shown.preflight import shown_changes, without_quotes
from persona_app.web.shown.publications import shown_failure, stage_of

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
QUOTE = PublicQuote(words="I wind the clocks <b>on Sundays</b>", source="text")


def attempt(state: AttemptState, *, draft: Description | None = None, why: str = "", replace: bool = False) -> AttemptView:
    return AttemptView(
        id=new_id(), persona_id=new_id(), run_id=new_id(), version_number=2, state=state, why=why,
        asked=Asked(version=2, replace=replace), draft=draft, created_at=NOON, ended_at=None,
    )  # fmt: skip


def state_with(*attempts: AttemptView) -> PublicationState:
    going = (AttemptState.PENDING, AttemptState.REVIEW)
    return PublicationState(
        persona_id=new_id(), publication=None, slug="", attempts=attempts,
        open_attempt=next((one for one in attempts if one.state in going), None),
    )  # fmt: skip


def face(*likes: str, name: str = "Ilse", content: str = "# Ilse") -> Face:
    claims = tuple(PublicClaim(text=like, quotes=(QUOTE,)) for like in likes)
    profile = PublicProfile(fields=(PublicField(name="like", title="Likes", claims=claims),))
    thoughts = (PublicThought(text="Time is kept, not spent.", character="ILSE", movie="The Clock", quote="Time is kept."),)
    made = Provenance(version=1, engine="offline", model="", is_extractive=True, data_count=1, thought_count=1, built_at=NOON)
    return Face(name=name, profile=profile, content=content, content_html="<h2>Ilse</h2>", thoughts=thoughts, provenance=made)


@pytest.mark.parametrize(
    ("newest", "has_version", "stage"),
    [
        (None, False, "empty"),
        (None, True, "preflight"),
        (AttemptState.PENDING, True, "running"),
        (AttemptState.REVIEW, True, "review"),
        (AttemptState.FAILED, True, "preflight"),
        (AttemptState.CANCELLED, True, "preflight"),
    ],
)
def test_the_page_is_about_what_stands_next(newest: AttemptState | None, has_version: bool, stage: str) -> None:
    state = state_with(*([attempt(newest)] if newest else []))
    assert stage_of(state, has_version=has_version, is_replacing=False) == stage


def test_only_the_newest_attempt_is_told_as_failed() -> None:
    failed = attempt(AttemptState.FAILED, why="The model refuses the key.")
    assert shown_failure(state_with(failed)).why == "The model refuses the key."
    assert shown_failure(state_with(attempt(AttemptState.CANCELLED), failed)).why == ""
    assert shown_failure(state_with(attempt(AttemptState.PENDING), failed)).why == ""


@pytest.mark.parametrize(
    ("rating", "open_ones"),
    [
        (Rating.SAFE, ["safe", "suggestive", "explicit"]),
        (Rating.SUGGESTIVE, ["suggestive", "explicit"]),
        (Rating.UNRATED, ["unrated", "explicit"]),
        (Rating.EXPLICIT, ["explicit"]),
    ],
)
def test_a_rating_can_only_be_raised(rating: Rating, open_ones: list[str]) -> None:
    shown = shown_draft(attempt(AttemptState.REVIEW, draft=Description(rating=rating)))
    assert [choice.value for choice in shown.ratings if not choice.is_off] == open_ones


def test_a_draft_says_what_its_button_does_and_what_was_left_out() -> None:
    draft = Description(tags=(DescribedTag(name="sailor", confidence=80),), dropped_tags=1, age=-1)
    shown = shown_draft(attempt(AttemptState.REVIEW, draft=draft))
    assert (shown.confirm_label, shown.age) == ("Publish version 2", "")
    assert shown.dropped_words == "1 word that the list does not have was left out."
    assert shown_draft(attempt(AttemptState.REVIEW, draft=draft, replace=True)).confirm_label == "Replace it by version 2"


def test_tags_are_found_by_name_first_then_by_other_words_and_not_twice() -> None:
    names = [tag.name for tag in find_tags("Sailor", but=frozenset())]
    assert names[0] == "sailor"
    by_synonym = next(tag for tag in find_tags("seafarer", but=frozenset()) if tag.name == "sailor")
    assert by_synonym.also == "seafarer"
    assert "sailor" not in {tag.name for tag in find_tags("sailor", but=frozenset({"sailor"}))}
    assert find_tags("   ", but=frozenset()) == ()
    assert find_tags("qqqqq", but=frozenset()) == ()


def test_a_change_names_what_goes_and_what_comes_whatever_the_order() -> None:
    before, after = face("tea", "rain"), face("rain", "coffee", name="Ilse Brandt")
    changes = {change.field: change for change in shown_changes(before, after)}
    assert (changes["Likes"].removed, changes["Likes"].added) == (("tea",), ("coffee",))
    assert (changes["Its name"].removed, changes["Its name"].added) == (("Ilse",), ("Ilse Brandt",))
    assert set(changes) == {"Likes", "Its name"}
    assert shown_changes(face("tea", "rain"), face("rain", "tea")) == ()


def test_the_preview_is_the_page_without_what_acts_and_without_quotes_unless_they_are_shown() -> None:
    def drawn(shown: Face) -> str:
        return preview(shown, persona_id=new_id(), creator="edda", source="manual")

    whole, closed = drawn(face("tea")), drawn(without_quotes(face("tea")))
    for html in (whole, closed):
        assert "Ilse" in html
        assert "<form" not in html
        assert "<h1>" not in html
    assert "I wind the clocks &lt;b&gt;on Sundays" in whole
    assert "I wind the clocks" not in closed
    assert "Time is kept." not in closed
