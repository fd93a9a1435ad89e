"""A text that kills whoever works on it, each time: every worker is killed as soon as the model server is asked about it."""

import threading
import time

import httpx

from tests.torture.siege import Siege

SECONDS_TO_GIVE_UP = 420.0
"""Five times: a job is taken over 20 to 30 seconds after its worker died."""
POISON = "POISON likes to kill. POISON lives in Nowhere. CANARYPOISON."


def poison(siege: Siege) -> list[str]:
    """Submit it, and kill until its run has ended; what is wrong with that end."""
    with httpx.Client(base_url=siege.studio.url, headers={"Authorization": f"Bearer {siege.token}"}, timeout=30) as http:
        made = http.post("/v1/person", json={"raw_text": POISON}).raise_for_status().json()
        siege.ledger.taken[POISON] = made["id"]
        killed, seen, ends = 0, 0, time.monotonic() + SECONDS_TO_GIVE_UP
        run = {"state": "queued"}
        while run["state"] not in {"done", "failed", "cancelled"} and time.monotonic() < ends:
            asked = sum("POISON" in call.material for call in tuple(siege.model.calls) if call.question)
            if asked > seen:
                seen, killed = asked, killed + 1
                for worker in siege.all_workers():
                    siege.kill(worker, "worker killed by the text it worked on")
            threading.Event().wait(0.05)
            run = http.get(f"/v1/runs/{made['run_id']}").raise_for_status().json()
    good = run["state"] == "failed" and run.get("error_code") == "run_crashed" and "given up" in run["sentence"]
    return [] if good else [f"the poison run after {killed} kills: {run['state']} {run.get('error_code')}: {run.get('sentence')}"]
