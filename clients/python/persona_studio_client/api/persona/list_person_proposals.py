from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.list_person_proposals_state import ListPersonProposalsState
from ...models.problem import Problem
from ...models.proposal_view import ProposalView
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID


def _get_kwargs(
    persona_id: UUID,
    *,
    state: ListPersonProposalsState | Unset = ListPersonProposalsState.OPEN,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/person/{persona_id}/proposals".format(
            persona_id=quote(str(persona_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | list[ProposalView] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = ProposalView.from_dict(response_200_item_data)

            response_200.append(response_200_item)

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
) -> Response[Problem | list[ProposalView]]:
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
    state: ListPersonProposalsState | Unset = ListPersonProposalsState.OPEN,
) -> Response[Problem | list[ProposalView]]:
    """List Person Proposals

     What builds would say where the owner's word stands, oldest first. What a parent changed is told by
    GET /v1/person/{id}/parent.

    Args:
        persona_id (UUID):
        state (ListPersonProposalsState | Unset): Which of them. Default:
            ListPersonProposalsState.OPEN.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[ProposalView]]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        state=state,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    state: ListPersonProposalsState | Unset = ListPersonProposalsState.OPEN,
) -> Problem | list[ProposalView] | None:
    """List Person Proposals

     What builds would say where the owner's word stands, oldest first. What a parent changed is told by
    GET /v1/person/{id}/parent.

    Args:
        persona_id (UUID):
        state (ListPersonProposalsState | Unset): Which of them. Default:
            ListPersonProposalsState.OPEN.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[ProposalView]
    """

    return sync_detailed(
        persona_id=persona_id,
        client=client,
        state=state,
    ).parsed


async def asyncio_detailed(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    state: ListPersonProposalsState | Unset = ListPersonProposalsState.OPEN,
) -> Response[Problem | list[ProposalView]]:
    """List Person Proposals

     What builds would say where the owner's word stands, oldest first. What a parent changed is told by
    GET /v1/person/{id}/parent.

    Args:
        persona_id (UUID):
        state (ListPersonProposalsState | Unset): Which of them. Default:
            ListPersonProposalsState.OPEN.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[ProposalView]]
    """

    kwargs = _get_kwargs(
        persona_id=persona_id,
        state=state,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    persona_id: UUID,
    *,
    client: AuthenticatedClient,
    state: ListPersonProposalsState | Unset = ListPersonProposalsState.OPEN,
) -> Problem | list[ProposalView] | None:
    """List Person Proposals

     What builds would say where the owner's word stands, oldest first. What a parent changed is told by
    GET /v1/person/{id}/parent.

    Args:
        persona_id (UUID):
        state (ListPersonProposalsState | Unset): Which of them. Default:
            ListPersonProposalsState.OPEN.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[ProposalView]
    """

    return (
        await asyncio_detailed(
            persona_id=persona_id,
            client=client,
            state=state,
        )
    ).parsed
