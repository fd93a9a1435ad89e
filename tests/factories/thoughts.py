"""Briefs and drafts of enrichments; a test names only what matters to it."""

from collections.abc import Sequence
from itertools import count
from uuid import UUID, uuid5

from persona_app.core.ids import new_id
from persona_app.enrichment.schemas import ChosenCharacter, Dialogue, DraftLine, DraftThought, Origin, ThinkBrief
from persona_app.enrichment.verifying import transformation_of

_numbers = count(1)
SPACE = UUID(int=5)


def character_id(name: str) -> UUID:
    """The same id for the same name."""
    return uuid5(SPACE, name)


def make_character(name: str = "TOLLEF", *, share: int = 10) -> ChosenCharacter:
    """A character of an enrichment."""
    return ChosenCharacter(character_id=character_id(name), name=name, movie="The Salt Office", corpus="own", available=share, share=share)


def make_dialogue(text: str, *, name: str = "TOLLEF", answers: str = "") -> Dialogue:
    """A line, after all lines that were made before."""
    number = next(_numbers)
    return Dialogue(
        line_id=uuid5(SPACE, f"line {number}"),
        character_id=character_id(name),
        character=name,
        movie="The Salt Office",
        position=number,
        text=text,
        answers_id=uuid5(SPACE, f"answered {number}") if answers else None,
        answered_text=answers,
    )


def make_thought(text: str, *, name: str = "TOLLEF", relevance: float = 0.5, origin: Origin = Origin.ENGINE) -> DraftThought:
    """A thought that is a line word for word."""
    lines = (DraftLine(dialogue=make_dialogue(text, name=name), start=0, end=len(text)),)
    return DraftThought(text=text, lines=lines, transformation=transformation_of(text, lines), origin=origin, relevance=relevance)


def make_brief(said: Sequence[tuple[str, str]], *, earlier: Sequence[str] = ()) -> ThinkBrief:
    """What is to be thought about: lines (speaker, words)."""
    names = list(dict.fromkeys(name for name, _ in said))
    dialogues = tuple(make_dialogue(text, name=name) for name, text in said)
    return ThinkBrief(
        persona_id=new_id(),
        enrichment_id=new_id(),
        run_id=new_id(),
        number=1,
        characters=tuple(make_character(name, share=sum(each == name for each, _ in said)) for name in names),
        dialogues=dialogues,
        earlier=tuple(earlier),
    )


THINGS = (
    "ledgers scales weather harbour widows lanterns engines bread letters silence winter judges children horses ropes maps bells clocks"
    " gardens knives mirrors doctors bridges tunnels sermons whistles blankets ladders pigeons orchards uniforms violins coffins taxes"
    " rumours ferries chimneys anchors candles hammers onions pockets statues trams umbrellas vinegar windows yachts zippers attics"
    " barrels cellars dentists elevators ferns gloves hotels icebergs jackets kettles lemons mattresses needles oysters pianos quarrels"
    " rivers stairs telegrams uncles villages waiters examiners gamblers bankers sailors tailors mayors"
).split()
VERBS = "love hate trust fear miss envy keep count".split()


def many_lines(count: int, *, names: Sequence[str] = ("TOLLEF",)) -> list[tuple[str, str]]:
    """Lines that each say something else, of the speakers in turn."""
    size = len(THINGS)
    lines = []
    for at in range(count):
        one, other, third, fourth = (THINGS[(at * step + at // size + step) % size] for step in (1, 7, 11, 13))
        text = f"{one.capitalize()} and {other} taught me what {third} hide, and I {VERBS[at % len(VERBS)]} {fourth}."
        lines.append((names[at % len(names)], text))
    return lines
