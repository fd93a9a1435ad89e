"""Why a picture could not be taken or kept."""

from persona_app.core.errors import Conflict, Invalid, LimitReached, NotFound, Unavailable

_TAKEN = "PNG, JPEG and WebP are taken."


class PictureTooLarge(LimitReached):
    """More bytes than a picture may have."""

    code = "picture_too_large"

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"The picture has more than {limit / 1_000_000:.0f} MB, so it was not taken. Send a smaller one.")


class PictureUnreadable(Invalid):
    """Not one of the formats, whatever its name says."""

    code = "picture_unreadable"

    def __init__(self) -> None:
        super().__init__(f"This is no picture that can be read, so nothing was changed. {_TAKEN}")


class PictureDamaged(Invalid):
    """Begins as a picture and does not go on as one, or breaks its reader."""

    code = "picture_damaged"

    def __init__(self) -> None:
        super().__init__("The picture is damaged or incomplete, so nothing was changed. Save it again, or send another one.")


class PictureUnfit(Invalid):
    """Too small, too long for its width, or too many pixels to be read safely."""

    code = "picture_unfit"

    def __init__(self, *, width: int, height: int, least: int, most: int, longest: int) -> None:
        seen = f"is {width:,} by {height:,} pixels" if width and height else "states a size that nothing can have"
        super().__init__(
            f"The picture {seen}, so it was not taken. Each side needs at least {least}, no side may be more "
            f"than {longest} times the other, and {most / 1_000_000:.0f} million pixels in all are the most."
        )


class PictureTooSlow(LimitReached):
    """Reading it took longer than any honest picture does."""

    code = "picture_too_slow"

    def __init__(self, *, seconds: float) -> None:
        super().__init__(f"Reading the picture took longer than {seconds:.0f} seconds, so nothing was changed. Save it in a simpler form.")


class PictureNotFound(NotFound):
    """The persona has none, or nobody may see it."""

    code = "picture_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such picture.")


class PictureGoing(Unavailable):
    """The same picture is being removed from the store at this moment."""

    code = "picture_going"

    def __init__(self) -> None:
        super().__init__("This picture is just being removed from the store, after nobody used it. Send it again in a few minutes.")


class DeclarationStays(Conflict):
    """While a persona is public, what its picture was declared to be only becomes stricter."""

    code = "declaration_stays"

    def __init__(self) -> None:
        super().__init__(
            "While the persona is public, its picture cannot be declared milder than before, so nothing was changed. "
            "Give it another picture, or withdraw the persona first."
        )


class PictureStoreUnavailable(Unavailable):
    """The folder or the object store does not take or give pictures now."""

    code = "picture_store_unavailable"

    def __init__(self) -> None:
        super().__init__("Pictures cannot be kept or read now: their store does not answer. What was there is unchanged; try again later.")


class PictureRefused(Invalid):
    """A judge sees minors in it as nobody may show them."""

    code = "picture_refused"

    def __init__(self) -> None:
        super().__init__("This picture is not taken: it was judged to show a minor in a sexual way. It was not kept.")
