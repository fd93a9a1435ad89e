from enum import StrEnum


class ListImportResultsOutcomeType0(StrEnum):
    FAILED = "failed"
    IMPORTED = "imported"
    SKIPPED = "skipped"
    UPDATED = "updated"

    def __str__(self) -> str:
        return str(self.value)
