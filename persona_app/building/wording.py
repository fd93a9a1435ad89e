"""Is the content written in the language of what it rests on?"""

from persona_app.building.merging import Merged
from persona_app.personas.profile import DataCitation

LEAST_LETTERS = 120
"""Fewer do not tell a language reliably."""

LEAST_LEAD = 0.5
"""By how much, in natural logarithms a letter, another language must be likelier before the content counts as written in it. Neighbours
such as Danish and Norwegian stay below; English and German differ by about 1."""

MOST_READ = 6_000


def evidence(merged: Merged) -> str:
    """The words that claims rest on, as far as a look at them takes."""
    quotes = (
        each.quote
        for claims in merged.claims.values()
        for claim in claims
        for each in claim.citations[:1]
        if isinstance(each, DataCitation)
    )
    return "\n".join(quotes)[:MOST_READ]


def strayed(content: str, *, words: str) -> tuple[str, str] | None:
    """ISO 639-1 codes of the language the content should have and of that it has; None when they agree or are not sure."""
    import py3langid  # its model takes half a second to load

    content = content[:MOST_READ]
    if min(_letters(content), _letters(words)) < LEAST_LETTERS:
        return None
    wanted = str(py3langid.rank(words)[0][0])
    scores = dict(py3langid.rank(content))
    found = max(scores, key=lambda each: scores[each])
    is_sure = scores[found] - scores[wanted] >= LEAST_LEAD * _letters(content)
    return (wanted, str(found)) if is_sure else None


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
