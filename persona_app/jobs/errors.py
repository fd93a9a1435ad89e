"""What can go wrong with a run."""

from persona_app.core.errors import Conflict, NotFound


class RunNotFound(NotFound):
    """No such run, or not this actor's."""

    code = "run_not_found"

    def __init__(self) -> None:
        super().__init__("This run does not exist, or not in this account.")


class RunFinished(Conflict):
    """The run has ended, so it cannot be cancelled."""

    code = "run_finished"

    def __init__(self) -> None:
        super().__init__("This run has ended already; there is nothing to cancel.")


class RunNotRetriable(Conflict):
    """Only a failed or cancelled run can be tried again."""

    code = "run_not_retriable"

    def __init__(self) -> None:
        super().__init__("Only a run that failed or was cancelled can be tried again. Nothing was changed.")


class RunLost(Exception):
    """The job does not own its run any more: it was deleted with its persona, has ended, or another job took it over.

    The job stops quietly; nobody is told.
    """


class CancelRequested(Exception):
    """Somebody asked to cancel the run."""
