"""A file becomes a persona and a persona a file: in the database, with what lies between."""

import json

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.interchange.converting import read_file
from persona_app.interchange.draft import Format
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.models import ImportFile, KeptAside
from persona_app.interchange.preparing import Original
from persona_app.interchange.services.exporting import export_persona
from persona_app.interchange.services.importing import Imported, OnSame, import_persona
from persona_app.llm.questions import ClaimField
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.models import Persona
from persona_app.personas.profile import AuthorCitation, Claim, DataCitation, Profile
from persona_app.personas.services.claiming import edit_claim, list_claim_words
from persona_app.personas.services.lifecycle import rename_persona
from persona_app.personas.services.reading import get_data, list_data, list_personas
from persona_app.personas.services.versioning import append_version, find_latest_version
from tests.factories import cards
from tests.factories.accounts import make_actor
from tests.factories.personas import make_version

WRITTEN = {"yaml": Format.CARD_V2, "lorebook": Format.CARD_V3}


@pytest.fixture
def ada(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


def _import(ada: Actor, data: bytes, *, on_same: OnSame = "keep_both") -> Imported:
    with unit_of_work() as session:
        original = Original(file_name="tollef.json", data=data)
        return import_persona(session, actor=ada, reading=read_file(data, name="tollef"), original=original, on_same=on_same)


def _export(ada: Actor, imported: Imported, format_: Format) -> bytes:
    with unit_of_work() as session:
        return export_persona(session, actor=ada, persona_id=imported.persona.id, format=format_).data


def test_persona_has_a_datum_a_version_and_the_file_when_imported(ada: Actor) -> None:
    for kind, data in cards.files().items():
        imported = _import(ada, data)
        with unit_of_work() as session:
            version = find_latest_version(session, actor=ada, persona_id=imported.persona.id)
            stored = session.scalars(select(ImportFile).where(col(ImportFile.persona_id) == imported.persona.id)).one()
        assert version is not None and (version.number, version.origin, version.engine) == (1, "imported", "imported"), kind
        assert (imported.persona.data_count, imported.outcome) == (1, "created"), kind
        assert stored.original == data, kind


def test_every_claim_cites_words_that_stand_in_the_datum_when_imported(ada: Actor) -> None:
    for kind, data in cards.files().items():
        imported = _import(ada, data)
        with unit_of_work() as session:
            version = find_latest_version(session, actor=ada, persona_id=imported.persona.id)
            (datum,) = list_data(session, actor=ada, persona_id=imported.persona.id).items
            text = get_data(session, actor=ada, persona_id=imported.persona.id, data_id=datum.id).text
        assert version is not None and datum.kind == "card", kind
        citations = [citation for claim in _claims(version.profile) for citation in claim.citations]
        assert all(isinstance(one, DataCitation) and text[one.start : one.end] == one.quote for one in citations), kind


def _claims(node: object) -> list[Claim]:
    if isinstance(node, Claim):
        return [node]
    if isinstance(node, tuple):
        return [claim for each in node for claim in _claims(each)]
    fields = getattr(type(node), "model_fields", {})
    return [claim for name in fields for claim in _claims(getattr(node, name))]


def test_export_gives_every_field_back_when_nothing_changed(ada: Actor) -> None:
    for kind, data in cards.files().items():
        before = read_file(data, name="tollef").draft
        with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
            session.execute(delete(Persona))
        again = read_file(_export(ada, _import(ada, data), WRITTEN.get(kind, before.format)), name="tollef").draft
        assert (again.name, again.media, again.tags) == (before.name, before.media, before.tags), kind
        assert again.content == before.content or kind == "lorebook", kind


def test_renamed_persona_a_changed_trait_and_lore_are_what_differs_when_exported(ada: Actor) -> None:
    imported = _import(ada, cards.as_json(cards.card_v3()))
    with unit_of_work() as session:
        rename_persona(
            session, actor=ada, persona_id=imported.persona.id, name="Tollef the Elder", lock_version=imported.persona.lock_version
        )
        version = find_latest_version(session, actor=ada, persona_id=imported.persona.id)
        assert version is not None
        traits = tuple(
            one.model_copy(update={"value": "loud", "id": "x"}) if one.value == "dry" else one for one in version.profile.personality.traits
        )
        changed = version.profile.model_copy(update={"personality": version.profile.personality.model_copy(update={"traits": traits})})
        new = make_version(author_id=ada.account_id, profile=changed, content=version.content)
        append_version(session, persona_id=imported.persona.id, new=new)
        kept = session.get_one(KeptAside, imported.persona.id)
        value = json.loads(kept.value)
        value["data"]["character_book"]["entries"][0]["content"] = "The salt office is closed."
        kept.value = json.dumps(value)
    exported = json.loads(_export(ada, imported, Format.CARD_V3))
    expected = cards.card_v3()
    expected["data"] |= {"name": "Tollef the Elder", "personality": "patient, loud, curious"}
    expected["data"]["character_book"]["entries"][0]["content"] = "The salt office is closed."
    mark = exported["data"]["extensions"].pop("persona_studio")
    assert exported == expected
    assert (mark["id"], mark["version"]) == (str(imported.persona.id), 2)


def test_both_are_kept_when_the_same_file_comes_twice(ada: Actor) -> None:
    first, second = (_import(ada, cards.files()["v2"]) for _ in range(2))
    assert first.persona.id != second.persona.id
    assert (first.persona.name, second.persona.name) == ("Tollef Brandt", "Tollef Brandt (2)")


def test_file_is_skipped_when_told_so_and_it_is_there(ada: Actor) -> None:
    first = _import(ada, cards.files()["v2"])
    second = _import(ada, cards.files()["v2"], on_same="skip")
    assert (second.outcome, second.persona.id) == ("skipped", first.persona.id)
    with unit_of_work() as session:
        assert len(list_personas(session, actor=ada).items) == 1


def test_version_is_added_and_the_old_one_stays_when_told_to_update(ada: Actor) -> None:
    first = _import(ada, cards.files()["v2"])
    second = _import(ada, cards.files()["v3"], on_same="update")
    assert (second.outcome, second.persona.id, second.persona.version_count) == ("updated", first.persona.id, 2)
    assert json.loads(_export(ada, second, Format.CARD_V3))["data"]["nickname"] == "Tolle"


def test_nothing_is_made_when_the_name_can_not_be_shown(ada: Actor) -> None:
    with pytest.raises(ImportRefused, match="name"):
        _import(ada, cards.as_json({**cards.card_v1(), "name": "\u200b"}))
    with unit_of_work() as session:
        assert list_personas(session, actor=ada).items == ()


def test_persona_comes_back_the_same_when_exported_as_our_own_and_imported(ada: Actor) -> None:
    first = _import(ada, cards.files()["tinytroupe"])
    second = _import(ada, _export(ada, first, Format.OWN))
    with unit_of_work() as session:
        old, new = (find_latest_version(session, actor=ada, persona_id=one.persona.id) for one in (first, second))
    assert old is not None and new is not None
    assert _said(old.profile) == _said(new.profile)
    assert old.content == new.content
    assert json.loads(_export(ada, second, Format.TINYTROUPE))["persona"]["name"] == "Tollef Brandt (2)"


def _said(profile: Profile) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (claim.id, claim.value, tuple(one.quote for one in claim.citations if isinstance(one, DataCitation))) for claim in _claims(profile)
    ]


