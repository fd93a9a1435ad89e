"""What somebody who types may mean, from the first letter on."""

from sqlmodel import Session

from persona_app.gallery import queries, wording
from persona_app.gallery.schemas import Suggestion

MOST = 10
_MOST_TAGS = 3


def suggest(session: Session, *, prefix: str, adult: bool = False, limit: int = MOST) -> tuple[Suggestion, ...]:
    """Tags and personas whose names have a word that begins so, the most popular first; then words, if there is room.

    Of several words the last may be begun only, and a persona's name must have the others, too.
    """
    queries.steady(session)
    pieces = wording.cut(prefix)
    read, endings = queries.read_words(session, [" ".join(piece for piece, _ in pieces)], is_open=True) if pieces else ([], [])
    words = read[0] if read else ()
    if not words:
        return ()
    most = max(1, min(limit, MOST))
    names = [Suggestion(kind="persona", text=name, slug=slug) for name, slug in queries.find_named(session, words, adult=adult, most=most)]
    tags = [Suggestion(kind="tag", text=tag) for tag in queries.find_tags(session, " ".join(words), most=_MOST_TAGS)]
    found = [*tags, *names][:most]
    if len(words) == 1 and len(found) < most:
        found += [Suggestion(kind="word", text=word) for word in endings[: most - len(found)]]
    return tuple(found)
