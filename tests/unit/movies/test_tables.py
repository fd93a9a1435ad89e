"""Dialogue in tables and JSON, whoever made them."""

import json
from pathlib import Path

import pytest

from persona_app.movies.errors import LayoutUnknown, MappingWrong, SourceUnreadable
from persona_app.movies.films import Trouble
from persona_app.movies.schemas import ImportOptions
from persona_app.movies.services.importing import preview_import
from tests.unit.movies.reading import loaded, noted, read

TALK = [
    ("Nella", "You weighed it wet again."),
    ("Joss", "Salt is always wet, that is its nature."),
    ("Nella", "Then dry the scale at least."),
    ("Joss", "I dry it every evening."),
    ("Nella", "Not yesterday, you went fishing."),
    ("Joss", "Yesterday was a feast day."),
]


def told(path: Path, **said: object) -> list[tuple[str, str]]:
    """Who says what, over all films in their order."""
    films, _ = read(path, **said)
    return [(film.speakers[one.speaker].name, one.text) for film in films for one in film.utterances]


def write(path: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_a_table_with_films_and_scenes_is_told_by_its_header(tmp_path: Path) -> None:
    rows = "".join(f'{place},{place // 3},Pilot,{who},"{text}"\n' for place, (who, text) in enumerate(TALK))
    path = write(tmp_path / "series.csv", "\ufeffindex,scene,episode name,name,line\n" + rows + '6,2,Second,Joss,"One, two"\n')
    (first, second), _ = read(path)
    assert (first.title, second.title) == ("Pilot", "Second")
    assert [len(talk.lines) for talk in first.talks] == [3, 3]
    assert told(path) == [*TALK, ("Joss", "One, two")]


def test_a_spreadsheet_s_padding_is_taken_off(tmp_path: Path) -> None:
    rows = "".join(f"{who};{text},,,,,\r\n" for who, text in TALK)
    broken = 'Nella;"Bring the rope, the lantern and,,,,,\r\n the old bell.",,,,\r\n'
    path = write(tmp_path / "film.csv", "Character;Sentence,,,,,,\r\n" + rows + broken)
    assert [(who, " ".join(text.split())) for who, text in told(path)] == [
        *TALK,
        ("Nella", "Bring the rope, the lantern and the old bell."),
    ]


def test_quoted_words_between_spaces_with_unnamed_row_numbers(tmp_path: Path) -> None:
    rows = "".join(f'"{place}" "{who}" "{text}"\n' for place, (who, text) in enumerate(TALK, start=1))
    path = write(tmp_path / "film.txt", '"character" "dialogue"\n' + rows + '"7" "Joss" "She said \\"no\\"."\n')
    assert told(path) == [*TALK, ("Joss", 'She said "no".')]


def test_a_title_above_rows_without_header_names_the_film(tmp_path: Path) -> None:
    path = write(tmp_path / "film.tsv.txt", "THE SALT OFFICE\n\n" + "".join(f"{who.upper()}\t{text}\n" for who, text in TALK))
    (film,), _ = read(path)
    assert film.title == "THE SALT OFFICE"
    assert told(path) == [(who.upper(), text) for who, text in TALK]
    assert film.utterances[0].row == 3


def test_columns_of_any_name_are_told_by_what_stands_in_them(tmp_path: Path) -> None:
    path = write(
        tmp_path / "film.csv",
        "nr,wer,was\n" + "".join(f"{place},{who},{text.replace(',', ';')}\n" for place, (who, text) in enumerate(TALK)),
    )
    look = preview_import(path=path)
    assert look.mapping | {} == {"speaker": "wer", "text": "was"}
    assert look.sample[0].text == TALK[0][1]


def test_a_person_s_mapping_goes_before_every_guess(tmp_path: Path) -> None:
    path = write(
        tmp_path / "film.csv",
        "name,text,answer\n" + "".join(f"{text.replace(',', '')},x{place},{who}\n" for place, (who, text) in enumerate(TALK)),
    )
    assert told(path, mapping={"speaker": "Answer", "text": "1"})[0] == ("Nella", "You weighed it wet again.")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"speaker": "Actor"}, "no column “Actor”. Its columns are who, words"),
        ({"hero": "who"}, "“hero” is no role"),
        ({"text": "9"}, "no column “9”"),
        ({"speaker": "words"}, "“words” can't be both the speaker and the text. Columns: who, words"),
    ],
    ids=["column", "role", "number", "twice"],
)
def test_a_wrong_mapping_is_refused_with_what_there_is(tmp_path: Path, mapping: dict[str, str], said: str) -> None:
    path = write(tmp_path / "film.csv", "who,words\n" + "".join(f'{who},"{text}"\n' for who, text in TALK))
    with pytest.raises(MappingWrong, match=said):
        read(path, mapping=mapping)


