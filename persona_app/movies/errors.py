"""What can go wrong with a corpus and with what stands in it."""

from persona_app.core.errors import NotFound


class CorpusNotFound(NotFound):
    """No corpus of this name."""

    code = "corpus_not_found"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no corpus named {name}. The list of corpora says which there are.")


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
