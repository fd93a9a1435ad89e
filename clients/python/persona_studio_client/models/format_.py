from enum import StrEnum


class Format(StrEnum):
    AGENTS_MD = "agents-md"
    CHARACTER_CARD_PNG = "character-card-png"
    CHARACTER_CARD_V1 = "character-card-v1"
    CHARACTER_CARD_V2 = "character-card-v2"
    CHARACTER_CARD_V3 = "character-card-v3"
    CHARX = "charx"
    ELIZAOS = "elizaos"
    JSON = "json"
    LETTA = "letta"
    LOREBOOK = "lorebook"
    MARKDOWN = "markdown"
    MODELFILE = "modelfile"
    PROMPTS = "prompts"
    PYGMALION = "pygmalion"
    TINYTROUPE = "tinytroupe"

    def __str__(self) -> str:
        return str(self.value)
