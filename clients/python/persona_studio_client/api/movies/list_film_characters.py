from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.page_character_view import PageCharacterView
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID


def _get_kwargs(
    *,
    q: str | Unset = "",
    genre: None | str | Unset = UNSET,
    year: int | None | Unset = UNSET,
    corpus: None | str | Unset = UNSET,
    movie: None | Unset | UUID = UNSET,
    limit: int | Unset = 20,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["q"] = q

    json_genre: None | str | Unset
    if isinstance(genre, Unset):
        json_genre = UNSET
    else:
        json_genre = genre
    params["genre"] = json_genre

    json_year: int | None | Unset
    if isinstance(year, Unset):
        json_year = UNSET
    else:
        json_year = year
    params["year"] = json_year

    json_corpus: None | str | Unset
    if isinstance(corpus, Unset):
        json_corpus = UNSET
    else:
        json_corpus = corpus
    params["corpus"] = json_corpus

    json_movie: None | str | Unset
    if isinstance(movie, Unset):
        json_movie = UNSET
    elif isinstance(movie, UUID):
        json_movie = str(movie)
    else:
        json_movie = movie
    params["movie"] = json_movie

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
        "url": "/v1/characters",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageCharacterView | Problem | None:
    if response.status_code == 200:
        response_200 = PageCharacterView.from_dict(response.json())

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
) -> Response[PageCharacterView | Problem]:
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
    genre: None | str | Unset = UNSET,
    year: int | None | Unset = UNSET,
    corpus: None | str | Unset = UNSET,
    movie: None | Unset | UUID = UNSET,
    limit: int | Unset = 20,
    cursor: None | str | Unset = UNSET,
) -> Response[PageCharacterView | Problem]:
    """List Film Characters

     Characters by name and film, the best match first, then those who say most; who says nothing is not
    listed.

    Args:
        q (str | Unset): Beginnings of words; misspelt ones are found when no others are. Default:
            ''.
        genre (None | str | Unset): Only films of this genre.
        year (int | None | Unset): Only films of this year.
        corpus (None | str | Unset): Only what this corpus holds.
        movie (None | Unset | UUID): Only characters of this film.
        limit (int | Unset): Most items of the page. Default: 20.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageCharacterView | Problem]
    """

    kwargs = _get_kwargs(
        q=q,
        genre=genre,
        year=year,
        corpus=corpus,
        movie=movie,
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
    genre: None | str | Unset = UNSET,
    year: int | None | Unset = UNSET,
    corpus: None | str | Unset = UNSET,
    movie: None | Unset | UUID = UNSET,
    limit: int | Unset = 20,
    cursor: None | str | Unset = UNSET,
) -> PageCharacterView | Problem | None:
    """List Film Characters

     Characters by name and film, the best match first, then those who say most; who says nothing is not
    listed.

    Args:
        q (str | Unset): Beginnings of words; misspelt ones are found when no others are. Default:
            ''.
        genre (None | str | Unset): Only films of this genre.
        year (int | None | Unset): Only films of this year.
        corpus (None | str | Unset): Only what this corpus holds.
        movie (None | Unset | UUID): Only characters of this film.
        limit (int | Unset): Most items of the page. Default: 20.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageCharacterView | Problem
    """

    return sync_detailed(
        client=client,
        q=q,
        genre=genre,
        year=year,
        corpus=corpus,
        movie=movie,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    genre: None | str | Unset = UNSET,
    year: int | None | Unset = UNSET,
    corpus: None | str | Unset = UNSET,
    movie: None | Unset | UUID = UNSET,
    limit: int | Unset = 20,
    cursor: None | str | Unset = UNSET,
) -> Response[PageCharacterView | Problem]:
    """List Film Characters

     Characters by name and film, the best match first, then those who say most; who says nothing is not
    listed.

    Args:
        q (str | Unset): Beginnings of words; misspelt ones are found when no others are. Default:
            ''.
        genre (None | str | Unset): Only films of this genre.
        year (int | None | Unset): Only films of this year.
        corpus (None | str | Unset): Only what this corpus holds.
        movie (None | Unset | UUID): Only characters of this film.
        limit (int | Unset): Most items of the page. Default: 20.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageCharacterView | Problem]
    """

    kwargs = _get_kwargs(
        q=q,
        genre=genre,
        year=year,
        corpus=corpus,
        movie=movie,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    q: str | Unset = "",
    genre: None | str | Unset = UNSET,
    year: int | None | Unset = UNSET,
    corpus: None | str | Unset = UNSET,
    movie: None | Unset | UUID = UNSET,
    limit: int | Unset = 20,
    cursor: None | str | Unset = UNSET,
) -> PageCharacterView | Problem | None:
    """List Film Characters

     Characters by name and film, the best match first, then those who say most; who says nothing is not
    listed.

    Args:
        q (str | Unset): Beginnings of words; misspelt ones are found when no others are. Default:
            ''.
        genre (None | str | Unset): Only films of this genre.
        year (int | None | Unset): Only films of this year.
        corpus (None | str | Unset): Only what this corpus holds.
        movie (None | Unset | UUID): Only characters of this film.
        limit (int | Unset): Most items of the page. Default: 20.
        cursor (None | str | Unset): `next_cursor` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageCharacterView | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            genre=genre,
            year=year,
            corpus=corpus,
            movie=movie,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
