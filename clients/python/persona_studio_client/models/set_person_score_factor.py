from enum import StrEnum


class SetPersonScoreFactor(StrEnum):
    AGREEABLENESS = "agreeableness"
    CONSCIENTIOUSNESS = "conscientiousness"
    EXTRAVERSION = "extraversion"
    NEUROTICISM = "neuroticism"
    OPENNESS = "openness"

    def __str__(self) -> str:
        return str(self.value)
