"""A form whose answer was lost is sent again with the same key: it is done once, and answered the same."""

import json
from collections.abc import Callable
from hashlib import sha256

from fastapi import Request
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.requests.services.repeating import Asked, checked_key, find_answer, perform_once
from persona_app.web.http.multipart import Submission

HEADER = "Idempotency-Key"
"""Sent by `assets/js/submit.js`; a form that the browser posts by itself has none."""


def asked_of(request: Request, *, actor: Actor, submission: Submission) -> Asked | None:
    """What makes this request the same as another; None when it names no key.

    Raises:
        KeyInvalid: its key can be none.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    route = f"{request.method} {request.url.path}"
    return Asked(account_id=actor.account_id, route=route, key=checked_key(key), fingerprint=_fingerprint(submission))


def find_before(session: Session, *, actor: Actor, asked: Asked) -> str | None:
    """Where an equal request of the actor's led to, if there was one."""
    found = find_answer(session, asked=asked) if asked.account_id == actor.account_id else None
    return None if found is None else str(json.loads(found))


def do_once(session: Session, *, actor: Actor, asked: Asked | None, work: Callable[[Session, Actor], str]) -> str:
    """Do the work as this actor, unless it was done before; where it led to, either way.

    Raises:
        KeyReused: the key belongs to other material; nothing was done.
    """
    if asked is None:
        return work(session, actor)
    return str(json.loads(perform_once(session, asked=asked, work=lambda: json.dumps(work(session, actor)))))


def _fingerprint(submission: Submission) -> str:
    files = [[name, sha256(content).hexdigest()] for name, content in submission.files]
    return sha256(json.dumps([submission.name, submission.text, submission.urls, files]).encode()).hexdigest()
