"""How the person talks: lines of their own, words they come back to, and what the text says of their manner."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections import Counter
from collections.abc import Iterator

from persona_app.llm.offline.lexicon import words
from persona_app.llm.offline.passages import Passage
from persona_app.llm.offline.rules.reading import Hit, Reading, hit
from persona_app.llm.offline.sentences import Span, sentences
from persona_app.llm.questions import ClaimField

SAMPLE_LINES = 5
_MANNER = re.compile(
    r"(?:(?:very|quite|always|only|mostly|usually|rather|in|with|a|an|the|short|his|her|your) )*(?P<x>(?:[a-z]+,? (?:and )?){0,4}sentences|(?:slowly|softly|quietly|loudly|formally|informally|bluntly|plainly|politely|briefly|quickly|fast|carefully|gently|directly|sarcastically|precisely|calmly|concisely|frankly|poetically|cheerfully|warmly)(?: and [a-z]+ly)?"
    r"|(?:short|long|clipped|complete|rapid|riddles|rhymes|monotone|whispers?|slang|dialect|metaphors|proverbs)(?: [a-z]+)?|(?:[a-z]+ ){0,3}(?:accent|drawl|lisp|stutter|lilt|brogue|sentences|slang|voice|tone))",
    re.I,
)
_SAYS = re.compile(r"[^\"]{0,24}\"(?P<x>[^\"]{1,80})\"")


_PLAIN_OPENERS = frozenset("yes no well oh hi hello thanks so and but okay ok yeah".split())


def read(reading: Reading) -> Iterator[Hit]:
    """What the clause says about the manner of speaking."""
    if reading.clause.person == "joint":
        return
    p = reading.clause.predicate
    if not reading.is_plain or p.is_past and not reading.is_remembered:
        return
    if reading.lemma in ("speak", "talk", "answer", "reply", "respond", "write") and (match := reading.find(_MANNER)):
        yield hit(reading, ClaimField.REGISTER, match.group().strip())
    elif (
        reading.lemma in ("say", "use", "repeat", "call")
        and ({"always", "often", "constantly"} & set(p.adverbs))
        and (match := _SAYS.match(reading.tail))
    ):
        words = match["x"].strip(" .,!?")
        yield hit(reading, ClaimField.FAVOURITE_WORD if len(words.split()) <= 3 else ClaimField.SAMPLE_LINE, words, is_tail=True)


def own_lines(flat: str, speeches: list[Passage]) -> Iterator[Hit]:
    """Sentences of the person's own speech that stand by themselves, the most telling first; none from somebody who says next to nothing."""
    candidates: list[tuple[float, int, Span]] = []
    for passage in speeches:
        for span in sentences(flat, passage.start, passage.end):
            score = _telling(flat[span.start : span.end])
            if score > 0:
                candidates.append((-score, span.start, span))
    seen: set[str] = set()
    for _, _, span in sorted(candidates, key=lambda item: item[:2]):
        line = flat[span.start : span.end].strip("`\"' \n")
        if line.lower() not in seen and len(seen) < SAMPLE_LINES:
            seen.add(line.lower())
            yield Hit(ClaimField.SAMPLE_LINE, " ".join(line.split()), span.start, span.end, "", span.start, span.end)


def _telling(sentence: str) -> float:
    tokens = re.findall(r"[A-Za-z']+", sentence)
    if not 4 <= len(tokens) <= 28 or "?" in sentence or "http" in sentence or not sentence.rstrip("`\"' ").endswith((".", "!", "…")):
        return 0.0
    content = {token.lower() for token in tokens if len(token) > 3} - words("function_words")
    personal = bool(re.search(r"\b(?:I|I'm|I've|my|me)\b", sentence))
    return 0.5 * min(len(content), 6) + 1.5 * personal + 0.7 * sentence.count("!") - 0.05 * abs(len(tokens) - 12)


def favourite_words(flat: str, speeches: list[Passage]) -> Iterator[Hit]:
    """Interjections and pet phrases that come back three times or more in the person's own speech."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for passage in speeches:
        for match in re.finditer(r"(?:^|(?<=[.!?\n] ))\s*(?P<x>[A-Z][a-z']+(?: [a-z']+){0,2})(?=[,!])", flat[passage.start : passage.end]):
            phrase = match["x"].lower()
            counts[phrase] += 1
            first.setdefault(phrase, (passage.start + match.start("x"), passage.start + match.end("x")))
    for phrase, count in counts.most_common(3):
        if count >= 3 and phrase not in _PLAIN_OPENERS:
            yield Hit(ClaimField.FAVOURITE_WORD, phrase, *first[phrase], "", *first[phrase])
