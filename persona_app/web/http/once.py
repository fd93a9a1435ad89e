"""A form whose answer was lost is sent again with the same key: it is done once, and answered the same."""

import json
from collections.abc import Callable
from hashlib import sha256

from fastapi import Request
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.requests.services.repeating import Asked, checked_key, perform_once
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


def do_once(session: Session, *, asked: Asked | None, work: Callable[[Session], str]) -> str:
    """Do the work, unless it was done before; where it led to, either way.

    Raises:
        KeyReused: the key belongs to other material; nothing was done.
    """
    if asked is None:
        return work(session)
    return str(json.loads(perform_once(session, asked=asked, work=lambda: json.dumps(work(session)))))


def _fingerprint(submission: Submission) -> str:
    files = [[name, sha256(content).hexdigest()] for name, content in submission.files]
    return sha256(json.dumps([submission.name, submission.text, submission.urls, files]).encode()).hexdigest()
