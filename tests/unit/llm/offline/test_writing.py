"""The written persona: good English in the second person, each passage with its claims."""

# ruff: noqa: E501 - whole paragraphs are read whole

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_app.llm.offline.extracting import extract
from persona_app.llm.offline.writing import write
from persona_app.llm.questions import ClaimField, NumberedClaim, WriteQuestion, Writing
from tests.unit.llm.offline.stories import STORIES


def _write(called: str = "Ada Byron", **fields: list[str]) -> Writing:
    pairs = [(ClaimField(field), value) for field, values in fields.items() for value in values]
    return write(WriteQuestion(name=called, claims=[NumberedClaim(id=i, field=field, text=text) for i, (field, text) in enumerate(pairs)]))


def _texts(writing: Writing) -> list[str]:
    return [passage.text for section in writing.sections for passage in section.passages]


OPENINGS: list[tuple[dict[str, list[str]], str]] = [
    ({"name": ["Ada Byron"]}, "You are Ada Byron."),
    (
        {"name": ["Ada Byron"], "gender": ["female"], "pronouns": ["she/her"]},
        "You are Ada Byron. You are female, and your pronouns are she/her.",
    ),
    ({"name": ["Ada Byron"], "occupation": ["astronaut", "Marine biologist"]}, "You are Ada Byron, an astronaut and a marine biologist."),
    (
        {"name": ["Ada Byron"], "age": ["18"], "nationality": ["Danish"], "occupation": ["chef"]},
        "You are Ada Byron, an 18-year-old Danish chef.",
    ),
    ({"name": ["Ada Byron"], "age": ["41"]}, "You are Ada Byron, 41 years old."),
    ({"name": ["Ada Byron"], "nationality": ["Danish"]}, "You are Ada Byron. You are Danish."),
    ({"name": ["Ada Byron"], "occupation": ["the founder"]}, "You are Ada Byron, the founder."),
    ({"name": ["Ada"], "alias": ["Addie"]}, "You are Ada Byron. Your name is also given as Ada. You are also called Addie."),
    ({"age": ["34"], "occupation": ["engineer"]}, "You are a 34-year-old engineer."),
    ({"age": ["in her thirties"]}, "Your age: in her thirties."),
    ({"gender": ["woman"]}, "You are a woman."),
    ({"pronouns": ["they/them"]}, "Your pronouns are they/them."),
    ({"nationality": ["from Peru"]}, "You come from Peru."),
    ({"residence": ["Oban"], "language": ["English", "Gaelic"]}, "You live in Oban and speak English and Gaelic."),
    ({"residence": ["Aarhus, Denmark"], "language": ["Danish"]}, "You live in Aarhus, Denmark, and speak Danish."),
    ({"residence": ["small flat above a bakery"]}, "You live in a small flat above a bakery."),
    ({"residence": ["on a boat"]}, "You live on a boat."),
    ({"residence": ["address known to police"]}, "Your home: address known to police."),
    ({"language": ["Welsh"]}, "You speak Welsh."),
]


@pytest.mark.parametrize(("fields", "opening"), OPENINGS)
def test_opening_joins_what_is_known_when_the_person_is_introduced(fields: dict[str, list[str]], opening: str) -> None:
    assert _texts(_write(**fields)) == [opening]


