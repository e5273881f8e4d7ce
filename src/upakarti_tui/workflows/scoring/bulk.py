"""Jobs that read whole books."""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def in_bulk() -> Iterator[None]:
    """Leave garbage alone while a job makes many values.

    Records and what is derived from them hold no cycles; looking for some in
    millions of values takes longer than the job.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