def test_columns_that_can_t_be_told_are_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "figures.csv", "a,b,c\n" + "".join(f"{n},{n * 2},{n * 3}\n" for n in range(50)))
    with pytest.raises(MappingWrong, match=r"Columns: .* Say so with --map speaker=…,text=…"):
        read(path)
    assert "can't be told" in preview_import(path=path).problems[0]


def test_broken_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    rows = "".join(f'{who},"{text}"\n' for who, text in TALK)
    path = write(tmp_path / "film.csv", f'speaker,line\n{rows}Nella\n,"Nobody says this."\nJoss,\n{rows}')
    lines, reading = loaded(path)
    assert len(lines["line"]) == 12
    assert noted(reading) == {"BROKEN_ROW": 1, "NO_SPEAKER": 1, "NO_WORDS": 1}
    assert reading.troubles.rows[Trouble.BROKEN_ROW] == ["film.csv:8"]
    assert reading.troubles.rows[Trouble.NO_SPEAKER] == ["film.csv:9"]


def test_a_quote_that_is_never_closed_takes_one_row_and_not_the_file(tmp_path: Path) -> None:
    rows = [f'{who},"{place}: {text}"\n' for place in range(40) for who, text in TALK]
    rows.insert(100, 'Joss,"This was never closed\n')
    lines, reading = loaded(write(tmp_path / "film.csv", "speaker,line\n" + "".join(rows)))
    assert reading.troubles.rows[Trouble.BROKEN_ROW][0] == "film.csv:102"
    assert len(lines["line"]) >= 235


@pytest.mark.parametrize("end", ["", "\n"], ids=["cut", "line-end"])
def test_a_file_that_ends_inside_a_quote_loses_that_row_with_its_number(tmp_path: Path, end: str) -> None:
    rows = "".join(f'{who},"{text}"\n' for who, text in TALK)
    _, reading = read(path := write(tmp_path / "film.csv", f'speaker,line\n{rows}Joss,"This is half a li{end}'))
    assert told(path) == TALK
    assert reading.troubles.rows[Trouble.BROKEN_ROW] == ["film.csv:8"]


def test_a_file_of_half_a_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutUnknown, match="no row has a speaker"):
        read(write(tmp_path / "film.csv", 'speaker,line\nJoss,"This is half a li'))


def test_a_list_of_objects_and_one_object_a_line_are_the_same(tmp_path: Path) -> None:
    objects = [{"who": who, "text": text, "film": "Salt", "year": 1974} for who, text in TALK] * 70
    whole = write(tmp_path / "a.json", json.dumps(objects))
    by_line = write(tmp_path / "b.jsonl", "".join(json.dumps(one) + "\n" for one in objects) + '{"who": "Jo\n')
    (film,), _ = read(whole)
    assert (film.title, film.year, len(film.utterances)) == ("Salt", 1974, 420)
    assert told(by_line) == told(whole)
    assert read(by_line)[1].troubles.rows[Trouble.BROKEN_ROW] == ["b.jsonl:421"]