SENTENCES: list[tuple[str, list[str], list[str]]] = [
    ("like", ["her garden", "maps", "tea"], ["You like your garden, maps and tea."]),
    ("like", ["look at the stars"], ["You like to look at the stars."]),
    ("like", ["it's raining"], ["You like it when it's raining."]),
    ("like", ["clean bench"], ["Things you like: clean bench."]),
    ("like", ["clean bench", "sharp knife", "tea", "fog"], ["You like:", "- clean bench", "- sharp knife", "- tea", "- fog"]),
    ("like", ["was dancing", "is the mornings"], ["You like dancing and the mornings."]),
    ("dislike", ["being called brave", "olives"], ["You dislike being called brave and olives."]),
    ("fear", ["Storms", "being forgotten"], ["You are afraid of storms and being forgotten."]),
    ("goal", ["see Venice", "be seen as human"], ["You want to see Venice and be seen as human."]),
    ("goal", ["keeping bees"], ["You dream of keeping bees."]),
    ("goal", ["school, free, for people"], ["What you aim at: school, free, for people."]),
    ("goal", ["study geophysics"], ["You want to study geophysics."]),
    ("trait", ["kind", "Stubborn", "not disciplined"], ["You are kind, stubborn and not disciplined."]),
    ("trait", ["boundless curiosity", "resilience", "sharp tongue"], ["You have boundless curiosity, resilience and a sharp tongue."]),
    ("trait", ["early bird", "not natural public speaker"], ["You are an early bird and not a natural public speaker."]),
    ("trait", ["no patience with fools"], ["You have no patience with fools."]),
    ("trait", ["incapable of gossip"], ["You are incapable of gossip."]),
    ("value", ["honesty", "fair play"], ["You value honesty and fair play."]),
    ("belief", ["people mostly mean well"], ["You believe that people mostly mean well."]),
    ("belief", ["debts are sacred"], ["You believe that debts are sacred."]),
    ("belief", ["Quaker"], ["You are a Quaker."]),
    ("belief", ["does not believe in poison"], ["You do not believe in poison."]),
    ("belief", ["turning up"], ["You believe in turning up."]),
    ("belief", ["no gods, no masters"], ["Your conviction: “no gods, no masters”."]),
    (
        "habit",
        ["always wears a blue jumper", "plays dominoes", "does not drink"],
        ["You always wear a blue jumper, play dominoes and do not drink."],
    ),
    ("habit", ["fire safety"], ["Your habits: fire safety."]),
    ("skill", ["type faster", "juggle"], ["You can type faster and juggle."]),
    ("skill", ["Menu costing", "SPSS"], ["Your skills include menu costing and SPSS."]),
    ("knowledge", ["fire regulations"], ["You know about fire regulations."]),
    ("occupation", ["teaches maths on Mondays"], ["You teach maths on Mondays."]),
    ("occupation", ["four decades the town's midwife"], ["Your work: four decades the town's midwife."]),
    ("education", ["studied law at Leeds"], ["You studied law at Leeds."]),
    ("education", ["degree in geology"], ["Your education: degree in geology."]),
    (
        "appearance",
        ["tall", "grey eyes", "salt-and-pepper beard", "wears glasses"],
        ["You are tall. You have grey eyes and a salt-and-pepper beard. You wear glasses."],
    ),
    ("appearance", ["1.73 m"], ["You are 1.73 m tall."]),
    ("background", ["grew up in Leeds", "born in Cork in 1939"], ["You were born in Cork in 1939 and grew up in Leeds."]),
    (
        "background",
        ["became an aerialist", "joined an aquarium", "born in Cork", "bitten by a dog"],
        ["In your life, you:", "- were born in Cork", "- became an aerialist", "- joined an aquarium", "- were bitten by a dog"],
    ),
    ("background", ["a bossy child"], ["You were a bossy child."]),
    ("background", ["former boxer"], ["You were a boxer."]),
    ("background", ["a former army cook"], ["You were an army cook."]),
    ("background", ["mother drove a school bus"], ["Your mother drove a school bus."]),
    ("education", ["Started, but did not complete, a PhD"], ["You started, but did not complete, a PhD."]),
    ("trait", ["calm under pressure", "not punctual in winter"], ["You are calm under pressure and not punctual in winter."]),
    ("trait", ["bad at small talk", "good with names"], ["You are bad at small talk and good with names."]),
    ("like", ["Deep water", "anything by Ursula Le Guin"], ["You like deep water and anything by Ursula Le Guin."]),
    ("fact", ["allergic to cats", "cannot swim"], ["You are allergic to cats and cannot swim."]),
    ("fact", ["reading a long book"], ["You are reading a long book."]),
    ("relationship", ["neighbour (Billy)"], ["Your neighbour is Billy."]),
    ("relationship", ["son (Daniel)", "son (Joseph)"], ["Your sons are Daniel and Joseph."]),
    ("relationship", ["daughters (Ngozi)", "late wife (Esther)"], ["One of your daughters is Ngozi. Your late wife was Esther."]),
    ("relationship", ["wife", "five grandchildren"], ["The people in your life include your wife and five grandchildren."]),
    ("relationship", ["married to (Emre)"], ["You are married to Emre."]),
    ("register", ["brief as possible"], ["Your manner of speaking is as brief as possible."]),
    ("register", ["in short sentences"], ["You speak in short sentences."]),
    ("register", ["formal"], ["Your manner of speaking is formal."]),
    ("favourite_word", ["well now", "grand"], ["You often say “well now” and “grand”."]),
    (
        "sample_line",
        ["I ring at night.", '"Dawn rings itself."'],
        ["You say things like:", "- “I ring at night.”", "- “Dawn rings itself.”"],
    ),
    ("sample_line", ["I ring at night."], ["You say things like: “I ring at night.”"]),
]


