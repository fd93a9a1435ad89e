"""What an engine says of a version to be published, checked: tags of the list, a rating, gender, age and a headline.

Nothing that an engine says is believed as it stands. Words that are no tags are dropped and counted, quoted words must stand in the text,
an age must be said there, and a headline that is no plain line is made anew out of the claims.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from persona_app.enrichment.verifying import find_quote
from persona_app.jobs.schemas import StepPlan
from persona_app.llm.errors import EngineContextTooLong
from persona_app.llm.moderation import Verdict
from persona_app.llm.offline.describing import age_of, gender_of
from persona_app.llm.offline.lexicon import number_words
from persona_app.llm.offline.rating import rate_words
from persona_app.llm.protocol import A, Engine, Prompt
from persona_app.llm.questions import ChosenTag, ClaimField, DescribeQuestion, Describing
from persona_app.publishing import prompts
from persona_app.publishing.briefing import Brief, halves, questions_about, shortlisted, without_orders
from persona_app.publishing.errors import SexualisedMinor
from persona_app.publishing.headlines import headline_from
from persona_app.publishing.protecting import MINORS
from persona_app.publishing.rating import Rated, combine, rate_line
from persona_app.publishing.schemas import UNKNOWN_AGE, AgeBucket, DescribedTag, Description, Gender, Rating, bucket_of, strictest
from persona_app.publishing.tagging import by_word, fold, read_tags

KIND: Final = "publish"
STEPS = (
    StepPlan(name="rate", title="Rate the text"),
    StepPlan(name="describe", title="Find tags and a headline"),
    StepPlan(name="publish", title="Make the public page"),
)
MOST_TAGS = 20
Judge = Callable[[str], Awaitable[Verdict | None]]


class Asks(Protocol):
    """A run's way to its engine, which keeps what was answered."""

    @property
    def engine(self) -> Engine:
        """Who answers."""

    async def ask(self, prompt: Prompt[A]) -> A:
        """The answer, from what is kept or from the engine."""
        ...


class ShowsSteps(Protocol):
    """Who hears how far the work is."""

    def begin(self, name: str, *, total: int = 0, note: str = "") -> None:
        """The step works now, on so many units."""

    def advance(self, name: str, *, by: int = 1) -> None:
        """So many units more are done."""

    def end(self, name: str, *, note: str | None = None) -> None:
        """The step is done."""


class _Tags(NamedTuple):
    tags: tuple[DescribedTag, ...]
    dropped: int


async def describe(brief: Brief, *, asker: Asks, judge: Judge, steps: ShowsSteps) -> Description:
    """The description of a version; what nobody could tell is unknown, unrated or -1.

    Raises:
        EngineError: whatever the asker raises; what was answered until then is kept by it.
        SexualisedMinor: it is not for publication.
    """
    steps.begin("rate", total=1)
    moderation = await judge(brief.text())
    steps.end("rate", note=f"{moderation.rating} to the provider" if moderation else "")
    shown, withheld = without_orders(brief)
    questions = questions_about(shown, chars=asker.engine.chunk_chars)
    steps.begin("describe", total=len(questions))
    answers: list[Describing] = []
    for question in questions:
        answers += await _ask(question, asker=asker)
        steps.advance("describe")
    is_extractive = asker.engine.is_extractive
    rated = combine(
        text=brief.text(),
        moderation=moderation,
        engine=[_rated(each, brief) for each in answers],
        is_extractive=is_extractive,
        withheld=withheld,
    )
    described = _described(shown, answers, rated=rated, is_extractive=is_extractive)
    _refuse_harm(described, brief=brief, moderation=moderation)
    steps.end("describe", note=_note(described))
    return described


async def _ask(question: DescribeQuestion, *, asker: Asks) -> list[Describing]:
    """The answer; in two when the question is too long, and about fewer tags when half a question still is."""
    try:
        return [await asker.ask(prompts.describe(question))]
    except EngineContextTooLong:
        parts = halves(question)
        if not parts and (shorter := shortlisted(question)) != question:
            return [await asker.ask(prompts.describe(shorter))]
        if not parts:
            raise
        return [answer for part in parts for answer in await _ask(part, asker=asker)]


