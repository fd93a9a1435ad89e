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
    HIDDEN = "hidden"
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    PERSONA_ARCHIVED = "persona_archived"
    PERSONA_CREATED = "persona_created"
    PERSONA_DELETED = "persona_deleted"
    PERSONA_RENAMED = "persona_renamed"
    PERSONA_RESTORED = "persona_restored"
    PICTURE_CHANGED = "picture_changed"
    PICTURE_REMOVED = "picture_removed"
    PUBLICATION_DECLINED = "publication_declined"
    PUBLICATION_FAILED = "publication_failed"
    PUBLICATION_REQUESTED = "publication_requested"
    PUBLISHED = "published"
    RATING_RAISED = "rating_raised"
    REPORT_DISMISSED = "report_dismissed"
    TOKEN_CREATED = "token_created"
    TOKEN_REVOKED = "token_revoked"
    UNHIDDEN = "unhidden"
    VERSION_BUILT = "version_built"
    VERSION_EDITED = "version_edited"
    VERSION_RESTORED = "version_restored"
    VISIBILITY_CHANGED = "visibility_changed"
    WITHDRAWN = "withdrawn"

    def __str__(self) -> str:
        return str(self.value)
