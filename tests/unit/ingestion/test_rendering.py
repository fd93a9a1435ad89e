"""Tables and JSON as lines, and what is refused."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.ingestion import errors
from persona_app.ingestion.schemas import Extracted, Limits, clean_text
from persona_app.ingestion.services.files import extract_file

LIMITS = Limits()


def read(name: str, content: bytes | str, **limits) -> Extracted:
    content = content.encode() if isinstance(content, str) else content
    return extract_file(name=name, content=content, limits=LIMITS.model_copy(update=limits))


# --- CSV and JSON -------------------------------------------------------------------------------------------------------


def test_table_becomes_lines_in_order_when_it_is_csv():
    content = 'name,likes,born\r\nMira,"tea, and bees",1984\r\nJon,,"1990\r\nor 1991"\r\n'
    assert read("people.csv", content).text == "name: Mira\nlikes: tea, and bees\nborn: 1984\n\nname: Jon\nborn: 1990\nor 1991"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_understood_when_they_split_all_rows(delimiter):
    content = f"name{delimiter}says\nMira{delimiter}yes, and no, and yes\nJon{delimiter}no\n"
    assert read("p.csv", content).text == "name: Mira\nsays: yes, and no, and yes\n\nname: Jon\nsays: no"


def test_columns_without_a_title_are_numbered_when_rows_are_longer_than_the_header():
    assert read("p.csv", "a,b\n1,2,3\n").text == "a: 1\nb: 2\ncolumn 3: 3"


@pytest.mark.parametrize("content", ["Just prose in a file with a wrong name.\nMore of it.\n", "name,likes\n"])
def test_text_stays_as_it_is_when_a_csv_is_no_table(content):
    assert read("p.csv", content).text == content


def test_repeated_headers_cannot_fill_the_memory_when_a_table_is_built_for_that():
    content = ("h" * 50_000 + ",b\n") + "1,2\n" * 5_000
    with pytest.raises(errors.FileExpandsTooMuch, match=r"bomb\.csv"):
        read("bomb.csv", content)


def test_structure_becomes_indented_lines_when_it_is_json():
    content = (
        '{"name": "Mira", "born": 1984.50, "likes": ["tea", {"what": "bees", "since": null}],\n'
        ' "is_kind": true, "bio": "One.\\nTwo \\u00e9 \\"q\\""}'
    )
    assert read("p.json", content).text == (
        'name: Mira\nborn: 1984.50\nlikes:\n  - tea\n  -\n    what: bees\n    since: null\nis_kind: true\nbio: One.\n  Two é "q"'
    )


def test_nothing_is_lost_when_json_repeats_a_name_or_has_a_huge_number():
    assert read("p.json", '{"a": 1, "a": %s, "b": "\\ud800x"}' % ("9" * 5_000)).text == f"a: 1\na: {'9' * 5_000}\nb: x"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('{"a": 1,\n  "b": }', "line 2, column 8"),
        ('{"a": "x', "line 1, column 7"),
        ("{} {}", "line 1, column 4"),
        ("hello", "line 1, column 1"),
    ],
)
def test_place_is_named_when_json_is_broken(content, place):
    with pytest.raises(errors.FileDamaged, match=rf"p\.json cannot be read: its JSON is broken at {place}"):
        read("p.json", content)


@pytest.mark.parametrize("content", ["[" * 1_000_000, '{"a":' * 500_000, "[" * 65 + "]" * 65, '[{"a":' * 200_000 + "1"])
def test_nesting_is_refused_when_it_is_deep(content):
    with pytest.raises(errors.FileNestedTooDeep, match="64 levels"):
        read("p.json", content)


def test_brackets_in_strings_are_no_nesting():
    assert "[[[[" in read("p.json", json.dumps({"a": "[" * 5_000 + '\\"' * 50})).text


@pytest.mark.parametrize("content", ['"' + '\\"' * 500_000, '"' + "\\" * 999_999])
def test_time_stays_linear_when_json_strings_never_end(content):
    started = time.monotonic()
    with pytest.raises(errors.FileDamaged):
        read("p.json", content)
    assert time.monotonic() - started < 5


def test_indentation_cannot_fill_the_memory_when_json_is_built_for_that():
    content = "[" * 63 + ",".join("1" * 400_000) + "]" * 63
    with pytest.raises(errors.FileExpandsTooMuch):
        read("p.json", content)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_every_string_of_a_json_is_found_in_its_text(value):
    strings: list[str] = []

    def collect(inner) -> None:
        for entry in inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else []:
            collect(entry)
        if isinstance(inner, str):
            strings.append(inner)

    collect(value)
    try:
        text = read("a.json", json.dumps(value)).text
    except errors.EmptyText:
        return
    squeezed = "".join(text.split())
    assert all("".join(clean_text(string).split()) in squeezed for string in strings if "\ufeff" not in string)
