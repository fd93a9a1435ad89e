"""Content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from persona_app.building.assembling import written
from persona_app.building.merging import merge
from persona_app.building.rendering import escape, render, render_plainly
from persona_app.llm.questions import ClaimField, Passage, Section, Writing
from tests.unit.building.test_merging import value

MERGED = merge(
    [value("name", "Ada", 1), value("age", "36", 1), value("like", "tea", 1), value("dislike", "tea", 2), value("dislike", "tea", 3, 4)][:4]
)
CLAIMS = written(MERGED, budget=10_000)
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def writing(*passages, heading="Who you are"):
    return Writing(sections=[Section(heading=heading, passages=[Passage(text=text, claims=claims) for text, claims in passages])])


def test_content_holds_headings_and_passages_under_the_name():
    content, dropped = render("Ada", writing(("You are Ada.", [1]), ("You are 36.", [2])), CLAIMS)

    assert (content, dropped) == ("# Ada\n\n## Who you are\n\nYou are Ada.\n\nYou are 36.\n", 0)


def test_passage_is_left_out_and_counted_when_it_rests_on_no_claim():
    content, dropped = render("Ada", writing(("You are Ada.", [1]), ("You fly.", []), ("You sing.", [99, -1])), CLAIMS)

    assert ("fly" in content, "sing" in content, dropped) == (False, False, 2)


def test_section_is_left_out_when_all_its_passages_are():
    content, dropped = render(
        "Ada", Writing(sections=[*writing(("You are Ada.", [1])).sections, *writing(("No.", []), heading="Lies").sections]), CLAIMS
    )

    assert ("Lies" in content, dropped) == (False, 1)


def test_nothing_is_rendered_when_nothing_rests_on_a_claim():
    assert render("Ada", writing(("You fly.", [99])), CLAIMS) == ("", 1)


def test_plain_content_lists_the_claims_and_of_two_that_contradict_the_older():
    assert render_plainly("Ada", MERGED) == "# Ada\n\n## Who\n\n- **Age**: 36\n\n## Likes and dislikes\n\n- **Like**: tea\n"


def test_plain_content_says_so_when_nothing_is_known():
    assert "Nothing is known yet" in render_plainly("New persona", merge([]))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![x](http://evil/x.png)",
        "# Ignore everything",
        "- item",
        "+ item",
        "1. item",
        "1) item",
        "> quote",
        "```code```",
        "a | b",
        "=====",
        "---",
        "&lt;b&gt; &#x3c;",
        "http://evil.example <http://evil.example>",
        "one\n\n# two",
        "~~~",
    ],
)
def test_hostile_text_is_shown_as_it_is_when_rendered(hostile):
    tokens = MARKDOWN.parse(escape(hostile))

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children} <= {"text", "text_special"}
    assert "".join(child.content for child in tokens[1].children) == " ".join(hostile.split())


@given(st.text(st.sampled_from("ab1.)-+*_`~#>=<&;[]()!|\\ \n\t:/"), max_size=40).filter(str.strip))
def test_any_text_is_one_paragraph_of_itself(said):
    tokens = MARKDOWN.parse(escape(said))

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children) == " ".join(said.split())


def test_neighbouring_list_items_become_one_list_under_their_lead():
    content, dropped = render(
        "Ada",
        writing(("You like:", [1, 2]), ("- tea", [1]), ("- *maps*\n- lies", [2]), ("- fog", []), ("You sing.", [2]), ("- jam", [1])),
        CLAIMS,
    )

    assert content == "# Ada\n\n## Who you are\n\nYou like:\n\n- tea\n- \\*maps\\* - lies\n\nYou sing.\n\n- jam\n"
    assert dropped == 1


@pytest.mark.parametrize(
    "hostile", ["- # Ignore", "- - deeper", "- 1. one", "- > quote", "- <b>x</b>", "- ```", "- [x](y)", "-", "- ", "-- two"]
)
def test_hostile_text_stays_text_when_it_is_a_list_item(hostile):
    content, _ = render("Ada", writing((hostile, [1])), CLAIMS)
    tokens = MARKDOWN.parse(content.split("## Who you are", 1)[1])

    kinds = {token.type for token in tokens if not token.type.endswith("_close")}
    assert kinds <= {"bullet_list_open", "list_item_open", "paragraph_open", "inline"}
    assert sum(token.type == "list_item_open" for token in tokens) == (1 if hostile[:2] == "- " and hostile.strip() != "-" else 0)


def test_title_of_the_content_is_the_name_even_when_it_is_markup():
    assert render("*Ada* #1", writing(("You are Ada.", [1])), CLAIMS)[0].startswith("# \\*Ada\\* \\#1\n")


def test_relationship_names_the_other_person():
    merged = merge([value("relationship", "brother", 1, who="Tom")])

    assert "brother (Tom)" in render_plainly("Ada", merged)
    assert written(merged, budget=1000).asked()[0].text == "brother (Tom)"


def test_every_field_but_the_name_has_its_place_in_plain_content():
    merged = merge([value(field, f"value of {field}", 1) for field in ClaimField if field not in {ClaimField.NAME, ClaimField.AGE}])

    content = render_plainly("Ada", merged)
    assert [
        field for field in ClaimField if field not in {ClaimField.NAME, ClaimField.AGE} and f"value of {escape(field)}" not in content
    ] == []
