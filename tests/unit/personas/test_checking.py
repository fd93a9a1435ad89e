"""What a content must be to be kept, and what is cleaned off it once, when it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.personas.checking import cleaned, is_instruction, problems_of
from tests.factories.hostile_grammar import hostile_fragments


@given(st.text())
def test_nothing_more_is_cleaned_off_when_it_was_cleaned(content):
    once = cleaned(content)

    assert cleaned(once) == once
    assert not {each for each in once if ord(each) < 32} - {"\n", "\t"}
    once.encode()


@given(st.text(alphabet=st.characters(categories=("L", "M", "N", "P", "S", "Zs"), exclude_characters="\ufeff")))
def test_every_word_stays_when_a_content_is_cleaned(content):
    assert cleaned(content) == content


def test_lines_end_alike_and_what_nobody_sees_goes_when_a_content_is_cleaned():
    assert cleaned("\ufeffOne\r\ntwo\rthree\u2028four\tfive\x00\x1b[31m\ud800") == "One\ntwo\nthree\nfour\tfive[31m"


def test_each_reason_is_told_with_its_line_when_a_content_could_run():
    content = "# Ada\n\n<script>ran()</script>\n`<script>` is only named here.\n[press](javascript:ran())\n<b onclick=ran()>x</b>"

    assert [(each.line, each.sentence.split(" ")[0]) for each in problems_of(content, most_bytes=1_000)] == [
        (3, "“<script>”"),
        (5, "A"),
        (6, "An"),
    ]


@pytest.mark.parametrize(("content", "told"), [(" \n", "empty"), ("é" * 501, "1,002 bytes")])
def test_the_whole_is_told_when_it_is_too_little_or_too_much(content, told):
    (problem,) = problems_of(content, most_bytes=1_000)

    assert problem.line == 0 and told in problem.sentence


@pytest.mark.parametrize(
    ("content", "is_one"),
    [("# Ada\n\nA miller.", True), ("You are Ada.", True), ("Du bist Ada.", True), ("Ada is a miller.", False), ("#hash", False)],
)
def test_the_form_of_an_instruction_is_known_and_not_required(content, is_one):
    assert is_instruction(content) is is_one
    assert problems_of(content, most_bytes=1_000) == ()


def test_plain_attacks_are_refused_when_they_are_written():
    """What is shown is safe anyway (`core/markdown.py`); but nobody writes most of it by accident, so it is told at once."""
    plain = [each for each in hostile_fragments(count=4_000) if each.startswith(("<script>", "<iframe ", "<form ", "<object ", "<meta "))]

    assert len(plain) > 20
    assert all(problems_of(each, most_bytes=1_000) for each in plain)
