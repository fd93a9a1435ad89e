"""The owner's words stand in every profile: the laws of applying decisions, and what each law means in a life."""

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.claims import claims_at, with_claims
from persona_app.personas.normalising import claim_id, claim_key, contradiction_id
from persona_app.personas.profile import AuthorCitation, BigFive, BigFiveFactor, Claim, Contradiction, DataCitation, Personality, Profile
from persona_app.personas.respecting import Applied, ClaimDecision, ScoreDecision, apply_decisions, author_of, ids_of, slot_of, source_of

SPACE = UUID(int=7)
FIELDS = (ClaimField.RESIDENCE, ClaimField.LIKE, ClaimField.DISLIKE, ClaimField.OCCUPATION)
WORDS = ("tea", "the rain", "glass", "Bergen", "Tea!", "long walks")
OLD, NEW = uuid5(SPACE, "old datum"), uuid5(SPACE, "new datum")


def said(field: ClaimField, value: str, *, data: UUID = OLD, support: int = 1, also: tuple[str, ...] = ()) -> Claim:
    """A claim as a build makes it."""
    cited = DataCitation(data_id=data, start=0, end=len(value), quote=value)
    return Claim(id=claim_id(field, claim_key(value)), value=value, citations=(cited,), support=support, also=also)


def word(field: ClaimField, of: str, to: str | None, *, name: str = "", seen: tuple[str, ...] = ()) -> ClaimDecision:
    """The owner changed the claim `of` into `to`, or took it out, having read the old datum."""
    decided = claim_id(field, claim_key(of))
    return ClaimDecision(
        id=uuid5(SPACE, name or f"{field} {of}"),
        field=field,
        claim_id=decided,
        choice="removed" if to is None else "set",
        value=to or "",
        seen=frozenset({decided, *(claim_id(field, claim_key(each)) for each in seen)}),
        sources=frozenset({f"data:{OLD}"}),
    )


def having(**fields: tuple[Claim, ...]) -> Profile:
    """A profile with these claims, by the names of their fields."""
    profile = Profile()
    for name, claims in fields.items():
        profile = with_claims(profile, ClaimField(name), claims)
    return profile


def values(profile: Profile, field: ClaimField) -> list[str]:
    return [each.value for each in claims_at(profile, field)]


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    profile = Profile()
    for field in FIELDS:
        count = 1 if field in SINGLE_FIELDS else 4
        chosen = draw(st.lists(st.sampled_from(WORDS), max_size=count, unique_by=claim_key))
        made = [said(field, each, data=draw(st.sampled_from((OLD, NEW))), support=draw(st.integers(1, 3))) for each in chosen]
        profile = with_claims(profile, field, made)
    standing = [(field, each) for field in FIELDS for each in claims_at(profile, field)]
    pairs = [(one, other) for one in standing for other in standing if one[1].id < other[1].id]
    opposed = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    for field in FIELDS:
        disputed = {each.id for pair in opposed for each_field, each in pair if each_field is field}
        flagged = [each.model_copy(update={"is_contested": each.id in disputed}) for each in claims_at(profile, field)]
        profile = with_claims(profile, field, flagged)
    contradictions = tuple(
        Contradiction(id=contradiction_id(left.id, right.id), left_field=one, left=left, right_field=other, right=right)
        for (one, left), (other, right) in opposed
    )
    resting = draw(st.lists(st.sampled_from(standing), max_size=3, unique=True)) if standing else []
    openness = None
    if resting:
        rests = tuple(each for _, each in resting)
        cited = tuple(dict.fromkeys(citation for each in rests for citation in each.citations))
        openness = BigFiveFactor(score=61, confidence=30, claim_ids=tuple(each.id for each in rests), citations=cited)
    return profile.model_copy(
        update={"contradictions": contradictions, "personality": Personality(big_five=BigFive(openness=openness))},
    )


