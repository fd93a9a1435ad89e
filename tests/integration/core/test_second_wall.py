"""Queries that forget the owner, in the application's own role: they find nothing of anybody else, and change nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from persona_app.accounts.models import ApiToken, LoginSession
from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.limiting import take_share
from persona_app.accounts.services.logging_in import log_in
from persona_app.accounts.services.tokens import create_token
from persona_app.building.models import EngineAnswer, FoundClaim, Reading
from persona_app.building.services.requesting import create_and_build
from persona_app.core import db
from persona_app.core.application_role import current_role
from persona_app.core.clock import now
from persona_app.core.db import unit_of_work
from persona_app.core.ids import new_id
from persona_app.core.row_security import SystemWork
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, EnrichmentLine, Thought, ThoughtLine
from persona_app.events.services.recording import record
from persona_app.gallery.models import PersonaLike
from persona_app.interchange.models import ImportBatch, ImportFile, ImportPart, ImportResult, KeptAside, KeptMedia
from persona_app.media.schemas import PictureRating
from persona_app.media.services.keeping import announce, keep
from persona_app.personas.lineage_models import Inheritance, OwnTemplate, ParentSnapshot
from persona_app.personas.models import Decision, LabelMove, PersonaData, Proposal, VersionLabel
from persona_app.personas.services.versioning import append_version
from persona_app.publishing.reports import ReportKind
from persona_app.publishing.services.moderating import report_persona
from persona_app.publishing.services.withdrawing import withdraw_publication
from persona_app.requests.services.repeating import Asked, perform_once
from persona_app.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from tests.factories.accounts import PASSWORD, make_registered
from tests.factories.personas import make_text, make_version
from tests.factories.publications import publish
from tests.factories.studio import make_organised
from tests.faults import fault

OWNED = {
    "account": "id",
    "api_token": "account_id",
    "decision": "persona_id",
    "engine_answer": "persona_id",
    "enrichment": "persona_id",
    "enrichment_character": "persona_id",
    "enrichment_line": "persona_id",
    "event": "owner_id",
    "found_claim": "persona_id",
    "import_batch": "owner_id",
    "import_file": "persona_id",
    "import_part": "batch_id",
    "import_result": "batch_id",
    "inheritance": "persona_id",
    "kept_aside": "persona_id",
    "kept_media": "persona_id",
    "kept_answer": "account_id",
    "label_move": "persona_id",
    "login_session": "account_id",
    "parent_snapshot": "persona_id",
    "pending_deletion": "owner_id",
    "persona": "owner_id",
    "persona_data": "persona_id",
    "persona_folder": "owner_id",
    "persona_label": "persona_id",
    "persona_like": "account_id",
    "persona_picture": "persona_id",
    "persona_tag": "persona_id",
    "persona_usage": "owner_id",
    "persona_use": "persona_id",
    "persona_version": "persona_id",
    "persona_words": "owner_id",
    "proposal": "persona_id",
    "publication": "owner_id",
    "publication_attempt": "persona_id",
    "reading": "persona_id",
    "report": "reporter_id",
    "request_window": "account_id",
    "run": "owner_id",
    "run_step": "run_id",
    "saved_search": "owner_id",
    "studio_label": "owner_id",
    "template": "owner_id",
    "thought": "persona_id",
    "thought_line": "persona_id",
    "webhook": "owner_id",
    "webhook_attempt": "owner_id",
    "webhook_delivery": "owner_id",
    "webhook_outbox": "owner_id",
    "version_label": "persona_id",
}
"""Tables that `household` fills for each of two owners, and the column that leads to the owner."""
ADDED_ONLY = {"event", "label_move", "persona_data", "persona_version"}
NEVER_DELETED = {*ADDED_ONLY, "publication"}
WRITTEN = text("SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = to_regclass(:table) AND attnum > 0 AND attgenerated = ''")
"""The columns that are given, not computed."""
NOT_MINE = "a query forgets whose rows it means"


@dataclass(frozen=True)
class Owner:
    """Somebody with at least one row in every table."""

    actor: Actor
    persona_id: UUID
    run_id: UUID
    batch_id: UUID

    def place(self, table: str) -> UUID:
        """What stands in the table's column in `OWNED`."""
        by_column = {"persona_id": self.persona_id, "run_id": self.run_id, "batch_id": self.batch_id}
        return by_column.get(OWNED[table], self.actor.account_id)


