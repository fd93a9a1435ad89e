"""Templates: one's own are kept and asked for by what stands in them; personas are made from any, and each use is counted."""

from threading import Thread

import pytest
from sqlalchemy import text

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.events.schemas import EventKind
from persona_app.events.services.listing import list_events
from persona_app.personas.errors import ContentInvalid, NameInvalid, PersonaNotFound, PlaceholderMissing
from persona_app.personas.lineage_errors import TemplateChanged, TemplateFixed, TemplateInvalid, TemplateNotFound, TooManyTemplates
from persona_app.personas.profile import Profile
from persona_app.personas.services.reading import list_personas
from persona_app.personas.services.templating import (
    change_template,
    copy_content,
    create_template,
    delete_template,
    get_template,
    list_templates,
    use_template,
)
from persona_app.personas.services.versioning import append_version, find_latest_version
from persona_app.personas.template_schemas import Blank, TemplateDraft, TemplateView
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_profile, make_version

GUIDE = TemplateDraft(
    name="Town guide",
    description="Knows  every\nbench.",
    content="# Guide\r\n\r\nYou show people round {town}. Say {{char}}. In {town} it is {season}.",
    placeholders=(Blank(name="town", question="Which town?", example="Ulm"),),
)


@pytest.fixture
def mara(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="mara")


def keep(actor: Actor, draft: TemplateDraft = GUIDE) -> TemplateView:
    with unit_of_work(acting_for=actor.account_id) as session:
        return create_template(session, actor=actor, draft=draft)


def test_a_template_of_ones_own_asks_for_every_mark_in_its_content(mara: Actor) -> None:
    made = keep(mara)
    assert [(each.name, each.question, each.example) for each in made.placeholders] == [
        ("town", "Which town?", "Ulm"),
        ("season", "Season?", ""),
    ]
    assert (made.description, made.content[:9], made.is_own, made.use_count) == ("Knows every bench.", "# Guide\n\n", True, 0)
    with unit_of_work(acting_for=mara.account_id) as session:
        listed = list_templates(session, actor=mara)
        assert listed[0] == made == get_template(session, actor=mara, template_id=made.id)
        assert {each.id for each in listed if not each.is_own} >= {"teacher", "interviewer", "software-developer"}


def test_a_persona_made_from_it_begins_with_the_content_filled_in_as_the_owners_words(mara: Actor) -> None:
    made = keep(mara)
    with unit_of_work(acting_for=mara.account_id) as session:
        persona = use_template(session, actor=mara, template_id=made.id, values={"town": "Ulm", "season": "May"}, name="Ulm's guide")
        version = find_latest_version(session, actor=mara, persona_id=persona.id)
    assert version is not None
    assert (persona.source, persona.name, persona.is_name_provisional) == ("manual", "Ulm's guide", False)
    assert version.content == "# Guide\n\nYou show people round Ulm. Say {{char}}. In Ulm it is May.\n"
    assert (version.number, version.origin, version.profile, version.engine_content) == (1, "template", Profile(), "")
    with unit_of_work(acting_for=mara.account_id) as session:
        assert get_template(session, actor=mara, template_id=made.id).use_count == 1
        second = use_template(session, actor=mara, template_id=made.id, values={"town": "Bern", "season": "June"})
        assert (second.name, second.is_name_provisional) == ("Town guide", True)


