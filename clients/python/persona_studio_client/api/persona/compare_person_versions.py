from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.problem import Problem
from ...models.version_comparison import VersionComparison
from typing import cast
from uuid import UUID


def _get_kwargs(
    persona_id: UUID,
    version: str,
    *,
    from_: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["from"] = from_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/person/{persona_id}/versions/{version}/diff".format(
            persona_id=quote(str(persona_id), safe=""),
            version=quote(str(version), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | VersionComparison | None:
    if response.status_code == 200:
        response_200 = VersionComparison.from_dict(response.json())

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
) -> Response[Problem | VersionComparison]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    persona_id: UUID,
    version: str,
    *,
    client: AuthenticatedClient,
    from_: str,
) -> Response[Problem | VersionComparison]:
    """Compare Person Versions

     What a version changed since another: words of the content, claims and scores of the profile.

    Args:
        persona_id (UUID):
        version (str): The version's number, a label that is on it, or `latest`.
        from_ (str): The version to compare with: its number or a label.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | VersionComparison]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        version=version,
        from_=from_,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    persona_id: UUID,
    version: str,
    *,
    client: AuthenticatedClient,
    from_: str,
) -> Problem | VersionComparison | None:
    """Compare Person Versions

     What a version changed since another: words of the content, claims and scores of the profile.

    Args:
        persona_id (UUID):
        version (str): The version's number, a label that is on it, or `latest`.
        from_ (str): The version to compare with: its number or a label.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | VersionComparison
    """

    return sync_detailed(
        persona_id=persona_id,
        version=version,
        client=client,
        from_=from_,
    ).parsed


async def asyncio_detailed(
    persona_id: UUID,
    version: str,
    *,
    client: AuthenticatedClient,
    from_: str,
) -> Response[Problem | VersionComparison]:
    """Compare Person Versions

     What a version changed since another: words of the content, claims and scores of the profile.

    Args:
        persona_id (UUID):
        version (str): The version's number, a label that is on it, or `latest`.
        from_ (str): The version to compare with: its number or a label.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | VersionComparison]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        version=version,
        from_=from_,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    persona_id: UUID,
    version: str,
    *,
    client: AuthenticatedClient,
    from_: str,
) -> Problem | VersionComparison | None:
    """Compare Person Versions

     What a version changed since another: words of the content, claims and scores of the profile.

    Args:
        persona_id (UUID):
        version (str): The version's number, a label that is on it, or `latest`.
        from_ (str): The version to compare with: its number or a label.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | VersionComparison
    """

    return (
        await asyncio_detailed(
            persona_id=persona_id,
            version=version,
            client=client,
            from_=from_,
        )
    ).parsed
