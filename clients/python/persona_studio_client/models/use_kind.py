from enum import StrEnum


class UseKind(StrEnum):
    COPY = "copy"
    EXPORT = "export"
    PROMPT = "prompt"

    def __str__(self) -> str:
        return str(self.value)
