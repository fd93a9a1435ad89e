"""What comes through to visitors: claims, and quotes where the owner agreed; no file name, no address, nothing hidden."""

from uuid import UUID, uuid4

import pytest

from persona_app.core.clock import now
from persona_app.enrichment.schemas import Origin as Writer
from persona_app.enrichment.schemas import ThoughtLineView, ThoughtView
from persona_app.llm.questions import Transformation
from persona_app.personas.profile import (
    BigFive,
    BigFiveFactor,
    Claim,
    DataCitation,
    Identity,
    InheritedCitation,
    LineCitation,
    Personality,
    Profile,
)
from persona_app.personas.schemas import VersionView
from persona_app.publishing.facing import MOST_QUOTES, Origin, Sources, build_face, count_quotes
from persona_app.publishing.schemas import Face, PublicQuote

PAGE, NOTE = uuid4(), uuid4()
SOURCES = Sources(
    data={PAGE: Origin(kind="url", address="https://user:secret@harbour.example:8443/private/path?token=x#here"), NOTE: Origin(kind="text")}
)
SECRETS = ("secret", "private/path", "token", "8443", str(PAGE), str(NOTE))


def _cited(*quotes: tuple[UUID, str]) -> tuple[DataCitation, ...]:
    return tuple(DataCitation(data_id=data_id, start=0, end=len(words), quote=words) for data_id, words in quotes)


def _claim(value: str, *citations: object, who: str = "") -> Claim:
    return Claim(id=value, value=value, who=who, citations=citations or _cited((NOTE, value)), support=1)  # type: ignore[arg-type]


def _version(profile: Profile, *, content: str = "# Mara", thoughts: tuple[ThoughtView, ...] = ()) -> VersionView:
    made = dict.fromkeys(("summary", "origin", "engine", "model", "prompt_version", "content_sha256"), "")
    counts = dict.fromkeys(("prompt_tokens", "completion_tokens", "duration_ms", "dropped_quotes"), 0)
    ids = {"id": uuid4(), "author_id": uuid4(), "run_id": None, "persona_id": uuid4()}
    return VersionView(
        **made, **counts, **ids, number=3, semantic="1.2.0", data_count=2, cost_usd=None, is_extractive=True, created_at=now(),
        profile=profile, content=content, data_ids=(PAGE, NOTE), thought_ids=tuple(each.id for each in thoughts),
    )  # fmt: skip


def _thought(text: str, *, line_id: UUID, is_hidden: bool = False) -> ThoughtView:
    spoken = {"character": "INGRIT", "movie": "The Salt Office", "text": f"{text} And more.", "answered_text": "Why?"}
    line = ThoughtLineView(line_id=line_id, quote=text, start=0, end=len(text), **spoken)
    return ThoughtView(
        id=uuid4(), text=text, lines=(line,), run_id=uuid4(), enrichment=1, position=1, character_id=uuid4(), character="INGRIT",
        movie="The Salt Office", origin=Writer.ENGINE, transformation=next(iter(Transformation)), is_hidden=is_hidden, created_at=now(),
    )  # fmt: skip


def _face(profile: Profile, *, shows_quotes: bool, thoughts: tuple[ThoughtView, ...] = (), content: str = "# Mara") -> Face:
    sources = SOURCES.model_copy(update={"thoughts": thoughts})
    version = _version(profile, thoughts=thoughts, content=content)
    return build_face(version, name="Mara", headline="A baker", sources=sources, shows_quotes=shows_quotes)


def test_no_quote_is_there_when_the_owner_did_not_agree() -> None:
    claim = _claim("baker", *_cited((PAGE, "she bakes the harbour's bread")))
    face = _face(Profile(occupation=(claim,)), shows_quotes=False, thoughts=(_thought("I keep the ledgers.", line_id=uuid4()),))
    assert count_quotes(face) == 0
    assert "harbour's bread" not in face.model_dump_json()
    assert face.profile.fields[0].claims[0].text == "baker"


def test_quotes_name_the_kind_of_source_and_a_pages_host_and_no_more() -> None:
    claim = _claim("baker", *_cited((PAGE, "she bakes"), (NOTE, "a baker by trade")))
    face = _face(Profile(occupation=(claim,)), shows_quotes=True)
    assert face.profile.fields[0].claims[0].quotes == (
        PublicQuote(words="she bakes", source="url", host="harbour.example"),
        PublicQuote(words="a baker by trade", source="text"),
    )
    assert not [secret for secret in SECRETS if secret in face.model_dump_json()]


