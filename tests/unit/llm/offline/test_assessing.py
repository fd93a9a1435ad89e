"""The Big Five from claims only."""

from persona_app.llm.offline.assessing import assess
from persona_app.llm.questions import Assessment, AssessQuestion, ClaimField, NumberedClaim


def _assess(**fields: list[str]) -> Assessment:
    pairs = [(ClaimField(name), value) for name, values in fields.items() for value in values]
    return assess(AssessQuestion(name="Ada", claims=[NumberedClaim(id=i, field=field, text=text) for i, (field, text) in enumerate(pairs)]))


def test_no_factor_is_scored_when_no_claim_tells() -> None:
    assert _assess(occupation=["nurse"], like=["soup"], trait=["left-handed"]) == Assessment()


def test_confidence_is_low_when_there_is_one_marker() -> None:
    factor = _assess(trait=["kind"]).agreeableness
    assert factor is not None
    assert (factor.score > 50, factor.confidence <= 20, factor.claims) == (True, True, [0])


def test_confidence_grows_when_markers_agree_and_falls_when_they_do_not() -> None:
    one, three, mixed = (
        _assess(trait=traits).extraversion for traits in (["shy"], ["shy", "quiet", "reserved"], ["shy", "quiet", "outgoing"])
    )
    assert one is not None
    assert three is not None
    assert mixed is not None
    assert three.score < one.score < 50
    assert mixed.confidence < three.confidence
    assert mixed.claims == [0, 1, 2]


def test_a_marker_counts_for_nothing_when_it_is_denied() -> None:
    assert _assess(trait=["not shy"]) == Assessment()
