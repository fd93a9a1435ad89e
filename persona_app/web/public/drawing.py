"""Draws the generated portraits as pixels: the few shapes of SVG that `components/portrait.py` uses, and no more.

Coordinates are those of SVG 1.1 (https://www.w3.org/TR/SVG11/paths.html), curves are cut into short lines.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import cos, pi, radians, sin
from uuid import UUID
from xml.etree import ElementTree

from PIL import Image, ImageColor, ImageDraw

from persona_app.web.components.portrait import SIDE, portrait_svg

Point = tuple[float, float]
OVERSAMPLE = 3
"""Drawn larger and made smaller, for smooth edges."""
CURVE_STEPS = 12
ROUND_STEPS = 96
_TOKEN = re.compile(r"([A-Za-z])|(-?\d*\.?\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "S": 4}


def portrait_pixels(persona_id: UUID, *, side: int) -> Image.Image:
    """The portrait without its initial, `side` pixels wide and high; whoever writes on it owns the font."""
    root = ElementTree.fromstring(portrait_svg(persona_id, ""))  # noqa: S314 - made by our own code
    ground, group, disc = root[0], root[1], root[2]
    scale = side * OVERSAMPLE / SIDE
    image = Image.new("RGB", (side * OVERSAMPLE,) * 2, ground.attrib["fill"])
    ink = _mixed(group.attrib["stroke"], ground.attrib["fill"], float(group.attrib["stroke-opacity"]))
    drawing, turn = ImageDraw.Draw(image), _turn(group.attrib.get("transform", ""))
    width = max(1, round(float(group.attrib["stroke-width"]) * scale))
    for shape in group:
        own = _turn(shape.attrib.get("transform", ""))
        for line in _lines(shape):
            drawing.line([_at(turn(own(point)), scale) for point in line], fill=ink, width=width, joint="curve")
    x, y, radius = (float(disc.attrib[name]) * scale for name in ("cx", "cy", "r"))
    drawing.ellipse((x - radius, y - radius, x + radius, y + radius), fill=disc.attrib["fill"])
    return image.resize((side, side), Image.Resampling.LANCZOS)


def colours_of(persona_id: UUID) -> tuple[str, str]:
    """Ground and figure of its portrait."""
    root = ElementTree.fromstring(portrait_svg(persona_id, ""))  # noqa: S314 - made by our own code
    return root[0].attrib["fill"], root[1].attrib["stroke"]


def _at(point: Point, scale: float) -> Point:
    return point[0] * scale, point[1] * scale


def _mixed(over: str, under: str, share: float) -> tuple[int, ...]:
    """One colour over another that shines through."""
    pairs = zip(ImageColor.getrgb(over), ImageColor.getrgb(under), strict=True)
    return tuple(round(upper * share + lower * (1 - share)) for upper, lower in pairs)


def _turn(transform: str) -> Callable[[Point], Point]:
    """`rotate(degrees x y)`, around the middle."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", transform)]
    if not numbers:
        return lambda point: point
    angle, middle = radians(numbers[0]), SIDE / 2

    def turned(point: Point) -> Point:
        x, y = point[0] - middle, point[1] - middle
        return x * cos(angle) - y * sin(angle) + middle, x * sin(angle) + y * cos(angle) + middle

    return turned


def _lines(shape: ElementTree.Element) -> Iterator[list[Point]]:
    kind = shape.tag.rpartition("}")[2]
    if kind == "path":
        yield from _path(shape.attrib["d"])
        return
    x, y = float(shape.attrib["cx"]), float(shape.attrib["cy"])
    wide = float(shape.attrib.get("r") or shape.attrib["rx"])
    high = float(shape.attrib.get("r") or shape.attrib["ry"])
    steps = [2 * pi * step / ROUND_STEPS for step in range(ROUND_STEPS + 1)]
    yield [(x + wide * cos(angle), y + high * sin(angle)) for angle in steps]


def _path(written: str) -> Iterator[list[Point]]:
    line: list[Point] = []
    control: Point | None = None
    for command, numbers in _commands(written):
        if command.upper() == "M":
            if len(line) > 1:
                yield line
            line, control = [_placed(numbers, command, line[-1] if line else (0, 0))[0]], None
            continue
        points = _placed(numbers, command, line[-1])
        if command.upper() == "S":
            last = line[-1]
            points = [(2 * last[0] - control[0], 2 * last[1] - control[1]) if control else last, *points]
        control = points[-2] if len(points) > 2 else None
        line.extend(_curve([line[-1], *points]))
    if len(line) > 1:
        yield line


def _commands(written: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with the numbers of one use of it."""
    command, numbers = "", list[float]()
    for letter, number in _TOKEN.findall(written):
        if letter:
            command, numbers = letter, []
            continue
        numbers.append(float(number))
        if len(numbers) == _TAKES[command.upper()]:
            yield command, numbers
            numbers = []


def _placed(numbers: Sequence[float], command: str, start: Point) -> list[Point]:
    """The points of a command in absolute coordinates."""
    x, y = start if command.islower() else (0.0, 0.0)
    if command.upper() == "H":
        return [(x + numbers[0], start[1])]
    if command.upper() == "V":
        return [(start[0], y + numbers[0])]
    return [(x + across, y + down) for across, down in zip(numbers[::2], numbers[1::2], strict=True)]


def _curve(points: Sequence[Point]) -> Iterator[Point]:
    """A Bézier curve of any degree, by de Casteljau."""
    if len(points) == 2:
        yield points[1]
        return
    for step in range(1, CURVE_STEPS + 1):
        share, rest = step / CURVE_STEPS, list(points)
        while len(rest) > 1:
            rest = [(one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share) for one, two in pairwise(rest)]
        yield rest[0]
