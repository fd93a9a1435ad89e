"""What can go wrong with characters and thoughts."""

from collections.abc import Sequence

from persona_app.core.errors import Conflict, Invalid, LimitReached, NotFound

MOST_CHARACTERS = 500
"""More than there are dialogues to share out."""


class NoCharacters(Invalid):
    """Nobody was picked."""

    code = "no_characters"

    def __init__(self) -> None:
        super().__init__("No character was picked. Pick at least one; nothing was changed.")


class TooManyCharacters(LimitReached):
    """More characters than dialogues."""

    code = "too_many_characters"

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} characters are more than the {MOST_CHARACTERS} dialogues that are read. Pick fewer; nothing was changed."
        )


class CharacterTaken(Conflict):
    """The persona has the character already."""

    code = "character_taken"

    def __init__(self, names: Sequence[str]) -> None:
        who = ", ".join(names)
        super().__init__(
            f"This persona has been enriched with {who} already, or soon will be: a character is read once, and its thoughts stay. "
            "Pick others; nothing was changed."
        )


class EnrichmentWaiting(Conflict):
    """Another enrichment of the persona is queued."""

    code = "enrichment_waiting"

    def __init__(self) -> None:
        super().__init__(
            "Other characters are waiting to be added to this persona, so these were not. Wait until that run has begun, or cancel it."
        )


class CharactersSilent(Invalid):
    """None of the characters says a word."""

    code = "characters_silent"

    def __init__(self) -> None:
        super().__init__("The corpus has no lines of these characters. Pick others; nothing was changed.")


class EnrichmentNotFound(NotFound):
    """The run enriches nothing."""

    code = "enrichment_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such enrichment.")


class ThoughtNotFound(NotFound):
    """No such thought of this persona, or not this actor's."""

    code = "thought_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such thought in this persona.")
