"""Film characters: as they are found, how 500 lines are shared out among those chosen, and one of them looked at."""

from collections.abc import Collection, Sequence
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.enrichment.sampling import DIALOGUES
from persona_app.enrichment.schemas import ContributionView, EnrichmentState, EnrichmentView, Split
from persona_app.movies.schemas import CharacterPage, CharacterView, MovieView
from persona_app.web import routes
from persona_app.web.shown.quantities import count

NUMBERS_FIT = 8
"""Parts of the bar that have room for a number each."""
PARTNERS_SHOWN = 6
NAMES_SHOWN = 3


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownCharacter(_Frozen):
    """A character in a list; `film` is the film with year and genres, `label` tells it from others of the same name."""

    id: str
    name: str
    film: str
    lines: str
    label: str


class ShownShare(_Frozen):
    """A chosen character and the lines that are read; `weight` is the width of its part of the bar."""

    id: str
    name: str
    movie: str
    share: str
    words: str
    weight: str
    label: str


class ShownSplit(_Frozen):
    """How the lines are shared out; `sentence` says so, `label` is the button's."""

    shares: tuple[ShownShare, ...] = ()
    total: int = 0
    sentence: str = ""
    label: str = ""
    has_numbers: bool = True


class ShownPartner(_Frozen):
    """Whom a character talks with."""

    id: str
    name: str
    lines: str


class ShownSampleLine(_Frozen):
    """One line of a character."""

    id: str
    text: str


class ShownCard(_Frozen):
    """A character looked at."""

    id: str = ""
    name: str = ""
    film: str = ""
    facts: tuple[str, ...] = ()
    partners: tuple[ShownPartner, ...] = ()
    more_partners: str = ""
    lines: tuple[ShownSampleLine, ...] = ()
    label: str = ""


class ShownContribution(_Frozen):
    """What one character gave; `href` leads to its thoughts."""

    id: str
    name: str
    film: str
    words: str
    weight: str
    href: str


class ShownEnrichment(_Frozen):
    """One run's characters, and what came of them."""

    id: str
    title: str
    facts: tuple[str, ...]
    note: str
    at: str
    href: str
    characters: tuple[ShownContribution, ...]


def film_of(title: str, year: int | None, genres: Sequence[str] = ()) -> str:
    """`The Salt Office (1974)`, with its genres behind a dot."""
    named = f"{title} ({year})" if year else title
    return f"{named} · {', '.join(genres)}" if genres else named


def shown_character(view: CharacterView) -> ShownCharacter:
    """A character's row."""
    return ShownCharacter(
        id=str(view.id),
        name=view.name,
        film=film_of(view.movie, view.year, view.genres),
        lines=count(view.line_count, "line"),
        label=f"{view.name}, {film_of(view.movie, view.year)}",
    )


def shown_split(split: Split) -> ShownSplit:
    """The bar, its numbers, and the sentence above the button."""
    shares = tuple(
        ShownShare(
            id=str(each.character_id),
            name=each.name,
            movie=film_of(each.movie, each.year),
            share=str(each.share),
            words=f"{each.share:,} of {count(each.available, 'line')}",
            weight=str(each.share),
            label=f"{each.name}, {film_of(each.movie, each.year)}",
        )
        for each in split.characters
    )
    return ShownSplit(
        shares=shares,
        total=split.total,
        sentence=_sentence(split),
        label=f"Read {count(len(shares), 'character')}",
        has_numbers=len(shares) <= NUMBERS_FIT,
    )


def _sentence(split: Split) -> str:
    if split.total < DIALOGUES:
        who = "They say" if len(split.characters) > 1 else f"{split.characters[0].name} says"
        return f"{who} only {count(split.total, 'line')} in all, so {split.total:,} are used."
    # Whoever has enough gives the same, or one less: a share below that can only come of having no more.
    full = max(each.share for each in split.characters)
    short = [each.name for each in split.characters if each.share == each.available < full - 1]
    if not short:
        return f"{DIALOGUES} lines are read, spread over the whole of each film."
    named = ", ".join(short[:NAMES_SHOWN]) + (f" and {len(short) - NAMES_SHOWN} more" if len(short) > NAMES_SHOWN else "")
    say = "says" if len(short) == 1 else "say"
    return f"{DIALOGUES} lines are read: all that {named} {say}, and more of the others instead."


def shown_card(page: CharacterPage) -> ShownCard:
    """A character with the film, partners and sample lines."""
    who, hidden = page.character, len(page.partners) - PARTNERS_SHOWN
    return ShownCard(
        id=str(who.id),
        name=who.name,
        film=film_of(page.movie.title, page.movie.year),
        facts=tuple(fact for fact in _facts(who, page.movie) if fact),
        partners=tuple(
            ShownPartner(id=str(each.id), name=each.name, lines=count(each.line_count, "line")) for each in page.partners[:PARTNERS_SHOWN]
        ),
        more_partners=f"and {hidden} more" if hidden > 0 else "",
        lines=tuple(ShownSampleLine(id=str(line.id), text=line.text) for line in page.lines),
        label=f"{who.name}, {film_of(who.movie, who.year)}",
    )


def _facts(who: CharacterView, movie: MovieView) -> tuple[str, ...]:
    return (
        count(who.line_count, "line"),
        who.gender if who.gender != "unknown" else "",
        ", ".join(movie.genres),
        f"rated {movie.rating:.1f}" if movie.rating else "",
        f"collection: {who.corpus}",
    )


def shown_enrichment(view: EnrichmentView, *, persona_id: str) -> ShownEnrichment:
    """A run's entry."""
    is_done = view.state is EnrichmentState.DONE
    facts = (
        count(view.dialogue_count, "line") + " read" if view.dialogue_count else "",
        count(view.thought_count, "thought") if is_done else "not done yet",
        f"{view.offline_count} of them by the offline engine" if view.offline_count else "",
    )
    return ShownEnrichment(
        id=str(view.id),
        title=f"Run {view.number}",
        facts=tuple(fact for fact in facts if fact),
        note=view.note,
        at=(view.finished_at or view.created_at).isoformat(),
        href=routes.persona_thoughts(persona_id) if is_done else "",
        characters=tuple(_contribution(each, persona_id=persona_id, is_done=is_done) for each in view.characters),
    )


def _contribution(each: ContributionView, *, persona_id: str, is_done: bool) -> ShownContribution:
    thoughts = f", {count(each.thought_count, 'thought')}" if is_done else ""
    return ShownContribution(
        id=str(each.character_id),
        name=each.name,
        film=film_of(each.movie, each.year),
        words=f"{each.share:,} of {count(each.available, 'line')}{thoughts}",
        weight=str(each.share),
        href=routes.persona_thoughts(persona_id, character_id=each.character_id) if is_done and each.thought_count else "",
    )


def taken_ids(views: Collection[EnrichmentView]) -> list[str]:
    """Characters that the persona has, or that are being read for it: none of them can be chosen again."""
    taken: dict[UUID, None] = {
        each.character_id: None for view in views if view.state is not EnrichmentState.DROPPED for each in view.characters
    }
    return [str(one) for one in taken]
