"""Write the table of codes into docs/API.md from the catalogue: `python -m tools.api_doc`.

A test fails while the page differs from what this renders.
"""

import re

from persona_app.api.app import create_api
from persona_app.api.catalogue import SECTIONS
from persona_app.api.errors import AddressUnknown, MethodRefused, status_of
from tools.steps import ROOT

TARGET = ROOT / "docs" / "API.md"
MARK = "<!-- codes -->\n"


def documented_statuses() -> dict[str, int]:
    """The status of each code, as the OpenAPI document tells it."""
    operations = [operation for path in create_api().openapi()["paths"].values() for operation in path.values()]
    answers = [(int(status), answer["description"]) for operation in operations for status, answer in operation["responses"].items()]
    return {code: status for status, told in answers if status >= 400 for code in re.findall(r"`(\w+)`: ", told)}


STATUSES = documented_statuses() | {kind.code: status_of(kind).value for kind in (AddressUnknown, MethodRefused)}


def _status(code: str) -> str:
    """The status that tells it as an answer; empty for what only stands on a run or in `sources`."""
    return str(STATUSES[code]) if code in STATUSES else ""


def tables() -> str:
    """Every code with its cause and its cure."""
    lines = []
    for title, entries in SECTIONS:
        lines += ["", f"### {title}", "", "| code | status | cause | cure |", "|---|---|---|---|"]
        lines += [f"| `{code}` | {_status(code)} | {entry.cause} | {entry.cure} |" for code, entry in entries.items()]
    return "\n".join(lines) + "\n"


def render(page: str) -> str:
    """The page with present tables."""
    return page.partition(MARK)[0] + MARK + tables()


if __name__ == "__main__":
    TARGET.write_text(render(TARGET.read_text("utf-8")), encoding="utf-8")
