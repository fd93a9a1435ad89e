"""What can go wrong with the trail."""

from persona_app.core.errors import Forbidden, Invalid


class HeadInvalid(Invalid):
    """What was given is no link of the trail."""

    code = "head_invalid"

    def __init__(self) -> None:
        super().__init__("This is no link of the trail. It is written as `persona audit verify` prints it: a place, a colon, 64 digits.")


class AuditorNeeded(Forbidden):
    """Somebody who is no operator asked for the trail of everybody."""

    code = "auditor_needed"

    def __init__(self) -> None:
        super().__init__("Only an operator may see the trail of everybody. Your own is on your account page, under Activity.")
