"""Whatever is public is written down: commands, settings, variables, addresses, and why things are as they are."""

import ast
import re
from pathlib import Path

import pytest

from bench import report, results
from persona_app.api import watching
from persona_app.cli.settings import environment_name
from persona_app.core.config import Settings
from persona_app.jobs.schemas import Counted
from persona_app.web import policy
from tools import cli_doc

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md")))
DECISIONS = sorted(page for page in (DOCS / "decisions").glob("*.md") if page.name != "README.md")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
VARIABLE = re.compile(r"^(?:PERSONA|OPENAI)_[A-Z_]*[A-Z]$")


def rows_of(page: Path) -> set[tuple[str, ...]]:
    """The cells of every table row, without marks."""
    lines = [line for line in page.read_text().splitlines() if line.startswith("| ")]
    return {tuple(cell.strip(" `") for cell in line.strip("|").split("|")) for line in lines}


def variables_read() -> set[str]:
    """Names of environment variables that stand as texts in the program and its tools."""
    sources = [*(ROOT / "persona_app").rglob("*.py"), *(ROOT / "tools").glob("*.py")]
    texts = (node.value for file in sources for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and VARIABLE.match(text)}


def test_every_command_and_option_is_written_down() -> None:
    assert cli_doc.TARGET.read_text() == cli_doc.render(), "run: python -m tools.cli_doc"


def test_every_variable_is_a_setting_or_explained() -> None:
    settings = {environment_name(field) for field in Settings.model_fields}
    explained = {row[0] for row in rows_of(cli_doc.TARGET)}
    assert variables_read() - settings - explained == set()


def test_every_page_is_written_down_with_whom_it_is_for() -> None:
    written = {row[:2] for row in rows_of(DOCS / "PAGES.md")}
    assert {(path, who.name.lower()) for path, who in policy.PAGES.items()} - written == set()


def test_every_endpoint_of_the_pages_is_written_down_with_whom_it_is_for() -> None:
    written = {row[:3] for row in rows_of(DOCS / "PAGES.md")}
    assert {(method, path, who.name.lower()) for (method, path), who in policy.ENDPOINTS.items()} - written == set()


def test_every_address_and_metric_for_watching_is_written_down() -> None:
    written = {cell for row in rows_of(DOCS / "OPERATION.md") for cell in row[:1]}
    metrics = {f"persona_{each}_total" for each in Counted}
    assert ({*watching.ADDRESSES} | metrics) - written == set()


def test_every_published_figure_comes_from_a_committed_result() -> None:
    assert report.PAGE.read_text() == report.render(results.read_all()), "run: make bench"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()] == []


def test_every_decision_is_in_the_index_by_its_title() -> None:
    index = (DOCS / "decisions" / "README.md").read_text()
    titles = {page.name: page.read_text().splitlines()[0].removeprefix("# ").partition(". ")[2] for page in DECISIONS}
    assert [name for name, title in titles.items() if f"[{title}]({name})" not in index] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_says_what_was_asked_chosen_and_what_would_change_it(page: Path) -> None:
    text = page.read_text()
    assert [part for part in ("**Question.**", "**Chosen.**", "**What would change it.**") if part not in text] == []
