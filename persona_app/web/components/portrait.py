"""A face for every persona: a pattern drawn from its id, two colours, its initial.

Deterministic and pure: the same id and initial give the same picture on every machine.
"""

from collections.abc import Callable
from hashlib import sha256
from html import escape
from math import cos, pi, sin
from urllib.parse import urlencode
from uuid import UUID

from persona_app.media.schemas import Size
from persona_app.web import routes
from persona_app.web.theme import FONTS, PORTRAIT_HUES

SIDE = 64
"""Side of the picture in its own units."""

Dice = Callable[[int], int]
"""The next number from 0 to below a limit."""


def initial_of(name: str) -> str:
    """The first letter or digit of a name, in upper case; a middle dot where there is none."""
    return next((character.upper()[0] for character in name if character.isalnum()), "·")


def portrait_source(persona_id: UUID | str, name: str, *, picture: str | None, size: Size = Size.MEDIUM) -> str:
    """Where a persona's picture is, or else its generated face. What is behind the gate for adults gives no picture."""
    if picture:
        return routes.picture(picture, size)
    return routes.PORTRAIT.format(persona_id=persona_id) + "?" + urlencode({"initial": initial_of(name)})


def portrait_svg(persona_id: UUID, initial: str) -> str:
    """The whole SVG document."""
    dice = _dice(persona_id)
    ground, figure = PORTRAIT_HUES[dice(len(PORTRAIT_HUES))]
    pattern = _PATTERNS[dice(len(_PATTERNS))](dice)
    turn = dice(4) * 90
    letter = escape(initial_of(initial))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="{ground}"/>'
        f'<g transform="rotate({turn} 32 32)" fill="none" stroke="{figure}" stroke-opacity="0.34" stroke-width="1.5">{pattern}</g>'
        f'<circle cx="32" cy="32" r="17" fill="{ground}"/>'
        f'<text x="32" y="33" fill="{figure}" font-family="{FONTS["serif"].family}, Georgia, {FONTS["serif"].generic}" font-size="24" '
        f'text-anchor="middle" dominant-baseline="central">{letter}</text></svg>'
    )


def _dice(persona_id: UUID) -> Dice:
    """Numbers drawn from the id's SHA-256, so that ids of the same millisecond look nothing alike."""
    drawn = int.from_bytes(sha256(persona_id.bytes).digest(), "big")

    def draw(below: int) -> int:
        nonlocal drawn
        drawn, rest = divmod(drawn, below)
        return rest

    return draw


def _rings(dice: Dice) -> str:
    x, y, gap = dice(5) * 16, dice(5) * 16, 5 + dice(4)
    return "".join(f'<circle cx="{x}" cy="{y}" r="{radius}"/>' for radius in range(gap, 96, gap))


def _rays(dice: Dice) -> str:
    x, y, count = dice(3) * 32, dice(3) * 32, 28 + 4 * dice(5)
    ends = ((x + 96 * cos(2 * pi * n / count), y + 96 * sin(2 * pi * n / count)) for n in range(count))
    return "".join(f'<path d="M{x} {y}L{end_x:.1f} {end_y:.1f}"/>' for end_x, end_y in ends)


def _waves(dice: Dice) -> str:
    swing, gap = 3 + dice(5), 6 + dice(4)
    half = "".join(f"q8 {swing if n % 2 else -swing} 16 0" for n in range(5))
    return "".join(f'<path d="M-8 {y}{half}"/>' for y in range(0, SIDE + gap, gap))


def _weave(dice: Dice) -> str:
    gap, lean = 6 + dice(4), dice(3) * 12
    return "".join(f'<path d="M{n - lean} 0L{n + lean} 64M0 {n}H64"/>' for n in range(0, SIDE + gap, gap))


def _scales(dice: Dice) -> str:
    radius = 6 + dice(5)
    rows = range(0, SIDE + 2 * radius, radius)
    return "".join(
        f'<circle cx="{x}" cy="{y}" r="{radius}"/>'
        for row, y in enumerate(rows)
        for x in range((row % 2) * radius, SIDE + radius, 2 * radius)
    )


def _petals(dice: Dice) -> str:
    count, width = 5 + dice(6), 6 + dice(5)
    return "".join(f'<ellipse cx="32" cy="13" rx="{width}" ry="19" transform="rotate({360 * n / count:.1f} 32 32)"/>' for n in range(count))


def _contours(dice: Dice) -> str:
    bends = [dice(9) - 4 for _ in range(4)]
    lines = (
        f"M-2 {y}C16 {y + bends[0] * 3} 24 {y + bends[1] * 3} 34 {y + bends[2]}S56 {y + bends[3] * 4} 66 {y}" for y in range(-12, 84, 7)
    )
    return "".join(f'<path d="{line}"/>' for line in lines)


def _steps(dice: Dice) -> str:
    size, shift = 8 + 2 * dice(3), dice(2)
    return "".join(
        f'<path d="M{x} {y}h{size}v{size}"/>'
        for row, y in enumerate(range(0, SIDE, size))
        for x in range(-(size // 2) * (row % 2) * shift, SIDE, size)
    )


_PATTERNS: tuple[Callable[[Dice], str], ...] = (_rings, _rays, _waves, _weave, _scales, _petals, _contours, _steps)
