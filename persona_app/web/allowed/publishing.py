"""Publishing a persona of one's own."""

from persona_app.web import routes
from persona_app.web.allowed.levels import Allowed, Who

PUBLISHING = Allowed(
    handlers={
        "PublishState.opened": Who.ACCOUNT,
        "PublishState.build_ended": Who.ACCOUNT,
        "PublishingState.watched": Who.ACCOUNT,
        "PublishingState.replace_clicked": Who.ACCOUNT,
        "PublishingState.replace_declined": Who.ACCOUNT,
        "PreflightState.opened": Who.ACCOUNT,
        "PreflightState.version_chosen": Who.ACCOUNT,
        "PreflightState.visibility_chosen": Who.ACCOUNT,
        "PreflightState.quotes_chosen": Who.ACCOUNT,
        "PreflightState.new_address_chosen": Who.ACCOUNT,
        "PreflightState.prepare_clicked": Who.ACCOUNT,
        "PublicationReviewState.opened": Who.ACCOUNT,
        "PublicationReviewState.searched": Who.ACCOUNT,
        "PublicationReviewState.tag_added": Who.ACCOUNT,
        "PublicationReviewState.tag_left": Who.ACCOUNT,
        "PublicationReviewState.rating_chosen": Who.ACCOUNT,
        "PublicationReviewState.gender_chosen": Who.ACCOUNT,
        "PublicationReviewState.confirmed": Who.ACCOUNT,
        "PublicationReviewState.declined": Who.ACCOUNT,
        "PublicationControlState.visibility_chosen": Who.ACCOUNT,
        "PublicationControlState.rating_raised": Who.ACCOUNT,
        "PublicationControlState.withdraw_asked": Who.ACCOUNT,
        "PublicationControlState.withdraw_declined": Who.ACCOUNT,
        "PublicationControlState.withdraw_confirmed": Who.ACCOUNT,
        "PublicationControlState.cancel_clicked": Who.ACCOUNT,
        "PublicationControlState.retry_clicked": Who.ACCOUNT,
    },
    pages={
        routes.PERSONA_PUBLISH: Who.ACCOUNT,
    },
)
