"""The procrastinate app: task modules register on it, workers run it.

It has no connection of its own: enqueuing goes through the caller's transaction (`jobs.queue`), a worker brings its connector.
"""

import procrastinate

from persona_app.core.db import enter_role

SCHEMA = "procrastinate"
SEARCH_PATH = f"public,{SCHEMA}"
TASK_MODULES = ("persona_app.building.tasks", "persona_app.publishing.tasks", "persona_app.media.tasks", "persona_app.interchange.tasks")
"""Where tasks are defined; a worker imports these by name, so that this package knows none of them."""

app = procrastinate.App(connector=procrastinate.PsycopgConnector(), import_paths=TASK_MODULES)


def connector(url: str, *, most: int = 6) -> procrastinate.PsycopgConnector:
    """A worker's connections to the queue; `url` as libpq takes it."""
    options = f"-c search_path={SEARCH_PATH} -c timezone=UTC -c application_name=persona-jobs"
    return procrastinate.PsycopgConnector(conninfo=url, min_size=1, max_size=most, configure=enter_role, kwargs={"options": options})
