"""A tab whose pictures are taken on a phone and on a desk, in light and dark."""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page

from tools.steps import say

SIZES = {390: 844, 1440: 900}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PATIENCE = 60_000
"""Milliseconds."""


@dataclass(frozen=True)
class Camera:
    """Takes pictures of one tab.

    Attributes:
        folder: where they go.
        shown: which sizes and themes, by picture; none: every one, and the page whole, for looking at.
    """

    page: Page
    folder: Path
    shown: Mapping[str, tuple[str, ...]] | None

    def shoot(self, name: str, *, pose: Callable[[], None] = lambda: None) -> None:
        """The page as it is now, in its sizes and themes; `pose` brings it into its state anew at each."""
        for width, height in SIZES.items():
            for scheme in SCHEMES:
                variant = f"{width}-{scheme}"
                if self.shown is None or variant in self.shown[name]:
                    self.page.set_viewport_size({"width": width, "height": height})
                    self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                    pose()
                    self._take(f"{name}-{variant}")
        self.page.set_viewport_size({"width": 1440, "height": 900})
        say(f"  ✓ {name}")

    def _take(self, name: str) -> None:
        self.page.evaluate("document.fonts.ready")
        picture = Image.open(io.BytesIO(self.page.screenshot(animations="disabled", full_page=self.shown is None)))
        picture.convert("RGB").save(self.folder / f"{name}.png", optimize=True)


@contextmanager
def camera(browser: Browser, url: str, folder: Path, *, shown: Mapping[str, tuple[str, ...]] | None) -> Iterator[Camera]:
    """A tab with nothing in it."""
    context = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    try:
        yield Camera(context.new_page(), folder, shown)
    finally:
        context.close()


def opened(page: Page, path: str, heading: str = "") -> None:
    """Open a page, and wait until it shows what it is for."""
    page.goto(path)
    page.get_by_role("heading", level=1, name=heading).wait_for()
    page.locator("[aria-busy=true]").first.wait_for(state="detached")
