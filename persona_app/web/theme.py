"""Every token of the look: colours, type, space. No colour, size or font literal stands anywhere else.

`assets/styles/tokens.css` is generated from here (`python -m persona_app.web.theme`); a test fails when it is stale. The
other stylesheets name tokens only. Media queries cannot read CSS variables: they may use the widths of `BREAKPOINTS`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

STYLESHEETS = (
    "/styles/tokens.css",
    "/styles/base.css",
    "/styles/shell.css",
    "/styles/parts.css",
    "/styles/pages.css",
    "/styles/studio.css",
    "/styles/persona.css",
    "/styles/versions.css",
    "/styles/enrichment.css",
    "/styles/gallery.css",
    "/styles/editor.css",
    "/styles/lineage.css",
    "/styles/publishing.css",
    "/styles/webhooks.css",
    "/styles/public.css",
)
"""The shared sheets, in the order in which they are loaded."""


class Font(NamedTuple):
    """A self-hosted variable font, and a local one adjusted to its measures so that nothing moves when it arrives.

    The adjustments compare average widths of English text and the vertical metrics of the files (`hhea`).
    """

    family: str
    file: str
    weights: str
    local: tuple[str, ...]
    size_adjust: str
    ascent: str
    descent: str
    generic: str


FONTS: Mapping[str, Font] = {
    "serif": Font(
        "Fraunces",
        "fraunces-latin-opsz-normal.woff2",
        "100 900",
        ("Times New Roman", "Liberation Serif"),
        "117.3%",
        "83.4%",
        "21.7%",
        "serif",
    ),
    "sans": Font(
        "Inter", "inter-latin-wght-normal.woff2", "100 900", ("Arial", "Liberation Sans"), "108.1%", "89.6%", "22.3%", "sans-serif"
    ),
    "mono": Font(
        "JetBrains Mono",
        "jetbrains-mono-latin-wght-normal.woff2",
        "100 800",
        ("Courier New", "Liberation Mono"),
        "100%",
        "102%",
        "30%",
        "monospace",
    ),
}

LIGHT: Mapping[str, str] = {
    "paper": "#FBFAF7",
    "surface": "#FFFFFF",
    "sunken": "#F4F2EC",
    "ink": "#1C1B19",
    "muted": "#6B675F",
    "line": "#E7E3DA",
    "line-strong": "#8D877B",
    "accent": "#2B4C7E",
    "accent-strong": "#1F3A63",
    "accent-soft": "#EAEFF6",
    "on-accent": "#FFFFFF",
    "evidence": "#B7791F",
    "evidence-text": "#845310",
    "evidence-soft": "#FBF1DF",
    "danger": "#A4312A",
    "danger-soft": "#FBECEA",
    "good": "#3E6B4A",
    "veil": "#1C1B1966",
}

DARK: Mapping[str, str] = {
    "paper": "#14130F",
    "surface": "#1D1B17",
    "sunken": "#191814",
    "ink": "#F2EFE8",
    "muted": "#A39D91",
    "line": "#2E2B25",
    "line-strong": "#78726A",
    "accent": "#8FB1E3",
    "accent-strong": "#B3CBEF",
    "accent-soft": "#1F2836",
    "on-accent": "#14130F",
    "evidence": "#E7B65C",
    "evidence-text": "#E7B65C",
    "evidence-soft": "#2E2616",
    "danger": "#F09A90",
    "danger-soft": "#351D1A",
    "good": "#93C2A0",
    "veil": "#00000099",
}

SIZES: Mapping[str, str] = {"12": "0.75rem", "14": "0.875rem", "16": "1rem", "20": "1.25rem", "28": "1.75rem", "40": "2.5rem"}
"""The type scale, by pixels at the browser's default."""

SPACES: Mapping[str, str] = {str(pixels): f"{pixels / 16:g}rem" for pixels in (4, 8, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128)}
"""The 4-pixel grid, by pixels at the browser's default."""

MEASURES: Mapping[str, str] = {
    "hairline": "1px",
    "mark": "2px",
    "radius": "8px",
    "radius-small": "4px",
    "pill": "999px",
    "reading": "68ch",
    "wide": "70rem",
    "broad": "84rem",
    "narrow": "26rem",
    "rail": "12.5rem",
    "rail-slim": "9.5rem",
    "aside": "20rem",
    "bar": "3.5rem",
    "tap": "2.75rem",
    "portrait-small": "2.5rem",
    "portrait": "4rem",
    "portrait-large": "6.5rem",
    "card": "17rem",
    "tile": "8.5rem",
    "face": "11.5rem",
    "paste": "20rem",
}

