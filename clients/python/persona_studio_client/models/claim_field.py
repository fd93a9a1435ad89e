from enum import StrEnum


class ClaimField(StrEnum):
    AGE = "age"
    ALIAS = "alias"
    APPEARANCE = "appearance"
    BACKGROUND = "background"
    BELIEF = "belief"
    DISLIKE = "dislike"
    EDUCATION = "education"
    FACT = "fact"
    FAVOURITE_WORD = "favourite_word"
    FEAR = "fear"
    GENDER = "gender"
    GOAL = "goal"
    HABIT = "habit"
    KNOWLEDGE = "knowledge"
    LANGUAGE = "language"
    LIKE = "like"
    NAME = "name"
    NATIONALITY = "nationality"
    OCCUPATION = "occupation"
    PRONOUNS = "pronouns"
    REGISTER = "register"
    RELATIONSHIP = "relationship"
    RESIDENCE = "residence"
    SAMPLE_LINE = "sample_line"
    SKILL = "skill"
    TRAIT = "trait"
    VALUE = "value"

    def __str__(self) -> str:
        return str(self.value)
