"""One's account: tokens, webhooks, activity, export and erasure."""

from persona_app.web import routes
from persona_app.web.allowed.levels import Allowed, Who

ACCOUNT = Allowed(
    handlers={
        "AccountState.page_loaded": Who.ACCOUNT,
        "AccountState.token_made": Who.ACCOUNT,
        "AccountState.revoke_asked": Who.ACCOUNT,
        "AccountState.revoke_declined": Who.ACCOUNT,
        "AccountState.revoke_confirmed": Who.ACCOUNT,
        "WebhooksState.page_loaded": Who.ACCOUNT,
        "WebhooksState.webhook_made": Who.ACCOUNT,
        "WebhooksState.switched": Who.ACCOUNT,
        "WebhooksState.removal_asked": Who.ACCOUNT,
        "WebhooksState.removal_declined": Who.ACCOUNT,
        "WebhooksState.removal_confirmed": Who.ACCOUNT,
        "WebhooksState.test_clicked": Who.ACCOUNT,
        "WebhooksState.log_opened": Who.ACCOUNT,
        "WebhooksState.log_closed": Who.ACCOUNT,
        "WebhooksState.more_wanted": Who.ACCOUNT,
        "WebhooksState.delivery_opened": Who.ACCOUNT,
        "WebhooksState.redeliver_clicked": Who.ACCOUNT,
        "ErasureState.opened": Who.ACCOUNT,
        "AccountActivityState.opened": Who.ACCOUNT,
        "AccountActivityState.searched": Who.ACCOUNT,
        "AccountActivityState.persona_chosen": Who.ACCOUNT,
        "AccountActivityState.more_wanted": Who.ACCOUNT,
    },
    endpoints={
        ("POST", routes.MAKE_TOKEN): Who.ACCOUNT,
        ("POST", routes.MAKE_WEBHOOK): Who.ACCOUNT,
        ("POST", routes.WEBHOOK_SECRET): Who.ACCOUNT,
        ("GET", routes.EXPORT_ACCOUNT): Who.ACCOUNT,
        ("POST", routes.ERASE_ACCOUNT): Who.ACCOUNT,
    },
    pages={
        routes.ACCOUNT: Who.ACCOUNT,
        routes.ACCOUNT_WEBHOOKS: Who.ACCOUNT,
        routes.ACCOUNT_ACTIVITY: Who.ACCOUNT,
    },
)