MOTION: Mapping[str, str] = {"quick": "120ms", "calm": "1400ms", "toast": "7s"}

LEADING: Mapping[str, str] = {"tight": "1.15", "snug": "1.35", "text": "1.6"}

TRACKING: Mapping[str, str] = {"display": "-0.015em", "label": "0.06em"}

WEIGHTS: Mapping[str, str] = {"regular": "400", "name": "450", "medium": "500", "strong": "600"}

BREAKPOINTS: Mapping[str, str] = {"phone": "40rem", "tablet": "60rem"}
"""Widths for media queries."""

PORTRAIT_HUES: tuple[tuple[str, str], ...] = (
    ("#2B4C7E", "#E9D8B4"),
    ("#7A3B2E", "#F0D9C4"),
    ("#2F5D50", "#E8DFC3"),
    ("#5B4170", "#EBD3D0"),
    ("#8A5A17", "#F3E6C8"),
    ("#34495A", "#D9CDB8"),
    ("#6B2F4A", "#EFD7C9"),
    ("#4A5A2A", "#ECE3C0"),
    ("#1F5566", "#EADCCB"),
    ("#7D4E57", "#F1E2CE"),
    ("#40407A", "#E5DAC6"),
    ("#5E4B38", "#DCD9C6"),
)
"""Ground and figure of the generated portraits: readable on each other, alike in depth, the same in light and dark."""


def font_faces() -> str:
    """The `@font-face` rules: the font itself, and its adjusted stand-in."""
    rules = []
    for font in FONTS.values():
        rules.append(
            f'@font-face {{ font-family: "{font.family}"; src: url("/fonts/{font.file}") format("woff2"); '
            f"font-weight: {font.weights}; font-style: normal; font-display: swap; }}"
        )
        sources = ", ".join(f'local("{name}")' for name in font.local)
        rules.append(
            f'@font-face {{ font-family: "{font.family} stand-in"; src: {sources}; size-adjust: {font.size_adjust}; '
            f"ascent-override: {font.ascent}; descent-override: {font.descent}; line-gap-override: 0%; }}"
        )
    return "\n".join(rules)


def variables() -> dict[str, str]:
    """Everything that does not depend on light or dark, by CSS variable."""
    named = {
        **{f"font-{name}": f'"{font.family}", "{font.family} stand-in", {font.generic}' for name, font in FONTS.items()},
        **{f"text-{name}": size for name, size in SIZES.items()},
        **{f"space-{name}": size for name, size in SPACES.items()},
        **MEASURES,
        **{f"motion-{name}": span for name, span in MOTION.items()},
        **{f"leading-{name}": height for name, height in LEADING.items()},
        **{f"tracking-{name}": width for name, width in TRACKING.items()},
        **{f"weight-{name}": weight for name, weight in WEIGHTS.items()},
    }
    return {f"--{name}": value for name, value in named.items()}


def _block(selector: str, values: Mapping[str, str], scheme: str) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n  color-scheme: {scheme} !important;\n{lines}}}"


def _colours(palette: Mapping[str, str]) -> dict[str, str]:
    return {f"--{name}": value for name, value in palette.items()}


def stylesheet() -> str:
    """The whole of `tokens.css`."""
    dark = _block(':root:not([data-theme="light"])', _colours(DARK), "dark").replace("\n", "\n  ")
    return "\n\n".join(
        (
            "/* Generated from persona_app/web/theme.py: python -m persona_app.web.theme */",
            font_faces(),
            _block(":root", {**variables(), **_colours(LIGHT)}, "light"),
            f"@media (prefers-color-scheme: dark) {{\n  {dark}\n}}",
            _block(':root[data-theme="dark"]', _colours(DARK), "dark"),
            "",
        )
    )


STYLESHEET_FILE = Path(__file__).parents[2] / "assets" / "styles" / "tokens.css"

if __name__ == "__main__":
    STYLESHEET_FILE.write_text(stylesheet(), encoding="utf-8")
