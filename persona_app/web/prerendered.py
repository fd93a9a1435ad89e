"""A built page with its `server_slot` filled: React finds it as it would have drawn it, and leaves what stands in the slot alone.

Pages with a fixed address are there as files, shell included, so the first paint and the page that takes over are one document: there is
nothing to take away, and nothing moves. A page with a variable part has no file of its own: see `first_paint.py`.
"""

from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from persona_app.web.components.server_slot import SLOT
from persona_app.web.first_paint import document
from persona_app.web.security_headers import BUILT_PAGES

SLOT_OPENS = f'id="{SLOT}">'
MODULES, MODULES_LATER = 'rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"'
"""The content is there without the page's modules: on a slow line they wait for what the first paint needs."""


def filled(name: str, content: Markup, *, title: str, head: str = "") -> str:
    """The page that was built as this file, with the content in its slot, and more in its head.

    Where no pages are built, the content stands in the plain shell.
    """
    built = _built(name)
    if built is None:
        return document(title=title, head=head, body=content)
    before, between, after = built
    return f"{before}{head}{between}{content}{after}"


@lru_cache(maxsize=4)
def _built(name: str, folder: Path = BUILT_PAGES) -> tuple[str, str, str] | None:
    """Up to the head's end, from there to the slot, and from there on. Read once: pages don't change while a process serves them."""
    file = folder / name
    page = file.read_text(encoding="utf-8").replace(MODULES, MODULES_LATER) if file.is_file() else ""
    if SLOT_OPENS not in page:
        return None
    head, mark, body = page.partition("</head>")
    before, opening, after = body.partition(SLOT_OPENS)
    return head, f"{mark}{before}{opening}", after
