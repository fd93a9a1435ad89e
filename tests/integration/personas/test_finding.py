"""The studio's list: what words find, in which order it stands, and that a place in it holds."""

import pytest

from persona_app.core.db import unit_of_work
from persona_app.core.paging import CursorInvalid
from persona_app.personas.services import finding, matching
from persona_app.personas.services.describing import Details, describe_persona
from persona_app.personas.services.finding import find_and_count, find_parents, find_personas, get_filed
from persona_app.personas.services.lifecycle import archive_persona, rename_persona
from persona_app.personas.services.organising import label_personas, make_folder, make_label, move_personas
from persona_app.personas.services.using import record_use
from persona_app.personas.services.versioning import append_version
from persona_app.personas.studio_schemas import Chosen, Found, NumberFact, Search, StringFact, StudioSort, UseKind
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_version


@pytest.fixture
def session(database):
    with unit_of_work() as session:
        yield session


def names(session, actor, **asked):
    return [card.name for card in find_personas(session, actor=actor, search=Search(**asked)).items]


def test_words_are_found_wherever_the_owner_put_them(session):
    actor = make_actor(session)
    mara, _jon, eda = (make_persona(session, actor=actor, name=name) for name in ("Mara Quell", "Jón", "Eda"))
    append_version(session, persona_id=mara.id, new=make_version(author_id=actor.account_id, content="# Mara\n\nBakes sourdough."))
    metadata = {"customer": StringFact(value="Nordwind"), "budget": NumberFact(value=1200)}
    noted = Details(display_name="The old baker", description="Interviewed in Bergen", metadata=metadata)
    describe_persona(session, actor=actor, persona_id=eda.id, details=noted, lock_version=eda.lock_version)

    assert names(session, actor, query="sourd") == ["Mara Quell"]
    assert names(session, actor, query="JON") == ["Jón"]
    assert names(session, actor, query="bergen 1200 nordw") == ["Eda"]
    assert names(session, actor, query="customer") == names(session, actor, query="old bak") == ["Eda"]
    assert names(session, actor, query="sourdough bergen") == []


def test_only_the_newest_content_is_found_and_a_name_as_it_is_now(session):
    actor = make_actor(session)
    mara = make_persona(session, actor=actor, name="Mara")
    for content in ("She rows.", "She sails."):
        append_version(session, persona_id=mara.id, new=make_version(author_id=actor.account_id, content=content))
    lock_version = get_filed(session, actor=actor, persona_id=mara.id).lock_version
    rename_persona(session, actor=actor, persona_id=mara.id, name="Nora", lock_version=lock_version)

    assert names(session, actor, query="sails") == names(session, actor, query="nora") == ["Nora"]
    assert names(session, actor, query="rows") == names(session, actor, query="mara") == []


def test_names_come_first_when_words_are_looked_for(session):
    actor = make_actor(session)
    rowan = make_persona(session, actor=actor, name="Rowan")
    other = make_persona(session, actor=actor, name="Zoe")
    append_version(session, persona_id=other.id, new=make_version(author_id=actor.account_id, content="A friend of Rowan."))
    record_use(session, actor=actor, persona_id=other.id, kind=UseKind.COPY)

    assert names(session, actor, query="row", sort=StudioSort.BEST) == ["Rowan", "Zoe"]
    assert names(session, actor, query="row", sort=StudioSort.USED) == ["Zoe", "Rowan"]
    assert names(session, actor, query="r", sort=StudioSort.BEST) == [rowan.name], "one letter is looked for among names only"


@pytest.mark.parametrize("query", ["'", "a:*", "\\", "|&!()<->", "\x00", "%", "':*|''", "x" * 400, "日本", "a " * 200])
def test_nothing_breaks_when_a_query_is_made_of_signs(session, query):
    actor = make_actor(session)
    make_persona(session, actor=actor)

    assert isinstance(names(session, actor, query=query), list)


