"""What a reader notices on the way and somebody should be told, though nothing stops for it."""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from upakarti_tui.domain.problems import Message

_LISTENING: ContextVar[dict[Message, None] | None] = ContextVar("listening", default=None)


@contextlib.contextmanager
def listening() -> Iterator[dict[Message, None]]:
    """Collect what is noticed meanwhile, each thing once, in its order."""
    heard: dict[Message, None] = {}
    token = _LISTENING.set(heard)
    try:
        yield heard
    finally:
        _LISTENING.reset(token)


def tell(notices: Iterable[Message]) -> None:
    """Say what was noticed to whoever listens."""
    heard = _LISTENING.get()
    if heard is not None:
        heard.update(dict.fromkeys(notices))
