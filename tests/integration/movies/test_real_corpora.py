"""Corpora as others made them, where they lie beside the project. What they hold stays theirs: only counts stand here."""

from pathlib import Path

import pytest

from persona_app.core.db import unit_of_work
from persona_app.movies.errors import LayoutUnknown
from persona_app.movies.schemas import ImportedCorpus
from persona_app.movies.services.finding import find_characters
from persona_app.movies.services.importing import import_corpus

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real corpora are not beside the project (../shared/data)")


def taken(path: Path) -> ImportedCorpus:
    with unit_of_work() as session:
        return import_corpus(session, path=path)


def test_the_cornell_corpus_is_read_whole_with_its_quirks_told(database: str) -> None:
    corpus = taken(DATA / "cornell").corpus
    assert (corpus.movie_count, corpus.character_count, corpus.line_count) == (617, 9_035, 235_079 - 193)
    troubles = {one["what"]: one["count"] for one in corpus.report["troubles"]}
    assert troubles["lines without a word were left out"] == 193
    assert troubles["lines named in conversations are not there; what answers them answers nothing"] == 304_713 - 235_079
    assert troubles["characters without a name are called Unnamed"] == 2
    assert len(troubles) == 3
    assert corpus.report["encodings"]["movie_lines.txt"] == "cp1252"
    assert not taken(DATA / "cornell").is_new
    with unit_of_work() as session:
        (first, *_) = find_characters(session, query="alvy anie hal").items
    assert (first.year, first.line_count, first.genres) == (1977, 421, ("comedy", "drama", "romance"))


@pytest.mark.parametrize(
    ("name", "films", "characters", "lines"),
    [
        ("Harry Potter 1.csv", 1, 55, 1_587),
        ("RickAndMortyScripts.csv", 11, 104, 1_905),
        ("cornell_jayantj_m0.json", 1, 10, 626),
        ("friends_emotion-detection-dev.json", 11, 101, 1_344),
        ("starwars_EpisodeIV_dialogues.tsv.txt", 1, 67, 1_010),
        ("starwars_SW_EpisodeIV.txt", 1, 60, 1_010),
    ],
    ids=["spreadsheet", "csv", "graph", "tree", "tsv", "quoted"],
)
def test_every_other_layout_is_read_without_a_word_from_a_person(database: str, name: str, films: int, characters: int, lines: int) -> None:
    corpus = taken(DATA / "dialogue" / name).corpus
    assert (corpus.movie_count, corpus.character_count, corpus.line_count) == (films, characters, lines)


def test_what_is_no_dialogue_is_refused_with_what_would_be(database: str) -> None:
    with pytest.raises(LayoutUnknown, match="a speaker and a text in each row"):
        taken(DATA / "dialogue" / "README.md")