def _settle(session: Session, handle: str) -> Owner:
    """An account that has used everything."""
    actor = make_registered(session, handle=handle)
    persona, run = create_and_build(session, actor=actor, name=handle, items=[make_text(f"{handle} bakes bread.")])
    append_version(session, persona_id=persona.id, new=make_version(author_id=actor.account_id))
    create_token(session, actor=actor, name="mine", scopes=["read"])
    take_share(session, account_id=actor.account_id)
    perform_once(session, asked=Asked(account_id=actor.account_id, route="r", key="k", fingerprint="f"), work=lambda: "{}")
    data_id = session.exec(select(PersonaData.id).where(PersonaData.persona_id == persona.id)).one()
    session.add(Decision(persona_id=persona.id, kind="contradiction", subject="s", choice="left", created_by=actor.account_id))
    session.add(Proposal(persona_id=persona.id, kind="build", field="age", version_number=1, theirs={"value": "31"}))
    session.add(OwnTemplate(owner_id=actor.account_id, name="mine", category="", content="c", placeholders=[]))
    session.add(ParentSnapshot(persona_id=persona.id, parent_id=persona.id, parent_name="p", version=1, profile={}, content="c"))
    session.add(Inheritance(persona_id=persona.id, field="like", mode="inherited"))
    session.add(VersionLabel(persona_id=persona.id, name="stable", number=1, moved_by=actor.account_id))
    session.add(LabelMove(persona_id=persona.id, name="stable", sequence=1, to_number=1, moved_by=actor.account_id))
    session.add(EngineAnswer(persona_id=persona.id, key="k", step="s", answer={}))
    session.add(Reading(persona_id=persona.id, data_id=data_id, reader="r", chunks=1, claims=1, dropped_quotes=0))
    claim = {"reader": "r", "field": "fact", "value": "v", "key": "v", "start_at": 0, "end_at": 1, "quote": "q", "data_number": 1}
    session.add(FoundClaim(persona_id=persona.id, data_id=data_id, **claim))
    session.add(PersonaLike(account_id=actor.account_id, persona_id=persona.id))
    session.flush()
    make_organised(session, persona_id=persona.id, actor=actor)
    _picture(session, persona_id=persona.id)
    _webhook(session, owner_id=actor.account_id)
    batch_id = _import(session, persona_id=persona.id, actor=actor)
    _enrich(session, persona_id=persona.id, run_id=run.id)
    _publish(session, persona_id=persona.id, actor=actor)
    return Owner(actor=actor, persona_id=persona.id, run_id=run.id, batch_id=batch_id)


def _publish(session: Session, *, persona_id: UUID, actor: Actor) -> None:
    """Public once, and withdrawn: what is public, everybody sees (tests/integration/publishing). Its own maker has reported it."""
    slug = publish(session, actor=actor, persona_id=persona_id)
    report_persona(session, slug=slug, kind=ReportKind.PERSONAL, address="::1", actor=actor)
    withdraw_publication(session, actor=actor, persona_id=persona_id)
    session.execute(text("DELETE FROM run WHERE kind = 'publish' AND persona_id = :persona"), {"persona": persona_id})


def _webhook(session: Session, *, owner_id: UUID) -> None:
    """One delivery, and an event that waits to be handed out."""
    webhook = Webhook(owner_id=owner_id, url="https://receiver.example/", kinds=["logged_in"], secret="s")
    session.add(webhook)
    session.flush()
    delivery = WebhookDelivery(webhook_id=webhook.id, owner_id=owner_id, kind="test", body="{}", due_at=now())
    session.add(delivery)
    session.flush()
    session.add(WebhookAttempt(delivery_id=delivery.id, owner_id=owner_id, at=now(), outcome="taken", milliseconds=1))
    record(session, kind="logged_in", actor_id=owner_id, owner_id=owner_id)


def _picture(session: Session, *, persona_id: UUID) -> None:
    sha256 = persona_id.hex * 2
    announce(session, sha256=sha256, width=64, height=64)
    keep(session, persona_id=persona_id, sha256=sha256, judged=None, declared=PictureRating.SAFE)


