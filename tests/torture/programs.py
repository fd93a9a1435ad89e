"""Programs that submit through `/v1`, never give up, and remember what they were told."""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx

SECONDS_TO_BE_TAKEN = 180.0
"""How long a program goes on trying after it was told to stop: what it began to submit shall be there or not, and known."""
SECONDS_TO_FOLLOW = 40.0
PROBLEM = "application/problem+json"


@dataclass
class Ledger:
    """What was acknowledged, and how everything was answered.

    Attributes:
        taken: by text, the persona that the answer named.
        given_up: texts that were never acknowledged.
        answers: how often each answer came, as `201` or `503 database_away`; `no answer` when the connection failed.
        lies: answers that broke a promise, in words.
    """

    taken: dict[str, str] = field(default_factory=dict)
    given_up: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    lies: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: httpx.Response | None) -> None:
        """Count an answer, and judge it: a failure must be a problem document with a sentence, and foreseen."""
        with self.lock:
            self.answers[_kind_of(answer)] += 1
            if answer is not None and answer.status_code >= 300 and (fault := _fault_in(answer)):
                self.lies.append(f"{answer.request.method} {answer.request.url.path}: {fault}")

    def count(self) -> int:
        """How many submissions were acknowledged so far."""
        with self.lock:
            return len(self.taken)


def _kind_of(answer: httpx.Response | None) -> str:
    if answer is None:
        return "no answer"
    is_problem = answer.headers.get("content-type", "").startswith(PROBLEM)
    return f"{answer.status_code} {answer.json().get('code')}" if is_problem else str(answer.status_code)


def _fault_in(answer: httpx.Response) -> str:
    """What is wrong with the way a failure was told; empty when nothing is."""
    if not answer.headers.get("content-type", "").startswith(PROBLEM):
        return f"{answer.status_code} without a problem document: {answer.text[:200]}"
    problem = answer.json()
    if answer.status_code != 503 or "Traceback" in answer.text or not str(problem.get("detail", "")).endswith("."):
        return f"{answer.status_code} {problem.get('code')}: {problem.get('detail')}"
    return ""


class Program(threading.Thread):
    """Makes personas, adds data to them, follows the runs; sends each submission with a key until it is acknowledged."""

    def __init__(self, name: str, *, url: str, token: str, ledger: Ledger, seed: int, weight: int = 0) -> None:
        super().__init__(name=name, daemon=True)
        self._http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        self._ledger = ledger
        self._dice = random.Random(f"{seed}/{name}")
        self._weight = weight
        self._is_over = threading.Event()
        self._number = 0

    def stop(self) -> None:
        """Begin nothing new."""
        self._is_over.set()

    def run(self) -> None:
        """Submit until told to stop."""
        while not self._is_over.is_set():
            made = self._submit("/v1/person")
            for _ in range(self._dice.randint(0, 2) if made else 0):
                self._pause(self._dice.uniform(0, 0.5))
                more = self._submit(f"/v1/person/{made['id']}/data-and-regenerate", persona_id=made["id"])
                made = {**made, "run_id": more["id"]} if more else made
            if made:
                self._follow(made["run_id"])

    def _submit(self, path: str, *, persona_id: str | None = None) -> dict[str, Any]:
        """The answer; empty when it never came."""
        text, key = self._text(), f"{self.name}-{self._number}"
        answer = self._insist(path, text, key=key)
        if answer is None:
            self._ledger.given_up.append(text)
            return {}
        told = dict(answer.json())
        if self._dice.random() < 0.2:
            self._repeat(path, text, key=key, told=told)
        with self._ledger.lock:
            self._ledger.taken[text] = persona_id or told["id"]
        return told

    def _insist(self, path: str, text: str, *, key: str) -> httpx.Response | None:
        """Send until it is acknowledged."""
        waited = 0.0
        while waited < SECONDS_TO_BE_TAKEN:
            answer = self._send("POST", path, text, key=key)
            if answer is not None and answer.is_success:
                return answer
            pause = self._dice.uniform(0.2, 0.6)
            waited += pause if self._is_over.is_set() else 0
            threading.Event().wait(pause)
        return None

    def _repeat(self, path: str, text: str, *, key: str, told: dict[str, Any]) -> None:
        """Sent again, it must answer the same."""
        again = self._send("POST", path, text, key=key)
        if again is not None and again.is_success and again.json()["id"] != told["id"]:
            self._ledger.lies.append(f"{path} with the key {key} answered {told['id']}, then {again.json()['id']}")

    def _send(self, method: str, path: str, text: str = "", *, key: str = "") -> httpx.Response | None:
        try:
            if method == "GET":
                answer = self._http.get(path)
            else:
                answer = self._http.post(path, json={"raw_text": text}, headers={"Idempotency-Key": key})
        except httpx.TransportError:
            self._ledger.note(None)
            return None
        self._ledger.note(answer)
        return answer

    def _follow(self, run_id: str) -> None:
        """Look at the run until it has ended, or for long enough."""
        waited = 0.0
        while waited < SECONDS_TO_FOLLOW and not self._is_over.is_set():
            answer = self._send("GET", f"/v1/runs/{run_id}")
            if answer is not None and answer.is_success and answer.json()["state"] in {"done", "failed", "cancelled"}:
                return
            self._pause(0.5)
            waited += 0.5

    def _text(self) -> str:
        """Words that no other submission has, so that each question to the model is one of a kind."""
        self._number += 1
        mark = f"{self.name}x{self._number}"
        filling = "".join(f" {mark} can word{self._dice.randrange(10**9)}." for _ in range(self._weight))
        return f"{mark} likes thing{mark}. {mark} wants to see place{mark}. CANARY{mark}.{filling}"

    def _pause(self, seconds: float) -> None:
        self._is_over.wait(seconds)
