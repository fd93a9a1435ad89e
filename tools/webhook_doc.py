"""Write the kinds of events into docs/WEBHOOKS.md: `python -m tools.webhook_doc`.

A test fails while one is missing there.
"""

from textwrap import fill

from persona_app.events.schemas import EventKind
from tools.steps import ROOT

TARGET = ROOT / "docs" / "WEBHOOKS.md"
MARK = "<!-- kinds -->\n"


def kinds() -> str:
    """All of them, in the order that they are written down."""
    return "\n" + fill(", ".join(f"`{kind.value}`" for kind in EventKind) + ".", width=130, break_on_hyphens=False) + "\n"


def render(page: str) -> str:
    """The page with the present kinds."""
    return page.partition(MARK)[0] + MARK + kinds()


if __name__ == "__main__":
    TARGET.write_text(render(TARGET.read_text("utf-8")), encoding="utf-8")