def _import(session: Session, *, persona_id: UUID, actor: Actor) -> UUID:
    file = {"format": "json", "file_name": "one.json", "sha256": "0" * 64, "size_bytes": 2, "original": b"{}", "losses": {}}
    session.add(ImportFile(persona_id=persona_id, created_by=actor.account_id, **file))
    session.add(KeptAside(persona_id=persona_id, format="json", value="{}"))
    session.add(KeptMedia(persona_id=persona_id, place="picture", media_type="image/png", data=b"picture"))
    batch = ImportBatch(owner_id=actor.account_id, kind="files", title="cards", on_same="keep_both")
    session.add(batch)
    session.flush()
    session.add(ImportPart(batch_id=batch.id, number=0, file_name="one.json", data=b"{}"))
    session.add(ImportResult(batch_id=batch.id, number=0, file="one.json", outcome="imported", persona_id=persona_id))
    session.flush()
    return batch.id


def _enrich(session: Session, *, persona_id: UUID, run_id: UUID) -> None:
    """One thought, with all that belongs to it."""
    film = {"movie": "The Salt Office", "persona_id": persona_id}
    enrichment = Enrichment(persona_id=persona_id, run_id=run_id, number=1, seed=1)
    session.add(enrichment)
    session.flush()
    said = {"enrichment_id": enrichment.id, "position": 1, "character_id": new_id()}
    session.add(EnrichmentCharacter(**film, **said, name="TOLLEF", corpus="own", available=1, share=1))
    session.add(EnrichmentLine(enrichment_id=enrichment.id, position=1, persona_id=persona_id, line_id=new_id()))
    thought = Thought(**film, **said, run_id=run_id, text="I keep ledgers.", character_name="TOLLEF", transformation="none")
    session.add(thought)
    session.flush()
    line = {"thought_id": thought.id, "position": 1, "line_id": new_id(), "character": "TOLLEF", "text": "I keep ledgers."}
    session.add(ThoughtLine(**film, **line, start_at=0, end_at=15, quote="I keep ledgers."))
    session.flush()


@pytest.fixture
def household(database_url: str) -> Iterator[tuple[Owner, Owner]]:
    """Ada and Bo, as the product is pointed at its database: a unit of work that names nobody is for nobody."""
    engine = db.configure(database_url)
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        ada, bo = _settle(session, "ada"), _settle(session, "bo1")
    for handle in ("ada", "bo1"):
        with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
            log_in(session, email=f"{handle}@example.com", password=PASSWORD, address="::1")
    yield ada, bo
    engine.dispose()


def _seen(session: Session, table: str) -> set[UUID]:
    return set(session.execute(text(f"SELECT DISTINCT {OWNED[table]} FROM {table}")).scalars())


def _stays(table: str, owner: Owner) -> bool:
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        found = session.execute(text(f"SELECT count(*) FROM {table} WHERE {OWNED[table]} = :place"), {"place": owner.place(table)})
        return found.scalar_one() > 0


@fault(area="Attackers", what=f"In reading, {NOT_MINE}", result="PostgreSQL shows it the rows of the account it acts for, and no others.")
@pytest.mark.parametrize("table", sorted(OWNED))
def test_only_own_rows_are_read_when_a_query_forgets_the_owner(household: tuple[Owner, Owner], table: str) -> None:
    for owner in household:
        with unit_of_work(acting_for=owner.actor.account_id) as session:
            assert _seen(session, table) == {owner.place(table)}


@fault(area="Attackers", what="A unit of work says not for whom it is", result="PostgreSQL shows it no row that has an owner.")
@pytest.mark.parametrize("table", sorted(OWNED))
def test_nothing_is_read_when_nobody_is_named(household: tuple[Owner, Owner], table: str) -> None:
    for named in ({}, {"for_system": SystemWork.SHARED}):
        with unit_of_work(**named) as session:
            assert _seen(session, table) == set()


