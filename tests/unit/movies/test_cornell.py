"""The four files of the Cornell corpus, quirks and all, on films of our own."""

from pathlib import Path

import pytest

from persona_app.movies.errors import LayoutUnknown, SourceUnreadable
from persona_app.movies.films import Trouble
from tests.factories.movies import CHARACTERS, LINES, TITLES, convokit, cornell, write_rows, zipped
from tests.unit.movies.reading import loaded, noted, read


def test_films_are_read_with_what_is_said_about_them(tmp_path: Path) -> None:
    (first, second), reading = read(cornell(tmp_path))
    assert (first.id, first.title, first.year, first.rating, first.votes) == ("m0", "the tin whistle", 1989, "6.90", 62847)
    assert (first.genres, second.genres) == (("comedy", "sci-fi"), ())
    assert second.title == "café at noon"
    assert reading.encodings["movie_lines.txt"] == "cp1252"
    assert first.speakers["u0"][1:] == ("NELLA", "female", 2)
    assert first.speakers["u1"].gender == "male"
    assert second.speakers["u2"][1:] == ("", "unknown", None)


def test_lines_stand_in_the_film_s_order_and_text_is_cleaned(tmp_path: Path) -> None:
    rows, _ = loaded(cornell(tmp_path))
    said = {row[3]: (int(row[4]), row[5]) for row in rows["line"]}
    assert [said[key][0] for key in ("L1", "L2", "L4", "L5")] == [0, 1, 2, 3]
    assert said["L2"][1] == "Then why is it <cardiac red alert> dusty?"
    assert said["L4"][1] == "I play every day. Every\u2014single\u2019one."
    assert said["L5"][1] == 'You never played it, <I\'m> told "once" & that\u2014badly.'
    assert said["L8"][1] == "One coffee, R&B and AT&T."


def test_a_line_answers_the_one_before_unless_that_is_missing_or_has_no_words(tmp_path: Path) -> None:
    rows, _ = loaded(cornell(tmp_path))
    key_of = {row[0]: row[3] for row in rows["line"]}
    answers = {row[3]: key_of.get(row[6]) for row in rows["line"]}
    assert answers == {"L1": None, "L2": "L1", "L4": None, "L5": "L4", "L7": None, "L8": "L7", "L9": "L8"}


def test_what_is_wrong_is_counted_with_its_rows(tmp_path: Path) -> None:
    _, reading = loaded(cornell(tmp_path))
    assert noted(reading) == {"NO_WORDS": 1, "NO_SUCH_LINE": 1, "NO_SUCH_CHARACTER": 1, "NO_NAME": 1}
    assert reading.troubles.rows[Trouble.NO_WORDS] == ["movie_lines.txt:3"]
    assert reading.troubles.rows[Trouble.NO_SUCH_CHARACTER] == ["movie_lines.txt:8"]


def test_half_a_row_is_left_out_with_its_number(tmp_path: Path) -> None:
    folder = cornell(tmp_path)
    with (folder / "movie_lines.txt").open("ab") as file:
        file.write(b"L10 +++$+++ u3 +++$+++ m1 +++$+")
    rows, reading = loaded(folder)
    assert len(rows["line"]) == 7
    assert reading.troubles.rows[Trouble.BROKEN_ROW] == ["movie_lines.txt:9"]


def test_an_empty_text_is_no_broken_row_although_an_editor_took_the_last_space(tmp_path: Path) -> None:
    folder = cornell(tmp_path)
    lines = folder / "movie_lines.txt"
    lines.write_bytes(b"\n".join(row.rstrip() for row in lines.read_bytes().split(b"\n")))
    _, reading = loaded(folder)
    assert "BROKEN_ROW" not in noted(reading)
    assert noted(reading)["NO_WORDS"] == 1


def test_ids_that_come_twice_are_taken_once(tmp_path: Path) -> None:
    folder = cornell(tmp_path, titles=[*TITLES, TITLES[0]], characters=[*CHARACTERS, CHARACTERS[1]], lines=[*LINES, LINES[0]])
    rows, reading = loaded(folder)
    assert noted(reading)["TWICE"] == 3
    assert len(rows["movie"]) == 2
    assert len({row[0] for row in rows["line"]}) == len(rows["line"]) == 7


def test_films_that_nobody_lists_are_known_by_their_id(tmp_path: Path) -> None:
    films, reading = read(cornell(tmp_path, titles=TITLES[:1]))
    assert [film.title for film in films] == ["the tin whistle", "m1"]
    assert noted(reading)["NO_SUCH_FILM"] == 1


def test_rows_of_one_film_may_lie_apart(tmp_path: Path) -> None:
    ordered, _ = loaded(cornell(tmp_path / "a"))
    mixed, _ = loaded(cornell(tmp_path / "b", lines=[LINES[place] for place in (5, 0, 6, 2, 1, 7, 4, 3)]))
    assert sorted(ordered["line"]) == sorted(mixed["line"])


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_any_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    folder = cornell(tmp_path)
    lines = [[cell.replace("\x97", "—").replace("\x92", "’") for cell in row] for row in LINES]
    write_rows(folder / "movie_lines.txt", lines, encoding=encoding)
    write_rows(folder / "movie_titles_metadata.txt", TITLES, encoding=encoding)
    rows, _ = loaded(folder)
    assert {row[5] for row in rows["line"]} == {row[5] for row in loaded(cornell(tmp_path / "as usual"))[0]["line"]}
    assert [row[3] for row in rows["movie"]] == ["the tin whistle", "café at noon"]


def test_a_zip_a_folder_and_one_of_its_files_are_the_same(tmp_path: Path) -> None:
    folder = cornell(tmp_path / "corpus")
    rows, _ = loaded(folder)
    assert loaded(zipped(folder, tmp_path / "corpus.zip"))[0] == rows
    assert loaded(folder / "movie_lines.txt")[0] == rows


def test_convokit_s_layout_gives_the_same_lines_and_answers(tmp_path: Path) -> None:
    rows, reading = loaded(cornell(tmp_path / "a"))
    theirs, their_reading = loaded(convokit(tmp_path / "b"))
    assert theirs["line"] == rows["line"]
    assert theirs["exchange"][0] == rows["exchange"][0]
    assert noted(their_reading) == noted(reading)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = cornell(tmp_path)
    (folder / "movie_conversations.txt").unlink()
    with pytest.raises(LayoutUnknown, match=r"movie_conversations\.txt is missing"):
        read(folder)


def test_another_separator_is_refused(tmp_path: Path) -> None:
    folder = cornell(tmp_path)
    (folder / "movie_titles_metadata.txt").write_text("m0, the tin whistle, 1989\n")
    with pytest.raises(LayoutUnknown, match="six fields"):
        read(folder)


def test_an_empty_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = cornell(tmp_path)
    (folder / "movie_lines.txt").write_bytes(b"\n")
    with pytest.raises(SourceUnreadable, match=r"movie_lines\.txt was not imported: it is empty"):
        read(folder)
