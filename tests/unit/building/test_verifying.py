"""Finding quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.building.schemas import Chunk
from persona_app.building.verifying import Place, plain, plausible_value, verify
from persona_app.llm.questions import ClaimField, ExtractedClaim

WORDS = st.text(st.sampled_from("abcé \n'’“”—-…ﬁ\u00a0\u0301"), min_size=1, max_size=80)


def claim(quote, *, field="fact", value="something", who=""):
    return ExtractedClaim(field=field, value=value, quote=quote, who=who)


def check(text, *claims, chunk=None):
    return verify(text, chunk or Chunk(start=0, end=len(text)), claims)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("She said “I’m tired” – again.", 'She said "I\'m tired" - again.', "She said “I’m tired” – again."),
        ("the ﬁrst  of\n many", "the first of many", "the ﬁrst  of\n many"),
        ("Zu\u00adsam\u00admen gehen", "Zusammen gehen", "Zu\u00adsam\u00admen gehen"),
        ("wait… what", "wait... what", "wait… what"),
        ("cafe\u0301 noir", "café noir", "cafe\u0301 noir"),
        ("10\u00a0000 people", "10 000 people", "10\u00a0000 people"),
        ("I love tea", "“I love tea”", "I love tea"),
        ("I love tea, truly", "I love tea...", "I love tea"),
    ],
)
def test_quote_is_found_when_only_typography_differs(text, quote, found):
    assert [each.quote for each in check(text, claim(quote)).claims] == [found]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("She likes tea.", "She likes coffee."),
        ("She likes tea.", "she likes tea."),
        ("She likes tea.", "She tea"),
        ("Born in 1936.", "36"),
        ("They start early.", "art early"),
        ("anything", "…"),
    ],
)
def test_claim_is_dropped_and_counted_when_its_quote_is_not_there(text, quote):
    found = check(text, claim(quote))

    assert (found.claims, found.dropped) == ((), 1)


def test_quote_is_found_within_a_word_of_a_script_that_separates_none():
    assert check("她今年三十六岁。", claim("三十六岁")).claims[0].start == 3


@given(WORDS, st.data())
def test_quote_taken_from_a_text_is_found_there_and_reads_the_same(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for at, until in Place(text, Chunk(start=0, end=len(text))).occurrences(text[start:end]):
        assert plain(text[at:until]).text.strip("'\" .,;:") == plain(text[start:end]).text.strip("'\" .,;:")


@given(WORDS, WORDS)
def test_verified_quote_is_the_text_at_its_offsets(text, quote):
    for each in check(text, claim(quote)).claims:
        assert text[each.start : each.end] == each.quote
        assert plain(each.quote).text.strip("'\" .,;:") == plain(quote).text.strip("'\" .,;:")


def test_place_lies_in_the_chunk_when_the_quote_stands_outside_too():
    text = "He sings. He sings. He sings."

    assert check(text, claim("He sings."), chunk=Chunk(start=10, end=20)).claims[0].start == 10
    assert check(text, claim("He sings. He"), chunk=Chunk(start=20, end=29)).dropped == 1


def test_each_place_is_taken_once_when_a_claim_is_repeated():
    text = "He sings. He sings."

    found = check(text, claim("He sings."), claim("He sings."), claim("He sings."))

    assert ([each.start for each in found.claims], found.dropped) == ([0, 10], 0)


def test_same_words_support_two_claims_when_they_say_two_things():
    found = check("Ada, 36", claim("Ada, 36", field="name", value="Ada"), claim("Ada, 36", field="age", value="36"))

    assert [(each.field, each.start) for each in found.claims] == [("name", 0), ("age", 0)]


@pytest.mark.parametrize(
    ("field", "value", "quote", "kept"),
    [
        ("age", "36", "she is 36", "36"),
        ("age", "036", "she is 36", "36"),
        ("age", "131", "she is 131", None),
        ("age", "thirty-six", "she is thirty-six", None),
        ("age", "-1", "she is -1", None),
        ("age", "٣٦", "she is ٣٦", None),
        ("fact", "  many   words ", "many words", "many words"),
        ("fact", "?!", "what?!", None),
        ("name", "Ada Lovelace", "Miss Lovelace came in", "Ada Lovelace"),
        ("name", "Admiral Nelson", "Miss Lovelace came in", None),
        ("favourite_word", "Splendid", "It is splendid, splendid!", "Splendid"),
        ("favourite_word", "marvellous", "It is splendid", None),
        ("sample_line", "I never sleep", "I never sleep", "I never sleep"),
        ("sample_line", "I always sleep", "I never sleep", "I never sleep"),
    ],
)
def test_value_is_kept_only_when_it_can_be_true(field, value, quote, kept):
    assert plausible_value(ExtractedClaim(field=ClaimField(field), value=value, quote=quote), quote=quote) == kept


def test_implausible_value_counts_as_dropped():
    assert check("she is 400", claim("she is 400", field="age", value="400")).dropped == 1


def test_other_persons_name_stays_only_for_relationships():
    text = "her brother Tom"

    found = check(
        text, claim(text, field="relationship", value="brother", who="Tom"), claim(text, field="fact", value="has a brother", who="Tom")
    )

    assert [(each.who, each.key) for each in found.claims] == [("Tom", "brother|tom"), ("", "has brother")]
