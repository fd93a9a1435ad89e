from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.attempt_view import AttemptView
from ...models.problem import Problem
from ...models.publication_draft import PublicationDraft
from ...models.publication_state import PublicationState
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID


def _get_kwargs(
    persona_id: UUID,
    *,
    body: PublicationDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
    prefer: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    if not isinstance(prefer, Unset):
        headers["prefer"] = prefer

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/person/{persona_id}/publication".format(
            persona_id=quote(str(persona_id), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AttemptView | Problem | PublicationState | None:
    if response.status_code == 200:
        response_200 = PublicationState.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = AttemptView.from_dict(response.json())

        return response_202

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AttemptView | Problem | PublicationState]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PublicationDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
    prefer: None | str | Unset = UNSET,
) -> Response[AttemptView | Problem | PublicationState]:
    """Publish Person

     Let tags, rating and headline be found for a version, and make it public; Location leads to the run.

    Args:
        persona_id (UUID):
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        prefer (None | str | Unset): `wait=30` waits up to so many seconds for the work to end
            (RFC 7240).
        body (PublicationDraft | Unset): What is to be made public, and how.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AttemptView | Problem | PublicationState]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        body=body,
        idempotency_key=idempotency_key,
        prefer=prefer,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PublicationDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
    prefer: None | str | Unset = UNSET,
) -> AttemptView | Problem | PublicationState | None:
    """Publish Person

     Let tags, rating and headline be found for a version, and make it public; Location leads to the run.

    Args:
        persona_id (UUID):
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        prefer (None | str | Unset): `wait=30` waits up to so many seconds for the work to end
            (RFC 7240).
        body (PublicationDraft | Unset): What is to be made public, and how.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AttemptView | Problem | PublicationState
    """

    return sync_detailed(
        persona_id=persona_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
        prefer=prefer,
    ).parsed


async def asyncio_detailed(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PublicationDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
    prefer: None | str | Unset = UNSET,
) -> Response[AttemptView | Problem | PublicationState]:
    """Publish Person

     Let tags, rating and headline be found for a version, and make it public; Location leads to the run.

    Args:
        persona_id (UUID):
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        prefer (None | str | Unset): `wait=30` waits up to so many seconds for the work to end
            (RFC 7240).
        body (PublicationDraft | Unset): What is to be made public, and how.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AttemptView | Problem | PublicationState]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        body=body,
        idempotency_key=idempotency_key,
        prefer=prefer,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: PublicationDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
    prefer: None | str | Unset = UNSET,
) -> AttemptView | Problem | PublicationState | None:
    """Publish Person

     Let tags, rating and headline be found for a version, and make it public; Location leads to the run.

    Args:
        persona_id (UUID):
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        prefer (None | str | Unset): `wait=30` waits up to so many seconds for the work to end
            (RFC 7240).
        body (PublicationDraft | Unset): What is to be made public, and how.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AttemptView | Problem | PublicationState
    """

    return (
        await asyncio_detailed(
            persona_id=persona_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
            prefer=prefer,
        )
    ).parsed
