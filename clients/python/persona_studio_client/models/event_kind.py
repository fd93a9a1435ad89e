from enum import StrEnum


class EventKind(StrEnum):
    ACCOUNT_REGISTERED = "account_registered"
    BUILD_CANCELLED = "build_cancelled"
    BUILD_FAILED = "build_failed"
    BUILD_REQUESTED = "build_requested"
    BUILD_RETRIED = "build_retried"
    CHARACTERS_ADDED = "characters_added"
    CONTRADICTION_SETTLED = "contradiction_settled"
    DATA_ADDED = "data_added"
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    PERSONA_ARCHIVED = "persona_archived"
    PERSONA_CREATED = "persona_created"
    PERSONA_DELETED = "persona_deleted"
    PERSONA_RENAMED = "persona_renamed"
    PERSONA_RESTORED = "persona_restored"
    TOKEN_CREATED = "token_created"
    TOKEN_REVOKED = "token_revoked"
    VERSION_BUILT = "version_built"

    def __str__(self) -> str:
        return str(self.value)
