from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.format_ import Format
from ...models.problem import Problem
from ...types import File, FileTypes
from ...types import UNSET, Unset
from io import BytesIO
from typing import cast
from uuid import UUID


def _get_kwargs(
    persona_id: UUID,
    *,
    format_: Format | Unset = UNSET,
    version: str | Unset = "latest",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_.value

    params["format"] = json_format_

    params["version"] = version

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/person/{persona_id}/export".format(
            persona_id=quote(str(persona_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> File | Problem | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

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
) -> Response[File | Problem]:
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
    format_: Format | Unset = UNSET,
    version: str | Unset = "latest",
) -> Response[File | Problem]:
    """Export Person

     A version as a file of another program; the header `X-Persona-Losses` tells, as JSON, what found no
    place in it.

    Args:
        persona_id (UUID):
        format_ (Format | Unset): The formats by the names that programs use.
        version (str | Unset): The version: its number, a label that is on it, or `latest`.
            Default: 'latest'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        format_=format_,
        version=version,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    format_: Format | Unset = UNSET,
    version: str | Unset = "latest",
) -> File | Problem | None:
    """Export Person

     A version as a file of another program; the header `X-Persona-Losses` tells, as JSON, what found no
    place in it.

    Args:
        persona_id (UUID):
        format_ (Format | Unset): The formats by the names that programs use.
        version (str | Unset): The version: its number, a label that is on it, or `latest`.
            Default: 'latest'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return sync_detailed(
        persona_id=persona_id,
        client=client,
        format_=format_,
        version=version,
    ).parsed


async def asyncio_detailed(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    format_: Format | Unset = UNSET,
    version: str | Unset = "latest",
) -> Response[File | Problem]:
    """Export Person

     A version as a file of another program; the header `X-Persona-Losses` tells, as JSON, what found no
    place in it.

    Args:
        persona_id (UUID):
        format_ (Format | Unset): The formats by the names that programs use.
        version (str | Unset): The version: its number, a label that is on it, or `latest`.
            Default: 'latest'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        format_=format_,
        version=version,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    format_: Format | Unset = UNSET,
    version: str | Unset = "latest",
) -> File | Problem | None:
    """Export Person

     A version as a file of another program; the header `X-Persona-Losses` tells, as JSON, what found no
    place in it.

    Args:
        persona_id (UUID):
        format_ (Format | Unset): The formats by the names that programs use.
        version (str | Unset): The version: its number, a label that is on it, or `latest`.
            Default: 'latest'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return (
        await asyncio_detailed(
            persona_id=persona_id,
            client=client,
            format_=format_,
            version=version,
        )
    ).parsed
