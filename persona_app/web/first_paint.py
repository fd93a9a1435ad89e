"""The first paint: finished HTML at the address of a page that Reflex takes over once its own state has painted.

Reflex sends an empty shell for an address with a variable part, with status 200 whatever it names. Here the shell of the built
pages gets a title, what crawlers read, and the content as the first child of `<body>`: within React's own root it would break
hydration. Until a page of Reflex marks itself (`painted`), everything beside it is hidden (`public.css`); then
`assets/js/first_paint.js` removes it in one go. When scripts don't run, or the socket never answers, it simply stays.

Bar and footer are taken from a built page, so that they are always those of the page that takes over.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

import reflex as rx
from pydantic import JsonValue
from starlette.requests import Request
from starlette.responses import Response

from persona_app.web import routes
from persona_app.web.components.layout import Width
from persona_app.web.security_headers import BUILT_PAGES
from persona_app.web.theme import STYLESHEETS

SHELLS = ("__spa-fallback.html", "404.html")
"""The page without a page in it, under the names that the build gives it."""
FRAME_FROM = ("login.html", "index.html")
MARK = "data-first-paint"
"""On all that stands in the head for this one address: gone when somebody walks on to another page."""
REVALIDATED = "public, no-cache"
"""Kept, and asked for anew each time: 304 when it is the same."""

_BAR = re.compile(r'<header class="bar">.*?</header>', re.DOTALL)
_FOOT = re.compile(r'<footer class="foot">.*?</footer>', re.DOTALL)
_EMOTION = re.compile(r"<style data-emotion.*?</style>", re.DOTALL)
_BAR_END = "</div></div></header>"
_LOG_IN = f'<a class="bar-link" href="{routes.LOGIN}">Log in</a>'


class Frame(NamedTuple):
    """What stands around a page's content: `shell` with places for the head's end and the body's beginning, bar and footer."""

    before_head_ends: str
    between: str
    after_body_begins: str
    bar: str
    foot: str


def meta(*, content: str, name: str = "", prop: str = "") -> str:
    """One line about the page; `prop` as Open Graph names it."""
    key = f'property="{escape(prop)}"' if prop else f'name="{escape(name)}"'
    return f'<meta {key} content="{escape(content)}" {MARK}>'


def link(*, rel: str, href: str, kind: str = "", title: str = "") -> str:
    """Where something that belongs to the page stands."""
    more = (f' type="{escape(kind)}"' if kind else "") + (f' title="{escape(title)}"' if title else "")
    return f'<link rel="{escape(rel)}" href="{escape(href)}"{more} {MARK}>'


def json_ld(document: Mapping[str, JsonValue]) -> str:
    """Structured data (schema.org). A data block is never run, so the content policy asks for no hash; no text in it can end it."""
    written = json.dumps(document, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json" {MARK}>{written}</script>'


def painted(*content: rx.Component, when: rx.Var[bool] | bool = True) -> rx.Component:
    """Content of a Reflex page that takes the first paint's place as soon as `when` holds: its state has come, and is drawn."""
    return rx.el.div(*content, custom_attrs={"data-painted": rx.cond(when, "yes", "no")})


def same_title(title: rx.Var[str]) -> rx.Var[str]:
    """A page's title from its state; while that has not come, what the tab says already, so that it does not flicker."""
    present: rx.Var[str] = rx.Var("(typeof document === 'undefined' ? '' : document.title)", _var_type=str)
    return rx.cond(title != "", title, present)


def document(*, title: str, head: str = "", body: str, width: Width = "wide") -> str:
    """The whole page: `head` and `body` are HTML, escaped by whoever made it; the title is text."""
    frame = _frame()
    skip = '<a class="skip" href="#main">Skip to the content</a>'
    main = f'<main id="main" tabindex="-1" class="main is-{width}">{body}</main>'
    paint = f'<div class="shell" id="first-paint">{skip}{frame.bar}{main}{frame.foot}</div>'
    name = f"<title {MARK}>{escape(title)}</title>"
    return f"{frame.before_head_ends}{name}{head}{frame.between}{paint}{frame.after_body_begins}"


async def page_response(
    request: Request,
    *,
    title: str,
    body: str,
    head: str = "",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    width: Width = "wide",
) -> Response:
    """The first paint as an answer, or 304 when the browser has it. Security headers come from around the whole site."""
    return revalidated(request, page_of(document(title=title, head=head, body=body, width=width), status=status, headers=headers))


def page_of(written: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A document as an answer, whatever the browser has."""
    kept = {"Cache-Control": REVALIDATED, **(headers or {})}
    return Response(written.encode("utf-8", "replace"), status, media_type="text/html", headers=kept)


def revalidated(request: Request, response: Response) -> Response:
    """The answer with an ETag of its bytes, or 304 when the asker names it already (RFC 9110, 13.1.2)."""
    if response.status_code != 200:
        return response
    response.headers.setdefault("ETag", etag_of(bytes(response.body)))
    if not is_known(request.headers.get("if-none-match", ""), response.headers["ETag"]):
        return response
    kept = {name: value for name, value in response.headers.items() if name not in {"content-length", "content-type"}}
    return Response(status_code=304, headers=kept)


def etag_of(content: bytes) -> str:
    """Other bytes, another tag; weak, since the same page may be sent packed (RFC 9110, 8.8.1)."""
    return f'W/"{sha256(content).hexdigest()[:32]}"'


def is_known(asked: str, etag: str) -> bool:
    """Is this tag among those of an If-None-Match? Compared weakly, as that header is."""
    named = {each.strip().removeprefix("W/") for each in asked.split(",")}
    return asked.strip() == "*" or etag.removeprefix("W/") in named


@lru_cache(maxsize=1)
def _frame() -> Frame:
    """Read once: the pages don't change while a process serves them."""
    shell = _first_of(SHELLS) or _bare_shell()
    around = _first_of(FRAME_FROM) or ""
    head_end, body_begin = shell.index("</head>"), shell.index("<body>") + len("<body>")
    bar, foot = _found(_BAR, around), _found(_FOOT, around)
    if bar.endswith(_BAR_END):
        bar = bar.removesuffix(_BAR_END) + _LOG_IN + _BAR_END
    return Frame(shell[:head_end], shell[head_end:body_begin], shell[body_begin:], bar, foot)


def _found(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    return _EMOTION.sub("", match[0]).replace(' aria-current="page"', "") if match else ""


def _first_of(names: Sequence[str], folder: Path = BUILT_PAGES) -> str | None:
    paths = (folder / name for name in names)
    return next((path.read_text(encoding="utf-8") for path in paths if path.is_file()), None)


def _bare_shell() -> str:
    """Where no pages are built: the look, and no script."""
    sheets = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in STYLESHEETS)
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{viewport}{sheets}</head><body></body></html>'