def _described(brief: Brief, answers: Sequence[Describing], *, rated: Rated, is_extractive: bool) -> Description:
    known = _known(brief)
    found = _tags(answers)
    age = _age(brief, answers, known=known)
    said = next((each.headline for each in answers if each.headline.strip()), "")
    headline = headline_from(said, name=brief.name, known=known)
    return Description(
        tags=found.tags,
        dropped_tags=found.dropped,
        rating=strictest(rated.rating, rate_line(headline)),
        rating_passage=rated.passage,
        gender=_gender(brief, answers, known=known),
        age=age,
        age_bucket=bucket_of(age) if age != UNKNOWN_AGE else _bucket(answers),
        headline=headline,
    )


def _known(brief: Brief) -> Mapping[ClaimField, Sequence[str]]:
    """The claims by field, without those that contradict another."""
    known: dict[ClaimField, list[str]] = {}
    for claim in brief.claims:
        if not claim.is_contested:
            known.setdefault(claim.field, []).append(claim.text)
    return known


def _tags(answers: Sequence[Describing]) -> _Tags:
    """The tags behind the words that were said, each once with its surest confidence; and how many words were no tags."""
    words = by_word(read_tags())
    sure: dict[str, int] = {}
    dropped = 0
    for chosen in _chosen(answers):
        tag = words.get(fold(chosen.name))
        if tag is None:
            dropped += 1
        else:
            sure[tag.name] = max(sure.get(tag.name, 0), chosen.confidence)
    ranked = sorted(sure.items(), key=lambda each: -each[1])[:MOST_TAGS]
    return _Tags(tuple(DescribedTag(name=name, confidence=confidence) for name, confidence in ranked), dropped)


def _chosen(answers: Sequence[Describing]) -> list[ChosenTag]:
    return [tag for answer in answers for tag in answer.tags]


def _rated(answer: Describing, brief: Brief) -> Rated:
    """What an engine said, its passage only if the words stand in the text."""
    text = brief.text()
    place = find_quote(text, answer.passage) if answer.passage else None
    return Rated(Rating(answer.rating), text[place[0] : place[1]] if place else "")


def _gender(brief: Brief, answers: Sequence[Describing], *, known: Mapping[ClaimField, Sequence[str]]) -> Gender:
    """What the claims state; else what the engine says, unless its parts disagree; unknown where claims contradict each other."""
    if _is_contested(brief, ClaimField.GENDER):
        return Gender.UNKNOWN
    stated = gender_of(known)
    if stated != "unknown":
        return Gender(stated)
    said = {each.gender for each in answers} - {"unknown"}
    return Gender(next(iter(said))) if len(said) == 1 else Gender.UNKNOWN


def _age(brief: Brief, answers: Sequence[Describing], *, known: Mapping[ClaimField, Sequence[str]]) -> int:
    """What the claims state; else what the engine says, if the text says that number; -1 where claims contradict each other."""
    if _is_contested(brief, ClaimField.AGE):
        return UNKNOWN_AGE
    stated = age_of(known)
    said = {each.age for each in answers if each.age > 0}
    if stated != UNKNOWN_AGE or len(said) != 1:
        return stated
    age = next(iter(said))
    return age if is_said(age, brief.text()) else UNKNOWN_AGE


def is_said(age: int, text: str) -> bool:
    """Does the number stand in the text, in figures or in English words?"""
    words = [word for word, number in number_words().items() if number == age]
    spelt = [re.escape(form) for word in words for form in (word, word.replace("-", " "))]
    return re.search(rf"(?<![\w.,])(?:{'|'.join([str(age), *spelt])})(?![\w])(?![.,]\d)", text, re.IGNORECASE) is not None


def _bucket(answers: Sequence[Describing]) -> AgeBucket:
    said = {each.age_bucket for each in answers} - {"unknown"}
    return AgeBucket(next(iter(said))) if len(said) == 1 else AgeBucket.UNKNOWN


def _is_contested(brief: Brief, field: ClaimField) -> bool:
    return any(each.field is field and each.is_contested for each in brief.claims)


def _refuse_harm(described: Description, *, brief: Brief, moderation: Verdict | None) -> None:
    words = rate_words(brief.text())
    is_minor = described.age_bucket in MINORS and described.rating is Rating.EXPLICIT
    if is_minor or words.harms_minors or (moderation is not None and moderation.harms_minors):
        raise SexualisedMinor


def _note(described: Description) -> str:
    dropped = f", {described.dropped_tags} that are none left out" if described.dropped_tags else ""
    return f"{len(described.tags)} tags{dropped}; {described.rating.value}"
