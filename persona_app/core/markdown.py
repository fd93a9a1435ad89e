"""Markdown of unknown origin, as HTML that cannot do anything."""

import bleach
from markdown_it import MarkdownIt

TAGS = frozenset("p br strong em code pre ul ol li blockquote h1 h2 h3 h4 hr a table thead tbody tr th td s".split())
ATTRIBUTES = {"a": ["href", "title"]}
PROTOCOLS = frozenset({"http", "https", "mailto"})

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def to_html(markdown: str) -> str:
    """The rendered text: HTML in it is shown as text, pictures are dropped, links lead to http, https or mailto only."""
    return bleach.clean(_parser.render(markdown), tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
