"""Two edits of one text: joined where they do not overlap, refused with all three texts where they do."""

from hypothesis import given
from hypothesis import strategies as st

from persona_app.personas.reconciling import Overlap, keep_mine, reconcile, sentences

TEXTS = st.text(alphabet="ab. \n!\t\u00a0\u2028", max_size=50)
WAS = "You are Edda. You wind the clocks.\nYou live in Bergen."


def test_both_edits_stand_when_they_touch_different_sentences_of_one_paragraph():
    mine = WAS.replace("Edda", "Edda Berg")
    theirs = WAS.replace("Bergen", "Oslo")

    assert reconcile(WAS, mine=mine, theirs=theirs).text == "You are Edda Berg. You wind the clocks.\nYou live in Oslo."


def test_all_three_texts_are_shown_when_both_changed_the_same_sentence():
    reconciled = reconcile(WAS, mine=WAS.replace("Bergen", "Oslo"), theirs=WAS.replace("Bergen", "Voss"))

    assert reconciled.text is None
    assert reconciled.overlaps == (Overlap(ancestor="You live in Bergen.", mine="You live in Oslo.", theirs="You live in Voss."),)


def test_both_edits_stand_when_they_mend_neighbouring_sentences():
    assert reconcile("One. Two. Three.", mine="One. 2. Three.", theirs="1. Two. Three.").text == "1. 2. Three."


@given(TEXTS)
def test_the_text_comes_out_when_its_sentences_are_joined(text):
    assert "".join(sentences(text)) == text


@given(TEXTS, TEXTS)
def test_the_one_edit_stands_when_nobody_else_edited_or_both_did_the_same(ancestor, edited):
    assert reconcile(ancestor, mine=edited, theirs=ancestor).text == edited
    assert reconcile(ancestor, mine=ancestor, theirs=edited).text == edited
    assert reconcile(ancestor, mine=edited, theirs=edited).text == edited


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_is_asked_when_edits_are_joined(ancestor, one, other):
    first, second = reconcile(ancestor, mine=one, theirs=other), reconcile(ancestor, mine=other, theirs=one)

    assert (first.text is None) == (second.text is None)


@given(TEXTS, TEXTS, TEXTS)
def test_the_parts_are_the_whole_text_when_a_choice_is_put_into_each_open_place(ancestor, one, other):
    kept, joined = keep_mine(ancestor, mine=one, theirs=other), reconcile(ancestor, mine=one, theirs=other)

    assert "".join(part.overlap.mine if part.overlap else part.text for part in joined.parts) == kept.text
    assert tuple(part.overlap for part in joined.parts if part.overlap) == joined.overlaps
