"""Children and parents: what is taken over, what changes when the parent does, and what stays when it goes."""

from threading import Barrier, Thread
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.events.schemas import EventKind
from persona_app.events.services.listing import list_events
from persona_app.gallery.services.following import choose_parent, get_parent, keep_as_is, leave_parent, set_inheritance, take_over
from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import claims_at, with_claims
from persona_app.personas.errors import PersonaChanged, PersonaNotFound
from persona_app.personas.inheriting import CONTENT, Mode
from persona_app.personas.lineage_errors import InheritanceInvalid, NoParent, NothingToTake, ParentGone, ParentsCircle, ParentTooDeep
from persona_app.personas.profile import Profile
from persona_app.personas.queries import get_view
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.deriving import derive_persona
from persona_app.personas.services.editing import edit_content
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.versioning import append_version, find_latest_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_claim, make_persona, make_version
from tests.faults import fault


@pytest.fixture
def mara(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="mara")


def saying(**fields: str | list[str]) -> Profile:
    """A profile with these values."""
    profile = Profile()
    for name, values in fields.items():
        many = values if isinstance(values, list) else [values]
        profile = with_claims(profile, ClaimField(name), [make_claim(value, claim_id=f"{name}-{value}") for value in many])
    return profile


def persona(
    session: Session, actor: Actor, name: str = "Parent", *, content: str = "# Parent\n\nYou bake.", **fields: str | list[str]
) -> UUID:
    """A persona with one version."""
    made = make_persona(session, actor=actor, name=name)
    append_version(session, persona_id=made.id, new=make_version(author_id=actor.account_id, profile=saying(**fields), content=content))
    return made.id


def changed(session: Session, actor: Actor, persona_id: UUID, *, content: str = "# Parent\n\nYou bake.", **fields: str | list[str]) -> None:
    """Another version of it."""
    append_version(session, persona_id=persona_id, new=make_version(author_id=actor.account_id, profile=saying(**fields), content=content))


def newest(session: Session, actor: Actor, persona_id: UUID) -> VersionView:
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    assert version is not None
    return version


def lock(session: Session, actor: Actor, persona_id: UUID) -> int:
    return get_view(session, actor=actor, persona_id=persona_id).lock_version


def values(version: VersionView, field: ClaimField) -> list[str]:
    return [each.value for each in claims_at(version.profile, field)]


def kinds(session: Session, actor: Actor, persona_id: UUID) -> list[EventKind]:
    return [each.kind for each in list_events(session, actor=actor, persona_id=persona_id).items]


def test_a_child_follows_all_of_its_parent_and_is_told_what_changed_without_changing(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara, name="Ada", like=["tea"], goal=["rest"])
        child = derive_persona(session, actor=mara, persona_id=parent).id
        before = newest(session, mara, child)
        changed(session, mara, parent, content="# Parent\n\nYou sail.", like=["glass", "tea"], goal=["rest"])
        view = get_parent(session, actor=mara, persona_id=child)
        assert newest(session, mara, child) == before, "a changed parent changes nothing by itself"
    assert (view.parent_id, view.version, view.newest_version) == (parent, 1, 2)
    assert [each.field for each in view.changes] == ["like", CONTENT]
    like = view.changes[0].change
    assert like is not None
    assert ([each.value for each in like.new], like.gone) == (["glass"], ())


def test_only_the_fields_that_are_taken_over_change_and_the_rest_stays_proposed(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara, like=["tea"], goal=["rest"])
        child = derive_persona(session, actor=mara, persona_id=parent).id
        changed(session, mara, parent, content="# Parent\n\nYou sail.", like=["glass"], goal=["sail"])
        taken = take_over(session, actor=mara, persona_id=child, fields=["like"], lock_version=lock(session, mara, child))
        assert (values(taken, ClaimField.LIKE), values(taken, ClaimField.GOAL), taken.content) == (
            ["glass"],
            ["rest"],
            "# Parent\n\nYou bake.",
        )
        assert (taken.origin, taken.number) == ("inherited", 2)
        view = get_parent(session, actor=mara, persona_id=child)
        assert [each.field for each in view.changes] == ["goal", CONTENT]
        take_over(session, actor=mara, persona_id=child, fields=None, lock_version=lock(session, mara, child))
        assert get_parent(session, actor=mara, persona_id=child).changes == ()
        assert EventKind.PARENT_FOLLOWED in kinds(session, mara, child)


