from enum import StrEnum


class BatchViewKind(StrEnum):
    ARCHIVE = "archive"
    FILES = "files"
    FOLDER = "folder"

    def __str__(self) -> str:
        return str(self.value)