def test_each_order_is_as_it_says(session):
    actor = make_actor(session)
    beta, alpha, gamma = (make_persona(session, actor=actor, name=name) for name in ("beta", "Alpha", "gamma"))
    for persona, times in ((alpha, 1), (gamma, 2), (beta, 1)):
        for _ in range(times):
            record_use(session, actor=actor, persona_id=persona.id, kind=UseKind.PROMPT)
    rename_persona(session, actor=actor, persona_id=alpha.id, name="Alpha", lock_version=alpha.lock_version)

    assert names(session, actor) == names(session, actor, sort=StudioSort.BEST) == ["beta", "gamma", "Alpha"]
    assert names(session, actor, sort=StudioSort.NAME) == ["Alpha", "beta", "gamma"]
    assert names(session, actor, sort=StudioSort.NEWEST) == ["gamma", "Alpha", "beta"]
    assert names(session, actor, sort=StudioSort.CHANGED)[0] == "Alpha"
    assert names(session, actor, sort=StudioSort.MOST_USED)[0] == "gamma"


@pytest.mark.parametrize("sort", list(StudioSort))
def test_pages_follow_each_other_whole_in_every_order(session, sort):
    actor = make_actor(session)
    made = {make_persona(session, actor=actor, name=f"Persona {number % 3}").id for number in range(7)}
    search, seen, cursor = Search(query="persona", sort=sort), [], None
    while True:
        page = find_personas(session, actor=actor, search=search, cursor=cursor, limit=2)
        seen += [card.id for card in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert len(seen) == len(made) == counted(session, actor, search).count
    assert set(seen) == made


def test_a_cursor_of_another_order_is_refused(session):
    actor = make_actor(session)
    for _ in range(3):
        make_persona(session, actor=actor)
    cursor = find_personas(session, actor=actor, search=Search(sort=StudioSort.NEWEST), limit=1).next_cursor

    with pytest.raises(CursorInvalid):
        find_personas(session, actor=actor, search=Search(sort=StudioSort.CHANGED), cursor=cursor)


def test_label_folder_archive_and_parent_narrow_the_list_together(session):
    actor = make_actor(session)
    one, two, three = (make_persona(session, actor=actor, name=name) for name in ("one", "two", "three"))
    label, folder = make_label(session, actor=actor, name="Clients"), make_folder(session, actor=actor, name="Bergen")
    label_personas(session, actor=actor, chosen=Chosen(ids=(one.id, two.id)), label_id=label.id)
    move_personas(session, actor=actor, chosen=Chosen(ids=(two.id, three.id)), folder_id=folder.id)
    archive_persona(session, actor=actor, persona_id=three.id)

    assert names(session, actor, label_id=label.id, sort=StudioSort.NAME) == ["one", "two"]
    assert names(session, actor, label_id=label.id, folder_id=folder.id) == ["two"]
    assert names(session, actor, is_unfiled=True) == ["one"]
    assert names(session, actor, folder_id=folder.id, is_archived=True) == ["three"]
    assert names(session, actor, parent_id=one.id) == []


def test_personas_of_others_are_never_found(session):
    mine, others = make_actor(session), make_actor(session)
    theirs = make_persona(session, actor=others, name="Mara")

    assert names(session, mine, query="mara") == []
    assert find_personas(session, actor=mine, search=Search(), among=[theirs.id]).items == ()


def test_the_index_answers_nobody_elses_question(database):
    """Asked directly, past the service, for another's account."""
    from sqlalchemy import text

    with unit_of_work() as session:
        mine, others = make_actor(session), make_actor(session)
        make_persona(session, actor=others, name="Mara")
    asked = text("SELECT count(*) FROM matching_personas(:owner, 'mara', false)")
    with unit_of_work(acting_for=mine.account_id) as session:
        assert session.execute(asked, {"owner": others.account_id}).scalar_one() == 0
    with unit_of_work(acting_for=others.account_id) as session:
        assert session.execute(asked, {"owner": others.account_id}).scalar_one() == 1


@pytest.fixture
def crowd(session, monkeypatch):
    """Forty personas of one owner; few are two, and of many only the next six are looked at."""
    monkeypatch.setattr(matching, "FEW", 2)
    monkeypatch.setattr(matching, "WINDOW", 6)
    monkeypatch.setattr(finding, "MOST_COUNTED", 2)
    actor = make_actor(session)
    for number in range(40):
        name = f"Rower {number:02}" if number % 4 == 0 else f"Somebody {number:02}"
        persona = make_persona(session, actor=actor, name=name)
        content = "Rows at dawn." if number < 20 else "Sails at dawn."
        append_version(session, persona_id=persona.id, new=make_version(author_id=actor.account_id, content=content))
    return actor


def counted(session, actor, search):
    return find_and_count(session, actor=actor, search=search)[1]


def pages(session, actor, search):
    seen, cursor = [], None
    while True:
        page = find_personas(session, actor=actor, search=search, cursor=cursor, limit=3)
        seen += [card.name for card in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return seen


@pytest.mark.parametrize("sort", list(StudioSort))
def test_a_word_of_many_finds_the_same_as_one_of_few(session, crowd, monkeypatch, sort):
    """However many have it, and wherever they stand: what is found without taking all is what is found by taking them."""
    searches = [Search(query=query, sort=sort) for query in ("dawn", "row", "rows", "sails", "rower", "som dawn", "nobody")]
    found = [pages(session, crowd, search) for search in searches]
    monkeypatch.setattr(matching, "FEW", 1_000)

    assert found == [pages(session, crowd, search) for search in searches]
    assert [len(names) for names in found] == [40, 25, 20, 20, 10, 30, 0]


def test_so_many_are_counted_and_no_more_when_a_word_is_everywhere(session, crowd):
    assert counted(session, crowd, Search(query="dawn")) == Found(count=2, is_more=True)
    assert counted(session, crowd, Search(query="nobody")) == Found(count=0)
    assert counted(session, crowd, Search()) == Found(count=40)


def test_all_are_counted_when_most_that_have_a_word_are_filtered_away(session, crowd):
    label = make_label(session, actor=crowd, name="Rowers")
    two = Chosen(ids=tuple(card.id for card in find_personas(session, actor=crowd, search=Search(sort=StudioSort.NAME), limit=2).items))
    label_personas(session, actor=crowd, chosen=two, label_id=label.id)

    assert counted(session, crowd, Search(query="dawn", label_id=label.id)) == Found(count=2)
    assert counted(session, crowd, Search(query="dawn", is_archived=True)) == Found(count=0)
    assert names(session, crowd, query="dawn", label_id=label.id, sort=StudioSort.NAME) == ["Rower 00", "Rower 04"]


def test_all_that_a_frequent_word_finds_can_be_chosen(session, crowd):
    label = make_label(session, actor=crowd, name="Rowers")
    assert label_personas(session, actor=crowd, chosen=Chosen(search=Search(query="rows")), label_id=label.id) == 20


def test_only_personas_that_can_be_followed_are_offered_as_parents(session):
    actor, others = make_actor(session), make_actor(session)
    mara, jon, away = (make_persona(session, actor=actor, name=name) for name in ("Mara", "Jon", "Gone Mara"))
    make_persona(session, actor=actor, name="Mara without a version")
    theirs = make_persona(session, actor=others, name="Their Mara")
    for owner, persona in ((actor, mara), (actor, jon), (actor, away), (others, theirs)):
        append_version(session, persona_id=persona.id, new=make_version(author_id=owner.account_id, content="Friends with Mara."))
    archive_persona(session, actor=actor, persona_id=away.id)

    def offered(**asked):
        page, found = find_parents(session, actor=actor, **asked)
        assert found == Found(count=len(page.items))
        return [card.name for card in page.items]

    assert offered(query="mara") == ["Mara", "Jon"], "whose name has the word comes first"
    assert offered() == ["Jon", "Mara"]
    assert offered(query="mara", but=mara.id) == offered(but=mara.id) == ["Jon"]
    assert offered(query="nobody") == []


def test_every_parent_is_reached_page_by_page_though_many_have_no_version(session, crowd):
    for number in range(5):
        make_persona(session, actor=crowd, name=f"Rower without a version {number}")
    for query, expected in (("", 40), ("dawn", 40), ("rower", 10)):
        seen, cursor = [], None
        while True:
            page, _found = find_parents(session, actor=crowd, query=query, cursor=cursor, limit=3)
            seen += [card.name for card in page.items]
            cursor = page.next_cursor
            assert len(page.items) == 3 or cursor is None, "a page is full as long as others follow"
            if cursor is None:
                break
        assert (len(seen), len(set(seen))) == (expected, expected)
