"""Names that try to be something else than names."""

from __future__ import annotations

import random

SEEDS = (
    "[/bold]",
    "[bold red]merah[/]",
    "[@click=app.quit]klik[/]",
    "[link=http://x]y[/link]",
    "{{ 7*7 }}",
    "{name}",
    "%s%n",
    "<script>alert(1)</script>",
    "&amp;",
    "${HOME}",
    "$(id)",
    "\x1b[2J",
    "\x1b]52;c;eA==\x07",
    "\x1b]8;;http://x\x1b\\y",
    "\x9b31m",
    "\x00",
    "\x08\x08",
    "\u202eterbalik",
    "\u2066a\u2069",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\u3164",
    "a\u0301\u0301\u0301\u0301\u0301\u0301",
    "日本語の名前",
    "👩‍👩‍👧",
    "🇮🇩",
    "\U0001d159",
    "ı̇",
    "=HYPERLINK(1)",
    "-1+1",
    "\t\n\r",
    "'; DROP TABLE",
    "K1",
    "► √",
    "…",
    "│─│",
    "…" * 50,
    "x" * 5_000,
    " " * 40,
    "a b " * 200,
    "\ud7ff",
    "\uffff",
    "\ue000",
)


def names(count: int, seed: int = 5) -> list[str]:
    """Return that many different ones, the same for a seed; the seeds themselves first."""
    chance = random.Random(seed)
    made = list(SEEDS)
    while len(made) < count:
        parts = chance.choices(SEEDS, k=chance.randint(1, 3))
        extra = "".join(chr(chance.randrange(1, 0x2FFF)) for _ in range(chance.randint(0, 12)))
        made.append("".join((*parts, extra)))
    return made[:count]
