"""What can go wrong with another system's database. No message holds its address, which may hold a password."""

from persona_app.core.errors import Invalid, Unavailable


class SourceAway(Unavailable):
    """The older database does not answer, or not any more."""

    code = "source_away"

    def __init__(self) -> None:
        super().__init__(
            "The older database does not answer, or refuses this account. What was taken over so far is kept;"
            " check the address, then give the same command again: it goes on where it stopped."
        )


class SourceUnfit(Invalid):
    """The older database holds no such table as can be taken over."""

    code = "source_unfit"
