"""A content that comes in another language than the texts is asked for once more, then taken and named; quotes hold in any language."""

import pytest

from persona_app.building.wording import strayed
from persona_app.llm.questions import Passage, Section, Writing
from tests.factories.engines import LineEngine
from tests.faults import fault
from tests.integration.building.conftest import Studio

ENGLISH = """Like: long walks along the river before anybody else is awake
Habit: writes letters to her sister every Sunday evening
Fear: that the old lighthouse will be closed in the winter"""
GERMAN = (
    "Du gehst gern lange am Fluss entlang, bevor irgendjemand sonst wach ist, schreibst jeden Sonntagabend Briefe an deine Schwester "
    "und fürchtest, dass der alte Leuchtturm im Winter geschlossen wird."
)


class GermanEngine(LineEngine):
    """Writes in German: until the language is named, or always."""

    is_extractive = False
    listens = True

    async def ask(self, prompt):
        answer = await super().ask(prompt)
        if prompt.name != "write" or (self.listens and "“en”" in prompt.instructions):
            return answer
        ids = [claim.id for claim in prompt.question.claims]
        writing = Writing(sections=[Section(heading="Wer du bist", passages=[Passage(text=GERMAN, claims=ids)])])
        return type(answer)(value=writing, usage=answer.usage)


@fault(
    area="Model",
    what="The content comes in another language than the texts",
    result="It is asked for once more with the language named; that answer is taken, and nothing else is asked again",
)
async def test_the_content_is_asked_for_once_more_when_it_comes_in_another_language(studio: Studio) -> None:
    engine = GermanEngine(is_extractive=False)

    run = await studio.build(studio.create(ENGLISH), engine=engine)

    assert run.state == "done"
    assert engine.names().count("write") == 2
    assert len(engine.names()) == 5
    assert "Fluss" not in studio.version(run).content
    assert "written in" not in run.sentence


@fault(
    area="Model",
    what="The content comes in another language than the texts, also when asked again",
    result="It is taken as it is; the version's summary and the step say so; every claim still has its quote in the text's own words",
)
async def test_the_content_is_taken_and_named_when_it_stays_in_another_language(studio: Studio) -> None:
    engine = GermanEngine(is_extractive=False)
    engine.listens = False

    run = await studio.build(studio.create(ENGLISH), engine=engine)

    version = studio.version(run)
    assert run.state == "done"
    assert engine.names().count("write") == 2
    assert "Fluss" in version.content
    assert run.sentence.endswith("written in “de” although the texts are in “en”.")
    for claim in (*version.profile.likes, *version.profile.habits, *version.profile.fears):
        assert [ENGLISH[each.start : each.end] for each in claim.citations] == [each.quote for each in claim.citations]


async def test_an_extractive_content_is_asked_for_once(studio: Studio) -> None:
    engine = GermanEngine(is_extractive=True)

    await studio.build(studio.create(ENGLISH), engine=engine)

    assert engine.names().count("write") == 1


@pytest.mark.parametrize(
    ("content", "words", "found"),
    [
        (GERMAN, ENGLISH, ("en", "de")),
        (ENGLISH, GERMAN, ("de", "en")),
        (ENGLISH, ENGLISH, None),
        (GERMAN, GERMAN, None),
        ("Du lebst in Rom.", ENGLISH, None),
        (GERMAN, "Mara Quill", None),
        ("", "", None),
    ],
    ids=["german", "english", "same", "same-german", "short-content", "short-words", "nothing"],
)
def test_a_language_is_named_only_when_it_is_sure(content: str, words: str, found: tuple[str, str] | None) -> None:
    assert strayed(content, words=words) == found
