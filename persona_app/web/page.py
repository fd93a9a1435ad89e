"""What a page is made of, so that the composition root can add it and tests can walk all of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import reflex as rx


class Page(NamedTuple):
    """One page: its route, what it shows, and the events that load it.

    Attributes:
        route: a pattern of `routes`.
        view: builds the whole page, shell included.
        title: what the browser's tab says; a Var where it depends on the state.
        on_load: handlers run on each visit, after the identity is known.
    """

    route: str
    view: Callable[[], rx.Component]
    title: str | rx.Var[str]
    description: str = ""
    on_load: Sequence[rx.event.EventType[()]] = ()
