"""Markdown of unknown origin, as HTML that cannot do anything."""

import bleach
from markdown_it import MarkdownIt

TAGS = frozenset("p br strong em code pre ul ol li blockquote h1 h2 h3 h4 hr a table thead tbody tr th td s".split())
ATTRIBUTES = {"a": ["href", "title"]}
LOWEST_HEADING = 4
PROTOCOLS = frozenset({"http", "https", "mailto"})

_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def to_html(markdown: str, *, top_heading: int = 1) -> str:
    """The rendered text: HTML in it is shown as text, pictures are dropped, links lead to http, https or mailto only.

    Its first-level headings become those of `top_heading`, to stand below the headings of a page; none goes below the fourth level.
    """
    tokens = _parser.parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(LOWEST_HEADING, int(token.tag[1]) + top_heading - 1)}"
    rendered = _parser.renderer.render(tokens, _parser.options, {})
    return str(bleach.clean(rendered, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True))
