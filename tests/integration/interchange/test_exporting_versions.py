"""Exports of a version that is named, and the version that files of other programs are told."""

import json
from uuid import uuid4

import pytest

from persona_app.core.db import unit_of_work
from persona_app.interchange.draft import Format
from persona_app.interchange.preparing import Original
from persona_app.interchange.reading import read_apart
from persona_app.interchange.services.exporting import export_persona
from persona_app.interchange.services.importing import import_persona
from persona_app.personas.errors import VersionNotFound
from persona_app.personas.services.labelling import move_label
from persona_app.personas.services.versioning import append_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_profile, make_version


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada):
    """A persona of three versions, 1.0.0, 1.0.1 and 2.0.0; `stable` is the second."""
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada)
        for number, name in ((1, "Mara"), (2, "Mara"), (3, "Nora")):
            profile, content = make_profile(name=name), f"# Mara\n\nDraft {number}."
            new = make_version(author_id=ada.account_id, profile=profile, content=content, run_id=uuid4())
            append_version(session, persona_id=persona.id, new=new)
        move_label(session, actor=ada, persona_id=persona.id, name="stable", number=2, lock_version=0)
        return persona


@pytest.fixture
def export(ada):
    def write(persona_id, format_=Format.CARD_V2, **named):
        with unit_of_work() as session:
            return export_persona(session, actor=ada, persona_id=persona_id, format=format_, **named).data

    return write


@pytest.mark.parametrize(
    ("named", "draft", "semantic"),
    [({}, "Draft 3.", "2.0.0"), ({"version": "stable"}, "Draft 2.", "1.0.1"), ({"version": "1"}, "Draft 1.", "1.0.0")],
    ids=["newest", "label", "number"],
)
def test_the_version_that_was_named_is_written_with_its_semantic_version(mara, export, named, draft, semantic):
    card = json.loads(export(mara.id, **named))["data"]
    assert (card["description"], card["character_version"]) == (draft, semantic)


@pytest.mark.parametrize("format_", [Format.CARD_V3, Format.ELIZAOS, Format.LETTA, Format.MODELFILE], ids=lambda each: each.value)
def test_every_format_with_a_field_for_it_tells_the_semantic_version(mara, export, format_):
    assert b"1.0.1" in export(mara.id, format_, version="stable")


def test_nothing_is_lost_when_a_format_has_no_field_for_a_version(ada, mara):
    with unit_of_work() as session:
        exported = export_persona(session, actor=ada, persona_id=mara.id, format=Format.MARKDOWN)
    assert "version of the card" not in [loss.place for loss in exported.losses.unusable]


@pytest.mark.parametrize("own", ["main", ""], ids=["a word", "nothing"])
async def test_a_card_keeps_what_it_said_of_its_version_when_it_was_imported(ada, export, own):
    card = {
        "spec": "chara_card_v2",
        "spec_version": "2.0",
        "data": {"name": "Edda", "description": "Winds clocks.", "character_version": own},
    }
    original = Original(file_name="edda.json", data=json.dumps(card).encode())
    reading = await read_apart(original.data, file_name=original.file_name)
    with unit_of_work() as session:
        imported = import_persona(session, actor=ada, reading=reading, original=original)
    assert json.loads(export(imported.persona.id))["data"]["character_version"] == own


def test_nothing_is_written_when_no_version_is_named_so(mara, export):
    for named in ("beta", "9", ""):
        with pytest.raises(VersionNotFound):
            export(mara.id, version=named)
