"""What is held out stays held out, and the figures say what was counted."""

import pytest

from persona_app.enrichment.sampling import DIALOGUES
from tests.quality.attribution import brief_of
from tests.quality.attribution_report import section, table_of
from tests.quality.attribution_scorer import Background
from tests.quality.attribution_trials import (
    HELD_OUT_LINES,
    SYSTEMS,
    Speaker,
    across_films,
    lines_for,
    profiles,
    run,
    speakers_of,
    within_films,
)
from tests.quality.films import Film, Spoken, cornell, starter
from tests.quality.report import OUTPUT


def film(number: int) -> Film:
    """Two who talk a hundred lines each, each with words of their own."""
    names = (f"ANN{number}", f"BO{number}")
    lines = [
        Spoken(f"{number}/{names[at % 2]}", names[at % 2], f"I keep the {('salt', 'rope')[at % 2]} of day {at} dry.") for at in range(200)
    ]
    return Film(str(number), f"Film {number}", tuple(lines))


FILMS = [film(number) for number in range(7)]


@pytest.fixture(scope="module")
def speakers() -> list[Speaker]:
    return speakers_of(FILMS)


def test_no_held_out_line_is_evidence(speakers: list[Speaker]) -> None:
    assert len(speakers) == 14
    for each in speakers:
        assert len(each.held_out) == HELD_OUT_LINES
        assert not set(each.held_out) & set(each.evidence)
        assert [line.text for line in each.evidence] == [line.text for line in FILMS[int(each.film)].lines[:140] if line.speaker == each.id]


def test_candidates_are_of_other_films_or_of_the_same_one(speakers: list[Speaker]) -> None:
    across, within = list(across_films(speakers)), list(within_films(speakers))

    assert {len(trial) for trial in across} == {10}
    assert all(trial[0].film not in {each.film for each in trial[1:]} for trial in across)
    assert all(len({each.film for each in trial}) == 1 for trial in within)
    assert across == list(across_films(speakers)), "the same trials each time"


def test_each_system_has_as_many_words_as_the_thoughts_when_counts_are_equal(speakers: list[Speaker]) -> None:
    lines = ["I keep three dry words here, and more of them there."]

    found = profiles(speakers[0], ["I keep three dry words here."], rest_on=lines, is_equal=True)

    assert {len(found[system].words) for system in SYSTEMS[:5]} == {6}
    assert len(found["all evidence"].words) > 100


def test_evenly_spread_lines_come_from_the_whole_evidence(speakers: list[Speaker]) -> None:
    texts = [line.text for line in speakers[0].evidence]

    spread = {texts.index(text) for text in lines_for("evenly spread 50", speakers[0])[:50]}

    assert all(spread & set(range(start, start + 7)) for start in range(0, 70, 7))


def test_a_speaker_is_told_by_what_they_say_and_not_by_what_others_say(speakers: list[Speaker]) -> None:
    others = {each.id: speakers[(at + 1) % len(speakers)] for at, each in enumerate(speakers)}
    background = Background(each.sayings([line.text for line in each.evidence]) for each in speakers)

    def told(thoughts_of):
        known = {each.id: profiles(each, [line.text for line in thoughts_of(each).evidence], is_equal=False) for each in speakers}
        rows = run(within_films(speakers), known=lambda each: known[each.id], background=background)["thoughts"]
        return sum(right for _, right, _ in rows) / len(rows)

    assert told(lambda each: each) == 1
    assert told(lambda each: others[each.id]) < 0.6


def test_a_brief_is_never_more_than_500_lines() -> None:
    lines = tuple(Spoken("a", "ANN", f"I keep word {at}.") for at in range(900))
    speaker = Speaker("a", "ANN", "1", frozenset(), lines, ())

    assert len(brief_of(speaker, others=()).dialogues) == DIALOGUES


def test_intervals_hold_the_value_and_the_difference_is_paired() -> None:
    outcome = {system: [(str(at // 2), float(at % 3 == 0), 0.1) for at in range(60)] for system in SYSTEMS}
    outcome["first 50"] = [(film, 0.0, chance) for film, _, chance in outcome["thoughts"]]

    table = table_of("across films", outcome, is_equal=False)

    assert all(row.told.low <= row.told.value <= row.told.high for row in table.rows)
    assert table.better_than_first.value == pytest.approx(1 / 3)
    assert (table.better_than_random.low, table.better_than_random.high) == (0, 0)


def test_the_published_figures_are_those_that_were_kept() -> None:
    assert section().startswith("# Quality of the thoughts")
    assert section() in OUTPUT.read_text(encoding="utf-8")


def test_films_of_ours_are_read_with_who_answers_whom() -> None:
    films = starter()

    assert films
    assert all(line.answers for each in films for line in each.lines[1:2])


def test_the_cornell_films_are_read_when_they_are_here() -> None:
    films = cornell()
    if not films:
        pytest.skip("the Cornell files do not lie beside the project (../shared/data/cornell)")

    assert len(films) > 600
    assert sum(len(each.lines) for each in films) > 200_000
