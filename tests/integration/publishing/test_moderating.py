"""A visitor reports, an operator hides and shows again; the owner reads why."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.publishing.errors import ModeratorNeeded, PublicationNotFound, ReasonMissing, ReportInvalid, ReportNotFound
from persona_app.publishing.reports import Outcome, ReportKind
from persona_app.publishing.schemas import Gone
from persona_app.publishing.services.listing import get_publication
from persona_app.publishing.services.moderating import (
    count_open_reports,
    dismiss_report,
    hide_publication,
    list_reports,
    report_persona,
    unhide_publication,
)
from persona_app.publishing.services.publishing_at_once import publish_at_once
from persona_app.publishing.services.withdrawing import withdraw_publication
from tests.factories.accounts import make_actor
from tests.factories.publications import make_versioned, publish
from tests.integration.publishing.conftest import acting, look, see, visiting


@pytest.fixture
def development(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Switch development on: `development("1")`."""

    def switch(value: str) -> None:
        monkeypatch.setenv("PERSONA_DEV", value)
        get_settings.cache_clear()

    yield switch
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def slug(owner: Actor, persona_id: UUID) -> str:
    """The address of a public persona."""
    with acting(owner) as session:
        return publish(session, actor=owner, persona_id=persona_id)


def _report(slug: str, *, kind: ReportKind = ReportKind.PERSONAL, words: str = "It is about me.", address: str = "192.0.2.1") -> None:
    with visiting() as session:
        report_persona(session, slug=slug, kind=kind, words=words, address=address)


def test_operator_reads_what_visitors_told_newest_first(owner: Actor, operator: Actor, slug: str) -> None:
    with unit_of_work() as session:
        reader = make_actor(session, handle="bo1")
    _report(slug, words="It is\nabout \x07me.")
    with acting(reader) as session:
        report_persona(session, slug=slug, kind=ReportKind.HATEFUL, address="192.0.2.1", actor=reader)
    with acting(operator) as session:
        first = list_reports(session, actor=operator, limit=1)
        second = list_reports(session, actor=operator, limit=1, cursor=first.next_cursor)
    newest, oldest = first.items[0], second.items[0]
    assert (newest.kind, newest.reporter_id, newest.slug, newest.creator) == (ReportKind.HATEFUL, reader.account_id, slug, "ada")
    assert (oldest.words, oldest.reporter_id, second.next_cursor) == ("It is\nabout  me.", None, None)
    with unit_of_work() as session:
        assert "192.0.2.1" not in str(session.execute(text("SELECT address_hash FROM report")).all())


def test_second_report_of_one_visitor_adds_nothing_while_the_first_is_open(operator: Actor, slug: str) -> None:
    for _ in range(3):
        _report(slug)
    _report(slug, address="192.0.2.2")
    with acting(operator) as session:
        assert count_open_reports(session, actor=operator) == 2


@pytest.mark.parametrize("words", ["x" * 1001, "  \n "], ids=["too long", "nothing said"])
def test_report_is_refused_when_it_cannot_be_read(slug: str, words: str) -> None:
    with pytest.raises(ReportInvalid):
        _report(slug, kind=ReportKind.OTHER, words=words)


def test_report_is_refused_when_nothing_public_is_there(owner: Actor, persona_id: UUID, slug: str) -> None:
    with acting(owner) as session:
        withdraw_publication(session, actor=owner, persona_id=persona_id)
    for address in (slug, "never-there-abc123"):
        with pytest.raises(PublicationNotFound):
            _report(address)