@fault(area="Attackers", what=f"In deleting, {NOT_MINE}", result="Rows of others stay: PostgreSQL hides them from the statement.")
@pytest.mark.parametrize("table", sorted(OWNED))
def test_rows_of_others_stay_when_a_deletion_forgets_the_owner(household: tuple[Owner, Owner], table: str) -> None:
    ada, bo = household
    if table in NEVER_DELETED:
        with pytest.raises(DBAPIError, match="permission denied"), unit_of_work(acting_for=ada.actor.account_id) as session:
            session.execute(text(f"DELETE FROM {table}"))
        assert _stays(table, ada)
    else:
        with unit_of_work(acting_for=ada.actor.account_id) as session:
            session.execute(text(f"DELETE FROM {table}"))
        assert not _stays(table, ada)
    assert _stays(table, bo)


@fault(area="Attackers", what=f"In changing, {NOT_MINE}", result="Rows of others stay as they are.")
@pytest.mark.parametrize("table", sorted(OWNED))
def test_no_row_of_others_is_changed_when_an_update_names_it(household: tuple[Owner, Owner], table: str) -> None:
    ada, bo = household
    change = text(f"UPDATE {table} SET {OWNED[table]} = {OWNED[table]} WHERE {OWNED[table]} = :place")
    if table in ADDED_ONLY:
        with pytest.raises(DBAPIError, match="permission denied"), unit_of_work(acting_for=ada.actor.account_id) as session:
            session.execute(change, {"place": bo.place(table)})
        return
    with unit_of_work(acting_for=ada.actor.account_id) as session:
        assert session.execute(change, {"place": bo.place(table)}).rowcount == 0
        assert session.execute(change, {"place": ada.place(table)}).rowcount > 0


@fault(area="Attackers", what="A row is written under another owner's name", result="PostgreSQL refuses it.")
@pytest.mark.parametrize("table", sorted(OWNED))
def test_writing_is_refused_when_the_row_would_be_anothers(household: tuple[Owner, Owner], table: str) -> None:
    """A copy of Ada's own row, with Bo for its owner, is what a wrong owner in an insert would be."""
    ada, bo = household
    copy = f"CREATE TEMPORARY TABLE forged ON COMMIT DROP AS SELECT * FROM {table} LIMIT 1"
    with pytest.raises(DBAPIError, match="violates row-level security"), unit_of_work(acting_for=ada.actor.account_id) as session:
        session.execute(text(copy))
        session.execute(text(f"UPDATE forged SET {OWNED[table]} = :place"), {"place": bo.place(table)})
        columns = ", ".join(session.execute(WRITTEN, {"table": table}).scalars())
        session.execute(text(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM forged"))


def test_own_rows_cannot_be_given_away_when_acting_for_their_owner(household: tuple[Owner, Owner]) -> None:
    ada, bo = household
    with pytest.raises(DBAPIError, match="violates row-level security"), unit_of_work(acting_for=ada.actor.account_id) as session:
        session.execute(text("UPDATE persona SET owner_id = :bo"), {"bo": bo.actor.account_id})


def test_each_kind_of_system_work_sees_what_it_was_made_for_and_no_more(household: tuple[Owner, Owner]) -> None:
    opened = {
        SystemWork.SHARED: set(),
        SystemWork.IDENTIFY: {"account", "login_session", "api_token"},
        SystemWork.RUN_JOBS: {"run", "run_step", "publication_attempt", "pending_deletion"},
        SystemWork.MODERATE: {"publication", "persona_tag", "report", "persona"},
        SystemWork.DELIVER: {"event", "webhook", "webhook_attempt", "webhook_delivery", "webhook_outbox"},
        SystemWork.AUDIT: {"event"},
        SystemWork.MAINTAIN: set(OWNED),
    }
    assert set(opened) == set(SystemWork)
    for work, tables in opened.items():
        with unit_of_work(for_system=work) as session:
            assert {table for table in OWNED if len(_seen(session, table)) == 2} == tables
            assert {table for table in OWNED if _seen(session, table)} == tables


def test_the_next_transaction_is_for_nobody_when_the_connection_is_used_again(household: tuple[Owner, Owner]) -> None:
    ada, _ = household
    engine = db.get_engine()
    with unit_of_work(acting_for=ada.actor.account_id) as session:
        backend = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        assert _seen(session, "persona")
    with pytest.raises(ZeroDivisionError), unit_of_work(acting_for=ada.actor.account_id) as session:
        _ = _seen(session, "persona"), 1 / 0
    with engine.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() == backend
        assert connection.execute(text("SELECT count(*) FROM persona")).scalar_one() == 0


def test_only_the_new_account_is_seen_when_a_unit_goes_on_for_it(household: tuple[Owner, Owner]) -> None:
    ada, _ = household
    with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        assert len(_seen(session, "api_token")) == 2
        db.go_on_for(session, account_id=ada.actor.account_id)
        assert _seen(session, "api_token") == {ada.actor.account_id}
        assert _seen(session, "persona") == {ada.actor.account_id}


def test_the_role_of_the_application_can_pass_no_policy_by_itself(household: tuple[Owner, Owner]) -> None:
    """Who may run any SQL may still leave the role (`SET ROLE NONE`) where the address's user may more: see the decision's page."""
    about = text(
        "SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb, rolreplication,"
        " (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid), (SELECT count(*) FROM pg_proc WHERE proowner = pg_roles.oid)"
        " FROM pg_roles WHERE rolname = current_user"
    )
    with unit_of_work() as session:
        assert tuple(session.execute(about).one()) == (False,) * 6 + (0, 0)
        assert current_role(session).is_bound
        assert current_role(session).name == session.execute(text("SELECT application_role()")).scalar_one()
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        assert not current_role(session).is_bound


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE persona CASCADE",
        "ALTER TABLE persona DISABLE ROW LEVEL SECURITY",
        "DROP POLICY owner ON persona",
        "CREATE TABLE beside (id int)",
        "UPDATE event SET detail = '{}'",
        "DELETE FROM alembic_version",
        "CREATE OR REPLACE FUNCTION acting_account() RETURNS uuid LANGUAGE sql RETURN NULL",
    ],
)
def test_the_application_is_refused_what_is_the_owners_of_the_tables(household: tuple[Owner, Owner], statement: str) -> None:
    ada, _ = household
    with pytest.raises(DBAPIError, match=r"must be owner|permission denied"), unit_of_work(acting_for=ada.actor.account_id) as session:
        session.execute(text(statement))


