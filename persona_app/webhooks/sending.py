"""One attempt at a delivery: a signed POST over the guarded network, and what came back of it.

Redirects are refused, proxies and the environment's settings ignored, no connection is kept, and of the answer only the beginning is read.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import NamedTuple, Self

import httpx2

from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.ingestion.services.addresses import GuardedBackend, HostNotFoundError, HostNotPublicError, PortNotAllowedError
from persona_app.ingestion.services.fetching import GuardedTransport
from persona_app.webhooks.checking import network_for
from persona_app.webhooks.schemas import Answer, DeliveryOutcome, Parcel
from persona_app.webhooks.signing import signature

ANSWER_BYTES = 2_000
"""So much of an answer is read and kept."""
AGENT = "PersonaStudio-Webhooks/1.0"
_FAILURES = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    HostNotFoundError,
    HostNotPublicError,
    PortNotAllowedError,
    OSError,
    UnicodeError,
    ValueError,
)
Clock = Callable[[], datetime]


class _Came(NamedTuple):
    outcome: DeliveryOutcome
    status: int | None = None
    answer: bytes = b""


def headers_of(parcel: Parcel, *, at: datetime) -> dict[str, str]:
    """What is sent beside the body."""
    return {
        "content-type": "application/json",
        "user-agent": AGENT,
        "persona-delivery": str(parcel.delivery_id),
        "persona-event": parcel.kind,
        "persona-signature": signature(parcel.body, secrets=parcel.secrets, at=at),
    }


class Sender:
    """Sends deliveries, any number at once; open it with `async with`."""

    def __init__(self, settings: Settings, *, most: int, network: GuardedBackend | None = None, clock: Clock = now) -> None:
        self._deadline = settings.webhook_seconds
        self._clock = clock
        transport = GuardedTransport(network or network_for(settings), most=most, most_kept=0)
        plain = {"accept": "*/*", "accept-encoding": "identity"}
        self._client = httpx2.AsyncClient(transport=transport, trust_env=False, follow_redirects=False, headers=plain, timeout=None)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._client.aclose()

    async def send(self, parcel: Parcel) -> Answer:
        """Send it once; whatever goes wrong on the way is the answer's outcome."""
        at, began = self._clock(), time.monotonic()
        headers = headers_of(parcel, at=at)
        came = await self._came(parcel, headers)
        passed = round((time.monotonic() - began) * 1000)
        answer = came.answer.decode("utf-8", "replace").replace("\x00", "�")
        return Answer(at=at, outcome=came.outcome, status=came.status, request_headers=headers, answer=answer, milliseconds=passed)

    async def _came(self, parcel: Parcel, headers: Mapping[str, str]) -> _Came:
        came = _Came(DeliveryOutcome.SLOW)
        try:
            async with (
                asyncio.timeout(self._deadline),
                self._client.stream("POST", parcel.url, content=parcel.body.encode(), headers=headers) as response,
            ):
                came = _Came(_outcome_of(response), response.status_code)
                came = came._replace(answer=await _beginning(response))
        except TimeoutError:
            return came
        except _FAILURES as error:
            return came if came.status else _Came(_outcome_of_failure(error))
        return came


def _outcome_of(response: httpx2.Response) -> DeliveryOutcome:
    if response.is_success:
        return DeliveryOutcome.TAKEN
    return DeliveryOutcome.REDIRECTED if response.is_redirect else DeliveryOutcome.REFUSED


def _outcome_of_failure(error: Exception) -> DeliveryOutcome:
    if isinstance(error, HostNotPublicError | PortNotAllowedError):
        return DeliveryOutcome.PRIVATE
    return DeliveryOutcome.UNREACHABLE


async def _beginning(response: httpx2.Response) -> bytes:
    """The first bytes of an answer, as they came; the rest is left unread."""
    read = bytearray()
    async for chunk in response.aiter_raw():
        read += chunk
        if len(read) >= ANSWER_BYTES:
            break
    return bytes(read[:ANSWER_BYTES])
