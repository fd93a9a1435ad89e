"""What the Data page shows: lists, searches, and quotes in their surroundings."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from persona_app.core.db import get_engine, unit_of_work
from persona_app.core.ids import new_id
from persona_app.personas.errors import DataNotFound, ExcerptOutside
from persona_app.personas.services.reading import (
    get_data,
    get_evidence_text,
    get_excerpt,
    list_data,
    list_evidence,
    list_personas,
)
from persona_app.personas.services.versioning import append_version, list_versions
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_version

WORDS = "Zoë 👩🏽‍🚀 said: “I never liked the sea.” Then she left."


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada):
    with unit_of_work() as session:
        return make_persona(session, actor=ada, texts=["Mara bakes rye bread.", "She likes 100% wool_yarn.", WORDS])


def _found(ada, mara, query):
    with unit_of_work() as session:
        return [datum.number for datum in list_data(session, actor=ada, persona_id=mara.id, query=query).items]


def _third(ada, mara):
    with unit_of_work() as session:
        return list_data(session, actor=ada, persona_id=mara.id).items[0]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [3, 2, 1]),
        ("  ", [3, 2, 1]),
        ("rye", [1]),
        ("BREAD mara", [1]),
        ("bread wool", []),
        ("100%", [2]),
        ("wool_yarn", [2]),
        ("woolxyarn", []),
        ("%", [2]),
        ("_", [2]),
        ("\\", []),
        ("zoë", [3]),
        ("👩🏽‍🚀", [3]),
        ("'; DROP TABLE persona; --", []),
        ("\x00", [3, 2, 1]),
        ("nowhere", []),
    ],
)
def test_data_have_all_words_of_the_query_when_searched(ada, mara, query, numbers):
    assert _found(ada, mara, query) == numbers


def test_other_personas_data_stay_out_when_searched(ada, mara):
    with unit_of_work() as session:
        make_persona(session, actor=ada, texts=["Rye from another baker."])
    assert _found(ada, mara, "rye") == [1]


def test_pages_hold_every_match_once_when_read_to_the_end(ada):
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada, texts=[f"note {number} on bread" for number in range(7)])
    seen, cursor = [], None
    while True:
        with unit_of_work() as session:
            page = list_data(session, actor=ada, persona_id=persona.id, query="bread", cursor=cursor, limit=3)
        seen += [datum.number for datum in page.items]
        if (cursor := page.next_cursor) is None:
            break
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_quote_stands_in_its_surroundings_when_asked_for(ada, mara):
    start = WORDS.index("never")
    with unit_of_work() as session:
        excerpt = get_excerpt(
            session, actor=ada, persona_id=mara.id, data_id=_third_id(session, ada, mara), start=start, end=start + 5, around=7
        )
    assert (excerpt.before, excerpt.quote, excerpt.after) == (WORDS[start - 7 : start], "never", WORDS[start + 5 : start + 12])
    assert excerpt.has_more_before
    assert excerpt.has_more_after
    assert excerpt.data.number == 3


def _third_id(session, ada, mara):
    return list_data(session, actor=ada, persona_id=mara.id).items[0].id


@given(start=st.integers(0, len(WORDS) - 1), length=st.integers(1, len(WORDS)), around=st.integers(0, 80))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pieces_join_to_the_text_whatever_is_asked_for(ada, mara, start, length, around):
    end = min(start + length, len(WORDS))
    with unit_of_work() as session:
        data_id = _third_id(session, ada, mara)
        excerpt = get_excerpt(session, actor=ada, persona_id=mara.id, data_id=data_id, start=start, end=end, around=around)
    assert excerpt.quote == WORDS[start:end]
    assert excerpt.before == WORDS[max(0, start - around) : start]
    assert excerpt.after == WORDS[end : end + around]
    assert (excerpt.has_more_before, excerpt.has_more_after) == (start > around, end + around < len(WORDS))


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, len(WORDS) + 1), (9_000, 9_001), (0, 2**40), (2**31 - 2, 2**31 - 1)]
)
def test_excerpt_is_refused_when_it_lies_outside(ada, mara, start, end):
    with unit_of_work() as session, pytest.raises(ExcerptOutside):
        get_excerpt(session, actor=ada, persona_id=mara.id, data_id=_third_id(session, ada, mara), start=start, end=end)


def test_datum_is_not_found_when_persona_owner_or_id_differ(ada, mara):
    datum = _third(ada, mara)
    with unit_of_work() as session:
        stranger = make_actor(session)
        other = make_persona(session, actor=ada)
    asked = [(stranger, mara.id, datum.id), (ada, other.id, datum.id), (ada, mara.id, new_id())]
    for actor, persona_id, data_id in asked:
        with unit_of_work() as session, pytest.raises(DataNotFound):
            get_data(session, actor=actor, persona_id=persona_id, data_id=data_id)
        with unit_of_work() as session, pytest.raises(DataNotFound):
            get_excerpt(session, actor=actor, persona_id=persona_id, data_id=data_id, start=0, end=1)


def test_builds_read_everything_in_order_when_they_load(ada, mara):
    with unit_of_work() as session:
        evidence = list(list_evidence(session, persona_id=mara.id))
        texts = [get_evidence_text(session, persona_id=mara.id, data_id=one.id) for one in evidence]
        with pytest.raises(DataNotFound):
            get_evidence_text(session, persona_id=mara.id, data_id=new_id())
    assert [one.number for one in evidence] == [1, 2, 3]
    assert texts[2] == WORDS


def test_lists_never_read_texts_profiles_or_contents(ada, mara):
    with unit_of_work() as session:
        append_version(session, persona_id=mara.id, new=make_version(author_id=ada.account_id))
    statements = []
    event.listen(get_engine(), "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement))
    with unit_of_work() as session:
        list_personas(session, actor=ada)
        list_data(session, actor=ada, persona_id=mara.id)
        list_versions(session, actor=ada, persona_id=mara.id)
        list(list_evidence(session, persona_id=mara.id))
    assert len(statements) >= 4
    for heavy in (
        "persona_data.text,",
        "persona_data.text ",
        "persona_version.profile",
        "persona_version.content,",
        "persona_version.content ",
    ):
        assert not [statement for statement in statements if heavy in statement.replace("\n", " ")]


FILL = """
    INSERT INTO persona_data (id, persona_id, number, kind, title, origin, media_type, text, text_sha256, char_count, size_bytes,
                              details, created_by, created_at)
    SELECT gen_random_uuid(), :persona_id, n, 'text', 'note ' || n, '', 'text/plain',
           'A note on bread, number ' || n || (CASE WHEN n IN (77, 2990) THEN ' and a xylophone' ELSE '' END) || repeat(' more bread', 100),
           md5(n::text), 1600, 1600, '{}', :owner_id, now()
    FROM generate_series(4, 3000) AS n"""


@pytest.fixture
def full(ada, mara):
    """The persona with 3,000 data, two of which tell of a xylophone: a new one and an old one."""
    with unit_of_work() as session:
        session.execute(text(FILL), {"persona_id": mara.id, "owner_id": ada.account_id})
        session.execute(text("UPDATE persona SET data_count = 3000 WHERE id = :id"), {"id": mara.id})
    return mara


def test_old_and_new_matches_join_without_gap_when_there_are_thousands_of_data(ada, full):
    assert _found(ada, full, "xylophone") == [2990, 77]
    seen, cursor = [], None
    while len(seen) < 2_900:
        with unit_of_work() as session:
            page = list_data(session, actor=ada, persona_id=full.id, query="more bread", cursor=cursor, limit=200)
        seen += [datum.number for datum in page.items]
        if (cursor := page.next_cursor) is None:
            break
    assert seen == list(range(3000, 3000 - len(seen), -1))
    assert len(seen) >= 2_900


def test_search_takes_the_index_when_there_are_thousands_of_data(ada, full):
    scans = text("SELECT pg_stat_get_xact_numscans('ix_persona_data_search'::regclass)")
    with unit_of_work(acting_for=ada.account_id) as session:
        assert session.execute(scans).scalar_one() == 0
        list_data(session, actor=ada, persona_id=full.id, query="xylophone")
        assert session.execute(scans).scalar_one() > 0