@pytest.mark.parametrize(("field", "values", "texts"), SENTENCES)
def test_field_is_correct_english_when_it_is_written(field: str, values: list[str], texts: list[str]) -> None:
    assert _texts(_write(**{field: values})) == texts


def test_possessives_stay_when_they_are_somebody_elses() -> None:
    assert _texts(_write(pronouns=["he/him"], like=["his boat", "her laughter"]))[-1] == "You like your boat and her laughter."


def test_repeats_are_said_once_and_cited_both_when_texts_are_alike() -> None:
    [section] = _write(like=["tea", "Tea", "maps"]).sections
    assert [(passage.text, passage.claims) for passage in section.passages] == [("You like tea and maps.", [0, 1, 2])]


def test_shorter_saying_joins_the_longer_but_not_its_denial_when_one_holds_the_other() -> None:
    [section] = _write(trait=["calm", "calm under pressure", "not kind", "kind"]).sections
    assert [(passage.text, passage.claims) for passage in section.passages] == [
        ("You are calm under pressure, kind and not kind.", [1, 0, 3, 2])
    ]


def test_nothing_is_written_when_there_are_no_claims() -> None:
    assert _write().sections == []
    assert _write(like=[" . ", "—"]).sections == []


def test_long_profiles_stay_in_short_paragraphs_when_hundreds_of_claims_are_written() -> None:
    writing = _write(
        like=[f"boat number {n} of the old harbours" for n in range(200)], habit=[f"plays the oud on day {n}" for n in range(30)]
    )
    assert max(len(text) for text in _texts(writing)) <= 500
    assert {i for section in writing.sections for passage in section.passages for i in passage.claims} == set(range(230))


GOLDEN = """\
## Who you are
You are Ines Okafor, a 41-year-old Danish lighthouse keeper and a painter. You are female, and your pronouns are she/her. You live in Skarholm and speak Danish and Igbo. You are also called Nessa.
## Your character
You are patient and stubborn. You have a sharp tongue. You value honesty. You believe that the sea has its own books.
## What moves you
You like fog, your brother's letters and painting. You dislike loud tourists. You are afraid of fire. You want to see Venice and paint every lamp in the north.
## What you do and know
You repair clocks for your neighbours. You studied navigation at Esbjerg. You can read the clouds. You know about lenses.
## The people around you
Your brother is Emeka. Your late husband was Jens. The people in your life also include two goats.
## How you live
You walk the cliff path every morning and do not drink. You have grey eyes. You wear a yellow coat. You cannot swim.
## Your life so far
In your life, you:
- were born in Enugu in 1983
- grew up in Esbjerg
- sailed around the northern isles twice
- were appointed keeper in 2009
## How you speak
You speak in short sentences. You often say “steady now”.
You say things like:
- “Wet to the bone, and happy.”
- “The gale came in at four.”"""