def test_hidden_persona_stays_hidden_whatever_its_owner_does_until_it_is_shown_again(
    owner: Actor, operator: Actor, persona_id: UUID, slug: str
) -> None:
    _report(slug)
    with acting(operator) as session:
        hide_publication(session, actor=operator, persona_id=persona_id, reason="  A real\nperson. ")
    assert look(slug) == Gone()
    with acting(owner) as session:
        state = get_publication(session, actor=owner, persona_id=persona_id)
        assert state.publication is not None
        assert (state.publication.hidden_reason, state.publication.is_visible) == ("A real person.", False)
        publish(session, actor=owner, persona_id=persona_id, replace=True, new_slug=True)
        withdraw_publication(session, actor=owner, persona_id=persona_id)
        renewed = publish(session, actor=owner, persona_id=persona_id)
    assert look(slug) == look(renewed) == Gone()
    with acting(operator) as session:
        settled = list_reports(session, actor=operator, is_settled=True).items[0]
        assert (settled.outcome, settled.settled_by, settled.is_hidden) == (Outcome.HIDDEN, operator.account_id, True)
        unhide_publication(session, actor=operator, persona_id=persona_id, reason="It is invented.")
    assert see(renewed).persona_id == persona_id
    with acting(owner) as session:
        sentences = [each.sentence for each in list_events(session, actor=owner, persona_id=persona_id).items]
    assert "An operator hid the public version (“A real person.”)." in sentences
    assert sentences[0] == "An operator showed the public version again (“It is invented.”)."


def test_report_is_dismissed_without_a_change_to_the_persona(owner: Actor, operator: Actor, slug: str) -> None:
    _report(slug)
    with acting(operator) as session:
        report = list_reports(session, actor=operator).items[0]
        for _ in range(2):
            dismiss_report(session, actor=operator, report_id=report.id)
        assert list_reports(session, actor=operator).items == ()
        assert list_reports(session, actor=operator, is_settled=True).items[0].outcome is Outcome.DISMISSED
    assert see(slug)
    _report(slug)
    with acting(operator) as session:
        assert count_open_reports(session, actor=operator) == 1


def test_only_the_operator_moderates(owner: Actor, persona_id: UUID, slug: str) -> None:
    _report(slug)
    works = (
        lambda session: list_reports(session, actor=owner),
        lambda session: count_open_reports(session, actor=owner),
        lambda session: hide_publication(session, actor=owner, persona_id=persona_id, reason="Mine."),
        lambda session: unhide_publication(session, actor=owner, persona_id=persona_id, reason="Mine."),
        lambda session: dismiss_report(session, actor=owner, report_id=uuid4()),
    )
    for work in works:
        with pytest.raises(ModeratorNeeded), acting(owner) as session:
            work(session)
    assert see(slug)


def test_operator_is_told_when_there_is_nothing_to_moderate(operator: Actor, owner: Actor, persona_id: UUID) -> None:
    with pytest.raises(PublicationNotFound), acting(operator) as session:
        hide_publication(session, actor=operator, persona_id=persona_id, reason="Nothing there.")
    with pytest.raises(ReportNotFound), acting(operator) as session:
        dismiss_report(session, actor=operator, report_id=uuid4())
    for reason in ("", " \n", "x" * 301):
        with pytest.raises(ReasonMissing), acting(operator) as session:
            hide_publication(session, actor=operator, persona_id=persona_id, reason=reason)


def test_operator_publishes_anybodys_persona_at_once_only_in_development(
    owner: Actor, operator: Actor, persona_id: UUID, development: Callable[[str], None]
) -> None:
    with pytest.raises(PublicationNotFound), acting(operator) as session:
        publish_at_once(session, actor=operator, persona_id=persona_id)
    development("1")
    with pytest.raises(ModeratorNeeded), acting(owner) as session:
        publish_at_once(session, actor=owner, persona_id=persona_id)
    for _ in range(2):
        with acting(operator) as session:
            state = publish_at_once(session, actor=operator, persona_id=persona_id)
    found = see(state.slug)
    assert (found.creator, found.is_adult, found.tags) == ("ada", True, ())
    with acting(owner) as session:
        make_versioned(session, actor=owner)
        assert get_publication(session, actor=owner, persona_id=persona_id).attempts[0].ended_at is not None
