"""What stands in the head of every page: fonts ahead of time, the theme before the first paint, the scripts of `assets/js`."""

import reflex as rx

from persona_app.web.theme import DARK, FONTS, LIGHT

SCRIPTS = (
    "/js/page.js",
    "/js/gallery.js",
    "/js/first_paint.js",
    "/js/public.js",
    "/js/drafts.js",
    "/js/submit.js",
    "/js/tokens.js",
    "/js/persona.js",
    "/js/picker.js",
    "/js/studio.js",
    "/js/corpora.js",
    "/js/imports.js",
    "/js/many.js",
    "/js/publishing.js",
    "/js/network.js",
)
"""Loaded after the page; they listen on the document, so no page has to bind them."""


def head() -> list[rx.Component]:
    """The components."""
    fonts = [
        rx.el.link(rel="preload", href=f"/fonts/{font.file}", custom_attrs={"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"})
        for name, font in FONTS.items()
        if name != "mono"
    ]
    colours = [
        rx.el.meta(name="theme-color", content=palette["paper"], custom_attrs={"media": f"(prefers-color-scheme: {scheme})"})
        for scheme, palette in (("light", LIGHT), ("dark", DARK))
    ]
    icon = rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml")
    theme = rx.el.script(src="/js/theme.js")
    scripts = [rx.el.script(src=source, custom_attrs={"defer": True}) for source in SCRIPTS]
    return [theme, icon, *fonts, *colours, *scripts]
