"""What can go wrong with publishing."""

from persona_app.core.errors import Conflict, Forbidden, Invalid, NotFound


class AlreadyPublic(Conflict):
    """A version is public, and nobody asked to replace it."""

    code = "already_public"

    def __init__(self, *, version: int) -> None:
        super().__init__(
            f"Version {version} of this persona is public already, and it stays as it is. To publish another one, ask to replace it."
        )


class PublicationUnderway(Conflict):
    """An attempt to publish is not over."""

    code = "publication_underway"

    def __init__(self, *, in_review: bool) -> None:
        what = (
            "waits for your confirmation: confirm it or call it off" if in_review else "is at work: wait until it has ended, or cancel it"
        )
        super().__init__(f"An attempt to publish this persona {what}. Nothing else was begun.")


class NothingToConfirm(Conflict):
    """No attempt waits for its owner."""

    code = "nothing_to_confirm"

    def __init__(self) -> None:
        super().__init__("No publication waits for your confirmation any more. Nothing was changed; look at what is public now.")


class ReviewOver(Conflict):
    """What was confirmed is not what waits now."""

    code = "review_over"

    def __init__(self) -> None:
        super().__init__("What you confirmed is over, and another attempt waits instead. Nothing was published; look at it, then confirm.")


class ChangedSinceRated(Conflict):
    """The name, or the thoughts that are shown, are others than those that were rated."""

    code = "changed_since_rated"

    def __init__(self) -> None:
        super().__init__(
            "The name or the thoughts of this persona were changed after it was rated, so visitors would read what nobody looked at. "
            "Nothing was published. Call this one off and publish again; it is rated as it is now."
        )


class NotPublished(Conflict):
    """Nothing of the persona is public."""

    code = "not_published"

    def __init__(self) -> None:
        super().__init__("Nothing of this persona is public now, so there was nothing to change.")


class PublicationNotFound(NotFound):
    """No public persona at this address, or none that was ever published."""

    code = "publication_not_found"

    def __init__(self) -> None:
        super().__init__("There is no public persona here.")


class ReportNotFound(NotFound):
    """No such report."""

    code = "report_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such report. It may have gone with its persona.")


class TagUnknown(Invalid):
    """Words that are no tags of the curated list.

    Attributes:
        names: the words.
    """

    code = "tag_unknown"

    def __init__(self, names: tuple[str, ...]) -> None:
        shown = ", ".join(f"“{name[:60]}”" for name in names[:5])
        super().__init__(f"These are no tags: {shown}. Nothing was published; choose from the list of tags.")
        self.names = names


class TooManyTags(Invalid):
    """More tags than a persona may carry."""

    code = "too_many_tags"

    def __init__(self, *, most: int) -> None:
        super().__init__(f"A persona has at most {most} tags. Nothing was published; take some away.")


class RatingTooLow(Invalid):
    """A rating below the one that was found."""

    code = "rating_too_low"

    def __init__(self) -> None:
        super().__init__("The rating can be raised, not lowered: safe, suggestive, unrated, explicit. Nothing was changed.")


class VisibilityInvalid(Invalid):
    """Not a way to be public."""

    code = "visibility_invalid"

    def __init__(self) -> None:
        super().__init__("A persona is published as public or unlisted. To make it private again, withdraw it.")


class ReasonMissing(Invalid):
    """Hiding and showing again is told to the owner, with a reason."""

    code = "reason_missing"

    def __init__(self) -> None:
        super().__init__("Give a reason of 1 to 300 characters: the owner reads it. Nothing was changed.")


class ReportInvalid(Invalid):
    """A report that cannot be taken."""

    code = "report_invalid"

    def __init__(self) -> None:
        super().__init__("Say in at most 1,000 characters what is wrong, and choose a kind from the list. Nothing was sent.")


class ModeratorNeeded(Forbidden):
    """Only the operator sees reports, hides and shows again."""

    code = "moderator_needed"

    def __init__(self) -> None:
        super().__init__("Only the operator of this installation may do this.")


class NoAddressFree(Conflict):
    """Every address that was tried is taken."""

    code = "no_address_free"

    def __init__(self) -> None:
        super().__init__("No free address was found for this persona; nothing was published. Try again.")


class SexualisedMinor(Invalid):
    """Explicit words about somebody under age: nobody may publish that."""

    code = "sexualised_minor"

    def __init__(self) -> None:
        super().__init__(
            "A persona under 18 years, or a text about minors, with explicit content is not published. Nothing became public; "
            "everything is still in your studio."
        )
