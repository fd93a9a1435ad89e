from enum import StrEnum


class Transformation(StrEnum):
    FRAMED = "framed"
    REWORDED = "reworded"
    SHORTENED = "shortened"
    VERBATIM = "verbatim"

    def __str__(self) -> str:
        return str(self.value)
