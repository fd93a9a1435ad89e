from enum import StrEnum


class PublicationPatchVisibilityType0(StrEnum):
    PUBLIC = "public"
    UNLISTED = "unlisted"

    def __str__(self) -> str:
        return str(self.value)
