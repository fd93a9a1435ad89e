"""Why a file of another program did not become a persona, or a persona no file. No message holds words of a file."""

from persona_app.core.errors import Invalid, LimitReached


class ImportRefused(Invalid):
    """A file that can't become a persona; the sentence says why. It never holds the file's words."""

    code = "import_refused"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was imported.")


class ImportTooLarge(LimitReached):
    """More bytes, entries or nesting than an import may have, packed or unpacked."""

    code = "import_too_large"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was imported; give a smaller file.")


class FormatReadOnly(Invalid):
    """A format that is read and never written."""

    code = "format_read_only"

    def __init__(self, format_: str) -> None:
        super().__init__(f"{format_} can be read, not written. Nothing was exported; choose another format, such as character-card-v3.")
