"""Markdown of unknown origin."""

import pytest

from persona_app.core.markdown import to_html
from tests.faults import fault


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[press](javascript:alert(1))",
        "![picture](https://example.org/spy.png)",
        "<a href='https://example.org' onclick='alert(1)'>press</a>",
        "[press](data:text/html;base64,PHNjcmlwdD4=)",
        "<iframe src='https://example.org'></iframe>",
    ],
)
@fault(
    area="Attackers",
    what="A persona's content holds scripts, event attributes and dangerous links",
    result="None of it is left when it is shown",
)
def test_nothing_runs_when_the_text_is_hostile(hostile: str) -> None:
    html = to_html(hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert "<iframe" not in html
    assert '<a href="javascript' not in html
    assert '<a href="data' not in html
    assert "<a href='https" not in html


def test_lists_links_and_tables_are_kept() -> None:
    html = to_html("- one\n- [two](https://example.org)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert "<li>one</li>" in html
    assert '<a href="https://example.org">two</a>' in html
    assert "<td>2</td>" in html


def test_headings_move_below_those_of_the_page() -> None:
    assert to_html("# Name\n\n## Part\n\n### Deep", top_heading=3) == "<h3>Name</h3>\n<h4>Part</h4>\n<h4>Deep</h4>\n"
