"""Generated faces."""

from uuid import UUID, uuid4
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from persona_app.web.components.portrait import initial_of, portrait_svg

EDDA = UUID("018f2b7e-0000-7000-8000-000000000001")


def test_the_same_face_comes_back_when_the_id_is_the_same() -> None:
    assert portrait_svg(EDDA, "E") == portrait_svg(UUID(str(EDDA)), "E")


def test_faces_look_nothing_alike_when_ids_differ_in_one_bit() -> None:
    """Ids of one millisecond differ in their last bits only. These are fixed: about 34,000 faces exist, so any fifty may hold a twin."""
    assert len({portrait_svg(UUID(int=EDDA.int + n), "E") for n in range(50)}) >= 48


def test_faces_use_every_pattern_and_colour_when_there_are_many() -> None:
    grounds = {ElementTree.fromstring(portrait_svg(uuid4(), "E"))[0].get("fill") for _ in range(400)}
    assert len(grounds) == 12


@given(st.uuids(), st.text(max_size=20))
def test_a_face_is_well_formed_whatever_the_name(persona_id: UUID, name: str) -> None:
    root = ElementTree.fromstring(portrait_svg(persona_id, name))
    letter = root.findtext("{http://www.w3.org/2000/svg}text")
    assert letter is not None
    assert len(letter) == 1


def test_the_first_letter_stands_for_a_name_that_begins_with_a_quote() -> None:
    assert initial_of("“élise”") == "É"


def test_a_dot_stands_for_a_name_without_letters() -> None:
    assert initial_of("…") == "·"


def test_markup_in_a_name_stays_text() -> None:
    assert "<script" not in portrait_svg(EDDA, "<script>")