def test_what_was_declined_is_proposed_again_only_when_the_parent_says_something_else(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara, like=["tea"])
        child = derive_persona(session, actor=mara, persona_id=parent).id
        changed(session, mara, parent, like=["glass"])
        view = keep_as_is(session, actor=mara, persona_id=child, fields=["like"], lock_version=lock(session, mara, child))
        assert view.changes == ()
        changed(session, mara, parent, like=["glass"], goal=["sail"])
        assert [each.field for each in get_parent(session, actor=mara, persona_id=child).changes] == ["goal"]
        changed(session, mara, parent, like=["rain"], goal=["sail"])
        assert [each.field for each in get_parent(session, actor=mara, persona_id=child).changes] == ["goal", "like"]
        assert values(newest(session, mara, child), ClaimField.LIKE) == ["tea"]
        with pytest.raises(NothingToTake):
            take_over(session, actor=mara, persona_id=child, fields=["fear"], lock_version=lock(session, mara, child))


def test_each_choice_shows_what_it_says_and_hides_nothing_for_good(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara, like=["tea"], residence="Oslo")
        child = persona(session, mara, name="Child", content="# Child\n\nYou rest.", like=["glass"], residence="Bergen")
        choose_parent(session, actor=mara, persona_id=child, parent_id=parent, lock_version=lock(session, mara, child))
        now = newest(session, mara, child)
        assert (values(now, ClaimField.LIKE), values(now, ClaimField.RESIDENCE)) == (["tea", "glass"], ["Bergen"])
        assert now.content == "# Child\n\nYou rest."

        def choose(**fields: str) -> VersionView:
            return set_inheritance(session, actor=mara, persona_id=child, fields=fields, lock_version=lock(session, mara, child))

        inherited = choose(like="inherited", residence="inherited", content="inherited")
        assert (values(inherited, ClaimField.LIKE), values(inherited, ClaimField.RESIDENCE)) == (["tea"], ["Oslo"])
        assert inherited.content == "# Parent\n\nYou bake."
        field = {each.field: each for each in get_parent(session, actor=mara, persona_id=child).fields}
        assert (field["like"].hidden, field["like"].origin, field["like"].is_chosen) == (("glass",), "parent", True)
        back = choose(like="overridden", residence="overridden", content="appended")
        assert (values(back, ClaimField.LIKE), values(back, ClaimField.RESIDENCE)) == (["glass"], ["Bergen"])
        assert back.content == "# Parent\n\nYou bake.\n\n# Child\n\nYou rest."
        changed(session, mara, parent, content="# Parent\n\nYou sail.", like=["rain"], residence="Rome")
        assert [each.field for each in get_parent(session, actor=mara, persona_id=child).changes] == [CONTENT]
        last = take_over(session, actor=mara, persona_id=child, fields=[CONTENT], lock_version=lock(session, mara, child))
        assert last.content == "# Parent\n\nYou sail.\n\n# Child\n\nYou rest."
        again = choose(like="appended")
        assert values(again, ClaimField.LIKE) == ["rain", "glass"], "who follows again takes over what the parent says now"


def test_a_content_that_was_edited_by_hand_follows_no_more(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara)
        child = derive_persona(session, actor=mara, persona_id=parent).id
        set_inheritance(session, actor=mara, persona_id=child, fields={CONTENT: "inherited"}, lock_version=lock(session, mara, child))
        version = newest(session, mara, child)
        edit_content(session, actor=mara, persona_id=child, base=version.number, content="# Child\n\nYou bake rye.")
        changed(session, mara, parent, content="# Parent\n\nYou sail.")
        view = get_parent(session, actor=mara, persona_id=child)
    content = view.fields[-1]
    assert (content.field, content.mode, content.is_chosen, view.changes) == (CONTENT, Mode.OVERRIDDEN, False, ())


@pytest.mark.parametrize(
    ("field", "mode"), [("age", "appended"), ("nonsense", "inherited"), ("like", "sometimes"), ("big_five", "appended")]
)
def test_nothing_is_changed_when_a_field_cannot_be_so(mara: Actor, field: str, mode: str) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        child = derive_persona(session, actor=mara, persona_id=persona(session, mara)).id
        with pytest.raises(InheritanceInvalid):
            set_inheritance(session, actor=mara, persona_id=child, fields={field: mode}, lock_version=lock(session, mara, child))
        assert newest(session, mara, child).number == 1


