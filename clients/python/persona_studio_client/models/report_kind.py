from enum import StrEnum


class ReportKind(StrEnum):
    COPYRIGHT = "copyright"
    HATEFUL = "hateful"
    MISLEADING = "misleading"
    OTHER = "other"
    PERSONAL = "personal"
    SEXUAL = "sexual"
    VIOLENT = "violent"

    def __str__(self) -> str:
        return str(self.value)
