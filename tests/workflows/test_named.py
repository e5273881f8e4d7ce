import pytest

from upakarti_tui.domain.problems import say
from upakarti_tui.workflows.named import as_typed, unknown

MISSING = say("There is no stage {name}", name="x")


@pytest.mark.parametrize(
    ("asked", "known", "mend"),
    [
        ("penjurain", ["penjurian", "lapangan"], "did you mean penjurian?"),
        ("PENJURIAN", ["penjurian", "lapangan"], "did you mean penjurian?"),
        ("pg-01", [f"PG-{n:03}" for n in range(1, 200)], "did you mean PG-001, PG-010, PG-011?"),
        ("zzz", ["b", "a"], "there are a, b"),
        ("zzz", [f"PG-{n:03}" for n in range(1, 200)], "look in the list"),
        ("zzz", [], "look in the list"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_or_with_all_of_few(asked, known, mend):
    (problem,) = unknown(MISSING, asked, known, say("look in the list")).messages
    assert str(problem) == f"There is no stage x — {mend}"


def test_the_order_of_the_known_names_changes_no_answer():
    names = [f"PG-{n:03}" for n in range(1, 50)]
    forward = unknown(MISSING, "PG-1", names).messages
    assert unknown(MISSING, "PG-1", reversed(names)).messages == forward


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("PG-001", "PG-001"),
        ("", "''"),
        ("a\nb", r"a\nb"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\u202eb", r"a\u202eb"),
        ("\udcff", r"\udcff"),
        ("dua kata", "dua kata"),
        ("é", "é"),
        ("x" * 64, "x" * 64),
        ("x" * 65, "x" * 60 + "…"),
    ],
)
def test_what_was_typed_is_shown_short_and_visible(typed, shown):
    assert as_typed(typed) == shown