def test_nothing_is_found_through_the_doors_when_they_are_asked_for_others(household: tuple[Owner, Owner]) -> None:
    ada, bo = household
    matching = text("SELECT count(*) FROM matching_data(:persona, 100, ARRAY['%bread%'], 10)")
    with unit_of_work(acting_for=ada.actor.account_id) as session:
        assert session.execute(matching, {"persona": ada.persona_id}).scalar_one() == 1
        assert session.execute(matching, {"persona": bo.persona_id}).scalar_one() == 0
        assert session.execute(text("SELECT account_of_address('bo1@example.com')")).scalar_one() is None


def test_only_answers_that_are_over_are_forgotten_whoever_they_belong_to(household: tuple[Owner, Owner], monkeypatch) -> None:
    ada, bo = household
    monkeypatch.setattr("persona_app.requests.services.repeating._claims", count())  # the first of a process, and every twentieth, forgets
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        aged = text("UPDATE kept_answer SET created_at = now() - interval '3 days' WHERE account_id = :bo")
        session.execute(aged, {"bo": bo.actor.account_id})
    with unit_of_work(acting_for=ada.actor.account_id) as session:
        perform_once(session, asked=Asked(account_id=ada.actor.account_id, route="r", key="another", fingerprint="f"), work=lambda: "{}")
    assert not _stays("kept_answer", bo)
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        keys = session.execute(text("SELECT key FROM kept_answer WHERE account_id = :ada"), {"ada": ada.actor.account_id}).scalars()
        assert sorted(keys) == ["another", "k"]


def test_rows_are_made_for_every_table_of_this_file_when_the_household_moves_in(household: tuple[Owner, Owner]) -> None:
    """A table that were empty, or not in this file, would prove nothing."""
    protected = text("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity")
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        assert set(session.execute(protected).scalars()) == set(OWNED), "give each of `household` a row in the new table"
    assert [table for table in OWNED for owner in household if not _stays(table, owner)] == []
    with unit_of_work(acting_for=household[0].actor.account_id) as session:
        assert session.exec(select(ApiToken)).all()
        assert session.exec(select(LoginSession)).all()
        assert session.get(PersonaData, new_id()) is None
