"""What is a thought, what is none, and what is left of a line when it is one."""

import pytest

from persona_app.llm.offline.thinking import think
from persona_app.llm.questions import SpokenLine, ThinkQuestion


def thoughts_of(*texts: str, speaker: str = "OLD TOLLEF (The Salt Office)", others: list[str] | None = None) -> list[str]:
    lines = [SpokenLine(id=number, speaker=speaker, text=text) for number, text in enumerate(texts, start=1)]
    return [each.text for each in think(ThinkQuestion(lines=lines, wanted=50, others=others or [])).thoughts]


@pytest.mark.parametrize(
    ("line", "thought"),
    [
        ("I trust no scale that I have not cleaned.", "I trust no scale that I have not cleaned."),
        ("Well, Marit, I trust no scale that I have not cleaned.", "I trust no scale that I have not cleaned."),
        ("I trust no scale in this town, sir.", "I trust no scale in this town."),
        ("I never round a weight, Mr. Halloran.", "I never round a weight."),
        ("I hate this harbour, you know?", "I hate this harbour."),
        ("Oh, no, I could never leave the island, my dear!", "I could never leave the island!"),
        ("(wipes the scale) I fear an honest neighbour more than a thief.", "I fear an honest neighbour more than a thief."),
        ("Salt forgives nobody in this town.", "I believe that salt forgives nobody in this town."),
        ("Never lend a boat to a singer.", "My rule is: never lend a boat to a singer."),
        ("I don’t sell on Sundays. It makes the salt sad.", "I don't sell on Sundays. It makes the salt sad."),
    ],
    ids=["own words", "opener and name", "sir", "title and name", "tag", "openers", "direction", "general", "rule", "goes on"],
)
def test_a_thought_is_what_is_left_when_it_is_addressed_to_nobody(line: str, thought: str) -> None:
    assert thoughts_of(line) == [thought]


@pytest.mark.parametrize(
    "line",
    [
        "Do I look like a man who rounds a weight?",
        "Why would I ever sell the boat.",
        "He said I am the worst weigher on the coast.",
        'She always told me "I never loved the sea".',
        "They say I cheat the widows.",
        "Give me my coat and my hat.",
        "I don't know.",
        "I was only going to the",
        "Yes.",
        "Thought so, the whole time.",
    ],
    ids=["question", "residual question", "reported", "quoted", "hearsay", "order", "formula", "broken", "short", "no subject"],
)
def test_it_is_no_thought_when_somebody_only_asks_orders_or_repeats(line: str) -> None:
    assert thoughts_of(line) == []


def test_the_words_that_a_thought_rests_on_are_kept_as_they_stand() -> None:
    line = "Well, Marit… Oh, I trust no scale, sir. Where is it?"
    (found,) = think(ThinkQuestion(lines=[SpokenLine(id=7, speaker="TOLLEF", text=line)], wanted=5)).thoughts

    assert [(each.id, each.quote) for each in found.lines] == [(7, "Oh, I trust no scale, sir.")]


def test_a_name_keeps_its_capital_when_it_is_put_behind_other_words() -> None:
    texts = ("Kelm takes from everybody and gives to nobody.", "I was born in Kelm, and I mean to die there.")

    assert "I believe that Kelm takes from everybody and gives to nobody." in thoughts_of(*texts)


def test_general_statements_are_put_in_ten_ways() -> None:
    texts = thoughts_of(
        *(f"Every {thing} in this town has an owner." for thing in "boat scale ledger rope bell lamp oven key door map".split())
    )

    assert len({" ".join(text.split()[:3]) for text in texts}) == 10


def test_what_only_this_speaker_talks_about_comes_first() -> None:
    others = ["I love the morning.", "I love a quiet morning.", "Every quiet morning I love the sea."] * 10

    texts = thoughts_of(
        "I love the quiet morning.", "I love a quiet morning too.", "I love the salt ledger.", "I love a salt ledger too.", others=others
    )

    assert [("ledger" in text) for text in texts] == [True, True, False, False]


def test_no_sentence_is_in_two_thoughts() -> None:
    line = " ".join(
        f"I keep a ledger of the {thing}, and I never round a single weight of it." for thing in "salt rope tar flour oil".split()
    )

    texts = thoughts_of(line)

    assert len(texts) > 1
    assert sum(text.count("salt") for text in texts) == 1


def test_the_same_line_twice_is_one_thought() -> None:
    assert len(thoughts_of("I trust no scale.", "I trust no scale!", "I trust no scale.")) <= 2