@st.composite
def decisions(draw: st.DrawFn) -> tuple[ClaimDecision | ScoreDecision, ...]:
    places = st.tuples(st.sampled_from(FIELDS), st.sampled_from(WORDS))
    chosen = draw(st.lists(places, max_size=5, unique_by=lambda each: (each[0], slot_of(each[0], claim_id(each[0], claim_key(each[1]))))))
    told: list[ClaimDecision | ScoreDecision] = [
        word(field, of, draw(st.sampled_from((*WORDS, None)))).model_copy(
            update={"id": uuid5(SPACE, f"{draw(st.integers(0, 99))}{field}{of}")}
        )
        for field, of in chosen
    ]
    if draw(st.booleans()):
        told.append(ScoreDecision(id=uuid5(SPACE, "openness"), factor="openness", score=draw(st.sampled_from((None, 0, 90)))))
    return tuple(told)


@given(profiles(), decisions())
def test_nothing_changes_when_the_same_decisions_are_applied_again(profile, told):
    once = apply_decisions(profile, told)

    assert apply_decisions(once.profile, told) == Applied(profile=once.profile)


@given(profiles(), decisions(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_when_decisions_are_applied(profile, told, chance):
    shuffled = list(told)
    chance.shuffle(shuffled)

    assert apply_decisions(profile, shuffled) == apply_decisions(profile, told)


@given(profiles(), decisions())
def test_every_claim_that_the_owner_stated_stands_when_decisions_are_applied(profile, told):
    decided = apply_decisions(profile, told).profile

    for each in told:
        if isinstance(each, ClaimDecision) and each.choice == "set":
            mine = [claim for claim in claims_at(decided, each.field) if each.id in author_of(claim.citations)]
            assert [claim_key(claim.value) for claim in mine] == [claim_key(each.value)]


@given(profiles(), decisions())
def test_nothing_that_the_owner_took_out_stands_when_decisions_are_applied(profile, told):
    decided = apply_decisions(profile, told).profile

    for each in told:
        if isinstance(each, ClaimDecision) and each.choice == "removed":
            left = [claim for claim in claims_at(decided, each.field) if not author_of(claim.citations)]
            assert not left if each.field in SINGLE_FIELDS else all(each.claim_id not in ids_of(each.field, claim) for claim in left)


@given(profiles(), decisions())
def test_what_was_not_decided_is_the_same_when_decisions_are_applied(profile, told):
    decided = apply_decisions(profile, told).profile
    spoken = {each.field for each in told if isinstance(each, ClaimDecision)}
    ids = {each.claim_id for each in told if isinstance(each, ClaimDecision)} | {
        each.said_id for each in told if isinstance(each, ClaimDecision)
    }

    for field in ClaimField:
        before = [each for each in claims_at(profile, field) if field not in spoken or (field not in SINGLE_FIELDS and each.id not in ids)]
        after = {each.id: each for each in claims_at(decided, field)}
        assert [after[each.id].model_copy(update={"is_contested": each.is_contested}) for each in before] == before
        stood = [each.id for each in claims_at(decided, field)]
        assert [each.id for each in before] == [each for each in stood if each in {one.id for one in before}]
    assert set(decided.contradictions) <= set(profile.contradictions)
    if not told:
        assert decided == profile


@given(profiles(), decisions())
def test_only_what_rests_on_news_is_proposed_when_decisions_are_applied(profile, told):
    for each in apply_decisions(profile, told).proposals:
        sources = {source_of(citation) for citation in each.theirs.citations}
        decision = next(one for one in told if isinstance(one, ScoreDecision) or one.field == each.field)
        is_unseen = each.claim_id == "" and each.field != "big_five.openness"
        assert is_unseen or not sources <= decision.sources


def test_the_owners_words_stand_and_the_builds_are_proposed_when_a_new_text_says_otherwise():
    lives = ClaimField.RESIDENCE
    told = [word(lives, "Lyon", "Paris")]

    known = apply_decisions(having(residence=(said(lives, "Lyon"),)), told)
    news = apply_decisions(having(residence=(said(lives, "Berlin", data=NEW),)), told)

    assert (values(known.profile, lives), known.proposals) == (["Paris"], ())
    assert values(news.profile, lives) == ["Paris"]
    assert [(each.field, each.mine.value, each.theirs.value) for each in news.proposals] == [("residence", "Paris", "Berlin")]


def test_a_second_value_is_proposed_when_it_only_stands_in_what_contradicts_the_field():
    lives = ClaimField.RESIDENCE
    lyon, berlin = said(lives, "Lyon", support=2), said(lives, "Berlin", data=NEW)
    open_one = Contradiction(id="c", left_field=lives, left=lyon, right_field=lives, right=berlin)
    built = having(residence=(lyon,)).model_copy(update={"contradictions": (open_one,)})

    applied = apply_decisions(built, [word(lives, "Lyon", "Paris")])

    assert [each.theirs.value for each in applied.proposals] == ["Berlin"]
    assert applied.profile.contradictions == ()


def test_a_claim_stays_out_when_the_texts_still_say_so_and_is_proposed_when_another_does():
    like = ClaimField.LIKE
    told = [word(like, "the rain", None)]

    still = apply_decisions(having(like=(said(like, "tea"), said(like, "Rain"))), told)
    again = apply_decisions(having(like=(said(like, "rain", data=NEW),)), told)

    assert (values(still.profile, like), still.proposals) == (["tea"], ())
    assert values(again.profile, like) == []
    assert [(each.mine, each.theirs.value) for each in again.proposals] == [(None, "rain")]


def test_a_claim_stays_out_when_a_build_joined_its_wording_with_another():
    like = ClaimField.LIKE

    applied = apply_decisions(having(like=(said(like, "drizzle", also=("rain",)),)), [word(like, "rain", None)])

    assert values(applied.profile, like) == []


def test_the_texts_support_the_owner_when_they_come_to_say_the_same():
    like = ClaimField.LIKE

    applied = apply_decisions(having(like=(said(like, "Strong tea", data=NEW),)), [word(like, "tea", "strong tea")])
    (claim,) = claims_at(applied.profile, like)

    assert (claim.id, claim.value, claim.support) == (claim_id(like, "tea"), "strong tea", 2)
    assert [each.kind for each in claim.citations] == ["author", "data"]
    assert applied.proposals == ()


def test_two_claims_can_change_places_when_the_owner_gives_each_the_others_words():
    like = ClaimField.LIKE
    told = [word(like, "tea", "rain"), word(like, "rain", "tea")]

    applied = apply_decisions(having(like=(said(like, "tea"), said(like, "glass"), said(like, "rain"))), told)

    assert values(applied.profile, like) == ["rain", "glass", "tea"]


def test_a_score_is_the_owners_when_the_owner_gave_one():
    like = ClaimField.LIKE
    tea = said(like, "tea", data=NEW)
    factor = BigFiveFactor(score=40, confidence=20, claim_ids=(tea.id,), citations=tea.citations)
    built = having(like=(tea,)).model_copy(update={"personality": Personality(big_five=BigFive(openness=factor))})
    told = ScoreDecision(id=uuid5(SPACE, "score"), factor="openness", score=90)

    applied = apply_decisions(built, [told])
    openness = applied.profile.personality.big_five.openness

    assert (openness.score, openness.confidence, openness.claim_ids) == (90, 100, (tea.id,))
    assert openness.citations[0] == AuthorCitation(decision_id=told.id)
    assert [(each.field, each.theirs.score) for each in applied.proposals] == [("big_five.openness", 40)]


def test_a_score_goes_when_all_that_it_rested_on_was_taken_out():
    like = ClaimField.LIKE
    tea = said(like, "tea")
    factor = BigFiveFactor(score=40, confidence=20, claim_ids=(tea.id,), citations=tea.citations)
    built = having(like=(tea,)).model_copy(update={"personality": Personality(big_five=BigFive(openness=factor))})

    assert apply_decisions(built, [word(like, "tea", None)]).profile.personality.big_five.openness is None
