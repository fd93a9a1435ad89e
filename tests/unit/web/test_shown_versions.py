"""What the versions page shows of comparisons and of blame."""

from uuid import UUID

from persona_app.core.clock import now
from persona_app.personas.comparing import compare_profiles, compare_texts
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import BlamedClaim, BlamedDatum, BlamedPassage, BlamedVersion, VersionBlame, VersionComparison
from persona_app.web.shown.blame import shown_blame
from persona_app.web.shown.comparisons import ShownRow, shown_comparison
from tests.factories.personas import make_claim

PERSONA, ADA, BO = "0a1b2c3d-0a1b-4c3d-8a1b-0a1b2c3d4e5f", UUID(int=1), UUID(int=2)
DATUM, OTHER = UUID(int=3), UUID(int=4)


def _compared(before: str, after: str, *, profiles: tuple[Profile, Profile] = (Profile(), Profile()), is_side_by_side: bool = True):
    found = VersionComparison(before=1, after=3, content=compare_texts(before, after), profile=compare_profiles(*profiles))
    return shown_comparison(found, persona_id=PERSONA, is_side_by_side=is_side_by_side)


def _sides(row: ShownRow) -> tuple[str, str]:
    return "".join(piece.text for piece in row.before), "".join(piece.text for piece in row.after)


def test_each_line_stands_beside_its_new_form_when_shown_side_by_side():
    shown = _compared("Mara\nShe bakes at four.\nShe rests.\n", "Mara\nShe bakes at five.\nShe rests.\n")
    assert [_sides(row) for row in shown.rows] == [
        ("Mara\n", "Mara\n"),
        ("She bakes at four.\n", "She bakes at five.\n"),
        ("She rests.\n", "She rests.\n"),
    ]
    assert [piece.change for piece in shown.rows[1].after] == ["same", "new", "same"]
    assert shown.pieces == ()


def test_lines_far_from_a_change_are_folded_and_nothing_else_is_lost():
    lines = [f"Line {number}.\n" for number in range(40)]
    shown = _compared("".join(lines), "".join([*lines[:20], "A line more.\n", *lines[20:]]))
    assert [row.folded for row in shown.rows if row.folded] == ["18 lines that stayed", "17 lines that stayed"]
    near = "".join(_sides(row)[1] for row in shown.rows)
    assert near == "".join([*lines[18:20], "A line more.\n", *lines[20:23]])


def test_everything_is_folded_when_nothing_differs():
    shown = _compared("One.\nTwo.\n", "One.\nTwo.\n")
    assert shown.summary == "Nothing differs."
    assert [row.folded for row in shown.rows] == ["2 lines that stayed"]


def test_claims_are_counted_by_what_became_of_them():
    before = Profile(goals=(make_claim("rest", claim_id="a"), make_claim("a boat", claim_id="b")))
    after = Profile(goals=(make_claim("sleep", claim_id="a"), make_claim("a garden", claim_id="c"), make_claim("bread", claim_id="d")))
    shown = _compared("One.", "One.", profiles=(before, after))
    assert shown.summary == "2 claims more, 1 claim gone, 1 claim said otherwise."
    assert [(each.kind, each.before, each.after) for each in shown.claims] == [
        ("changed", "rest", "sleep"),
        ("gone", "a boat", ""),
        ("new", "", "a garden"),
        ("new", "", "bread"),
    ]


def test_both_ways_to_compare_are_one_press_away():
    shown = _compared("One.", "Two.", is_side_by_side=False)
    assert shown.rows == ()
    assert shown.side_href == f"{shown.inline_href}&view=side"


def _version(number: int, *, author: UUID = ADA, data_ids: tuple[UUID, ...] = ()) -> BlamedVersion:
    return BlamedVersion(
        number=number, semantic="1.0.0", summary="", origin="edited", author_id=author, created_at=now(), data_ids=data_ids
    )


def test_neighbouring_passages_of_one_version_are_one_run_with_their_data():
    blame = VersionBlame(
        number=3,
        passages=(
            BlamedPassage(text="# Mara\n", number=1),
            BlamedPassage(text="She bakes. ", number=1, data_ids=(DATUM,)),
            BlamedPassage(text="She rests.", number=3),
        ),
        claims=(BlamedClaim(field="goals", id="g", value="bread", number=1, data_ids=(DATUM, OTHER)),),
        versions=(_version(3, author=BO), _version(1, data_ids=(DATUM,))),
        data=(BlamedDatum(id=DATUM, number=1, title="Notes"),),
    )
    shown = shown_blame(blame, persona_id=PERSONA, reader_id=str(ADA))

    assert [(run.text, run.version, run.how) for run in shown.runs] == [
        ("# Mara\nShe bakes. ", "Version 1", "Edited by you"),
        ("She rests.", "Version 3", "Edited by somebody else"),
    ]
    assert [[source.title for source in run.sources] for run in shown.runs] == [["Data 1: Notes"], []]
    assert [source.title for source in shown.claims[0].sources] == ["Data 1: Notes"], "another persona's datum is no link"
    assert shown.runs[0].shade < shown.runs[1].shade
    assert shown.summary == "What is in it came with 2 versions, the first of them version 1."


def test_nothing_is_told_when_there_is_nothing():
    empty = VersionBlame(number=1, passages=(), claims=(), versions=())
    assert shown_blame(empty, persona_id=PERSONA, reader_id=str(ADA)).summary == "There is nothing in it."
