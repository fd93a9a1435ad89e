"""The scorer that tells whose lines they are."""

from tests.quality.attribution_scorer import Background, Sayings, grams_of, told, words_of


def said(text: str) -> Sayings:
    return Sayings(tuple(words_of(text)))


def test_names_are_masked_when_the_film_knows_them_or_a_capital_shows_them() -> None:
    assert words_of("Tollef weighed it. Did Marit's boat reach Kelm?", names=frozenset({"tollef", "marit"})) == [
        "weighed", "it", "did", "boat", "reach",
    ]  # fmt: skip


def test_the_first_person_and_first_words_stay_when_names_are_masked() -> None:
    assert words_of("Well, I'm sure I’ve lost. Nothing helps.") == ["well", "i'm", "sure", "i've", "lost", "nothing", "helps"]


def test_grams_run_across_words() -> None:
    assert grams_of(["salt", "is"]) == [" sal", "salt", "alt ", "lt i", "t is", " is "]


def test_the_speaker_scores_highest_when_the_words_are_theirs() -> None:
    salt, engine = said("salt is always wet and salt never lies"), said("an engine wants oil and a patient hand")
    background = Background([salt, engine])
    lines = said("wet salt lies heavy")

    assert background.score(salt, lines) > background.score(engine, lines)


def test_profiles_score_alike_when_the_lines_say_nothing() -> None:
    salt, engine = said("salt is wet"), said("engines want oil")

    assert Background([salt, engine]).score(salt, said("")) == 0


def test_a_longer_profile_gains_nothing_by_words_that_were_not_said() -> None:
    short, long = said("salt is wet"), said("salt is wet and engines want oil every single morning")
    background = Background([short, long])

    assert background.score(short, said("salt")) > background.score(long, said("salt"))


def test_a_tie_counts_its_share() -> None:
    assert told([0.5, 0.5, 0.1], right=1) == 0.5
    assert told([0.5, 0.4], right=1) == 0
    assert told([0.1, 0.4], right=1) == 1