def test_uses_of_what_comes_with_the_program_are_counted_for_everybody_and_none_is_lost(mara: Actor) -> None:
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo")
    answers = {"subject": "fractions", "learner": "a child", "interest": "bread"}

    def use(actor: Actor) -> None:
        with unit_of_work(acting_for=actor.account_id) as session:
            use_template(session, actor=actor, template_id="teacher", values=answers)

    threads = [Thread(target=use, args=(actor,)) for actor in (mara, bo) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with unit_of_work(acting_for=bo.account_id) as session:
        assert get_template(session, actor=bo, template_id="teacher").use_count == 8


def test_nothing_is_made_or_counted_when_an_answer_is_missing_or_the_name_is_none(mara: Actor) -> None:
    made = keep(mara)
    refused = (
        ({"town": "Ulm", "season": " "}, "", PlaceholderMissing),
        ({"town": "Ulm", "season": "x" * 2_001}, "", TemplateInvalid),
        ({"town": "<script>", "season": "May"}, "", ContentInvalid),
        ({"town": "Ulm", "season": "May"}, "x" * 101, NameInvalid),
    )
    for values, name, error in refused:
        with pytest.raises(error), unit_of_work(acting_for=mara.account_id) as session:
            use_template(session, actor=mara, template_id=made.id, values=values, name=name)
    with unit_of_work(acting_for=mara.account_id) as session:
        assert get_template(session, actor=mara, template_id=made.id).use_count == 0
        assert list_personas(session, actor=mara).items == ()


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"name": "  "}, TemplateInvalid),
        ({"name": "x" * 101}, TemplateInvalid),
        ({"description": "x" * 1_001}, TemplateInvalid),
        ({"placeholders": (Blank(name="nowhere", question="Where?"),)}, TemplateInvalid),
        ({"placeholders": (Blank(name="town", question="A?"), Blank(name="town", question="B?"))}, TemplateInvalid),
        ({"content": " ".join(f"{{p{number}}}" for number in range(31)), "placeholders": ()}, TemplateInvalid),
        ({"content": "   ", "placeholders": ()}, ContentInvalid),
        ({"content": "<iframe src=x>", "placeholders": ()}, ContentInvalid),
        ({"content": "x" * 50_001, "placeholders": ()}, ContentInvalid),
    ],
    ids=["no name", "long name", "long description", "unused", "twice", "too many", "empty", "active", "long"],
)
def test_it_is_not_kept_and_says_why(mara: Actor, changed: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        keep(mara, GUIDE.model_copy(update=changed))
    with unit_of_work(acting_for=mara.account_id) as session:
        assert not any(each.is_own for each in list_templates(session, actor=mara))


def test_a_change_made_from_what_is_no_more_is_refused(mara: Actor) -> None:
    made = keep(mara)
    with unit_of_work(acting_for=mara.account_id) as session:
        other = GUIDE.model_copy(update={"name": "City guide"})
        changed = change_template(session, actor=mara, template_id=made.id, draft=other, lock_version=made.lock_version)
        assert (changed.name, changed.lock_version) == ("City guide", 2)
        with pytest.raises(TemplateChanged):
            change_template(session, actor=mara, template_id=made.id, draft=GUIDE, lock_version=made.lock_version)


def test_personas_stay_when_the_template_is_deleted_and_the_trail_tells_of_it(mara: Actor) -> None:
    made = keep(mara)
    with unit_of_work(acting_for=mara.account_id) as session:
        persona = use_template(session, actor=mara, template_id=made.id, values={"town": "Ulm", "season": "May"})
        delete_template(session, actor=mara, template_id=made.id)
    with unit_of_work(acting_for=mara.account_id) as session:
        assert find_latest_version(session, actor=mara, persona_id=persona.id) is not None
        with pytest.raises(TemplateNotFound):
            get_template(session, actor=mara, template_id=made.id)
        kinds = {each.kind for each in list_events(session, actor=mara).items}
    assert kinds >= {EventKind.TEMPLATE_CREATED, EventKind.TEMPLATE_DELETED, EventKind.PERSONA_CREATED}


def test_what_comes_with_the_program_stays_as_it_is(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        with pytest.raises(TemplateFixed):
            change_template(session, actor=mara, template_id="teacher", draft=GUIDE, lock_version=0)
        with pytest.raises(TemplateFixed):
            delete_template(session, actor=mara, template_id="teacher")


def test_nobody_elses_template_is_there(mara: Actor) -> None:
    made = keep(mara)
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo")
    with unit_of_work(acting_for=bo.account_id) as session:
        for attempt in (
            lambda: get_template(session, actor=bo, template_id=made.id),
            lambda: change_template(session, actor=bo, template_id=made.id, draft=GUIDE, lock_version=1),
            lambda: delete_template(session, actor=bo, template_id=made.id),
            lambda: use_template(session, actor=bo, template_id=made.id, values={"town": "U", "season": "M"}),
            lambda: get_template(session, actor=bo, template_id="no-such"),
        ):
            with pytest.raises(TemplateNotFound):
                attempt()
        assert not any(each.is_own for each in list_templates(session, actor=bo))
        assert session.execute(text("SELECT count(*) FROM template")).scalar_one() == 0


def test_a_personas_content_becomes_a_template_with_its_name_to_fill_in(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        persona = make_persona(session, actor=mara, name="Mara")
        content = "# Mara Quell\n\nYou are Mara. Marazion is a town. Ask {weather}."
        append_version(
            session,
            persona_id=persona.id,
            new=make_version(author_id=mara.account_id, profile=make_profile(name="Mara Quell"), content=content),
        )
        copied = copy_content(session, actor=mara, persona_id=persona.id)
        assert copied.content == "# {name}\n\nYou are {name}. Marazion is a town. Ask {weather}."
        assert [(each.name, each.example) for each in copied.placeholders] == [("name", "Mara"), ("weather", "")]
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo")
    with pytest.raises(PersonaNotFound), unit_of_work(acting_for=bo.account_id) as session:
        copy_content(session, actor=bo, persona_id=persona.id)


def test_an_account_keeps_no_more_templates_than_the_setting_allows(mara: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSONA_MOST_TEMPLATES", "1")
    get_settings.cache_clear()
    try:
        keep(mara)
        with pytest.raises(TooManyTemplates):
            keep(mara)
    finally:
        get_settings.cache_clear()


def test_what_no_reader_sees_is_not_kept(mara: Actor) -> None:
    """A database takes no NUL, and a program may obey what a person cannot see."""
    hidden = GUIDE.model_copy(
        update={
            "description": "Knows\x00 it.",
            "content": "# Guide\x00\n\nYou know {town}.\u2028Yes.",
            "placeholders": (Blank(name="town", question="\x07", example="U\x00lm"),),
        }
    )
    made = keep(mara, hidden)
    assert (made.description, made.content) == ("Knows it.", "# Guide\n\nYou know {town}.\nYes.\n")
    assert [(each.question, each.example) for each in made.placeholders] == [("Town?", "U lm")]
    with unit_of_work(acting_for=mara.account_id) as session:
        persona = use_template(session, actor=mara, template_id=made.id, values={"town": "U\x00lm"})
        version = find_latest_version(session, actor=mara, persona_id=persona.id)
    assert version is not None and "You know Ulm." in version.content