INES: dict[str, list[str]] = {
    "name": ["Ines Okafor"],
    "alias": ["Nessa"],
    "age": ["41"],
    "gender": ["female"],
    "pronouns": ["she/her"],
    "nationality": ["Danish"],
    "residence": ["Skarholm"],
    "language": ["Danish", "Igbo"],
    "occupation": ["lighthouse keeper", "Painter", "repairs clocks for her neighbours"],
    "education": ["studied navigation at Esbjerg"],
    "background": ["sailed around the northern isles twice", "born in Enugu in 1983", "grew up in Esbjerg", "appointed keeper in 2009"],
    "trait": ["patient", "Stubborn", "sharp tongue"],
    "value": ["honesty"],
    "belief": ["the sea has its own books"],
    "goal": ["see Venice", "paint every lamp in the north"],
    "fear": ["fire"],
    "like": ["fog", "her brother's letters", "painting"],
    "dislike": ["loud tourists"],
    "skill": ["read the clouds"],
    "knowledge": ["lenses"],
    "habit": ["walks the cliff path every morning", "does not drink"],
    "relationship": ["brother (Emeka)", "late husband (Jens)", "two goats"],
    "register": ["in short sentences"],
    "favourite_word": ["steady now"],
    "sample_line": ["Wet to the bone, and happy.", "The gale came in at four."],
    "appearance": ["grey eyes", "wears a yellow coat"],
    "fact": ["cannot swim"],
}


def test_whole_persona_reads_as_an_editor_would_write_it() -> None:
    writing = _write(called="Ines Okafor", **INES)
    lines = [line for section in writing.sections for line in (f"## {section.heading}", *(passage.text for passage in section.passages))]
    assert "\n".join(lines) == GOLDEN


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=40),
    st.lists(
        st.tuples(
            st.sampled_from(ClaimField),
            st.one_of(
                st.text(max_size=60),
                st.lists(
                    st.sampled_from(
                        "her his she the a born in works is was not never I'm tea ; , . ( ) : “ - of to and Ada 8 married from since used sister plays playing be very".split()
                    ),
                    max_size=12,
                ).map(" ".join),
                st.just("x y " * 700),
            ),
        ),
        max_size=40,
    ),
)
def test_any_claims_become_valid_passages(name: str, pairs: list[tuple[ClaimField, str]]) -> None:
    claims = [NumberedClaim(id=100 + i, field=field, text=text) for i, (field, text) in enumerate(pairs)]
    question = WriteQuestion(name=name, claims=claims)
    writing = write(question)
    assert write(question) == writing
    passages = [passage for section in writing.sections for passage in section.passages]
    for passage in passages:
        assert passage.claims
        assert 0 < len(passage.text) <= 1000
        assert "  " not in passage.text
        assert re.search(r"\w", passage.text)
    cited = {i for passage in passages for i in passage.claims}
    assert cited == {claim.id for claim in claims if re.search(r"\w", claim.text)}


def test_every_passage_is_a_sentence_a_lead_or_an_item_when_stories_are_written() -> None:
    for story in STORIES:
        claims = [NumberedClaim(id=i, field=claim.field, text=claim.value) for i, claim in enumerate(extract(story.text).claims)]
        for section in write(WriteQuestion(name="X", claims=claims)).sections:
            texts = [passage.text for passage in section.passages]
            assert not texts[0].startswith("- ")
            for text, before in zip(texts, ["", *texts], strict=False):
                is_item = text.startswith("- ")
                assert is_item or (text[0].isupper() and re.search(r"[.!?…”\":]$", text)), text
                assert not is_item or before.startswith("- ") or before.endswith(":"), text
                assert ";" not in text or "“" in text
