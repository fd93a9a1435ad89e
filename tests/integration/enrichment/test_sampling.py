"""Which lines are read: exactly so many, spread over the film, with content, the same for the same seed."""

import random
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from persona_app.core.db import unit_of_work
from persona_app.core.ids import new_id
from persona_app.enrichment.queries import sample
from persona_app.enrichment.sampling import share_out
from tests.factories.films import make_film

SEED = 20_261_122


def sampled(*wanted: tuple[UUID, int], seed: int = SEED):
    with unit_of_work() as session:
        return sample(session, character_shares=wanted, seed=seed)


def film(*said: tuple[str, str], title: str = "The Salt Office"):
    with unit_of_work() as session:
        return {name: each.id for name, each in make_film(session, title=title, said=said).items()}


def talk(lines: int, *, speakers: int = 2) -> list[tuple[str, str]]:
    return [(f"Speaker {at % speakers}", f"I keep the ledger of day {at}, and I never round a weight.") for at in range(lines)]


def test_exactly_the_share_is_read_when_a_character_has_more(database: str) -> None:
    cast = film(*talk(400))

    found = sampled((cast["Speaker 0"], 37), (cast["Speaker 1"], 11))

    assert [each.character for each in found] == ["Speaker 0"] * 37 + ["Speaker 1"] * 11
    assert len({each.line_id for each in found}) == 48


def test_everything_is_read_when_a_character_has_fewer(database: str) -> None:
    cast = film(*talk(24))

    assert len(sampled((cast["Speaker 0"], 500))) == 12


def test_each_line_comes_with_the_one_it_answers(database: str) -> None:
    cast = film(("Marit", "You weighed it wet again."), ("Tollef", "Salt is always wet."), ("Tollef", "That is its nature."))

    answer, more = sampled((cast["Tollef"], 2))

    assert (answer.text, answer.answered_by, answer.answered_text) == ("Salt is always wet.", "Marit", "You weighed it wet again.")
    assert answer.answers_id is not None
    assert (more.text, more.answers_id, more.answered_text) == ("That is its nature.", None, "")


def test_lines_come_from_every_tenth_of_the_film_when_few_are_taken(database: str) -> None:
    cast = film(*talk(1_000, speakers=1))

    positions = [each.position for each in sampled((cast["Speaker 0"], 10))]

    assert [position // 100 for position in positions] == list(range(10))


def test_lines_with_content_are_preferred_when_there_is_a_choice(database: str) -> None:
    said = [("Tollef", "Yes." if at % 5 else f"I weighed the salt of day {at} twice, and I trust nobody's scale.") for at in range(100)]
    cast = film(*said)

    assert "Yes." not in {each.text for each in sampled((cast["Tollef"], 20))}


def test_the_same_lines_are_read_when_the_seed_is_the_same(database: str) -> None:
    cast = film(*talk(900, speakers=1))

    first, again, other = (sampled((cast["Speaker 0"], 30), seed=seed) for seed in (5, 5, 6))

    assert first == again
    assert first != other


def test_a_character_that_gives_nothing_is_left_out(database: str) -> None:
    cast = film(*talk(10))

    assert {each.character for each in sampled((cast["Speaker 0"], 0), (cast["Speaker 1"], 3))} == {"Speaker 1"}


def test_nothing_is_read_of_a_character_that_is_gone(database: str) -> None:
    cast = film(*talk(10))

    assert len(sampled((new_id(), 4), (cast["Speaker 1"], 3))) == 3


@pytest.fixture
def crowd(database: str) -> list[tuple[UUID, int]]:
    """500 characters in ten films, with one to forty lines each, and how many."""
    dice = random.Random(3)
    counts: list[tuple[UUID, int]] = []
    with unit_of_work() as session:
        for number in range(10):
            said = [(f"Somebody {each}", f"I remember word {at} of {each}.") for each in range(50) for at in range(dice.randint(1, 40))]
            dice.shuffle(said)
            counts += [(each.id, each.line_count) for each in make_film(session, title=f"Film {number}", said=said).values()]
    return counts


def test_500_are_read_or_all_there_are_for_any_number_of_characters(crowd: list[tuple[UUID, int]]) -> None:
    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.integers(1, 500), st.randoms(use_true_random=False), st.integers(0, 2**62))
    def holds(characters: int, dice: random.Random, seed: int) -> None:
        picked = dice.sample(crowd, characters)
        shares = share_out([count for _, count in picked])
        wanted = [(each, share) for (each, _), share in zip(picked, shares, strict=True)]

        found = sampled(*wanted, seed=seed)

        assert len(found) == min(500, sum(count for _, count in picked))
        assert len({each.line_id for each in found}) == len(found), "no line twice"
        given_by = {each: sum(one.character_id == each for one in found) for each, _ in wanted}
        assert given_by == dict(wanted)
        assert all(one.position < other.position for one, other in pairwise(found) if one.character_id == other.character_id)

    holds()
