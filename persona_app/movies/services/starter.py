"""The corpus that comes with the program: films of our own, so that a fresh installation has characters to begin with."""

from pathlib import Path

from sqlmodel import Session

from persona_app.movies.schemas import ImportOptions
from persona_app.movies.services.importing import import_corpus
from persona_app.movies.services.removing import was_removed

FOLDER = Path(__file__).resolve().parents[1] / "starter"
NAME = "starter"
_OPTIONS = ImportOptions(
    name=NAME,
    title="Films that come with Persona Studio",
    terms="Written for Persona Studio, under its licence: use them for anything.",
    origin="comes with the program",
    is_replacing=True,
)


def seed_starter(session: Session) -> None:
    """Have the starter corpus as this program brings it, unless somebody removed it; mostly nothing is left to do."""
    if not was_removed(session, name=NAME):
        import_corpus(session, path=FOLDER, options=_OPTIONS)
