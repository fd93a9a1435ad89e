"""Why a file of another program did not become a persona, or a persona no file. No message holds words of a file."""

from persona_app.core.errors import Conflict, Invalid, LimitReached, NotFound


class ImportRefused(Invalid):
    """A file that can't become a persona; the sentence says why. It never holds the file's words."""

    code = "import_refused"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was imported.")


class NoCardInPicture(ImportRefused):
    """A picture like any other; among many files that is nothing to worry about."""


class ImportTooLarge(LimitReached):
    """More bytes, entries or nesting than an import may have, packed or unpacked."""

    code = "import_too_large"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was imported; give a smaller file.")


class TooManyImports(LimitReached):
    """The account has as many imports of many files that have not ended as the settings allow."""

    code = "too_many_imports"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} imports of yours have not ended yet. Nothing was taken; wait for one of them, or cancel one.")


class FormatReadOnly(Invalid):
    """A format that is read and never written."""

    code = "format_read_only"

    def __init__(self, format_: str) -> None:
        super().__init__(f"{format_} can be read, not written. Nothing was exported; choose another format, such as character-card-v3.")


class ImportNotFound(NotFound):
    """The account has no such import of many files."""

    code = "import_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such import. It may be another account's, or have been removed.")


class ImportEnded(Conflict):
    """More files for an import that began already, or an end that has come already."""

    code = "import_ended"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} What it imported is kept.")


class BatchLost(Conflict):
    """The import is not this job's any more."""

    code = "import_lost"

    def __init__(self) -> None:
        super().__init__("The import is worked on elsewhere, or is gone.")


class BatchCancelled(Conflict):
    """The import is to stop."""

    code = "import_cancelled"

    def __init__(self) -> None:
        super().__init__("Cancelled. What was imported before is kept.")