def test_quotes_of_films_name_film_and_character_and_leave_the_rest_of_the_line() -> None:
    thought = _thought("I keep the ledgers.", line_id=(line_id := uuid4()))
    cited = LineCitation(line_id=line_id, start=0, end=19, quote="I keep the ledgers.")
    face = _face(Profile(beliefs=(_claim("keeps ledgers", cited),)), shows_quotes=True, thoughts=(thought,))
    film = PublicQuote(words="I keep the ledgers.", source="film", movie="The Salt Office", character="INGRIT")
    assert face.profile.fields[0].claims[0].quotes == (film,)
    assert (face.thoughts[0].quote, count_quotes(face)) == ("I keep the ledgers.", 2)
    assert "And more." not in face.model_dump_json() and "Why?" not in face.model_dump_json()
    assert [each.name for each in face.provenance.characters] == ["INGRIT"]


@pytest.mark.parametrize("shows_quotes", [False, True])
def test_hidden_thoughts_and_what_rests_on_them_alone_are_not_shown(shows_quotes: bool) -> None:
    shown, hidden = (
        _thought("I keep the ledgers.", line_id=(kept := uuid4())),
        _thought("I drink.", line_id=(gone := uuid4()), is_hidden=True),
    )
    lines = [LineCitation(line_id=each, start=0, end=8, quote="I drink.") for each in (gone, kept)]
    beliefs = (_claim("drinks", lines[0]), _claim("drinks and counts", *lines))
    face = _face(Profile(beliefs=beliefs), shows_quotes=shows_quotes, thoughts=(hidden, shown))
    assert [each.text for each in face.thoughts] == ["I keep the ledgers."]
    assert [claim.text for claim in face.profile.fields[0].claims] == ["drinks and counts"]
    assert face.provenance.thought_count == 1


def test_what_a_parent_says_is_shown_without_the_parents_words() -> None:
    inherited = InheritedCitation(persona_id=uuid4(), version=1, claim_id="x")
    face = _face(Profile(values=(_claim("honesty", inherited),)), shows_quotes=True)
    assert face.profile.fields[0].claims[0].text == "honesty"
    assert count_quotes(face) == 0
    assert str(inherited.persona_id) not in face.model_dump_json()


def test_few_quotes_stand_for_many_and_none_twice() -> None:
    words = ["she bakes", "she bakes", "a baker", "bread", "flour"]
    face = _face(Profile(occupation=(_claim("baker", *_cited(*((NOTE, each) for each in words))),)), shows_quotes=True)
    assert [each.words for each in face.profile.fields[0].claims[0].quotes] == ["she bakes", "a baker", "bread"]
    assert count_quotes(face) == MOST_QUOTES


def test_profile_is_in_the_order_in_which_one_gets_to_know_somebody_without_empty_fields() -> None:
    factor = BigFiveFactor(score=80, confidence=60, claim_ids=("x",), citations=_cited((NOTE, "curious")))
    profile = Profile(
        identity=Identity(name=_claim("Mara Quell")),
        facts=(_claim("left-handed"),),
        relationships=(_claim("his sister", who="Nora"),),
        personality=Personality(traits=(_claim("curious"),), big_five=BigFive(openness=factor)),
    )
    face = _face(profile, shows_quotes=False)
    assert [(field.name, field.title) for field in face.profile.fields] == [
        ("name", "Name"), ("trait", "Character"), ("relationship", "People"), ("fact", "Also"),
    ]  # fmt: skip
    assert face.profile.fields[2].claims[0].text == "Nora: his sister"
    assert [(each.name, each.score) for each in face.profile.factors] == [("openness", 80)]


def test_content_is_made_harmless_when_it_is_written() -> None:
    face = _face(Profile(), shows_quotes=False, content="# Mara\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://z/p.png)")
    assert face.content_html.startswith("<h2>Mara</h2>")
    assert "<script" not in face.content_html and "javascript:" not in face.content_html.replace("[x](javascript:alert(1))", "")
    assert "<img" not in face.content_html


def test_address_that_is_none_has_no_host() -> None:
    broken = Sources(data={NOTE: Origin(kind="url", address="http://[::1")})
    version = _version(Profile(facts=(_claim("left-handed"),)))
    face = build_face(version, name="Mara", headline="", sources=broken, shows_quotes=True)
    assert face.profile.fields[0].claims[0].quotes[0].host == ""
