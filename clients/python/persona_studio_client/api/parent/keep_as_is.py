from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.fields_taken import FieldsTaken
from ...models.parent_view import ParentView
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID


def _get_kwargs(
    persona_id: UUID,
    *,
    body: FieldsTaken | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["if-match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/person/{persona_id}/parent/keep".format(
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
) -> ParentView | Problem | None:
    if response.status_code == 200:
        response_200 = ParentView.from_dict(response.json())

        return response_200

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

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 428:
        response_428 = Problem.from_dict(response.json())

        return response_428

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
) -> Response[ParentView | Problem]:
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
    body: FieldsTaken | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> Response[ParentView | Problem]:
    """Keep As Is

     Do not take it over. It is proposed again once the parent says something else there.

    Args:
        persona_id (UUID):
        if_match (None | str | Unset): The ETag as it was read; the change is refused when it is
            not the present one.
        body (FieldsTaken | Unset): Fields in which the parent changed.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ParentView | Problem]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        body=body,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: FieldsTaken | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> ParentView | Problem | None:
    """Keep As Is

     Do not take it over. It is proposed again once the parent says something else there.

    Args:
        persona_id (UUID):
        if_match (None | str | Unset): The ETag as it was read; the change is refused when it is
            not the present one.
        body (FieldsTaken | Unset): Fields in which the parent changed.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ParentView | Problem
    """

    return sync_detailed(
        persona_id=persona_id,
        client=client,
        body=body,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: FieldsTaken | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> Response[ParentView | Problem]:
    """Keep As Is

     Do not take it over. It is proposed again once the parent says something else there.

    Args:
        persona_id (UUID):
        if_match (None | str | Unset): The ETag as it was read; the change is refused when it is
            not the present one.
        body (FieldsTaken | Unset): Fields in which the parent changed.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ParentView | Problem]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        body=body,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: FieldsTaken | Unset = UNSET,
    if_match: None | str | Unset = UNSET,
) -> ParentView | Problem | None:
    """Keep As Is

     Do not take it over. It is proposed again once the parent says something else there.

    Args:
        persona_id (UUID):
        if_match (None | str | Unset): The ETag as it was read; the change is refused when it is
            not the present one.
        body (FieldsTaken | Unset): Fields in which the parent changed.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ParentView | Problem
    """

    return (
        await asyncio_detailed(
            persona_id=persona_id,
            client=client,
            body=body,
            if_match=if_match,
        )
    ).parsed
