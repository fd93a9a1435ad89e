"""A line of film dialogue in its scene, with the words marked that something rests on."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from persona_app.enrichment.schemas import ThoughtLineView
from persona_app.movies.schemas import SceneLine

KEPT = "The collection that this film was in was removed. This is the copy that was kept with the thought."
GONE = "The collection that this line was in was removed. These are the words that were kept."


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownSceneLine(_Frozen):
    """One line: `before + quote + after` is what is said; only the marked one has a quote. `is_break`: another talk begins here."""

    key: str
    who: str
    before: str
    quote: str
    after: str
    is_marked: bool
    is_break: bool


class ShownScene(_Frozen):
    """The lines around one; `note` says what is missing."""

    key: str
    title: str
    lines: tuple[ShownSceneLine, ...]
    note: str = ""


def shown_scene(lines: Sequence[SceneLine], *, start: int, end: int, quote: str) -> ShownScene:
    """The scene around its marked line."""
    marked = next(line for line in lines if line.is_marked)
    shown = tuple(_lines(lines, start=start, end=end, quote=quote))
    return ShownScene(key=f"{marked.id}-{start}", title=f"{marked.character}, {marked.movie}", lines=shown)


def _lines(lines: Sequence[SceneLine], *, start: int, end: int, quote: str) -> Iterator[ShownSceneLine]:
    before: SceneLine | None = None
    for line in lines:
        words = marked_words(line.text, start=start, end=end, quote=quote) if line.is_marked else (line.text, "", "")
        is_break = before is not None and before.exchange_id != line.exchange_id
        yield _line(str(line.id), line.character, words, is_marked=line.is_marked, is_break=is_break)
        before = line


def marked_words(text: str, *, start: int, end: int, quote: str) -> tuple[str, str, str]:
    """What stands before the quote, the quote, what stands after; all of a text that has come to read otherwise."""
    if text[start:end] != quote:
        start = text.find(quote) if quote in text else 0
        end = start + len(quote) if quote in text else len(text)
    return text[:start], text[start:end], text[end:]


def kept_scene(line: ThoughtLineView) -> ShownScene:
    """What is kept of a scene whose corpus is gone: the line, and the one it answers."""
    words = marked_words(line.text, start=line.start, end=line.end, quote=line.quote)
    said = _line(str(line.line_id), line.character, words, is_marked=True)
    answered = (_line(f"{line.line_id}-answered", "", (line.answered_text, "", "")),) if line.answered_text else ()
    return ShownScene(key=f"{line.line_id}-{line.start}", title=f"{line.character}, {line.movie}", lines=(*answered, said), note=KEPT)


def bare_scene(key: str, quote: str) -> ShownScene:
    """The words alone, when nothing else is left."""
    return ShownScene(key=key, title="A line of a film", lines=(_line(key, "", ("", quote, ""), is_marked=True),), note=GONE)


def _line(key: str, who: str, words: tuple[str, str, str], *, is_marked: bool = False, is_break: bool = False) -> ShownSceneLine:
    before, quote, after = words
    return ShownSceneLine(key=key, who=who, before=before, quote=quote, after=after, is_marked=is_marked, is_break=is_break)
