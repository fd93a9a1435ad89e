from enum import StrEnum


class PublicQuoteSource(StrEnum):
    CARD = "card"
    FILE = "file"
    FILM = "film"
    TEXT = "text"
    URL = "url"

    def __str__(self) -> str:
        return str(self.value)
