"""Reports of visitors: read, and answered by hiding, restoring or settling."""

from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.publishing.services.moderating import dismiss_report, hide_publication, list_reports, unhide_publication
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.reports import ShownReport, shown_report
from persona_app.web.states.toasts import tell, tell_failure

PAGE_SIZE = 20
ReportId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Reason = Annotated[str, Field(max_length=2000)]


class AdminReportsState(rx.State):
    """The page; `asking` is the report whose persona is being hidden or restored."""

    reports: list[ShownReport] = []
    is_loaded: bool = False
    is_settled: bool = False
    next_cursor: str = ""
    asking: str = ""
    reason_error: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened: what is open, newest first."""
        self.is_settled = False
        await self._begin()

    @rx.event
    async def settled_shown(self, is_settled: bool) -> None:
        """The other list was asked for."""
        self.is_settled = is_settled
        await self._begin()

    @rx.event
    async def more_wanted(self) -> None:
        """The next page, below what is there."""
        if self.next_cursor:
            await self._read(cursor=self.next_cursor)

    @rx.event
    def reason_asked(self, report_id: ReportId) -> None:
        """The button that hides or restores was pressed: it asks for the reason."""
        self.asking, self.reason_error = report_id, ""

    @rx.event
    def reason_declined(self) -> None:
        """All stays as it is."""
        self.asking, self.reason_error = "", ""

    @rx.event
    async def reason_given(self, form: dict[str, Reason]) -> None:
        """Nobody shall see it any more, or everybody again; the reason goes to its owner."""
        report = next((report for report in self.reports if report.id == self.asking), None)
        if report is None:
            return
        service, said = (unhide_publication, "is back") if report.is_hidden else (hide_publication, "is hidden")
        try:
            await gateway.call(service, actor=current_actor(), persona_id=UUID(report.persona_id), reason=form.get("reason", ""))
        except AppError as error:
            self.reason_error = error.sentence
            return
        await tell(self, f"“{report.name}” {said}. Its owner is told why.")
        await self._begin()

    @rx.event
    async def dismiss_clicked(self, report_id: ReportId) -> None:
        """Nothing is wrong with it."""
        try:
            await gateway.call(dismiss_report, actor=current_actor(), report_id=UUID(report_id))
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, "The report is settled.")
        await self._begin()

    async def _begin(self) -> None:
        self.asking, self.reason_error = "", ""
        await self._read(cursor=None)

    async def _read(self, *, cursor: str | None) -> None:
        actor = current_actor()
        try:
            page = await gateway.call(list_reports, actor=actor, is_settled=self.is_settled, cursor=cursor, limit=PAGE_SIZE)
        except AppError as error:
            await tell_failure(self, error)
            return
        shown = [shown_report(view) for view in page.items]
        self.reports = [*self.reports, *shown] if cursor else shown
        self.next_cursor, self.is_loaded = page.next_cursor or "", True