def test_a_tree_of_scenes_becomes_films_with_exchanges(tmp_path: Path) -> None:
    utterances = [
        {"utterance_id": f"e1_u{place}", "speakers": [who], "transcript": text, "tokens": [["a"]]} for place, (who, text) in enumerate(TALK)
    ]
    utterances[3]["speakers"] = ["Joss", "Nella"]
    tree = {
        "season": 1,
        "episodes": [
            {
                "episode_id": "e1",
                "scenes": [{"scene_id": "a", "utterances": utterances[:4]}, {"scene_id": "b", "utterances": utterances[4:]}],
            }
        ],
    }
    path = write(tmp_path / "tree.json", json.dumps(tree))
    (film,), reading = read(path)
    assert film.title == "e1"
    assert [len(talk.lines) for talk in film.talks] == [4, 2]
    assert told(path) == TALK
    assert noted(reading) == {"SEVERAL_SPEAKERS": 1}


def test_groups_without_a_name_are_exchanges_too_and_ids_give_the_order(tmp_path: Path) -> None:
    lines = [{"lineId": f"L{20 - place}", "characterName": who, "text": text} for place, (who, text) in enumerate(TALK)]
    graph = {
        "movieTitle": "Salt",
        "year": "1974",
        "links": [{"lines": [{"dialogues": lines[:2]}, {"dialogues": lines[2:]}]}],
        "cast": [{"id": "u1"}],
    }
    (film,), _ = read(write(tmp_path / "graph.json", json.dumps(graph)))
    assert [one.text for one in film.utterances] == [text for _, text in reversed(TALK)]
    assert [len(talk.lines) for talk in film.talks] == [2, 4]


def test_ids_that_begin_anew_are_not_taken_for_ids(tmp_path: Path) -> None:
    rows = "".join(f'{place % 3},{who},"{text}"\n' for place, (who, text) in enumerate(TALK))
    assert told(write(tmp_path / "film.csv", "id,speaker,line\n" + rows)) == TALK


@pytest.mark.parametrize(
    ("name", "content", "kind", "said"),
    [
        ("empty.csv", b"", SourceUnreadable, "it is empty"),
        ("blank.txt", b" \n\r\n ", SourceUnreadable, "it is empty"),
        ("binary.csv", bytes(range(256)) * 40, SourceUnreadable, "it is no text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), LayoutUnknown, "nothing in it is dialogue"),
        ("prose.txt", b"Once upon a time there was nobody at all.\n" * 50, SourceUnreadable, "it is no table"),
        ("wide.csv", b"speaker,line" + b"," * 10_000_000, SourceUnreadable, "a row of more than 1,000,000 bytes"),
        ("columns.csv", b"a,b" + b",c" * 3_000 + b"\n" + b"1," * 3_000 + b"\n", MappingWrong, "3,002 columns"),
        ("half.json", b'[{"speaker": "Nella", "te', SourceUnreadable, "not valid JSON"),
        ("deep.json", b"[" * 100_000, SourceUnreadable, "nested too deep"),
        ("number.json", b"42", SourceUnreadable, "no list of objects"),
        ("header.csv", b"speaker,line\n", LayoutUnknown, "no row has a speaker"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_is_no_dialogue_is_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, kind: type[Exception], said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(kind, match=said):
        read(path)


def test_an_encoding_that_a_person_names_is_believed(tmp_path: Path) -> None:
    path = write(
        tmp_path / "film.csv", "speaker,line\n" + "".join(f'{who},"{text} Да, конечно."\n' for who, text in TALK), encoding="koi8-r"
    )
    assert told(path, encoding="koi8-r")[0][1].endswith("Да, конечно.")
    with pytest.raises(SourceUnreadable, match="no such encoding"):
        read(path, encoding="rot13")


def test_a_preview_shows_names_columns_and_rows_and_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "Salt Office.csv", "who,words\n" + "".join(f'{who},"{text}"\n' for who, text in TALK), encoding="cp1252")
    look = preview_import(path=path, options=ImportOptions(mapping={"speaker": "who"}))
    assert (look.name, look.layout, look.encoding, look.columns) == ("salt-office", "table", "utf-8", ("who", "words"))
    assert [(row.character, row.text) for row in look.sample] == TALK
