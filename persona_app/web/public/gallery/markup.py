"""HTML from escaped parts: whatever is not markup already is text, so nobody's words become elements."""

from markupsafe import Markup, escape

from persona_app.web.public.plain import one_line

VOID = frozenset({"input", "img", "br"})
"""Elements without content (HTML Living Standard, 13.1.2)."""

Part = str | Markup | None
Value = str | int | bool | None


def element(name: str, /, *children: Part, **attributes: Value) -> Markup:
    """An element. In attribute names `_` stands for `-`, and a last `_` keeps a name off Python's own (`class_`, `for_`).

    True writes the bare name, False and None leave the attribute out. Children that are None are left out.
    """
    written = Markup("").join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    opening = Markup("<{}{}>").format(name, written)
    return opening if name in VOID else Markup("{}{}</{}>").format(opening, join(*children), name)


def join(*children: Part) -> Markup:
    """Parts one after the other."""
    return Markup("").join(escape(child) for child in children if child is not None)


def words(text: str) -> Markup:
    """People's words, in one line, running in their own direction whatever they hold."""
    return element("bdi", one_line(text), dir="auto")


def _attribute(key: str, value: Value) -> Markup:
    name = key.rstrip("_").replace("_", "-")
    return Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)


HEART = Markup(
    '<svg viewBox="0 0 24 24" class="gallery-heart" aria-hidden="true"><path d="M12 20.500 4.300 12.900a4.900 4.900 0 0 1 0-6.900 '
    '4.900 4.900 0 0 1 6.900 0l.8.8.8-.8a4.900 4.900 0 0 1 6.900 6.900z"/></svg>'
)
LENS = Markup(
    '<svg viewBox="0 0 24 24" class="gallery-lens" aria-hidden="true"><circle cx="11" cy="11" r="7"/>'
    '<path d="m16.500 16.500 4.500 4.500"/></svg>'
)
CROSS = Markup('<svg viewBox="0 0 24 24" class="gallery-cross" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18"/></svg>')