def test_nothing_is_exported_when_the_persona_is_anothers(ada: Actor) -> None:
    imported = _import(ada, cards.files()["v1"])
    with unit_of_work() as session:
        bo = make_actor(session, handle="bob")
    with unit_of_work() as session, pytest.raises(PersonaNotFound):
        export_persona(session, actor=bo, persona_id=imported.persona.id, format=Format.CARD_V2)


def test_traits_are_claims_when_a_personality_lists_them(ada: Actor) -> None:
    draft = read_file(cards.files()["v1"]).draft
    assert [claim.value for claim in draft.claims if claim.field is ClaimField.TRAIT] == ["patient", "dry", "curious"]


def test_claims_cite_words_that_are_there_when_a_file_updates_the_persona_that_it_was_written_from(ada: Actor) -> None:
    """Its owner has the words already, so those of the file are not kept a second time."""
    made = _import(ada, cards.files()["v2"])
    with unit_of_work() as session:
        said = {"field": ClaimField.LIKE, "value": "rye bread", "lock_version": made.persona.lock_version}
        edit_claim(session, actor=ada, persona_id=made.persona.id, **said)
    again = _import(ada, _export(ada, made, Format.OWN), on_same="update")
    assert (again.outcome, again.persona.id) == ("updated", made.persona.id)
    with unit_of_work() as session:
        version = find_latest_version(session, actor=ada, persona_id=made.persona.id)
        known = {each.id for each in list_claim_words(session, actor=ada, persona_id=made.persona.id)}
    assert version is not None
    cited = [one.decision_id for claim in _claims(version.profile) for one in claim.citations if isinstance(one, AuthorCitation)]
    assert cited
    assert set(cited) <= known
