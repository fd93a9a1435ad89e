"""A model server for tests: Chat Completions over real HTTP, answers computed only from the request (see `answers`).

    with StubModelServer() as server:
        settings = Settings(openai_base_url=server.base_url, model="stub")
        server.fail("500", times=1)
        ...
        assert not server.paid_twice()

It can be slow, understand only some response formats, ask for a key, and fail in any way named in `faults.FAULTS`: always, at the
nth call, some times, at a rate, or for one question only (`moderation` is
one, once `moderates` is set); or obey whatever orders the material holds. A model
called `fault-<name>` always fails in that way.
"""

import asyncio
import contextlib
import hashlib
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from tests.model_server.answers import NotUnderstood, answer_to, material_of, messages_of, type_asked_for
from tests.model_server.faults import FAULTS, HANGING_UP, Fault
from tests.model_server.moderating import MODERATION, moderate
from tests.model_server.obedience import obey
from tests.model_server.wire import Request, completion, read_request, response

CHARS_PER_TOKEN = 4
ALL_FORMATS = ("json_schema", "json_object", "text")


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request as it came in.

    Attributes:
        question: the type of the answer asked for, empty when not understood.
        digest: hash of question and material; the random delimiters don't matter.
        form: `json_schema`, `json_object` or `text`.
        outcome: `answered`, a fault's name, or why it was refused.
        concurrent: how many calls were being answered then, this one included.
        at: when it came in, in seconds of the monotonic clock.
    """

    question: str
    digest: str
    form: str
    outcome: str
    concurrent: int
    at: float
    request: dict[str, Any] = field(repr=False)

    @property
    def material(self) -> str:
        return material_of(self.request)

    @property
    def messages(self) -> list[tuple[str, str]]:
        return messages_of(self.request)


@dataclass(kw_only=True)
class _Planned:
    fault: str
    nth: int | None = None
    times: int | None = None
    rate: float = 1.0
    question: str | None = None
    seen: int = 0

    def strikes(self, question: str, dice: random.Random) -> bool:
        if self.question not in {None, question}:
            return False
        self.seen += 1
        if self.nth is not None:
            return self.seen == self.nth
        if self.times is not None and self.seen > self.times:
            return False
        return dice.random() < self.rate


class StubModelServer:
    """A server on its own thread; start and stop it as a context manager."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        latency_seconds: float = 0.0,
        formats: Iterable[str] = ALL_FORMATS,
        takes_temperature: bool = True,
        api_key: str | None = None,
        ssl_context: Any = None,
        obeys: bool = False,
        seed: int = 0,
    ) -> None:
        self.latency_seconds = latency_seconds
        self.formats = frozenset(formats)
        self.takes_temperature = takes_temperature
        self.api_key = api_key
        self.obeys = obeys
        self.obeyed = 0
        self.thinking = "good"
        self.describing = "good"
        self.moderates = False
        self.calls: list[Call] = []
        self.most_concurrent = 0
        self._address = (host, port)
        self._ssl = ssl_context
        self._dice = random.Random(seed)
        self._plan: list[_Planned] = []
        self._running = 0
        self._hanging: set[asyncio.Task[Any]] = set()
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._serve, name="stub model server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(60):
            raise RuntimeError("the stub model server did not start")
        return self

    def __exit__(self, *exc: object) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def base_url(self) -> str:
        scheme = "https" if self._ssl else "http"
        return f"{scheme}://{self._address[0]}:{self._address[1]}/v1"

    @property
    def under_way(self) -> int:
        """How many calls are being answered now."""
        with self._lock:
            return self._running

    def fail(self, fault: str, *, nth: int | None = None, times: int | None = None, rate: float = 1.0, question: str | None = None) -> None:
        """Fail from now on: at the nth call from here, the first so many times, at a rate; for one question or all."""
        if fault not in FAULTS:
            raise KeyError(fault)
        with self._lock:
            self._plan.append(_Planned(fault=fault, nth=nth, times=times, rate=rate, question=question))

    def heal(self) -> None:
        """Fail no more, and hang up where a call stalls: whoever asked may ask again at once."""
        with self._lock:
            self._plan.clear()
            for task in self._hanging:
                task.get_loop().call_soon_threadsafe(task.cancel)

    def forget(self) -> None:
        """Empty the log of calls."""
        with self._lock:
            self.calls.clear()
            self.most_concurrent = 0

    def count(self, question: str | None = None, *, outcome: str | None = None) -> int:
        """How many calls there were, of one question or outcome."""
        with self._lock:
            return sum(question in {None, call.question} and outcome in {None, call.outcome} for call in self.calls)

    def paid_twice(self) -> list[str]:
        """Digests of the questions that were answered more than once."""
        with self._lock:
            answered = Counter(call.digest for call in self.calls if call.outcome == "answered")
        return [digest for digest, times in answered.items() if times > 1]

    def wait(self) -> None:
        """Serve until interrupted."""
        with contextlib.suppress(KeyboardInterrupt):
            self._thread.join()

    def _serve(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, *self._address, ssl=self._ssl, backlog=512)
        self._address = server.sockets[0].getsockname()[:2]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await read_request(reader)) is not None:
                if not await self._answer(request, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            with self._lock:
                self._hanging.discard(_this_task())

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False when the connection has to end with it."""
        if request.method == "GET" and request.path.endswith("/models"):
            writer.write(response(200, {"object": "list", "data": [{"id": "stub", "object": "model"}]}))
            await writer.drain()
            return True
        with self._lock:
            self._running += 1
            concurrent = self._running
            self.most_concurrent = max(self.most_concurrent, concurrent)
        try:
            return await self._answer_chat(request, writer, concurrent=concurrent)
        finally:
            with self._lock:
                self._running -= 1

    async def _answer_chat(self, request: Request, writer: asyncio.StreamWriter, *, concurrent: int) -> bool:
        asked = json.loads(request.body) if request.body else {}
        if refusal := self._refusal(request, asked):
            self._record(asked, outcome=refusal[1]["error"]["message"], concurrent=concurrent)
            writer.write(response(*refusal))
            await writer.drain()
            return True
        if request.path.endswith("/moderations"):
            return await self._answer_moderation(asked, writer, concurrent=concurrent)
        name, good = self._decide(asked)
        self._record(asked, outcome=name or "answered", concurrent=concurrent)
        if self.latency_seconds:
            await asyncio.sleep(self.latency_seconds)
        if name:
            await self._send_fault(FAULTS[name], good, writer)
            return name not in HANGING_UP
        writer.write(response(200, good))
        await writer.drain()
        return True

    def _refusal(self, request: Request, asked: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        form = _form_of(asked)
        if self.api_key is not None and request.headers.get("authorization") != f"Bearer {self.api_key}":
            return 401, _error("wrong key", code="invalid_api_key")
        is_moderation = self.moderates and request.path.endswith("/moderations")
        if not is_moderation and not request.path.endswith("/chat/completions"):
            return 404, _error("no such path")
        if form not in self.formats and not is_moderation:
            return 400, _error(f"response_format.type {form} is not supported")
        if not self.takes_temperature and "temperature" in asked:
            return 400, _error("Unsupported value: 'temperature' does not support 0 with this model")
        return None

    async def _answer_moderation(self, asked: dict[str, Any], writer: asyncio.StreamWriter, *, concurrent: int) -> bool:
        good = moderate(asked)
        name = self._fault_for(MODERATION, str(asked.get("model", "")))
        self._record(asked, outcome=name or "answered", concurrent=concurrent, question=MODERATION)
        if name:
            await self._send_fault(FAULTS[name], good, writer)
            return name not in HANGING_UP
        writer.write(response(200, good))
        await writer.drain()
        return True

    def _decide(self, asked: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        model = str(asked.get("model", ""))
        try:
            question, answer = answer_to(asked, thinking=self.thinking, describing=self.describing)
        except (NotUnderstood, ValueError, KeyError, TypeError) as error:
            question, answer = "", {"not_understood": str(error)}
        if self.obeys and question:
            self._obey(question, answer, asked)
        text = json.dumps(answer, ensure_ascii=False)
        tokens = (sum(len(said) for _, said in messages_of(asked)) // CHARS_PER_TOKEN + 1, len(text) // CHARS_PER_TOKEN + 1)
        good = completion(text, model=model, tokens=tokens)
        return self._fault_for(question, model), good

    def _obey(self, question: str, answer: dict[str, Any], asked: dict[str, Any]) -> None:
        said = messages_of(asked)
        system = "\n".join(text for role, text in said if role == "system")
        token = next(text for role, text in said if role == "user").split("\n", 1)[0].removeprefix("BEGIN-")
        if obey(question, answer, material=material_of(asked), system=system, token=token):
            with self._lock:
                self.obeyed += 1

    def _fault_for(self, question: str, model: str) -> str:
        if model.removeprefix("fault-") in FAULTS and model.startswith("fault-"):
            return model.removeprefix("fault-")
        with self._lock:
            striking = [planned.fault for planned in self._plan if planned.strikes(question, self._dice)]
            if striking and striking[0] in HANGING_UP:
                self._hanging.add(_this_task())
        return striking[0] if striking else ""

    def _record(self, asked: dict[str, Any], *, outcome: str, concurrent: int, question: str = "") -> None:
        try:
            question, material = type_asked_for(asked), material_of(asked)
        except (NotUnderstood, KeyError, TypeError):
            material = json.dumps(asked)
        digest = hashlib.sha256(f"{question}\n{material}".encode("utf-8", "replace")).hexdigest()
        call = Call(
            question=question,
            digest=digest,
            form=_form_of(asked),
            outcome=outcome,
            concurrent=concurrent,
            at=time.monotonic(),
            request=asked,
        )
        with self._lock:
            self.calls.append(call)

    async def _send_fault(self, fault: Fault, good: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        async for part in fault(good):
            writer.write(part)
            await writer.drain()


def _this_task() -> asyncio.Task[Any]:
    """What serves the connection."""
    task = asyncio.current_task()
    assert task is not None
    return task


def _form_of(asked: dict[str, Any]) -> str:
    return str((asked.get("response_format") or {}).get("type", "text"))


def _error(message: str, *, code: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", "code": code, "param": None}}
