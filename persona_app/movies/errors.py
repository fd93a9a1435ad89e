"""What can go wrong with a corpus and with what stands in it."""

from persona_app.core.errors import Conflict, Forbidden, Invalid, LimitReached, NotFound


class CorpusNotFound(NotFound):
    """No corpus of this name."""

    code = "corpus_not_found"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no corpus named {name}. The list of corpora says which there are.")


class MovieNotFound(NotFound):
    """No film of this id in any corpus."""

    code = "movie_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such film. Its corpus may have been removed; search for it again.")


class CharacterNotFound(NotFound):
    """No character of this id in any corpus."""

    code = "character_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such character. Its corpus may have been removed; search for it again.")


class LineNotFound(NotFound):
    """No line of this id in any corpus."""

    code = "line_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such line. Its corpus may have been removed.")


class SourceMissing(NotFound):
    """There is nothing at this path."""

    code = "corpus_source_missing"

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} does not exist or can't be read. Nothing was imported; check the path.")


class SourceUnreadable(Invalid):
    """A file that is damaged, empty, or no text."""

    code = "corpus_source_unreadable"

    def __init__(self, name: str, *, what: str) -> None:
        super().__init__(f"{name} was not imported: {what} Nothing was changed.")


class SourceTooLarge(LimitReached):
    """More than an import takes, or a compressed file that grows out of proportion."""

    code = "corpus_source_too_large"

    def __init__(self, name: str, *, what: str) -> None:
        super().__init__(f"{name} was not imported: {what} Nothing was changed.")


class LayoutUnknown(Invalid):
    """No layout that is known fits the files."""

    code = "corpus_layout_unknown"

    def __init__(self, name: str, *, what: str) -> None:
        super().__init__(f"{name} was not imported: {what} Nothing was changed.")


class MappingWrong(Invalid):
    """The columns named for an import are not in the file, or not enough of them are known."""

    code = "corpus_mapping_wrong"

    def __init__(self, name: str, *, what: str) -> None:
        super().__init__(f"{name} was not imported: {what} Nothing was changed.")


class CorpusNameTaken(Conflict):
    """Another corpus has this name."""

    code = "corpus_name_taken"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a corpus named {name} already, made from another file. Nothing was changed; give this one another name, or say that"
            " it takes the place of the first."
        )


class OperatorNeeded(Forbidden):
    """Corpora are the installation's; only its operator adds or removes them."""

    code = "operator_needed"

    def __init__(self) -> None:
        super().__init__("Only the operator of this installation may add or remove corpora.")
