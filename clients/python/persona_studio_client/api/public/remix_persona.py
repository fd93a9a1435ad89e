from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.created import Created
from ...models.problem import Problem
from ...models.remix_draft import RemixDraft
from ...types import UNSET, Unset
from typing import cast


def _get_kwargs(
    slug: str,
    *,
    body: RemixDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/public/personas/{slug}/remix".format(
            slug=quote(str(slug), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Created | Problem | None:
    if response.status_code == 201:
        response_201 = Created.from_dict(response.json())

        return response_201

    if response.status_code == 301:
        response_301 = Problem.from_dict(response.json())

        return response_301

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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
) -> Response[Created | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    slug: str,
    *,
    client: AuthenticatedClient,
    body: RemixDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[Created | Problem]:
    """Remix Persona

     Make a persona of your own from what visitors see of it, each claim cited as the parent's. Both name
    each other while public.

    Args:
        slug (str):
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        body (RemixDraft | Unset): A persona of one's own, made from a public one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Created | Problem]
    """

    kwargs = _get_kwargs(
        slug=slug,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    slug: str,
    *,
    client: AuthenticatedClient,
    body: RemixDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> Created | Problem | None:
    """Remix Persona

     Make a persona of your own from what visitors see of it, each claim cited as the parent's. Both name
    each other while public.

    Args:
        slug (str):
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        body (RemixDraft | Unset): A persona of one's own, made from a public one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Created | Problem
    """

    return sync_detailed(
        slug=slug,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    slug: str,
    *,
    client: AuthenticatedClient,
    body: RemixDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[Created | Problem]:
    """Remix Persona

     Make a persona of your own from what visitors see of it, each claim cited as the parent's. Both name
    each other while public.

    Args:
        slug (str):
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        body (RemixDraft | Unset): A persona of one's own, made from a public one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Created | Problem]
    """

    kwargs = _get_kwargs(
        slug=slug,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    slug: str,
    *,
    client: AuthenticatedClient,
    body: RemixDraft | Unset = UNSET,
    idempotency_key: None | str | Unset = UNSET,
) -> Created | Problem | None:
    """Remix Persona

     Make a persona of your own from what visitors see of it, each claim cited as the parent's. Both name
    each other while public.

    Args:
        slug (str):
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        body (RemixDraft | Unset): A persona of one's own, made from a public one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Created | Problem
    """

    return (
        await asyncio_detailed(
            slug=slug,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
