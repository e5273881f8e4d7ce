from __future__ import annotations

import pytest

from upakarti_tui.domain.book.answers import read_answer, read_state, read_verdict
from upakarti_tui.domain.book.entries import Answer, State, Verdict


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ya", Answer.YES),
        ("Yes", Answer.YES),
        ("TIDAK", Answer.NO),
        ("no", Answer.NO),
        ("perbaikan", Answer.MEND),
        ("mend", Answer.MEND),
    ],
)
def test_gates_are_answered_in_two_languages(text, answer):
    assert read_answer(text) is answer


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("layak", Verdict.WORTHY), ("Tidak  Layak", Verdict.NOT_WORTHY)],
)
def test_a_visit_ends_worthy_or_not(text, verdict):
    assert read_verdict(text) is verdict


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", State.MARKED),
        ("not_applicable", State.NOT_APPLICABLE),
        ("Tidak Berlaku", State.NOT_APPLICABLE),
        ("abstained", State.ABSTAINED),
        ("abstain", State.ABSTAINED),
        ("recused", State.RECUSED),
        ("konflik kepentingan", State.RECUSED),
        ("konflik_kepentingan", State.RECUSED),
        ("blank", State.BLANK),
        ("kosong", State.BLANK),
        ("confirmed", State.CONFIRMED),
        ("partly", State.PARTLY),
        ("contradicted", State.CONTRADICTED),
        ("unverifiable", State.UNVERIFIABLE),
    ],
)
def test_states_are_said_in_two_languages(text, state):
    assert read_state(text) is state


def test_other_words_are_answered_with_the_known_ones():
    assert str(read_answer("mungkin")) == (
        "“mungkin” is none of: ya, tidak or perbaikan (yes, no, mend)"
    )
    assert str(read_verdict("ya")) == "“ya” is none of: layak or tidak layak"
    assert "\x1b" not in str(read_state("\x1b[2J"))
