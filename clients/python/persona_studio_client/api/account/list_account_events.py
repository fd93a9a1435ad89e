from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.event_kind import EventKind
from ...models.page_event_view import PageEventView
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime


def _get_kwargs(
    *,
    kind: EventKind | None | Unset = UNSET,
    persona: None | Unset | UUID = UNSET,
    from_: datetime.datetime | None | Unset = UNSET,
    to: datetime.datetime | None | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_kind: None | str | Unset
    if isinstance(kind, Unset):
        json_kind = UNSET
    elif isinstance(kind, EventKind):
        json_kind = kind.value
    else:
        json_kind = kind
    params["kind"] = json_kind

    json_persona: None | str | Unset
    if isinstance(persona, Unset):
        json_persona = UNSET
    elif isinstance(persona, UUID):
        json_persona = str(persona)
    else:
        json_persona = persona
    params["persona"] = json_persona

    json_from_: None | str | Unset
    if isinstance(from_, Unset):
        json_from_ = UNSET
    elif isinstance(from_, datetime.datetime):
        json_from_ = from_.isoformat()
    else:
        json_from_ = from_
    params["from"] = json_from_

    json_to: None | str | Unset
    if isinstance(to, Unset):
        json_to = UNSET
    elif isinstance(to, datetime.datetime):
        json_to = to.isoformat()
    else:
        json_to = to
    params["to"] = json_to

    params["q"] = q

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/events",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageEventView | Problem | None:
    if response.status_code == 200:
        response_200 = PageEventView.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[PageEventView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    kind: EventKind | None | Unset = UNSET,
    persona: None | Unset | UUID = UNSET,
    from_: datetime.datetime | None | Unset = UNSET,
    to: datetime.datetime | None | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[PageEventView | Problem]:
    """List Account Events

     What happened to what is yours, newest first.

    Args:
        kind (EventKind | None | Unset):
        persona (None | Unset | UUID): Of this person; also after it was deleted.
        from_ (datetime.datetime | None | Unset): Not before this moment, with its zone.
        to (datetime.datetime | None | Unset): Before this moment, with its zone.
        q (str | Unset): Words that an event was recorded with, or that its kind is called by.
            Default: ''.
        limit (int | Unset): Most items of the page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageEventView | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        persona=persona,
        from_=from_,
        to=to,
        q=q,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    kind: EventKind | None | Unset = UNSET,
    persona: None | Unset | UUID = UNSET,
    from_: datetime.datetime | None | Unset = UNSET,
    to: datetime.datetime | None | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> PageEventView | Problem | None:
    """List Account Events

     What happened to what is yours, newest first.

    Args:
        kind (EventKind | None | Unset):
        persona (None | Unset | UUID): Of this person; also after it was deleted.
        from_ (datetime.datetime | None | Unset): Not before this moment, with its zone.
        to (datetime.datetime | None | Unset): Before this moment, with its zone.
        q (str | Unset): Words that an event was recorded with, or that its kind is called by.
            Default: ''.
        limit (int | Unset): Most items of the page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageEventView | Problem
    """

    return sync_detailed(
        client=client,
        kind=kind,
        persona=persona,
        from_=from_,
        to=to,
        q=q,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    kind: EventKind | None | Unset = UNSET,
    persona: None | Unset | UUID = UNSET,
    from_: datetime.datetime | None | Unset = UNSET,
    to: datetime.datetime | None | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[PageEventView | Problem]:
    """List Account Events

     What happened to what is yours, newest first.

    Args:
        kind (EventKind | None | Unset):
        persona (None | Unset | UUID): Of this person; also after it was deleted.
        from_ (datetime.datetime | None | Unset): Not before this moment, with its zone.
        to (datetime.datetime | None | Unset): Before this moment, with its zone.
        q (str | Unset): Words that an event was recorded with, or that its kind is called by.
            Default: ''.
        limit (int | Unset): Most items of the page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageEventView | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        persona=persona,
        from_=from_,
        to=to,
        q=q,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    kind: EventKind | None | Unset = UNSET,
    persona: None | Unset | UUID = UNSET,
    from_: datetime.datetime | None | Unset = UNSET,
    to: datetime.datetime | None | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> PageEventView | Problem | None:
    """List Account Events

     What happened to what is yours, newest first.

    Args:
        kind (EventKind | None | Unset):
        persona (None | Unset | UUID): Of this person; also after it was deleted.
        from_ (datetime.datetime | None | Unset): Not before this moment, with its zone.
        to (datetime.datetime | None | Unset): Before this moment, with its zone.
        q (str | Unset): Words that an event was recorded with, or that its kind is called by.
            Default: ''.
        limit (int | Unset): Most items of the page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageEventView | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            kind=kind,
            persona=persona,
            from_=from_,
            to=to,
            q=q,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
