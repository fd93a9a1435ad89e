"""Blame: the laws of who brought what, on histories of all kinds."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_app.personas.blaming import Reader, State, brought_by, claims_of, key_of, passages
from persona_app.personas.reconciling import sentences
from tests.factories.personas import make_claim, make_contradiction, make_profile

TEXTS = st.text(alphabet="ab .!?\n\t\r\u2028", max_size=40)
SENTENCES = st.sampled_from(["She bakes. ", "She rests. ", "\n", "## Who\n", "She bakes.\n", "- a\n", "  ", "e.g. this. "])
CONTENTS = st.lists(SENTENCES, max_size=8).map("".join)
HISTORIES = st.lists(CONTENTS, min_size=1, max_size=8)


def _blame(history):
    """By passage of the last content, the number of its version."""
    reader = Reader()
    states = [State(number, reader.keys(content)) for number, content in reversed(list(enumerate(history, 1)))]
    return brought_by(states)


@given(TEXTS)
def test_passages_joined_are_the_content_whatever_it_holds(content):
    assert "".join(passages(content)) == content
    assert all(key_of(passage) for passage in passages(content)[1:])


@given(st.lists(TEXTS, max_size=5))
def test_a_reader_finds_the_passages_of_each_content_when_it_read_others_before(contents):
    reader = Reader()
    for content in contents:
        assert reader.keys(content) == {key_of(passage) for passage in passages(content)} - {""}


@given(TEXTS)
def test_lines_part_as_the_whole_does_whatever_they_hold(content):
    """What `Reader` relies on."""
    by_line = {key_of(piece) for line in content.split("\n") for piece in sentences(line)}
    assert by_line - {""} == {key_of(piece) for piece in sentences(content)} - {""}


@given(HISTORIES)
@settings(max_examples=300)
def test_each_passage_is_of_a_version_that_has_it_and_whose_predecessor_has_not(history):
    keys = [{key_of(passage) for passage in passages(content)} - {""} for content in history]
    blamed = _blame(history)

    assert set(blamed) == keys[-1]
    for key, number in blamed.items():
        assert all(key in keys[at - 1] for at in range(number, len(history) + 1))
        assert number == 1 or key not in keys[number - 2]


@given(HISTORIES, CONTENTS)
def test_older_passages_keep_their_version_when_another_is_appended(history, content):
    before, after = _blame(history), _blame([*history, content])
    for key, number in after.items():
        assert number == before.get(key, len(history) + 1)


@given(HISTORIES)
def test_nothing_changes_when_a_version_says_the_same_again(history):
    assert _blame([*history, history[-1]]) == _blame(history)


def test_a_passage_keeps_its_version_when_it_moves_and_takes_a_new_one_when_it_comes_back():
    history = ["She bakes. She rests.", "She rests. She bakes.", "She rests.", "She bakes. She rests."]
    assert _blame(history) == {"She bakes.": 4, "She rests.": 1}


def test_no_more_versions_are_read_than_needed_when_all_is_found():
    read = count()

    def states():
        for number, has in ((9, {"a"}), (8, {"a"}), (7, {"b"}), (6, {"c"})):
            next(read)
            yield State(number, has)

    assert brought_by(states()) == {"a": 8}
    assert next(read) == 3


def test_nothing_is_blamed_when_there_is_nothing():
    assert brought_by([]) == {}
    assert brought_by([State(1, set())]) == {}
    assert passages("") == ()


def test_claims_are_found_wherever_they_stand_contradictions_aside():
    profile = make_profile(name="Mara", contradictions=[make_contradiction()]).model_copy(update={"goals": (make_claim("rest"),)})
    found = claims_of(profile.model_dump(mode="json", by_alias=True))
    assert [(key.field, key.value) for key in found] == [("identity.name", "Mara"), ("goals", "rest")]


@pytest.mark.parametrize("change", [{"value": "sleep"}, {"who": "Ada"}, {"id": "other"}])
def test_a_claim_is_another_when_it_says_something_else(change):
    one = {"goals": [{"id": "g", "value": "rest", "who": "", "citations": []}]}
    other = {"goals": [{**one["goals"][0], **change}]}
    assert claims_of(one).keys().isdisjoint(claims_of(other))
