from enum import StrEnum


class Category(StrEnum):
    BEING = "being"
    DOMAIN = "domain"
    ERA = "era"
    GENRE = "genre"
    LANGUAGE = "language"
    PROFESSION = "profession"
    PURPOSE = "purpose"
    RELATIONSHIP = "relationship"
    ROLE = "role"
    SETTING = "setting"
    SPEECH = "speech"
    TONE = "tone"
    TRAIT = "trait"

    def __str__(self) -> str:
        return str(self.value)
