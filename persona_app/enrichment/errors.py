"""Why characters are not added."""

from collections.abc import Sequence

from persona_app.core.errors import Conflict, Invalid, NotFound


class CharactersInvalid(Invalid):
    """None were chosen, one twice, or too many."""

    code = "characters_invalid"


class CharacterTaken(Conflict):
    """The persona has thoughts of this character already, or a run is making them."""

    code = "character_taken"

    def __init__(self, names: Sequence[str]) -> None:
        shown = [*names[:3], *([f"{len(names) - 3} more"] if names[3:] else [])]
        said = " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)
        verb = "is" if len(names) == 1 else "are"
        super().__init__(f"{said} {verb} in this persona already, so nothing was added. Leave them out and choose others.")


class EnrichmentWaiting(Conflict):
    """Another enrichment of the persona is queued."""

    code = "enrichment_waiting"

    def __init__(self) -> None:
        super().__init__(
            "Other characters are waiting to be added to this persona, so these were not. Wait until that run has begun, or cancel it."
        )


class ThoughtNotFound(NotFound):
    """No such thought, or another's."""

    code = "thought_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such thought. It may have been deleted with its persona.")
