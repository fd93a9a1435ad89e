"""What goes out is what came in, for every text that a card may hold."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from persona_app.interchange.converting import read_file, write_file
from persona_app.interchange.draft import Format, Passage
from persona_app.interchange.formats.markdown import in_backquotes
from persona_app.interchange.formats.modelfile import parse
from persona_app.interchange.passages import compose
from persona_app.interchange.sheet import CONTENT_FIELDS, HEADINGS, Sheet, from_content, to_content
from persona_app.interchange.texts import read_yaml, write_yaml
from persona_app.personas.services.lifecycle import short_name
from tests.factories import cards

QUIET = settings(max_examples=150, deadline=None)
PLAIN = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
HEADINGS_AS_WORDS = [f"## {title}" for title in HEADINGS.values()]
PIECES = st.sampled_from(
    [*HEADINGS_AS_WORDS, "\n", "\n\n", "\\", "# ", "## ", "\\## Scenario", "a", ", ", "{{char}}", "---", '"""', "@x", "- ", "\r\n"]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(PLAIN, max_size=8)), max_size=12).map("".join)
NAMES = st.text(st.characters(categories=("L", "N", "Zs")), min_size=1, max_size=120).filter(lambda name: bool(short_name(name)))
NUMBERS = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
VALUES: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text(PLAIN, max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(PLAIN, max_size=6), inner, max_size=3)),
    max_leaves=8,
)
FIELDS = (*CONTENT_FIELDS, "first_mes", "mes_example", "creator")
OBJECTS = st.dictionaries(st.text(PLAIN, min_size=1, max_size=10), VALUES, max_size=4)


@QUIET
@given(name=NAMES, texts=st.tuples(*(TEXTS for _ in CONTENT_FIELDS)))
def test_texts_are_read_back_when_written_as_content(name: str, texts: tuple[str, ...]) -> None:
    given_texts = dict(zip(CONTENT_FIELDS, texts, strict=True))
    assert from_content(to_content(Sheet(name=name, **given_texts))) == given_texts


@QUIET
@given(name=NAMES, texts=st.tuples(*(TEXTS for _ in range(8))), extensions=OBJECTS, unknown=OBJECTS, tags=st.lists(TEXTS, max_size=3))
def test_card_is_the_same_when_read_and_written(
    name: str, texts: tuple[str, ...], extensions: dict[str, Any], unknown: dict[str, Any], tags: list[str]
) -> None:
    for whole, format_ in ((cards.card_v2(), Format.CARD_V2), (cards.card_v3(), Format.CARD_V3)):
        card = {key: whole[key] for key in ("spec", "spec_version", "data")}
        card["data"] |= {**dict(zip(FIELDS, texts, strict=True)), "name": name, "extensions": extensions, "tags": tags}
        card["data"] |= {f"theirs/{key}": value for key, value in unknown.items()}
        assert json.loads(write_file(cards.snapshot_of(read_file(cards.as_json(card))), format_).data) == card


@QUIET
@given(name=NAMES, description=TEXTS, greeting=TEXTS)
def test_first_version_is_the_same_when_read_and_written(name: str, description: str, greeting: str) -> None:
    card = cards.card_v1() | {"name": name, "description": description, "first_mes": greeting}
    assert json.loads(write_file(cards.snapshot_of(read_file(cards.as_json(card))), Format.CARD_V1).data) == card


@QUIET
@given(items=st.lists(st.text(PLAIN, max_size=20), max_size=5), style=st.lists(st.text(PLAIN, max_size=10), max_size=3))
def test_character_of_eliza_is_the_same_when_read_and_written(items: list[str], style: list[str]) -> None:
    for age in (1, 2, 3):
        value = cards.eliza(age) | {"bio": items, "adjectives": items[:2], "topics": items[2:]}
        value["style"] = {"all": style, "chat": [], "post": []}
        assert json.loads(write_file(cards.snapshot_of(read_file(cards.as_json(value))), Format.ELIZAOS).data) == value


@QUIET
@given(
    traits=st.lists(st.text(PLAIN, max_size=12), max_size=4),
    facts=TEXTS,
    who=st.text(PLAIN, max_size=9),
    age=st.one_of(st.integers(0, 150), TEXTS),
)
def test_agent_of_tinytroupe_is_the_same_when_read_and_written(traits: list[str], facts: str, who: str, age: int | str) -> None:
    value = cards.tinytroupe()
    value["persona"] |= {"age": age, "other_facts": facts, "skills": traits, "relationships": [{"name": who, "description": facts}]}
    value["persona"]["personality"]["traits"] = traits
    assert json.loads(write_file(cards.snapshot_of(read_file(cards.as_json(value))), Format.TINYTROUPE).data) == value


@QUIET
@given(body=TEXTS.filter(lambda text: bool(text.strip())), values=OBJECTS)
def test_markdown_is_the_same_when_read_and_written(body: str, values: dict[str, Any]) -> None:
    front = {"name": "Tollef", **{f"x-{key}": value for key, value in values.items()}}
    data = f"---\n{write_yaml(front)}---\n{body}".encode()
    written = write_file(cards.snapshot_of(read_file(data)), Format.MARKDOWN).data.decode()
    head, _, rest = written.removeprefix("---\n").partition("\n---\n")
    assert (read_yaml(head), rest) == (read_yaml(write_yaml(front)), body)


@QUIET
@given(system=TEXTS.filter(lambda text: '"""' not in text))
def test_instructions_of_a_modelfile_are_the_same_when_read_and_written(system: str) -> None:
    data = f'FROM x\nSYSTEM """{system}"""\nPARAMETER stop "a"\n'.encode()
    written = write_file(cards.snapshot_of(read_file(data, name="Tollef")), Format.MODELFILE).data
    assert parse(written.decode()) == parse(data.decode())


@QUIET
@given(st.lists(TEXTS, max_size=6))
def test_words_stand_where_the_datum_says_when_passages_are_joined(texts: list[str]) -> None:
    whole, places = compose([Passage(place=str(number), label="Label", text=text) for number, text in enumerate(texts)])
    assert all(whole[words.start : words.start + len(words.text)] == words.text for words in places.values())


@QUIET
@given(TEXTS)
def test_tokens_are_quoted_once_when_they_are_quoted_twice(text: str) -> None:
    assert in_backquotes(in_backquotes(text)) == in_backquotes(text)
