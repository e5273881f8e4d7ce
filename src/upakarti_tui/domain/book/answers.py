"""The words people answer with, in both languages: gates, findings, recommendations, states."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from upakarti_tui.domain.book.entries import Answer, State, Verdict
from upakarti_tui.domain.problems import Message, say
from upakarti_tui.domain.text import folded, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

_T = TypeVar("_T")

ANSWERS = {
    "ya": Answer.YES, "yes": Answer.YES, "tidak": Answer.NO, "no": Answer.NO,
    "perbaikan": Answer.MEND, "mend": Answer.MEND,
}  # fmt: skip
VERDICTS = {"layak": Verdict.WORTHY, "tidak layak": Verdict.NOT_WORTHY}
STATES = {
    "marked": State.MARKED, "dinilai": State.MARKED,
    "not_applicable": State.NOT_APPLICABLE, "tidak berlaku": State.NOT_APPLICABLE,
    "n/a": State.NOT_APPLICABLE,
    "abstained": State.ABSTAINED, "abstain": State.ABSTAINED,
    "recused": State.RECUSED, "konflik kepentingan": State.RECUSED,
    "blank": State.BLANK, "kosong": State.BLANK,
    "confirmed": State.CONFIRMED, "sesuai": State.CONFIRMED,
    "partly": State.PARTLY, "sebagian": State.PARTLY, "sesuai sebagian": State.PARTLY,
    "contradicted": State.CONTRADICTED, "bertentangan": State.CONTRADICTED,
    "tidak sesuai": State.CONTRADICTED,
    "unverifiable": State.UNVERIFIABLE, "tidak dapat diperiksa": State.UNVERIFIABLE,
    "tidak dapat diverifikasi": State.UNVERIFIABLE,
}  # fmt: skip


def read_answer(text: str) -> Answer | Message:
    """Read the answer to a gate's question."""
    return _read(text, ANSWERS, say("ya, tidak or perbaikan (yes, no, mend)"))


def read_verdict(text: str) -> Verdict | Message:
    """Read the recommendation at the end of a field visit."""
    return _read(text, VERDICTS, say("layak or tidak layak"))


def read_state(text: str) -> State | Message:
    """Read what an entry says about its cell; empty means marked."""
    if not text:
        return State.MARKED
    known = say(
        "tidak berlaku, abstain, konflik kepentingan, kosong "
        "(not_applicable, abstained, recused, blank), or of a fact "
        "confirmed, partly, contradicted, unverifiable"
    )
    return _read(text, STATES, known)


def _read(text: str, words: Mapping[str, _T], known: Message) -> _T | Message:
    asked = _key(text)
    for word, meaning in words.items():
        if _key(word) == asked:
            return meaning
    return say("{text} is none of: {known}", text=f"“{shown(text)}”", known=known)


def _key(text: str) -> str:
    return folded(text).replace("_", "")
