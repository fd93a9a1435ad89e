"""The operator's pages, and what only the operator may do elsewhere."""

from persona_app.web import routes
from persona_app.web.allowed.levels import Allowed, Who

OPERATORS = Allowed(
    handlers={
        "AdminCorporaState.opened": Who.OPERATOR,
        "AdminCorporaState.imported": Who.OPERATOR,
        "AdminCorporaState.remove_asked": Who.OPERATOR,
        "AdminCorporaState.remove_declined": Who.OPERATOR,
        "AdminCorporaState.remove_confirmed": Who.OPERATOR,
        "PreflightState.publish_now_clicked": Who.OPERATOR,
        "AdminAuditState.opened": Who.OPERATOR,
        "AdminAuditState.searched": Who.OPERATOR,
        "AdminAuditState.more_wanted": Who.OPERATOR,
        "AdminReportsState.opened": Who.OPERATOR,
        "AdminReportsState.settled_shown": Who.OPERATOR,
        "AdminReportsState.more_wanted": Who.OPERATOR,
        "AdminReportsState.reason_asked": Who.OPERATOR,
        "AdminReportsState.reason_declined": Who.OPERATOR,
        "AdminReportsState.reason_given": Who.OPERATOR,
        "AdminReportsState.dismiss_clicked": Who.OPERATOR,
    },
    endpoints={
        ("POST", routes.SUBMIT_CORPUS): Who.OPERATOR,
    },
    pages={
        routes.ADMIN_CORPORA: Who.OPERATOR,
        routes.ADMIN_REPORTS: Who.OPERATOR,
        routes.ADMIN_AUDIT: Who.OPERATOR,
    },
)
