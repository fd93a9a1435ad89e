"""The owner's own hand: what is written by hand stays through edits of others, through builds, and through the past coming back."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.personas.errors import ContentInvalid, EditsOverlap, PersonaArchived, PersonaChanged, PersonaNotFound, VersionNotFound
from persona_app.personas.profile import Profile
from persona_app.personas.services.editing import compare_versions, edit_content, restore_version
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import append_version, get_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_profile, make_version

WAS = "# Mara\n\nYou are Mara. You bake at four.\n\nYou live in Ulm."


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada):
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada)
        append_version(session, persona_id=persona.id, new=make_version(author_id=ada.account_id, content=WAS, run_id=uuid4()))
        return persona


@pytest.fixture
def edit(ada, mara):
    def save(content, *, base=1, actor=ada, summary=""):
        with unit_of_work() as session:
            return edit_content(session, actor=actor, persona_id=mara.id, base=base, content=content, summary=summary)

    return save


@pytest.fixture
def blank(ada):
    """A persona without a version."""
    with unit_of_work() as session:
        return make_persona(session, actor=ada)


@pytest.fixture
def write_first(ada, blank):
    def save(content, *, base=0):
        with unit_of_work() as session:
            return edit_content(session, actor=ada, persona_id=blank.id, base=base, content=content)

    return save


@pytest.fixture
def build(ada, mara):
    """A build that writes this content."""

    def append(content):
        with unit_of_work() as session:
            number = append_version(
                session, persona_id=mara.id, new=make_version(author_id=ada.account_id, content=content, run_id=uuid4())
            )
        with unit_of_work() as session:
            return get_version(session, actor=ada, persona_id=mara.id, number=number)

    return append


def _persona(ada, mara):
    with unit_of_work() as session:
        return get_persona(session, actor=ada, persona_id=mara.id)


def test_a_new_version_holds_the_words_when_somebody_writes(ada, mara, edit):
    version = edit(WAS.replace("four", "five"), summary="  She\nrises later. ")

    assert (version.number, version.origin, version.summary, version.author_id) == (2, "edited", "She rises later.", ada.account_id)
    assert (version.content, version.engine_content) == (WAS.replace("four", "five"), WAS)
    with unit_of_work() as session:
        assert get_version(session, actor=ada, persona_id=mara.id, number=1).content == WAS
        assert list_events(session, actor=ada, persona_id=mara.id).items[0].sentence == "Version 2 was written by hand."


def test_the_first_version_is_the_owners_when_nothing_was_built_yet(ada, write_first):
    version = write_first("# Edda\n\nYou are Edda.")

    assert (version.number, version.origin, version.engine, version.summary) == (1, "edited", "by hand", "Written by hand.")
    assert (version.profile, version.engine_content, version.author_id) == (Profile(), "", ada.account_id)


def test_a_build_leaves_the_owners_words_when_they_were_there_first(ada, write_first, blank):
    write_first("# Edda\n\nYou are Edda.")
    with unit_of_work() as session:
        new = make_version(author_id=ada.account_id, content="# Edda\n\nYou are somebody else.", run_id=uuid4())
        number = append_version(session, persona_id=blank.id, new=new)
        built = get_version(session, actor=ada, persona_id=blank.id, number=number)

    assert (built.content, built.engine_content) == ("# Edda\n\nYou are Edda.", "# Edda\n\nYou are somebody else.")
    assert "Kept as you wrote it" in built.summary


def test_both_are_shown_whole_when_a_build_was_faster_than_the_first_version_by_hand(ada, edit):
    with pytest.raises(EditsOverlap) as refused:
        edit("You are Edda.", base=0)

    [place] = refused.value.overlaps
    assert (place.ancestor, place.mine, place.theirs) == ("", "You are Edda.", WAS)


def test_nothing_is_written_upon_a_version_that_never_was(write_first):
    with pytest.raises(VersionNotFound):
        write_first("You are Edda.", base=1)


def test_the_parts_of_an_overlap_make_the_whole_when_somebody_chooses(ada, mara, edit):
    edit(WAS.replace("four", "five").replace("Ulm", "Bonn"))
    with pytest.raises(EditsOverlap) as refused:
        edit(WAS.replace("four", "six").replace("# Mara", "# Mara B."))

    chosen = "".join(part.overlap.mine if part.overlap else part.text for part in refused.value.parts)
    assert chosen == WAS.replace("four", "six").replace("# Mara", "# Mara B.").replace("Ulm", "Bonn")
    assert edit(chosen, base=refused.value.number).content == chosen


def test_nothing_is_appended_when_nothing_was_changed(ada, mara, edit):
    assert edit(WAS.replace("\n", "\r\n")).number == 1
    assert _persona(ada, mara).version_count == 1


def test_both_edits_stand_when_a_stale_one_touches_other_sentences(edit):
    edit(WAS.replace("four", "five"))

    assert edit(WAS.replace("Ulm", "Bern"), base=1).content == WAS.replace("four", "five").replace("Ulm", "Bern")


def test_all_three_texts_are_told_and_nothing_saved_when_a_stale_edit_overlaps(ada, mara, edit):
    edit(WAS.replace("four", "five"))

    with pytest.raises(EditsOverlap) as refused:
        edit(WAS.replace("four", "three"), base=1)

    (overlap,) = refused.value.overlaps
    assert [overlap.ancestor.strip(), overlap.mine.strip(), overlap.theirs.strip()] == [
        "You bake at four.",
        "You bake at three.",
        "You bake at five.",
    ]
    assert _persona(ada, mara).version_count == 2


def test_a_build_keeps_the_owners_sentences_and_brings_its_own_when_they_touch_others(edit, build):
    edit(WAS.replace("four", "five"))

    built = build(WAS.replace("Ulm", "Bern"))

    assert built.content == WAS.replace("four", "five").replace("Ulm", "Bern")
    assert built.engine_content == WAS.replace("Ulm", "Bern")
    assert "Kept as you wrote it" not in built.summary


def test_a_build_proposes_and_the_owners_words_stand_when_both_changed_a_sentence(edit, build):
    edit(WAS.replace("four", "five"))

    built = build(WAS.replace("four", "six"))
    again = build(WAS.replace("four", "seven"))

    assert built.content == again.content == WAS.replace("four", "five")
    assert "Kept as you wrote it: a passage for which the engine has other words." in built.summary
    assert again.engine_content == WAS.replace("four", "seven")


def test_builds_write_as_they_like_when_nobody_wrote_by_hand(build):
    assert build("# Mara\n\nAll new.").content == "# Mara\n\nAll new."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "The content is empty."),
        (" \n\t", "The content is empty."),
        ("x" * 50_001, "50,001 bytes"),
        ("fine\n<script>alert(1)</script>", "Line 2: “<script>”"),
        ("<img src=x onerror=alert(1)>", "Line 1: An element"),
        ("a\n\n[press](javascript:alert(1))", "Line 3: A link to “javascript:”"),
    ],
    ids=["nothing", "blanks", "too long", "script", "handler", "link"],
)
def test_the_place_is_told_and_nothing_saved_when_a_content_cannot_be_kept(ada, mara, edit, content, told):
    assert get_settings().content_max_bytes == 50_000
    with pytest.raises(ContentInvalid) as refused:
        edit(content)

    assert told in refused.value.sentence
    assert _persona(ada, mara).version_count == 1


def test_code_may_show_what_it_likes_when_it_stands_between_back_ticks(edit):
    assert edit("You teach `<script>`.\n\n```html\n<iframe src=x>\n```").number == 2


def test_an_earlier_version_comes_back_as_a_new_one_when_it_is_restored(ada, mara, edit, build):
    edit(WAS.replace("four", "five"))
    build("# Mara\n\nAll new.")
    lock_version = _persona(ada, mara).lock_version

    with unit_of_work() as session:
        back = restore_version(session, actor=ada, persona_id=mara.id, number=1, lock_version=lock_version)

    assert (back.number, back.origin, back.content, back.engine_content) == (4, "restored", WAS, None)
    with pytest.raises(PersonaChanged), unit_of_work() as session:
        restore_version(session, actor=ada, persona_id=mara.id, number=2, lock_version=lock_version)


def test_words_and_claims_are_told_when_versions_are_compared(ada, mara, edit):
    edit(WAS.replace("four", "five"))
    with unit_of_work() as session:
        named = make_version(author_id=ada.account_id, content=WAS, profile=make_profile(name="Mara Quell"))
        append_version(session, persona_id=mara.id, new=named)
    with unit_of_work() as session:
        words = compare_versions(session, actor=ada, persona_id=mara.id, before=1, after=2)
        claims = compare_versions(session, actor=ada, persona_id=mara.id, before=1, after=3)

    assert [(piece.change, piece.text) for piece in words.content if piece.change != "same"] == [("gone", "four"), ("new", "five")]
    assert words.profile.is_empty
    assert [(change.field, change.before, change.after.value) for change in claims.profile.claims] == [
        ("identity.name", None, "Mara Quell")
    ]


def test_nobody_else_writes_compares_or_restores_when_the_persona_is_not_theirs(mara, edit):
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo")

    with pytest.raises(PersonaNotFound):
        edit("# Bo was here", actor=bo)
    for asked in (
        lambda session: compare_versions(session, actor=bo, persona_id=mara.id, before=1, after=1),
        lambda session: restore_version(session, actor=bo, persona_id=mara.id, number=1, lock_version=1),
    ):
        with pytest.raises(PersonaNotFound), unit_of_work() as session:
            asked(session)


def test_nothing_is_written_when_the_persona_is_archived_or_the_base_is_none(ada, mara, edit):
    with pytest.raises(VersionNotFound):
        edit("# Mara", base=9)
    with unit_of_work() as session:
        archive_persona(session, actor=ada, persona_id=mara.id)
    with pytest.raises(PersonaArchived):
        edit("# Mara")


def test_no_word_is_lost_when_twenty_editors_save_five_hundred_times(ada, mara, edit):
    lines = [f"Line {number}: 0." for number in range(20)]
    start = edit("\n".join(lines)).number

    def write(editor: int) -> None:
        base, text = start, "\n".join(lines)
        for turn in range(1, 26):
            saved = edit(
                "\n".join(f"Line {editor}: {turn}." if line.startswith(f"Line {editor}:") else line for line in text.split("\n")), base=base
            )
            base, text = saved.number, saved.content

    with ThreadPoolExecutor(max_workers=20) as editors:
        list(editors.map(write, range(20)))

    persona = _persona(ada, mara)
    with unit_of_work() as session:
        newest = get_version(session, actor=ada, persona_id=mara.id, number=persona.version_count)
    assert newest.content.split("\n") == [f"Line {number}: 25." for number in range(20)]
    assert persona.version_count == start + 500
