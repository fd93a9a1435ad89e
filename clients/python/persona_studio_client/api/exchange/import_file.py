from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.batch_view import BatchView
from ...models.import_answer import ImportAnswer
from ...models.import_file_files_body import ImportFileFilesBody
from ...models.import_file_on_same import ImportFileOnSame
from ...models.problem import Problem
from ...types import File, FileTypes
from ...types import UNSET, Unset
from io import BytesIO
from typing import cast


def _get_kwargs(
    *,
    body: File | ImportFileFilesBody | Unset = UNSET,
    on_same: ImportFileOnSame | Unset = ImportFileOnSame.KEEP_BOTH,
    file_name: str | Unset = "",
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    params: dict[str, Any] = {}

    json_on_same: str | Unset = UNSET
    if not isinstance(on_same, Unset):
        json_on_same = on_same.value

    params["on_same"] = json_on_same

    params["file_name"] = file_name

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/imports",
        "params": params,
    }

    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/octet-stream"
    if isinstance(body, ImportFileFilesBody):
        _kwargs["files"] = body.to_multipart()

        headers["Content-Type"] = "multipart/form-data; boundary=+++"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BatchView | BatchView | ImportAnswer | Problem | None:
    if response.status_code == 201:

        def _parse_response_201(data: object) -> BatchView | ImportAnswer:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_201_type_0 = ImportAnswer.from_dict(data)

                return response_201_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_201_type_1 = BatchView.from_dict(data)

            return response_201_type_1

        response_201 = _parse_response_201(response.json())

        return response_201

    if response.status_code == 202:
        response_202 = BatchView.from_dict(response.json())

        return response_202

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[BatchView | BatchView | ImportAnswer | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: File | ImportFileFilesBody | Unset = UNSET,
    on_same: ImportFileOnSame | Unset = ImportFileOnSame.KEEP_BOTH,
    file_name: str | Unset = "",
    idempotency_key: None | str | Unset = UNSET,
) -> Response[BatchView | BatchView | ImportAnswer | Problem]:
    """Import File

     Make a persona of a card, an agent's file or instructions, sent as the body itself or as the file of
    a form.

    The format is told by the content. No engine is asked. A ZIP of many files is answered at once with
    202, and imported by a job: look at
    `GET /v1/imports/{import_id}`.

    Args:
        on_same (ImportFileOnSame | Unset): When the same file, or a persona of the same name, is
            there: make another, update it, or skip. Default: ImportFileOnSame.KEEP_BOTH.
        file_name (str | Unset): Of a file that is the body itself: shown, and a name where the
            file has none. Default: ''.
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        body (File):
        body (ImportFileFilesBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchView | BatchView | ImportAnswer | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        on_same=on_same,
        file_name=file_name,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: File | ImportFileFilesBody | Unset = UNSET,
    on_same: ImportFileOnSame | Unset = ImportFileOnSame.KEEP_BOTH,
    file_name: str | Unset = "",
    idempotency_key: None | str | Unset = UNSET,
) -> BatchView | BatchView | ImportAnswer | Problem | None:
    """Import File

     Make a persona of a card, an agent's file or instructions, sent as the body itself or as the file of
    a form.

    The format is told by the content. No engine is asked. A ZIP of many files is answered at once with
    202, and imported by a job: look at
    `GET /v1/imports/{import_id}`.

    Args:
        on_same (ImportFileOnSame | Unset): When the same file, or a persona of the same name, is
            there: make another, update it, or skip. Default: ImportFileOnSame.KEEP_BOTH.
        file_name (str | Unset): Of a file that is the body itself: shown, and a name where the
            file has none. Default: ''.
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        body (File):
        body (ImportFileFilesBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchView | BatchView | ImportAnswer | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        on_same=on_same,
        file_name=file_name,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: File | ImportFileFilesBody | Unset = UNSET,
    on_same: ImportFileOnSame | Unset = ImportFileOnSame.KEEP_BOTH,
    file_name: str | Unset = "",
    idempotency_key: None | str | Unset = UNSET,
) -> Response[BatchView | BatchView | ImportAnswer | Problem]:
    """Import File

     Make a persona of a card, an agent's file or instructions, sent as the body itself or as the file of
    a form.

    The format is told by the content. No engine is asked. A ZIP of many files is answered at once with
    202, and imported by a job: look at
    `GET /v1/imports/{import_id}`.

    Args:
        on_same (ImportFileOnSame | Unset): When the same file, or a persona of the same name, is
            there: make another, update it, or skip. Default: ImportFileOnSame.KEEP_BOTH.
        file_name (str | Unset): Of a file that is the body itself: shown, and a name where the
            file has none. Default: ''.
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        body (File):
        body (ImportFileFilesBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchView | BatchView | ImportAnswer | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        on_same=on_same,
        file_name=file_name,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: File | ImportFileFilesBody | Unset = UNSET,
    on_same: ImportFileOnSame | Unset = ImportFileOnSame.KEEP_BOTH,
    file_name: str | Unset = "",
    idempotency_key: None | str | Unset = UNSET,
) -> BatchView | BatchView | ImportAnswer | Problem | None:
    """Import File

     Make a persona of a card, an agent's file or instructions, sent as the body itself or as the file of
    a form.

    The format is told by the content. No engine is asked. A ZIP of many files is answered at once with
    202, and imported by a job: look at
    `GET /v1/imports/{import_id}`.

    Args:
        on_same (ImportFileOnSame | Unset): When the same file, or a persona of the same name, is
            there: make another, update it, or skip. Default: ImportFileOnSame.KEEP_BOTH.
        file_name (str | Unset): Of a file that is the body itself: shown, and a name where the
            file has none. Default: ''.
        idempotency_key (None | str | Unset): Repeats of this request within 24 hours do it once,
            and answer the same.
        body (File):
        body (ImportFileFilesBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchView | BatchView | ImportAnswer | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            on_same=on_same,
            file_name=file_name,
            idempotency_key=idempotency_key,
        )
    ).parsed
