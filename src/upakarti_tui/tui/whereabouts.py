"""Where an open item lies, for somebody who looks at one stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.locale import told

if TYPE_CHECKING:
    from upakarti_tui.domain.standing import OpenItem


def open_item(item: OpenItem, stage: str) -> str:
    """Return an open item in words: `PG-004 · J04 · hasil: ...`, without the stage shown."""
    parts = [part for part in item.where.split("/") if part]
    if parts[:1] == [stage]:
        parts = parts[1:]
    where = " · ".join(parts)
    return f"{where}: {told(item.what)}" if where else told(item.what)
