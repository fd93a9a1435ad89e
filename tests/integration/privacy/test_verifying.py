"""`persona verify`: each kind of citation is damaged behind the program, seen, and put right as far as versions tell what was there."""

from uuid import uuid4

import psycopg
import pytest

from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.llm.questions import ClaimField
from persona_app.personas.profile import BigFive, BigFiveFactor, DataCitation, Personality, Profile
from persona_app.personas.services.claiming import edit_claim, list_claim_words, remove_claim, set_score
from persona_app.personas.services.deriving import derive_persona
from persona_app.personas.services.reading import get_persona, list_data
from persona_app.personas.services.versioning import append_version, find_latest_version
from persona_app.privacy.verifying import verify
from tests.factories.accounts import make_actor
from tests.factories.personas import make_claim, make_persona, make_version

LIKE = ClaimField.LIKE
NO_DECISION = "of its claims name the owner without a decision"
NO_VERSION = "of its claims name a parent's version that never was"


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


class Mara:
    """A persona whose owner has said something, and what it was built from."""

    def __init__(self, actor):
        self.actor = actor
        with unit_of_work() as session:
            self.id = make_persona(session, actor=actor, texts=["Mara likes tea, rain."]).id
            (data,) = list_data(session, actor=actor, persona_id=self.id).items
        cited = {
            word: (DataCitation(data_id=data.id, start=at, end=at + len(word), quote=word),) for word, at in (("tea", 11), ("rain", 16))
        }
        likes = tuple(make_claim(word).model_copy(update={"citations": citations}) for word, citations in cited.items())
        open_ = BigFiveFactor(score=60, confidence=50, claim_ids=("claim-tea",), citations=cited["tea"])
        self.found = Profile(likes=likes, personality=Personality(big_five=BigFive(openness=open_)))
        self.build()

    def build(self):
        """The texts speak, as they always do."""
        new = make_version(author_id=self.actor.account_id, profile=self.found, run_id=uuid4())
        with unit_of_work() as session:
            append_version(session, persona_id=self.id, new=new)

    def say(self, service, **word):
        with unit_of_work() as session:
            lock_version = get_persona(session, actor=self.actor, persona_id=self.id).lock_version
            return service(session, actor=self.actor, persona_id=self.id, lock_version=lock_version, **word)

    def newest(self):
        with unit_of_work() as session:
            return find_latest_version(session, actor=self.actor, persona_id=self.id)

    def words(self):
        with unit_of_work() as session:
            words = list_claim_words(session, actor=self.actor, persona_id=self.id)
        return {(each.field, each.claim_id): (each.choice, each.value, each.score) for each in words}


@pytest.fixture
def mara(ada):
    return Mara(ada)


def look(*, is_mending=False):
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        found = verify(session, is_mending=is_mending)
    return [flaw.sentence for flaw in found.flaws], [flaw.sentence for flaw in found.mended]


def damage(database, *statements):
    """As whoever owns the tables can."""
    with psycopg.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(statement)


def test_lost_words_are_named_and_read_from_the_versions_that_cite_them(database, mara):
    mara.say(edit_claim, field=LIKE, value="sea glass")
    mara.say(edit_claim, field=LIKE, claim_id="claim-tea", value="black tea")
    mara.say(set_score, factor="openness", score=12)
    mara.say(edit_claim, field=LIKE, claim_id="claim-rain", value="heavy rain")
    mara.say(remove_claim, field=LIKE, claim_id="claim-rain")
    before = mara.words()
    damage(database, "DELETE FROM decision")

    seen, _ = look()
    left, mended = look(is_mending=True)
    mara.build()

    assert seen == mended == [f"{count} {NO_DECISION}" for count in (1, 2, 3, 4, 3)]
    assert (left, look()) == ([], ([], []))
    assert mara.words() == before
    newest = mara.newest().profile
    assert [each.value for each in newest.likes] == ["black tea", "sea glass"]
    assert newest.personality.big_five.openness.score == 12


def test_a_word_of_another_persona_is_no_word_of_this_one(database, mara, ada):
    other = Mara(ada)
    mara.say(edit_claim, field=LIKE, value="sea glass")
    damage(database, f"UPDATE decision SET persona_id = '{other.id}'")

    assert look() == ([f"1 {NO_DECISION}"], [])
    assert look(is_mending=True) == ([f"1 {NO_DECISION}"], [])


def test_a_parents_version_that_never_was_is_named_and_stays(database, mara, ada):
    with unit_of_work() as session:
        derive_persona(session, actor=ada, persona_id=mara.id)
    assert look() == ([], [])
    damage(
        database,
        "UPDATE persona_version SET profile = replace(profile::text, '\"version\": 1', '\"version\": 9')::jsonb WHERE origin = 'inherited'",
    )

    assert look() == ([f"3 {NO_VERSION}"], [])
    assert look(is_mending=True) == ([f"3 {NO_VERSION}"], [])


def test_a_child_is_not_blamed_when_its_parent_counts_wrongly(database, mara, ada):
    with unit_of_work() as session:
        derive_persona(session, actor=ada, persona_id=mara.id)
    damage(database, f"UPDATE persona SET version_count = 0 WHERE id = '{mara.id}'")
    counts = ["it counts its data or versions wrongly"]

    assert look() == (counts, [])
    assert look(is_mending=True) == ([], counts)
    assert look() == ([], [])


def test_nothing_is_wrong_when_a_parent_is_gone(database, mara, ada):
    with unit_of_work() as session:
        derive_persona(session, actor=ada, persona_id=mara.id)
    damage(database, f"DELETE FROM persona_version WHERE persona_id = '{mara.id}'", f"DELETE FROM persona WHERE id = '{mara.id}'")

    assert [sentence for sentence in look()[0] if NO_VERSION in sentence] == []
