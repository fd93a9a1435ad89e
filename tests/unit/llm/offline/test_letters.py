"""Names and words with marks on their letters are read like those without, and told as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.llm.offline.cleaning import clean
from persona_app.llm.offline.extracting import extract
from persona_app.llm.offline.letters import AsWritten, folded
from persona_app.llm.questions import ClaimField

LETTERS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x1FFF, exclude_categories=("Cs",)), max_size=40)


def said(text: str, subject: str = "") -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for claim in extract(text, subject).claims:
        found.setdefault(claim.field.value, set()).add(claim.value)
        assert claim.quote in text
    return found


@pytest.mark.parametrize(
    ("text", "name", "residence"),
    [
        ("Łucja Ørsted is a nurse. She lives in Gdańsk.", "Łucja Ørsted", "Gdańsk"),
        ("My name is Şebnem Çelik. I live in İzmir.", "Şebnem Çelik", "İzmir"),
        ("Élodie Martin lives in Besançon. She is a baker.", "Élodie Martin", "Besançon"),
        ("Thành Nguyễn lives in Đà Nẵng. He is a teacher.", "Thành Nguyễn", "Đà Nẵng"),
    ],
    ids=["polish", "turkish", "french", "vietnamese"],
)
def test_names_are_told_as_they_are_written_when_their_letters_have_marks(text: str, name: str, residence: str) -> None:
    found = said(text)
    assert (found["name"], found["residence"]) == ({name}, {residence})
    assert clean(text).subject in name


def test_a_person_is_found_under_the_name_they_were_asked_for_whatever_its_letters() -> None:
    assert said("Łucja Ørsted came home. She hates waste. Zoë likes tea.", "Łucja Ørsted")["dislike"] == {"waste"}


def test_words_keep_their_letters_when_rules_know_them_without_marks() -> None:
    found = said("Zoë Brontë is naïve. Her fiancé Håkon is a pâtissier. She speaks Volapük. She loves crème brûlée.")
    assert found == {
        "name": {"Zoë Brontë"},
        "trait": {"naïve"},
        "relationship": {"fiancé"},
        "language": {"Volapük"},
        "like": {"crème brûlée"},
    }


def test_a_rare_first_name_stays_before_a_surname_that_is_a_first_name_too() -> None:
    assert said("My name is Siobhra Martin. I live in Cork.")["name"] == {"Siobhra Martin"}
    assert said("Instead Paloma lives in Lima. Paloma is a nurse. She likes tea.")["name"] == {"Paloma"}


@given(LETTERS)
def test_every_offset_stays(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@given(st.lists(st.sampled_from(["Zoë", "café", "tea", "Łódź", "and", "Ångström", "x"]), min_size=1, max_size=12), st.data())
def test_what_is_cut_from_the_folded_text_gets_its_own_letters_back(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    cut = " ".join(words[first : last + 1])
    written = AsWritten(text, folded(text)).said(folded(cut))
    assert written == cut


@pytest.mark.parametrize(
    "line",
    [
        "Name: Mara Lind. Age: 34. Occupation: baker. She likes rye bread.",
        "Name: Mara Lind | Age: 34 | Occupation: baker | Likes: rye bread",
        "name: Mara Lind; age: 34; occupation: baker; likes: rye bread",
        "Name: Dr. Mara Lind, Age: 34, Occupation: baker, Likes: rye bread",
    ],
    ids=["sentences", "bars", "semicolons", "commas"],
)
def test_a_line_of_several_labels_is_read_label_by_label(line: str) -> None:
    found = said(line)
    assert {name.removeprefix("Dr. ") for name in found["name"]} == {"Mara Lind"}
    assert (found["age"], found["occupation"], found["like"]) == ({"34"}, {"baker"}, {"rye bread"})


def test_an_occupation_is_told_once_when_an_age_stands_before_it() -> None:
    claims = extract("Mara Lind, 34, is a baker from Bergen.").claims
    assert [claim.value for claim in claims if claim.field is ClaimField.OCCUPATION] == ["baker"]
