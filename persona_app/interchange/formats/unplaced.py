"""What a format has no field for, said field by field."""

from collections.abc import Mapping

from persona_app.interchange.draft import Loss, LossReport
from persona_app.interchange.sheet import Sheet

NAMES = {
    "nickname": "nickname",
    "scenario": "scenario",
    "first_mes": "first message",
    "mes_example": "examples",
    "alternate_greetings": "alternate greetings",
    "group_only_greetings": "greetings in groups",
    "tags": "tags",
    "creator": "creator",
    "character_version": "version of the card",
    "creator_notes": "creator's notes",
    "character_book": "lorebook",
    "extensions": "extensions",
    "system_prompt": "instructions",
    "post_history_instructions": "last instructions",
    "description": "description",
    "personality": "personality",
}


def report_on(sheet: Sheet, *, placed: Mapping[str, str], lost: tuple[Loss, ...] = ()) -> LossReport:
    """Every field that is not empty is mapped or lost.

    Args:
        placed: the fields that the format has, each with where it went.
        lost: what else was lost.
    """
    filled = [field for field in NAMES if getattr(sheet, field)]
    missing = [Loss(place=NAMES[field], why="this format has no place for it") for field in filled if field not in placed]
    mapped = ("name", *(f"{NAMES[field]} → {placed[field]}" for field in filled if field in placed))
    return LossReport(mapped=mapped, unusable=(*missing, *lost))
