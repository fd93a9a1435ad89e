"""An import of many files as a worker runs it: queued in the transaction, taken up, ended."""

import asyncio

from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.interchange.bulk import BatchState, BatchView
from persona_app.interchange.services.receiving import add_part, begin_import, get_import, open_import
from persona_app.jobs.progress import stop_listening, wait_for_progress
from persona_app.jobs.worker import Timing, run_worker
from tests.factories import bulk
from tests.factories.accounts import make_actor

QUICK = Timing(heartbeat=0.5, look_every=0.1, recover_every=0.5, stop_within=1.0)


def test_worker_imports_what_was_queued(database: str) -> None:
    with unit_of_work() as session:
        ada = make_actor(session, handle="ada")
        batch = open_import(session, actor=ada, kind="files", title="2 files", on_same="keep_both")
        for name in ("Ada", "Bo"):
            add_part(session, actor=ada, batch_id=batch.id, data=bulk.card(name), file_name=f"{name}.json")
        begin_import(session, actor=ada, batch_id=batch.id)

    def look() -> BatchView:
        with unit_of_work() as session:
            return get_import(session, actor=ada, batch_id=batch.id)

    async def run() -> BatchView:
        stop = asyncio.Event()
        working = asyncio.create_task(run_worker(database, concurrency=2, stop=stop, timing=QUICK, context={"settings": get_settings()}))
        try:
            async with asyncio.timeout(60):
                while (await asyncio.to_thread(look)).is_active:
                    await wait_for_progress(batch.id, timeout=0.5)
        finally:
            stop.set()
            await working
            await stop_listening()
        return look()

    done = asyncio.run(run())
    assert (done.state, done.imported) == (BatchState.DONE, 2)
