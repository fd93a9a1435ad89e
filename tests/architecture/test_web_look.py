"""Colours, sizes and fonts stand in `web/theme.py` and nowhere else."""

import re
from pathlib import Path

import pytest

from persona_app.web import theme
from persona_app.web.head import SCRIPTS

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
SHEETS = sorted(path for path in (ASSETS / "styles").glob("*.css") if path != theme.STYLESHEET_FILE)
MODULES = sorted(path for path in (ROOT / "persona_app" / "web").rglob("*.py") if path.name != "theme.py")

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![-\w])|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(")
SIZE = re.compile(r"(?<![\w-])\d*\.?\d+(?:px|rem|pt|cm|mm|in)\b")
FONT = re.compile(r"font-family\s*:(?!\s*(?:var\(|inherit))[^;]+")
MEDIA = re.compile(r"@media[^{]*\{")


def without_comments(path: Path) -> str:
    """A stylesheet's rules."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_stylesheet_names_tokens_only(path: Path) -> None:
    rules = MEDIA.sub("", without_comments(path))
    assert COLOUR.findall(rules) == []
    assert SIZE.findall(rules) == []
    assert FONT.findall(rules) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_media_queries_use_the_breakpoints(path: Path) -> None:
    widths = [width for query in MEDIA.findall(without_comments(path)) for width in SIZE.findall(query)]
    assert set(widths) <= set(theme.BREAKPOINTS.values())


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_variable_is_a_token(path: Path) -> None:
    tokens = set(theme.variables()) | {f"--{name}" for name in theme.LIGHT}
    used = set(re.findall(r"var\((--[\w-]+)", without_comments(path)))
    own = set(re.findall(r"(--[\w-]+)\s*:", without_comments(path)))
    assert used - tokens - own == set()


def test_no_module_holds_a_colour_a_size_or_a_font() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match}"
        for path in MODULES
        for pattern in (COLOUR, SIZE)
        for match in pattern.findall(path.read_text())
        if match != "#"
    }
    assert found == set()


def test_the_committed_tokens_are_those_of_the_theme() -> None:
    assert theme.STYLESHEET_FILE.read_text() == theme.stylesheet(), "run python -m persona_app.web.theme"


def test_light_and_dark_name_the_same_colours() -> None:
    assert set(theme.LIGHT) == set(theme.DARK)


def test_what_the_pages_load_is_there() -> None:
    wanted = [*theme.STYLESHEETS, *SCRIPTS, *(f"/fonts/{font.file}" for font in theme.FONTS.values())]
    assert [name for name in wanted if not (ASSETS / name.lstrip("/")).is_file()] == []


def test_fonts_come_with_their_licences() -> None:
    families = [path.name.split("-latin")[0] for path in (ASSETS / "fonts").glob("*.woff2")]
    assert families
    assert [name for name in families if not (ASSETS / "fonts" / f"{name}-LICENSE.txt").is_file()] == []


def test_scripts_need_no_evaluation() -> None:
    scripts = "".join(path.read_text() for path in (ASSETS / "js").glob("*.js"))
    assert not re.search(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write", scripts)
