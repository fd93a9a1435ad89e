"""How POST requests reach the services: what was sent is read, its texts taken out, and the work done once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar
from urllib.parse import quote

from fastapi import Depends, Request
from pydantic import BaseModel
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, OnceKey, fingerprint_of
from persona_app.api.submissions import File, Submission, fingerprint_of_draft, gather_items
from persona_app.ingestion.schemas import Extracted

Answer = TypeVar("Answer", bound=BaseModel)
LONGEST_ROUTE = 500
"""Characters; the longest address that is there has fewer."""


@dataclass(frozen=True)
class Once:
    """One POST request: its caller, and what makes it the same as another."""

    caller: CurrentCaller
    route: str
    key: str | None

    async def do(self, work: Callable[[Session, Actor], Answer], *, kind: type[Answer], sent: BaseModel | None = None) -> Answer:
        """Do the work in one unit of work, unless an equal request did it before; the answer is the same."""
        fingerprint = fingerprint_of(sent.model_dump(mode="json") if sent is not None else None)
        answer = await self.caller.once(
            lambda session, actor: work(session, actor).model_dump_json(), route=self.route, key=self.key, fingerprint=fingerprint
        )
        return kind.model_validate_json(answer)

    async def submit(
        self,
        work: Callable[[Session, Actor, Sequence[Extracted]], Answer],
        *,
        kind: type[Answer],
        draft: BaseModel,
        submission: Submission,
        may_be_empty: bool = False,
    ) -> Answer:
        """The same with material, read outside of the transaction; what is costly to read is not read when the request was done before."""
        fingerprint = fingerprint_of_draft(draft, submission.files)
        answer = None
        if submission.is_costly:
            answer = await self.caller.find_answer(route=self.route, key=self.key, fingerprint=fingerprint)
        if answer is None:
            items = () if may_be_empty and submission.is_empty else await gather_items(submission)
            answer = await self.caller.once(
                lambda session, actor: work(session, actor, items).model_dump_json(),
                route=self.route,
                key=self.key,
                fingerprint=fingerprint,
            )
        return kind.model_validate_json(answer)


async def once_of(request: Request, caller: CurrentCaller, key: OnceKey) -> Once:
    """Dependency: this POST request."""
    return Once(caller=caller, route=f"{request.method} {quote(request.url.path)}"[:LONGEST_ROUTE], key=key)


def submission_of(
    *, raw_text: str | None, urls: Sequence[str] | None, files: Sequence[File] = (), leave_out_failed: bool = False
) -> Submission:
    """What a draft brings."""
    return Submission(raw_text=raw_text or "", urls=tuple(urls or ()), files=tuple(files), leave_out_failed=leave_out_failed)


CurrentOnce = Annotated[Once, Depends(once_of)]
