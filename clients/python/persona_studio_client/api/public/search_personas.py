from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.age_bucket import AgeBucket
from ...models.category import Category
from ...models.found import Found
from ...models.gender import Gender
from ...models.problem import Problem
from ...models.rating import Rating
from ...models.sort import Sort
from ...models.source import Source
from ...types import UNSET, Unset
from typing import cast


def _get_kwargs(
    *,
    q: str | Unset = "",
    tag: list[str] | Unset = UNSET,
    category: list[Category] | Unset = UNSET,
    gender: list[Gender] | Unset = UNSET,
    age_bucket: list[AgeBucket] | Unset = UNSET,
    rating: list[Rating] | Unset = UNSET,
    source: list[Source] | Unset = UNSET,
    creator: str | Unset = "",
    sort: Sort | Unset = UNSET,
    adult: bool | None | Unset = UNSET,
    limit: int | Unset = 24,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["q"] = q

    json_tag: list[str] | Unset = UNSET
    if not isinstance(tag, Unset):
        json_tag = tag

    params["tag"] = json_tag

    json_category: list[str] | Unset = UNSET
    if not isinstance(category, Unset):
        json_category = []
        for category_item_data in category:
            category_item = category_item_data.value
            json_category.append(category_item)

    params["category"] = json_category

    json_gender: list[str] | Unset = UNSET
    if not isinstance(gender, Unset):
        json_gender = []
        for gender_item_data in gender:
            gender_item = gender_item_data.value
            json_gender.append(gender_item)

    params["gender"] = json_gender

    json_age_bucket: list[str] | Unset = UNSET
    if not isinstance(age_bucket, Unset):
        json_age_bucket = []
        for age_bucket_item_data in age_bucket:
            age_bucket_item = age_bucket_item_data.value
            json_age_bucket.append(age_bucket_item)

    params["age_bucket"] = json_age_bucket

    json_rating: list[str] | Unset = UNSET
    if not isinstance(rating, Unset):
        json_rating = []
        for rating_item_data in rating:
            rating_item = rating_item_data.value
            json_rating.append(rating_item)

    params["rating"] = json_rating

    json_source: list[str] | Unset = UNSET
    if not isinstance(source, Unset):
        json_source = []
        for source_item_data in source:
            source_item = source_item_data.value
            json_source.append(source_item)

    params["source"] = json_source

    params["creator"] = creator

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    json_adult: bool | None | Unset
    if isinstance(adult, Unset):
        json_adult = UNSET
    else:
        json_adult = adult
    params["adult"] = json_adult

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
        "url": "/v1/public/personas",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Found | Problem | None:
    if response.status_code == 200:
        response_200 = Found.from_dict(response.json())

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
) -> Response[Found | Problem]:
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
    tag: list[str] | Unset = UNSET,
    category: list[Category] | Unset = UNSET,
    gender: list[Gender] | Unset = UNSET,
    age_bucket: list[AgeBucket] | Unset = UNSET,
    rating: list[Rating] | Unset = UNSET,
    source: list[Source] | Unset = UNSET,
    creator: str | Unset = "",
    sort: Sort | Unset = UNSET,
    adult: bool | None | Unset = UNSET,
    limit: int | Unset = 24,
    cursor: None | str | Unset = UNSET,
) -> Response[Found | Problem]:
    """Search Personas

     Public personas, with counts of what they have; `Link` names the next page.

    Args:
        q (str | Unset): Words that all must be there; "phrases" in quotation marks. Default: ''.
        tag (list[str] | Unset): Personas with every one of these tags.
        category (list[Category] | Unset): Tags of any of these.
        gender (list[Gender] | Unset): Any of these.
        age_bucket (list[AgeBucket] | Unset): Any of these.
        rating (list[Rating] | Unset): Any of these.
        source (list[Source] | Unset): Any of these.
        creator (str | Unset): Only personas of this handle. Default: ''.
        sort (Sort | Unset): In which order; `popular` weighs likes and newness, `relevance` also
            where the words stand.
        adult (bool | None | Unset): Also explicit and unrated personas. Left out: as the token's
            account prefers, else not.
        limit (int | Unset): Most items of the page. Default: 24.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Found | Problem]
    """

    kwargs = _get_kwargs(
        q=q,
        tag=tag,
        category=category,
        gender=gender,
        age_bucket=age_bucket,
        rating=rating,
        source=source,
        creator=creator,
        sort=sort,
        adult=adult,
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
    tag: list[str] | Unset = UNSET,
    category: list[Category] | Unset = UNSET,
    gender: list[Gender] | Unset = UNSET,
    age_bucket: list[AgeBucket] | Unset = UNSET,
    rating: list[Rating] | Unset = UNSET,
    source: list[Source] | Unset = UNSET,
    creator: str | Unset = "",
    sort: Sort | Unset = UNSET,
    adult: bool | None | Unset = UNSET,
    limit: int | Unset = 24,
    cursor: None | str | Unset = UNSET,
) -> Found | Problem | None:
    """Search Personas

     Public personas, with counts of what they have; `Link` names the next page.

    Args:
        q (str | Unset): Words that all must be there; "phrases" in quotation marks. Default: ''.
        tag (list[str] | Unset): Personas with every one of these tags.
        category (list[Category] | Unset): Tags of any of these.
        gender (list[Gender] | Unset): Any of these.
        age_bucket (list[AgeBucket] | Unset): Any of these.
        rating (list[Rating] | Unset): Any of these.
        source (list[Source] | Unset): Any of these.
        creator (str | Unset): Only personas of this handle. Default: ''.
        sort (Sort | Unset): In which order; `popular` weighs likes and newness, `relevance` also
            where the words stand.
        adult (bool | None | Unset): Also explicit and unrated personas. Left out: as the token's
            account prefers, else not.
        limit (int | Unset): Most items of the page. Default: 24.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Found | Problem
    """

    return sync_detailed(
        client=client,
        q=q,
        tag=tag,
        category=category,
        gender=gender,
        age_bucket=age_bucket,
        rating=rating,
        source=source,
        creator=creator,
        sort=sort,
        adult=adult,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    tag: list[str] | Unset = UNSET,
    category: list[Category] | Unset = UNSET,
    gender: list[Gender] | Unset = UNSET,
    age_bucket: list[AgeBucket] | Unset = UNSET,
    rating: list[Rating] | Unset = UNSET,
    source: list[Source] | Unset = UNSET,
    creator: str | Unset = "",
    sort: Sort | Unset = UNSET,
    adult: bool | None | Unset = UNSET,
    limit: int | Unset = 24,
    cursor: None | str | Unset = UNSET,
) -> Response[Found | Problem]:
    """Search Personas

     Public personas, with counts of what they have; `Link` names the next page.

    Args:
        q (str | Unset): Words that all must be there; "phrases" in quotation marks. Default: ''.
        tag (list[str] | Unset): Personas with every one of these tags.
        category (list[Category] | Unset): Tags of any of these.
        gender (list[Gender] | Unset): Any of these.
        age_bucket (list[AgeBucket] | Unset): Any of these.
        rating (list[Rating] | Unset): Any of these.
        source (list[Source] | Unset): Any of these.
        creator (str | Unset): Only personas of this handle. Default: ''.
        sort (Sort | Unset): In which order; `popular` weighs likes and newness, `relevance` also
            where the words stand.
        adult (bool | None | Unset): Also explicit and unrated personas. Left out: as the token's
            account prefers, else not.
        limit (int | Unset): Most items of the page. Default: 24.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Found | Problem]
    """

    kwargs = _get_kwargs(
        q=q,
        tag=tag,
        category=category,
        gender=gender,
        age_bucket=age_bucket,
        rating=rating,
        source=source,
        creator=creator,
        sort=sort,
        adult=adult,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    tag: list[str] | Unset = UNSET,
    category: list[Category] | Unset = UNSET,
    gender: list[Gender] | Unset = UNSET,
    age_bucket: list[AgeBucket] | Unset = UNSET,
    rating: list[Rating] | Unset = UNSET,
    source: list[Source] | Unset = UNSET,
    creator: str | Unset = "",
    sort: Sort | Unset = UNSET,
    adult: bool | None | Unset = UNSET,
    limit: int | Unset = 24,
    cursor: None | str | Unset = UNSET,
) -> Found | Problem | None:
    """Search Personas

     Public personas, with counts of what they have; `Link` names the next page.

    Args:
        q (str | Unset): Words that all must be there; "phrases" in quotation marks. Default: ''.
        tag (list[str] | Unset): Personas with every one of these tags.
        category (list[Category] | Unset): Tags of any of these.
        gender (list[Gender] | Unset): Any of these.
        age_bucket (list[AgeBucket] | Unset): Any of these.
        rating (list[Rating] | Unset): Any of these.
        source (list[Source] | Unset): Any of these.
        creator (str | Unset): Only personas of this handle. Default: ''.
        sort (Sort | Unset): In which order; `popular` weighs likes and newness, `relevance` also
            where the words stand.
        adult (bool | None | Unset): Also explicit and unrated personas. Left out: as the token's
            account prefers, else not.
        limit (int | Unset): Most items of the page. Default: 24.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Found | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            tag=tag,
            category=category,
            gender=gender,
            age_bucket=age_bucket,
            rating=rating,
            source=source,
            creator=creator,
            sort=sort,
            adult=adult,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
