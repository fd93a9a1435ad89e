"""Merging: what says the same, and what cannot both be true."""

from persona_app.llm.offline.merging import merge
from persona_app.llm.questions import ClaimField, FieldValues, MergeQuestion, Merging, NumberedValue


def _merged(**fields: list[str]) -> tuple[Merging, dict[int, str]]:
    texts: dict[int, str] = {}
    asked = []
    for name, values in fields.items():
        numbered = [NumberedValue(id=len(texts) + i, text=value) for i, value in enumerate(values)]
        texts.update({value.id: value.text for value in numbered})
        asked.append(FieldValues(field=ClaimField(name), values=numbered))
    return merge(MergeQuestion(fields=asked)), texts


def _pairs(merging: Merging, texts: dict[int, str]) -> list[tuple[str, str]]:
    return [(texts[item.left], texts[item.right]) for item in merging.contradictions]


def test_values_are_joined_when_only_form_and_spelling_differ() -> None:
    merging, texts = _merged(like=["the painting", "Paintings", "sci-fi books", "reading", "science fiction book"])
    assert [{texts[i] for i in group.ids} for group in merging.same] == [
        {"the painting", "Paintings"},
        {"sci-fi books", "science fiction book"},
    ]


def test_the_longer_name_is_kept_when_one_contains_the_other() -> None:
    merging, texts = _merged(name=["Evelyn", "Evelyn Sinclair"])
    assert [texts[group.best] for group in merging.same] == ["Evelyn Sinclair"]
    assert merging.contradictions == []


def test_narrow_likes_stay_apart_when_a_wider_one_contains_them() -> None:
    merging, _ = _merged(like=["reading", "reading maps"])
    assert merging.same == []


def test_two_ages_contradict_when_they_differ() -> None:
    merging, texts = _merged(age=["34", "36"])
    assert _pairs(merging, texts) == [("34", "36")]


def test_like_and_dislike_contradict_when_they_are_of_the_same_thing() -> None:
    merging, texts = _merged(like=["jazz", "tea"], dislike=["Jazz"])
    assert _pairs(merging, texts) == [("jazz", "Jazz")]


def test_traits_contradict_when_they_are_opposites() -> None:
    merging, texts = _merged(trait=["patient", "kind", "impatient"])
    assert _pairs(merging, texts) == [("patient", "impatient")]


def test_nothing_is_joined_or_opposed_when_values_differ() -> None:
    merging, _ = _merged(occupation=["nurse", "teacher"], trait=["kind", "brave"], residence=["Leeds"])
    assert merging == Merging()
