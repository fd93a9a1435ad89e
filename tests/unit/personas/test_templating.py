"""The templates that come with the program are many, whole and of a good length; filling one puts every answer in its place."""

import re
from collections import Counter

import pytest

from persona_app.core.errors import Invalid
from persona_app.core.markdown import to_html
from persona_app.personas.errors import PlaceholderMissing
from persona_app.personas.templating import FOLDER, Template, TemplateCategory, TemplateFileWrong, fill, parse_template, read_templates

ASKED_FOR = {
    "software-developer",
    "creative-writer",
    "business-analyst",
    "research-assistant",
    "customer-support-agent",
    "interviewer",
    "teacher",
    "product-research-participant",
}
SLUGS = sorted(file.name.removesuffix(".md") for file in FOLDER.iterdir())
GARDENER = """+++
name = "Gardener"
description = "Somebody who knows soil."
category = "education"

[[placeholders]]
name = "garden"
question = "Which garden?"
example = "a balcony"

[[placeholders]]
name = "season"
question = "Which season?"
example = "spring"
+++
# Gardener

You are the gardener of {garden}. It is {season}, and {garden} waits.
Leave {weather}, {{garden}}, {{garden}, {garden}}, {{char}}, { season } and {Season} alone.
"""
REFUSED = {
    "no front matter": ("# Gardener\n", "two lines of \\+\\+\\+"),
    "front matter without end": (GARDENER.replace("+++\n# Gardener", "# Gardener"), "two lines of \\+\\+\\+"),
    "no TOML": (GARDENER.replace('"Gardener"', "Gardener"), "not TOML"),
    "no name": (GARDENER.replace('name = "Gardener"\n', ""), "name: Field required"),
    "unknown category": (GARDENER.replace('"education"', '"gardens"'), "category: "),
    "unknown field": (GARDENER.replace("category", "colour = 1\ncategory"), "colour: "),
    "long description": (GARDENER.replace("knows soil", "knows " + "soil " * 200), "description: .*1000"),
    "same placeholder twice": (GARDENER.replace('"season"', '"garden"'), "same name"),
    "unused placeholder": (GARDENER.replace("It is {season}", "It is cold"), "not used: season"),
    "no heading": (GARDENER.replace("# Gardener\n\n", ""), "content: "),
}


def shipped(slug: str) -> Template:
    """The template of this file."""
    return next(template for template in read_templates() if template.slug == slug)


def examples(template: Template) -> dict[str, str]:
    """What the template itself suggests as values."""
    return {placeholder.name: placeholder.example for placeholder in template.placeholders}


def test_the_templates_that_were_asked_for_are_there_and_every_file_is_one() -> None:
    assert {template.slug for template in read_templates()} >= ASKED_FOR
    assert sorted(template.slug for template in read_templates()) == SLUGS


def test_templates_come_by_category_and_name() -> None:
    order = [(list(TemplateCategory).index(template.category), template.name) for template in read_templates()]
    assert order == sorted(order)
    assert {template.category for template in read_templates()} == set(TemplateCategory)


def test_no_two_templates_are_built_alike() -> None:
    headings = [tuple(re.findall(r"^#+ .+$", template.content, flags=re.MULTILINE)[1:]) for template in read_templates()]
    sentences = Counter(sentence for template in read_templates() for sentence in set(re.split(r"(?<=[.?!])\s+", template.content)))
    assert len(set(headings)) == len(headings)
    assert [sentence for sentence, count in sentences.items() if count > 1 and len(sentence.split()) > 3] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_template_is_a_system_instruction_of_a_good_length(slug: str) -> None:
    template = shipped(slug)
    assert 250 <= len(template.content.split()) <= 500
    assert "You are " in template.content
    assert 2 <= len(template.placeholders) <= 6
    assert "<" not in template.content


@pytest.mark.parametrize("slug", SLUGS)
def test_a_template_filled_with_its_own_examples_has_no_mark_left_and_renders(slug: str) -> None:
    template = shipped(slug)
    filled = fill(template, examples(template))
    assert re.findall(r"[{}]", filled) == []
    assert all(example in filled for example in examples(template).values())
    assert len(filled.encode()) <= 50_000
    assert to_html(filled).startswith("<h1>")


def test_every_place_of_a_placeholder_is_filled_and_other_braces_stay() -> None:
    filled = fill(parse_template("gardener", GARDENER), {"garden": " the roof ", "season": "May", "weather": "not asked for"})
    assert "You are the gardener of the roof. It is May, and the roof waits." in filled
    assert "Leave {weather}, {{garden}}, {{garden}, {garden}}, {{char}}, { season } and {Season} alone." in filled


def test_a_value_is_put_in_as_it_is_when_it_looks_like_a_mark_or_a_pattern() -> None:
    filled = fill(parse_template("gardener", GARDENER), {"garden": "{season}", "season": r"\1 \g<0> {garden}"})
    assert r"You are the gardener of {season}. It is \1 \g<0> {garden}, and {season} waits." in filled


def test_what_is_missing_is_named_when_values_are_absent_or_blank() -> None:
    with pytest.raises(PlaceholderMissing) as refused:
        fill(parse_template("gardener", GARDENER), {"season": " \n"})
    assert isinstance(refused.value, Invalid)
    assert refused.value.names == ("garden", "season")
    assert "“Gardener”" in refused.value.sentence
    assert "Which garden? (garden) Which season? (season)" in refused.value.sentence


def test_what_is_there_is_not_asked_for_again_when_something_else_is_missing() -> None:
    with pytest.raises(PlaceholderMissing) as refused:
        fill(parse_template("gardener", GARDENER), {"garden": "the roof"})
    assert refused.value.names == ("season",)
    assert "Which garden?" not in refused.value.sentence


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=list(REFUSED))
def test_a_file_is_refused_with_the_reason_when_it_breaks_a_rule(text: str, reason: str) -> None:
    with pytest.raises(TemplateFileWrong, match=reason) as refused:
        parse_template("gardener", text)
    assert "templates/gardener.md" in str(refused.value)
