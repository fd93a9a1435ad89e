"""Numbers with their nouns."""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 text`, `3 texts`; thousands are set apart."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
