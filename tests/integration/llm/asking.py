"""The seven questions about somebody small, as the building pipeline asks them."""

from typing import Any

from persona_app.core.config import Settings
from persona_app.llm.protocol import Prompt
from persona_app.llm.questions import (
    Assessment,
    AssessQuestion,
    ClaimField,
    Cleaning,
    CleanQuestion,
    DescribeQuestion,
    Describing,
    Extraction,
    ExtractQuestion,
    FieldValues,
    MergeQuestion,
    Merging,
    NumberedClaim,
    NumberedValue,
    OfferedTag,
    Question,
    SpokenLine,
    Thinking,
    ThinkQuestion,
    WriteQuestion,
    Writing,
)

ADA = "Ada is a baker. She lives in Bath. Ada likes rye bread."
CLAIMS = [NumberedClaim(id=1, field=ClaimField.OCCUPATION, text="baker"), NumberedClaim(id=2, field=ClaimField.LIKE, text="rye bread")]


def extract_prompt(text: str = ADA) -> Prompt[Extraction]:
    return _prompt("extract", ExtractQuestion(text=text), text, Extraction)


def clean_prompt(text: str = ADA) -> Prompt[Cleaning]:
    numbered = "\n".join(f"{number}| {line}" for number, line in enumerate(text.split("\n"), 1))
    return _prompt("clean", CleanQuestion(text=text), numbered, Cleaning)


def merge_prompt() -> Prompt[Merging]:
    values = [NumberedValue(id=1, text="Baker"), NumberedValue(id=2, text="baker"), NumberedValue(id=3, text="singer")]
    question = MergeQuestion(subject="Ada", fields=[FieldValues(field=ClaimField.OCCUPATION, values=values)])
    return _prompt("merge", question, question.model_dump_json(), Merging)


def assess_prompt() -> Prompt[Assessment]:
    question = AssessQuestion(name="Ada", claims=CLAIMS)
    return _prompt("assess", question, question.model_dump_json(), Assessment)


def write_prompt() -> Prompt[Writing]:
    question = WriteQuestion(name="Ada", claims=CLAIMS)
    return _prompt("write", question, question.model_dump_json(), Writing)


LINES = [
    SpokenLine(
        id=1,
        speaker="TOLLEF (The Salt Office)",
        text="I trust no scale that I have not cleaned myself.",
        answers="You weighed it wet again.",
    ),
    SpokenLine(id=2, speaker="TOLLEF (The Salt Office)", text="Salt is always wet. That is its nature."),
]


def think_prompt(lines: list[SpokenLine] = LINES) -> Prompt[Thinking]:
    question = ThinkQuestion(lines=lines, wanted=5)
    return _prompt("think", question, question.model_dump_json(exclude={"others", "wanted"}), Thinking)


TAGS = [
    OfferedTag(name="chef", category="profession", synonyms=["cook", "baker"]),
    OfferedTag(name="ghost", category="being"),
    OfferedTag(name="warm", category="tone"),
]


def describe_prompt(content: str = ADA, *, claims: list[NumberedClaim] = CLAIMS, name: str = "Ada") -> Prompt[Describing]:
    question = DescribeQuestion(name=name, claims=claims, content=content, tags=TAGS)
    return _prompt("describe", question, question.model_dump_json(exclude={"tags"}), Describing)


def all_prompts() -> list[Prompt[Any]]:
    return [clean_prompt(), extract_prompt(), merge_prompt(), assess_prompt(), write_prompt(), think_prompt(), describe_prompt()]


def settings_for(base_url: str, *, model: str = "stub", **others: Any) -> Settings:
    """Settings for a model server, whatever the environment says."""
    chosen: dict[str, Any] = {"engine": "openai", "openai_base_url": base_url, "openai_api_key": "sk-of-a-test", "model": model}
    return Settings(_env_file=None, **(chosen | others))


def _prompt(name: str, question: Question, material: str, returning: type[Any]) -> Prompt[Any]:
    instructions = f"Do the step {name} for one person."
    return Prompt(name=name, version="1", question=question, instructions=instructions, material=material, returning=returning)
