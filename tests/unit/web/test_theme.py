"""The palette can be read."""

import pytest

from persona_app.web.theme import DARK, LIGHT, PORTRAIT_HUES

TEXT_PAIRS = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("evidence-text", "paper"),
    ("evidence-text", "surface"),
    ("evidence-text", "evidence-soft"),
    ("danger", "paper"),
    ("danger", "surface"),
    ("danger", "danger-soft"),
    ("ink", "danger-soft"),
    ("ink", "evidence-soft"),
    ("ink", "accent-soft"),
]
MARK_PAIRS = [("evidence", "paper"), ("evidence", "surface"), ("line-strong", "surface"), ("line-strong", "paper"), ("accent", "paper")]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS, ids=lambda name: name)
def test_text_can_be_read_on_its_ground(palette: dict[str, str], text: str, ground: str) -> None:
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS, ids=lambda name: name)
def test_marks_and_frames_can_be_seen(palette: dict[str, str], mark: str, ground: str) -> None:
    assert contrast(palette[mark], palette[ground]) >= 3


@pytest.mark.parametrize(("ground", "figure"), PORTRAIT_HUES)
def test_the_initial_can_be_read_on_a_portrait(ground: str, figure: str) -> None:
    assert contrast(ground, figure) >= 4.5
