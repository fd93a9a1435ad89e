"""Tags, gender, age and headline out of claims, and out of nothing else."""

from collections.abc import Mapping

import pytest

from persona_app.llm.offline.describing import describe
from persona_app.llm.questions import ClaimField, DescribeQuestion, Describing, NumberedClaim
from persona_app.publishing.briefing import offered

TAGS = offered()


def described(claims: Mapping[str, str | list[str]], *, content: str = "You are somebody.", name: str = "Ines") -> Describing:
    """What the rules say of these claims."""
    pairs = [(field, text) for field, given in claims.items() for text in ([given] if isinstance(given, str) else given)]
    numbered = [NumberedClaim(id=number, field=ClaimField(field), text=text) for number, (field, text) in enumerate(pairs, 1)]
    return describe(DescribeQuestion(name=name, claims=numbered, content=content, tags=TAGS))


def tags(claims: Mapping[str, str | list[str]]) -> set[str]:
    return {tag.name for tag in described(claims).tags}


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({"occupation": "software engineer"}, {"software developer"}),
        ({"occupation": "retired sheep farmer in Wales"}, {"farmer", "retired"}),
        ({"occupation": "baker"}, {"chef"}),
        ({"trait": "calm under pressure"}, {"calm under pressure"}),
        ({"trait": "very kind"}, {"kind"}),
        ({"language": ["Norwegian", "English", "Latin"]}, {"norwegian", "english", "latin", "multilingual"}),
        ({"relationship": ["Peter: son", "Anna: wife"]}, {"parent", "married"}),
        ({"relationship": "late husband (Harold)"}, {"widowed"}),
        ({"knowledge": "astronomy"}, {"astronomy"}),
        ({"residence": "a small village on the coast"}, {"village", "coast"}),
        ({"fact": "a vampire"}, {"vampire"}),
    ],
    ids=["synonym", "head", "synonym of a trade", "whole phrase", "degree", "languages", "ties", "late", "knowledge", "place", "being"],
)
def test_claims_name_tags(claims: Mapping[str, str | list[str]], found: set[str]) -> None:
    assert tags(claims) == found


@pytest.mark.parametrize(
    "claims",
    [
        {"trait": "not shy"},
        {"trait": "never patient"},
        {"occupation": "former soldier"},
        {"occupation": "doctor of philosophy"},
        {"relationship": "Rosa: mother"},
        {"relationship": "Dr. Hale: doctor"},
        {"fact": "was bitten by a vampire bat"},
        {"fact": "met a detective once"},
        {"like": "stories about pirates"},
        {"dislike": "jazz"},
        {"goal": "to become a pilot"},
    ],
    ids=["denied", "never", "former", "another doctor", "own mother", "own doctor", "bat", "met", "stories", "disliked", "wanted"],
)
def test_no_tag_is_made_of_what_is_denied_or_said_of_others(claims: Mapping[str, str]) -> None:
    assert tags(claims) == set()


def test_tags_come_surest_first_and_only_from_the_list() -> None:
    found = described({"occupation": "night nurse", "trait": ["kind"], "like": "brass music"}).tags
    assert found[0].name == "kind"
    assert [tag.confidence for tag in found] == sorted((tag.confidence for tag in found), reverse=True)
    assert describe(DescribeQuestion(name="Ines", claims=[], content="hero villain ghost", tags=TAGS)).tags == []


@pytest.mark.parametrize(
    ("claims", "age"),
    [
        ({"age": "44"}, 44),
        ({"age": "44 years old"}, 44),
        ({"age": ["44", "46"]}, -1),
        ({"age": "middle-aged"}, -1),
        ({"age": "999"}, -1),
        ({}, -1),
    ],
    ids=["figure", "years", "two", "words", "absurd", "none"],
)
def test_age_is_what_the_claims_say_in_figures(claims: Mapping[str, str | list[str]], age: int) -> None:
    assert described(claims, content="She is 30 years old.").age == age


@pytest.mark.parametrize(
    ("claims", "gender"),
    [
        ({"gender": "woman"}, "female"),
        ({"gender": "male"}, "male"),
        ({"gender": "trans man"}, "male"),
        ({"gender": "non-binary"}, "nonbinary"),
        ({"gender": "intersex"}, "other"),
        ({"gender": ["female", "male"]}, "unknown"),
        ({"pronouns": "she/her"}, "female"),
        ({"pronouns": "they/them"}, "unknown"),
        ({"gender": "manager"}, "unknown"),
        ({"relationship": "Anna: wife"}, "unknown"),
        ({}, "unknown"),
    ],
    ids=["woman", "male", "trans man", "nonbinary", "other", "two", "she", "they", "manager", "wife", "none"],
)
def test_gender_is_what_the_claims_state(claims: Mapping[str, str | list[str]], gender: str) -> None:
    assert described(claims, content="He is a man.").gender == gender


@pytest.mark.parametrize(
    ("claims", "headline"),
    [
        ({"occupation": "lighthouse keeper", "trait": "stubborn", "residence": "Port Ellery"}, "Stubborn lighthouse keeper in Port Ellery"),
        ({"occupation": "chef", "like": "Old maps"}, "Chef who likes old maps"),
        ({"trait": ["kind", "shy"], "residence": "Bath"}, "Kind and shy person in Bath"),
        ({"like": "brass music"}, "Somebody who likes brass music"),
        ({"like": "Eun-ji Park"}, "Somebody who likes Eun-ji Park"),
        ({}, "A persona called Ines"),
    ],
    ids=["work", "liking", "traits", "only a liking", "a name", "nothing"],
)
def test_headline_is_made_of_claims(claims: Mapping[str, str | list[str]], headline: str) -> None:
    assert described(claims).headline == headline


def test_headline_is_short_whatever_the_claims() -> None:
    long = described({"occupation": "keeper of " + "very " * 60 + "old lamps", "trait": "kind", "like": "x" * 300}, name="N" * 300)
    assert len(long.headline) <= 120


def test_the_same_claims_give_the_same_answer() -> None:
    claims = {"occupation": ["chef", "baker"], "trait": ["kind", "shy", "blunt"], "language": ["French", "Latin"]}
    assert described(claims) == described(claims)
