from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.person_picture import PersonPicture
from ...models.picture_rating import PictureRating
from ...models.problem import Problem
from ...models.set_person_picture_files_body import SetPersonPictureFilesBody
from ...types import File, FileTypes
from ...types import UNSET, Unset
from io import BytesIO
from typing import cast
from uuid import UUID


def _get_kwargs(
    persona_id: UUID,
    *,
    body: File | SetPersonPictureFilesBody | Unset = UNSET,
    declared: None | PictureRating | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    json_declared: None | str | Unset
    if isinstance(declared, Unset):
        json_declared = UNSET
    elif isinstance(declared, PictureRating):
        json_declared = declared.value
    else:
        json_declared = declared
    params["declared"] = json_declared

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/v1/person/{persona_id}/picture".format(
            persona_id=quote(str(persona_id), safe=""),
        ),
        "params": params,
    }

    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/octet-stream"
    if isinstance(body, SetPersonPictureFilesBody):
        _kwargs["files"] = body.to_multipart()

        headers["Content-Type"] = "multipart/form-data; boundary=+++"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PersonPicture | Problem | None:
    if response.status_code == 200:
        response_200 = PersonPicture.from_dict(response.json())

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
) -> Response[PersonPicture | Problem]:
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
    body: File | SetPersonPictureFilesBody | Unset = UNSET,
    declared: None | PictureRating | Unset = UNSET,
) -> Response[PersonPicture | Problem]:
    """Set Person Picture

     Give a persona this picture (PNG, JPEG or WebP), as the body itself or as the file of a form; a
    public page shows it at once.

    Args:
        persona_id (UUID):
        declared (None | PictureRating | Unset): For whom the picture is, as its owner says:
            `safe`, `suggestive` or `explicit`. A stricter judge is followed.
        body (File):
        body (SetPersonPictureFilesBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PersonPicture | Problem]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        body=body,
        declared=declared,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: File | SetPersonPictureFilesBody | Unset = UNSET,
    declared: None | PictureRating | Unset = UNSET,
) -> PersonPicture | Problem | None:
    """Set Person Picture

     Give a persona this picture (PNG, JPEG or WebP), as the body itself or as the file of a form; a
    public page shows it at once.

    Args:
        persona_id (UUID):
        declared (None | PictureRating | Unset): For whom the picture is, as its owner says:
            `safe`, `suggestive` or `explicit`. A stricter judge is followed.
        body (File):
        body (SetPersonPictureFilesBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PersonPicture | Problem
    """

    return sync_detailed(
        persona_id=persona_id,
        client=client,
        body=body,
        declared=declared,
    ).parsed


async def asyncio_detailed(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: File | SetPersonPictureFilesBody | Unset = UNSET,
    declared: None | PictureRating | Unset = UNSET,
) -> Response[PersonPicture | Problem]:
    """Set Person Picture

     Give a persona this picture (PNG, JPEG or WebP), as the body itself or as the file of a form; a
    public page shows it at once.

    Args:
        persona_id (UUID):
        declared (None | PictureRating | Unset): For whom the picture is, as its owner says:
            `safe`, `suggestive` or `explicit`. A stricter judge is followed.
        body (File):
        body (SetPersonPictureFilesBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PersonPicture | Problem]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        body=body,
        declared=declared,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    body: File | SetPersonPictureFilesBody | Unset = UNSET,
    declared: None | PictureRating | Unset = UNSET,
) -> PersonPicture | Problem | None:
    """Set Person Picture

     Give a persona this picture (PNG, JPEG or WebP), as the body itself or as the file of a form; a
    public page shows it at once.

    Args:
        persona_id (UUID):
        declared (None | PictureRating | Unset): For whom the picture is, as its owner says:
            `safe`, `suggestive` or `explicit`. A stricter judge is followed.
        body (File):
        body (SetPersonPictureFilesBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PersonPicture | Problem
    """

    return (
        await asyncio_detailed(
            persona_id=persona_id,
            client=client,
            body=body,
            declared=declared,
        )
    ).parsed
