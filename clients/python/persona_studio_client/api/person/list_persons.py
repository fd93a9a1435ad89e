from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.page_studio_card import PageStudioCard
from ...models.problem import Problem
from ...models.studio_sort import StudioSort
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID


def _get_kwargs(
    *,
    q: str | Unset = "",
    tag: str | Unset = "",
    label: str | Unset = "",
    folder: str | Unset = "",
    parent: None | Unset | UUID = UNSET,
    is_archived: bool | Unset = False,
    sort: None | StudioSort | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["q"] = q

    params["tag"] = tag

    params["label"] = label

    params["folder"] = folder

    json_parent: None | str | Unset
    if isinstance(parent, Unset):
        json_parent = UNSET
    elif isinstance(parent, UUID):
        json_parent = str(parent)
    else:
        json_parent = parent
    params["parent"] = json_parent

    params["is_archived"] = is_archived

    json_sort: None | str | Unset
    if isinstance(sort, Unset):
        json_sort = UNSET
    elif isinstance(sort, StudioSort):
        json_sort = sort.value
    else:
        json_sort = sort
    params["sort"] = json_sort

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
        "url": "/v1/person",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageStudioCard | Problem | None:
    if response.status_code == 200:
        response_200 = PageStudioCard.from_dict(response.json())

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
) -> Response[PageStudioCard | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    tag: str | Unset = "",
    label: str | Unset = "",
    folder: str | Unset = "",
    parent: None | Unset | UUID = UNSET,
    is_archived: bool | Unset = False,
    sort: None | StudioSort | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[PageStudioCard | Problem]:
    """List Persons

     The account's personas that fit, last used first (being made is the first use); or those put away.

    With `q` and no `sort`, those whose names have its words come first. A label, a folder or a tag that
    is not there finds nothing.

    Args:
        q (str | Unset): Words, or their beginnings, in names, description, newest content,
            metadata. Default: ''.
        tag (str | Unset): A tag of the curated list that it was published with. Default: ''.
        label (str | Unset): Name of a label of one's own. Default: ''.
        folder (str | Unset): Name of a folder of one's own. Default: ''.
        parent (None | Unset | UUID): Id of the persona that it was derived from.
        is_archived (bool | Unset): Those put away. Default: False.
        sort (None | StudioSort | Unset): The order.
        limit (int | Unset): Items of a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageStudioCard | Problem]
    """

    kwargs = _get_kwargs(
        q=q,
        tag=tag,
        label=label,
        folder=folder,
        parent=parent,
        is_archived=is_archived,
        sort=sort,
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
    q: str | Unset = "",
    tag: str | Unset = "",
    label: str | Unset = "",
    folder: str | Unset = "",
    parent: None | Unset | UUID = UNSET,
    is_archived: bool | Unset = False,
    sort: None | StudioSort | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> PageStudioCard | Problem | None:
    """List Persons

     The account's personas that fit, last used first (being made is the first use); or those put away.

    With `q` and no `sort`, those whose names have its words come first. A label, a folder or a tag that
    is not there finds nothing.

    Args:
        q (str | Unset): Words, or their beginnings, in names, description, newest content,
            metadata. Default: ''.
        tag (str | Unset): A tag of the curated list that it was published with. Default: ''.
        label (str | Unset): Name of a label of one's own. Default: ''.
        folder (str | Unset): Name of a folder of one's own. Default: ''.
        parent (None | Unset | UUID): Id of the persona that it was derived from.
        is_archived (bool | Unset): Those put away. Default: False.
        sort (None | StudioSort | Unset): The order.
        limit (int | Unset): Items of a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageStudioCard | Problem
    """

    return sync_detailed(
        client=client,
        q=q,
        tag=tag,
        label=label,
        folder=folder,
        parent=parent,
        is_archived=is_archived,
        sort=sort,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    tag: str | Unset = "",
    label: str | Unset = "",
    folder: str | Unset = "",
    parent: None | Unset | UUID = UNSET,
    is_archived: bool | Unset = False,
    sort: None | StudioSort | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[PageStudioCard | Problem]:
    """List Persons

     The account's personas that fit, last used first (being made is the first use); or those put away.

    With `q` and no `sort`, those whose names have its words come first. A label, a folder or a tag that
    is not there finds nothing.

    Args:
        q (str | Unset): Words, or their beginnings, in names, description, newest content,
            metadata. Default: ''.
        tag (str | Unset): A tag of the curated list that it was published with. Default: ''.
        label (str | Unset): Name of a label of one's own. Default: ''.
        folder (str | Unset): Name of a folder of one's own. Default: ''.
        parent (None | Unset | UUID): Id of the persona that it was derived from.
        is_archived (bool | Unset): Those put away. Default: False.
        sort (None | StudioSort | Unset): The order.
        limit (int | Unset): Items of a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageStudioCard | Problem]
    """

    kwargs = _get_kwargs(
        q=q,
        tag=tag,
        label=label,
        folder=folder,
        parent=parent,
        is_archived=is_archived,
        sort=sort,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    tag: str | Unset = "",
    label: str | Unset = "",
    folder: str | Unset = "",
    parent: None | Unset | UUID = UNSET,
    is_archived: bool | Unset = False,
    sort: None | StudioSort | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> PageStudioCard | Problem | None:
    """List Persons

     The account's personas that fit, last used first (being made is the first use); or those put away.

    With `q` and no `sort`, those whose names have its words come first. A label, a folder or a tag that
    is not there finds nothing.

    Args:
        q (str | Unset): Words, or their beginnings, in names, description, newest content,
            metadata. Default: ''.
        tag (str | Unset): A tag of the curated list that it was published with. Default: ''.
        label (str | Unset): Name of a label of one's own. Default: ''.
        folder (str | Unset): Name of a folder of one's own. Default: ''.
        parent (None | Unset | UUID): Id of the persona that it was derived from.
        is_archived (bool | Unset): Those put away. Default: False.
        sort (None | StudioSort | Unset): The order.
        limit (int | Unset): Items of a page. Default: 50.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageStudioCard | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            tag=tag,
            label=label,
            folder=folder,
            parent=parent,
            is_archived=is_archived,
            sort=sort,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
