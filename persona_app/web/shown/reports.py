"""What visitors reported, as an operator reads it."""

from pydantic import BaseModel, ConfigDict

from persona_app.publishing.reports import Outcome, ReportKind, ReportView
from persona_app.web import routes

KINDS = {
    ReportKind.PERSONAL: "A real person, without their consent",
    ReportKind.SEXUAL: "Sexual content",
    ReportKind.HATEFUL: "Hatred",
    ReportKind.VIOLENT: "Violence",
    ReportKind.COPYRIGHT: "Somebody's copyright",
    ReportKind.MISLEADING: "Misleading",
    ReportKind.OTHER: "Something else",
}
OUTCOMES = {Outcome.HIDDEN: "settled: hidden", Outcome.DISMISSED: "settled: nothing was wrong"}


class ShownReport(BaseModel):
    """One report; no `href`: its persona is hidden, so there is no page to open."""

    model_config = ConfigDict(frozen=True)

    id: str
    persona_id: str
    name: str
    initial: str
    creator: str
    kind: str
    words: str
    by: str
    href: str
    created_at: str
    is_settled: bool
    outcome: str
    is_hidden: bool
    hidden_reason: str


def shown_report(view: ReportView) -> ShownReport:
    """The report."""
    return ShownReport(
        id=str(view.id),
        persona_id=str(view.persona_id),
        name=view.public_name,
        initial=next((letter for letter in view.public_name if letter.isalnum()), ""),
        creator=view.creator,
        kind=KINDS[view.kind],
        words=view.words,
        by="reported by somebody with an account" if view.reporter_id else "reported by a visitor",
        href="" if view.is_hidden else routes.public_page(view.slug),
        created_at=view.created_at.isoformat(),
        is_settled=view.settled_at is not None,
        outcome=OUTCOMES[view.outcome] if view.outcome is not None else "",
        is_hidden=view.is_hidden,
        hidden_reason=view.hidden_reason,
    )
