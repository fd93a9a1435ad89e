"""Why a submission could not be taken, each with a sentence that names the file or the address."""

from persona_app.core.errors import Forbidden, Invalid, LimitReached, NotFound, Unavailable

_TAKEN = "Text, Markdown, HTML, PDF, DOCX, CSV and JSON can be read."


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".0 MB", " MB") if size >= 100_000 else f"{size:,} bytes"


class EmptyText(Invalid):
    """Nothing but white space is left once the text is taken out."""

    code = "empty_text"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} holds no text, so there is nothing to build on. Check that it is the right one.")


class FileTooLarge(LimitReached):
    """More bytes than one submission may have."""

    code = "file_too_large"

    def __init__(self, name: str, *, size: int, limit: int) -> None:
        super().__init__(f"{name} has {_megabytes(size)}; at most {_megabytes(limit)} are taken. Split it, or give the part that matters.")


class TooMany(LimitReached):
    """More files and addresses than one submission may have."""

    code = "too_many"

    def __init__(self, name: str, *, limit: int) -> None:
        super().__init__(f"{name} was left out: one submission takes at most {limit} files and addresses. Add it in another one.")


class NotText(Invalid):
    """A picture, a sound, a program or other binary content."""

    code = "not_text"

    def __init__(self, name: str, *, what: str) -> None:
        super().__init__(f"{name} is {what}, not text. {_TAKEN}")


class NoTextLayer(Invalid):
    """A PDF of pictures, for example a scan."""

    code = "no_text_layer"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has no text layer: its pages are pictures, as in a scan. Run text recognition (OCR) over it and add the result."
        )


class FileEncrypted(Invalid):
    """A document that opens only with a password."""

    code = "file_encrypted"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is protected by a password. Save it without one and add it again.")


class FileDamaged(Invalid):
    """A document that its own format's reader cannot read."""

    code = "file_damaged"

    def __init__(self, name: str, *, what: str) -> None:
        super().__init__(f"{name} cannot be read: {what}. Save it again in the program it came from, or add its text.")


class FileNestedTooDeep(LimitReached):
    """Lists within lists beyond the limit."""

    code = "file_nested_too_deep"

    def __init__(self, name: str, *, limit: int) -> None:
        super().__init__(f"{name} is nested more than {limit} levels deep. Flatten it, or add its text.")


class FileExpandsTooMuch(LimitReached):
    """A small file that unpacks to far more than it may (an archive bomb, or a document that is simply huge)."""

    code = "file_expands_too_much"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} unpacks to more than is taken from one file, so reading it was stopped. Split it, or add its text.")


class ExtractionTooSlow(LimitReached):
    """Reading the file took longer than its deadline and was ended."""

    code = "extraction_too_slow"

    def __init__(self, name: str, *, seconds: float) -> None:
        super().__init__(f"Reading {name} took more than {seconds:g} seconds and was stopped. Split it, or add its text.")


class AddressInvalid(Invalid):
    """Not a web address that may be asked for: scheme, port, user name or spelling."""

    code = "address_invalid"

    def __init__(self, url: str, *, what: str) -> None:
        super().__init__(f"{url} was not fetched: {what}. Give the address of a public web page.")


class AddressPrivate(Invalid):
    """The host has an address that is not on the public internet; no connection was attempted."""

    code = "address_private"

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} was not fetched: it lies on a private or reserved network. Paste the text instead.")


class HostUnknown(Unavailable):
    """The name of the host has no address."""

    code = "host_unknown"

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} was not fetched: no such host was found. Check the spelling, or try again later.")


class HostUnreachable(Unavailable):
    """No connection, or one that broke, or an answer that is not HTTP."""

    code = "host_unreachable"

    def __init__(self, url: str, *, what: str = "the site does not answer") -> None:
        super().__init__(f"{url} was not fetched: {what}. Try again later, or paste the text.")


class SecureConnectionFailed(Unavailable):
    """TLS failed, for example for an expired or self-signed certificate."""

    code = "secure_connection_failed"

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} was not fetched: the secure connection failed (its certificate may be invalid). Paste the text instead.")


class PageTooSlow(Unavailable):
    """Not everything had arrived at the deadline."""

    code = "page_too_slow"

    def __init__(self, url: str, *, seconds: float) -> None:
        super().__init__(f"{url} did not arrive within {seconds:g} seconds. Try again later, or paste the text.")


class PageTooLarge(LimitReached):
    """More bytes than a page may have, decoded."""

    code = "page_too_large"

    def __init__(self, url: str, *, limit: int) -> None:
        super().__init__(f"{url} is larger than {_megabytes(limit)}, the most that is taken from an address. Paste the part that matters.")


class PageTypeRefused(Invalid):
    """The server says that it is something other than text."""

    code = "page_type_refused"

    def __init__(self, url: str, *, media_type: str) -> None:
        super().__init__(f"{url} was not taken: the site says that it is {media_type or 'of no stated type'}. {_TAKEN}")


class PageMissing(NotFound):
    """404 or 410."""

    code = "page_missing"

    def __init__(self, url: str, *, status: int) -> None:
        super().__init__(f"{url} does not exist (the site answered {status}). Check the address.")


class PageForbidden(Forbidden):
    """401, 402, 403, 407 or 451."""

    code = "page_forbidden"

    def __init__(self, url: str, *, status: int) -> None:
        super().__init__(f"{url} may not be read without signing in (the site answered {status}). Paste the text instead.")


class PageUnavailable(Unavailable):
    """Any other answer that is not the page."""

    code = "page_unavailable"

    def __init__(self, url: str, *, status: int) -> None:
        super().__init__(f"{url} could not be delivered (the site answered {status}). Try again later, or paste the text.")


class RobotsForbid(Forbidden):
    """The site's robots.txt asks programs to stay away from this page."""

    code = "robots_forbid"

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} was not fetched: the site asks programs not to read this page (robots.txt). Paste the text instead.")


class RobotsUnavailable(Unavailable):
    """The site cannot say now what programs may read (RFC 9309, 2.3.1.4: assume that everything is forbidden)."""

    code = "robots_unavailable"

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} was not fetched: the site cannot say now whether programs may read it (robots.txt). Try again later, or paste the text."
        )


class RedirectLoop(Invalid):
    """Redirects in a circle, or more of them than are followed."""

    code = "redirect_loop"

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} was not fetched: the site sends from one address to the next without end. Give the final address.")


class DownloadTooLarge(LimitReached):
    """More bytes than a file that is fetched may have."""

    code = "download_too_large"

    def __init__(self, url: str, *, limit: int) -> None:
        super().__init__(f"{url} is larger than {_megabytes(limit)}, the most that is downloaded. Nothing was kept; download it yourself.")


class DownloadNoFile(Invalid):
    """A web page came where a file was expected."""

    code = "download_no_file"

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} leads to a web page and not to a file. Nothing was kept; give the address of the file itself.")
