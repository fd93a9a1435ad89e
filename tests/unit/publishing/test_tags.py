"""The tags that come with the program are many, keep the rules of their file, and a file that breaks one is refused with the reason."""

import re
import tomllib
from collections import Counter
from itertools import pairwise

import pytest

from persona_app.publishing.tagging import FILE, Category, TagListWrong, by_word, fold, parse_tags, read_tags

TWO_TAGS = """
[genre]
fantasy = { order = 10, when = "Magic is real.", synonyms = ["high fantasy"] }
[role]
"chosen one" = { order = 10, when = "A sign singled it out." }
"""
REFUSED = {
    "not TOML": ("[genre", "not TOML"),
    "the same key twice": ('[genre]\nnoir = { order = 1, when = "A." }\nnoir = { order = 2, when = "B." }', "not TOML"),
    "unknown category": ('[mood]\nblue = { order = 1, when = "It is sad." }', "“mood” is no category"),
    "no category": ('blue = "sad"', "“blue” is no category"),
    "no table": ('[tone]\nwarm = "It is friendly."', "“warm” is no table"),
    "upper case": ('[genre]\nNoir = { order = 1, when = "Grey." }', "“Noir”, name"),
    "two spaces": ('[genre]\n"film  noir" = { order = 1, when = "Grey." }', "“film  noir”, name"),
    "no order": ('[genre]\nnoir = { when = "Grey." }', "“noir”, order"),
    "no description": ("[genre]\nnoir = { order = 1 }", "“noir”, when"),
    "description of two lines": ('[genre]\nnoir = { order = 1, when = "Grey.\\nDark." }', "“noir”, when"),
    "unknown field": ('[genre]\nnoir = { order = 1, when = "Grey.", synonym = ["dark"] }', "“noir”, synonym"),
    "upper case synonym": ('[genre]\nnoir = { order = 1, when = "Grey.", synonyms = ["Film noir"] }', "“Film noir” of “noir”"),
    "empty synonym": ('[genre]\nnoir = { order = 1, when = "Grey.", synonyms = [""] }', "“” of “noir”"),
    "synonym of its own": ('[genre]\nnoir = { order = 1, when = "Grey.", synonyms = ["noir"] }', "“noir” stands 2 times"),
    "synonym is a tag": (TWO_TAGS + 'hero = { order = 20, when = "It dares.", synonyms = ["fantasy"] }', "“fantasy” stands 2 times"),
    "synonym of two tags": (
        TWO_TAGS + 'hero = { order = 20, when = "It dares.", synonyms = ["high-fantasy"] }',
        "“high fantasy” stands 2 times",
    ),
    "tag of two categories": (TWO_TAGS + 'fantasy = { order = 20, when = "It dreams." }', "“fantasy” stands 2 times"),
    "one place for two": (TWO_TAGS + 'hero = { order = 10, when = "It dares." }', "2 tags of “role” have the order 10"),
}


def test_tags_are_many_and_every_category_has_some() -> None:
    counts = Counter(tag.category for tag in read_tags())
    assert counts.total() >= 170
    assert set(counts) == set(Category)
    assert min(counts.values()) >= 10


def test_names_and_synonyms_are_lower_case_and_stand_for_one_tag_each() -> None:
    words = [word for tag in read_tags() for word in (tag.name, *tag.synonyms)]
    assert [word for word in words if word != word.lower()] == []
    assert [word for word, count in Counter(map(fold, words)).items() if count > 1] == []


def test_tags_come_by_category_and_ascend_within_it_and_so_does_the_file() -> None:
    places = [(list(Category).index(tag.category), tag.order) for tag in read_tags()]
    assert all(before < after for before, after in pairwise(places))
    names = [name for table in tomllib.loads(FILE.read_text("utf-8")).values() for name in table]
    assert names == [tag.name for tag in read_tags()]


def test_every_category_has_a_heading_that_says_what_belongs_there() -> None:
    headed = re.findall(r"^# ─── (.+) ───\n# .+\.\n\[(\w+)\]$", FILE.read_text("utf-8"), flags=re.MULTILINE)
    assert [name for _, name in headed] == list(Category)
    assert all(title.lower() == name for title, name in headed)


def test_every_tag_says_in_one_line_when_it_applies_and_no_two_say_the_same() -> None:
    sentences = [tag.when for tag in read_tags()]
    assert [sentence for sentence, count in Counter(sentences).items() if count > 1] == []
    assert [sentence for sentence in sentences if not sentence[0].isupper() or "\n" in sentence or len(sentence) < 10] == []


@pytest.mark.parametrize(
    ("word", "name"),
    [("#Science-Fiction", "science fiction"), ("Sci_Fi", "science fiction"), ("  detective ", "detective"), ("日本語", "japanese")],
    ids=["hash", "synonym", "spaces", "script"],
)
def test_a_tag_is_found_however_it_is_spelt(word: str, name: str) -> None:
    assert by_word(read_tags())[fold(word)].name == name


def test_nothing_is_found_when_no_tag_has_the_word() -> None:
    assert by_word(read_tags()).get(fold("no such tag")) is None


def test_a_list_is_read_in_order_when_its_file_is_not() -> None:
    shuffled = (
        '[role]\nhero = { order = 20, when = "It dares." }\nrival = { order = 10, when = "It envies." }\n' + TWO_TAGS.split("[role]")[0]
    )
    assert [tag.name for tag in parse_tags(shuffled)] == ["fantasy", "rival", "hero"]


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=list(REFUSED))
def test_a_list_is_refused_with_the_reason_when_it_breaks_a_rule(text: str, reason: str) -> None:
    with pytest.raises(TagListWrong) as refused:
        parse_tags(text)
    assert reason in str(refused.value)