def test_leaving_keeps_the_persona_as_it_is(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara, like=["tea"])
        child = derive_persona(session, actor=mara, persona_id=parent).id
        before = newest(session, mara, child)
        left = leave_parent(session, actor=mara, persona_id=child, lock_version=lock(session, mara, child))
        assert (left.parent_id, left.fields, newest(session, mara, child)) == (None, (), before)
        assert kinds(session, mara, child)[0] is EventKind.PARENT_LEFT
        with pytest.raises(NoParent):
            leave_parent(session, actor=mara, persona_id=child, lock_version=lock(session, mara, child))


def test_another_parent_takes_the_place_and_what_came_from_the_first_is_ones_own(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        first, second = persona(session, mara, name="First", like=["tea"]), persona(session, mara, name="Second", like=["glass"])
        child = derive_persona(session, actor=mara, persona_id=first).id
        version = choose_parent(session, actor=mara, persona_id=child, parent_id=second, lock_version=lock(session, mara, child))
        assert values(version, ClaimField.LIKE) == ["glass", "tea"]
        changed(session, mara, first, like=["rain"])
        assert get_parent(session, actor=mara, persona_id=child).changes == ()


@fault(area="People", what="a parent is deleted", result="its children stay whole, and their owners are told")
def test_children_stay_whole_and_are_told_when_the_parent_is_deleted(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara, name="Ada", like=["tea"])
        child = derive_persona(session, actor=mara, persona_id=parent).id
        set_inheritance(session, actor=mara, persona_id=child, fields={"like": "inherited"}, lock_version=lock(session, mara, child))
        before = newest(session, mara, child)
        delete_persona(session, actor=mara, persona_id=parent)
    with unit_of_work(acting_for=mara.account_id) as session:
        assert newest(session, mara, child) == before
        view = get_parent(session, actor=mara, persona_id=child)
        assert (view.parent_id, view.name, view.ended_why, view.fields) == (None, "Ada", "deleted", ())
        told = list_events(session, actor=mara, persona_id=child).items[0]
        assert (told.kind, told.sentence) == (EventKind.PARENT_DELETED, "Its parent “Ada” was deleted; what it had from there it kept.")
        kept = session.execute(text("SELECT profile, content FROM parent_snapshot WHERE persona_id = :id"), {"id": child}).one()
        assert (kept.profile, kept.content) == ({}, ""), "nothing of a deleted persona is kept beside what the versions took over"
        leave_parent(session, actor=mara, persona_id=child, lock_version=lock(session, mara, child))
        assert get_parent(session, actor=mara, persona_id=child).name == ""


def test_a_parent_and_its_children_go_together_with_their_account(mara: Actor) -> None:
    with unit_of_work() as session:
        other = make_actor(session, handle="bo")
        parent = persona(session, mara, name="Ada")
        child = derive_persona(session, actor=mara, persona_id=parent).id
        session.execute(text("UPDATE persona SET owner_id = :bo WHERE id = :id"), {"bo": other.account_id, "id": child})
        grandchild = persona(session, mara, name="Grandchild")
        choose_parent(session, actor=mara, persona_id=grandchild, parent_id=parent, lock_version=lock(session, mara, grandchild))
        session.execute(text("DELETE FROM account WHERE id = :id"), {"id": mara.account_id})
    with unit_of_work() as session:
        left = session.execute(text("SELECT persona_id, ended_why FROM parent_snapshot")).all()
        told = session.execute(text("SELECT persona_id, owner_id FROM event WHERE kind = 'parent_deleted'")).all()
    assert [tuple(row) for row in left] == [(child, "deleted")]
    assert [tuple(row) for row in told] == [(child, other.account_id)]


def test_nobody_becomes_their_own_ancestor(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        top = persona(session, mara, name="Top")
        middle = derive_persona(session, actor=mara, persona_id=top).id
        low = derive_persona(session, actor=mara, persona_id=middle).id
        for parent in (top, middle, low):
            with pytest.raises(ParentsCircle):
                choose_parent(session, actor=mara, persona_id=top, parent_id=parent, lock_version=lock(session, mara, top))
    with pytest.raises((DBAPIError, IntegrityError), match="its own ancestor"), unit_of_work(acting_for=mara.account_id) as session:
        session.execute(text("UPDATE persona SET parent_id = :low WHERE id = :top"), {"low": low, "top": top})


@fault(area="People", what="two personas are made each other's parent at once", result="one of them is, the other is refused")
def test_one_of_two_wins_when_a_circle_is_closed_from_both_sides_at_once(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        ring = [persona(session, mara, name=f"Ring {number}") for number in range(3)]
    for _ in range(5):
        refused, barrier = [], Barrier(3)

        def close(child: UUID, parent: UUID) -> None:
            barrier.wait()  # noqa: B023
            try:
                with unit_of_work(acting_for=mara.account_id) as session:
                    choose_parent(session, actor=mara, persona_id=child, parent_id=parent, lock_version=lock(session, mara, child))
            except ParentsCircle:
                refused.append(child)  # noqa: B023

        threads = [Thread(target=close, args=(ring[at], ring[at - 1])) for at in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(refused) == 1
        with unit_of_work(acting_for=mara.account_id) as session:
            for each in set(ring) - set(refused):
                leave_parent(session, actor=mara, persona_id=each, lock_version=lock(session, mara, each))


def test_a_line_has_no_more_generations_than_the_setting_allows(mara: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from persona_app.core.config import get_settings

    monkeypatch.setenv("PERSONA_MOST_GENERATIONS", "3")
    get_settings.cache_clear()
    try:
        with unit_of_work(acting_for=mara.account_id) as session:
            top = persona(session, mara, name="Top")
            low = derive_persona(session, actor=mara, persona_id=derive_persona(session, actor=mara, persona_id=top).id).id
            other = persona(session, mara, name="Other")
            with pytest.raises(ParentTooDeep, match="at most 3 generations"):
                choose_parent(session, actor=mara, persona_id=top, parent_id=other, lock_version=lock(session, mara, top))
        with pytest.raises(ParentTooDeep), unit_of_work(acting_for=mara.account_id) as session:
            derive_persona(session, actor=mara, persona_id=low)
    finally:
        get_settings.cache_clear()


def test_what_somebody_changed_meanwhile_is_looked_at_first(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara, like=["tea"])
        child = derive_persona(session, actor=mara, persona_id=parent).id
        changed(session, mara, parent, like=["glass"])
        with pytest.raises(PersonaChanged):
            take_over(session, actor=mara, persona_id=child, fields=None, lock_version=lock(session, mara, child) + 1)


def test_nobody_elses_child_or_parent_is_there(mara: Actor) -> None:
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo")
        parent = persona(session, mara)
        child = derive_persona(session, actor=mara, persona_id=parent).id
        own = persona(session, bo, name="Bo's")
    with unit_of_work(acting_for=bo.account_id) as session:
        for attempt in (
            lambda: get_parent(session, actor=bo, persona_id=child),
            lambda: choose_parent(session, actor=bo, persona_id=own, parent_id=parent, lock_version=lock(session, bo, own)),
            lambda: set_inheritance(session, actor=bo, persona_id=child, fields={"like": "inherited"}, lock_version=1),
            lambda: leave_parent(session, actor=bo, persona_id=child, lock_version=1),
        ):
            with pytest.raises(PersonaNotFound):
                attempt()
        assert session.execute(text("SELECT count(*) FROM parent_snapshot")).scalar_one() == 0
        assert session.execute(text("SELECT * FROM line_of(:child, :parent)"), {"child": child, "parent": own}).all() == []


def test_nothing_is_taken_from_a_parent_that_cannot_be_read(mara: Actor) -> None:
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara, like=["tea"])
        child = derive_persona(session, actor=mara, persona_id=parent).id
        session.execute(text("UPDATE parent_snapshot SET follows = 'public' WHERE persona_id = :id"), {"id": child})
        with pytest.raises(ParentGone):
            take_over(session, actor=mara, persona_id=child, fields=None, lock_version=lock(session, mara, child))
        assert get_parent(session, actor=mara, persona_id=child).newest_version is None


def test_a_content_of_ones_own_that_was_hidden_counts_as_the_owners_words_when_it_comes_back(mara: Actor) -> None:
    """Else the next build would write over it."""
    with unit_of_work(acting_for=mara.account_id) as session:
        parent = persona(session, mara)
        child = persona(session, mara, name="Child", content="# Child\n\nYou rest.")
        choose_parent(session, actor=mara, persona_id=child, parent_id=parent, lock_version=lock(session, mara, child))
        told = {"inherited": ("# Parent\n\nYou bake.", None), "overridden": ("# Child\n\nYou rest.", "")}
        for mode, (content, beside) in told.items():
            fields = {CONTENT: mode}
            made = set_inheritance(session, actor=mara, persona_id=child, fields=fields, lock_version=lock(session, mara, child))
            assert (made.content, made.engine_content) == (content, beside)
