"""P8, P9: one writer a book, and ten writers of ten books."""

from __future__ import annotations

import os

import pytest

from offices import Office
from processes import Child, marking, numbers
from tiers import full
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.lock import LockedError
from upakarti_tui.workflows.exchange.merge import merge


def racing(path, start, stop):
    def work(say):
        os.read(start, 1)
        try:
            with book.writing(path, "j1"):
                say("holds")
                os.read(stop, 1)
        except LockedError as error:
            say(f"refused {error.holder.process if error.holder else 0}")

    return work


@pytest.mark.parametrize("races", [20, full(200)])
def test_p08_of_racing_writers_exactly_one_holds_the_book(path, races):
    for _ in range(races):
        (start, go), (stop, leave) = os.pipe(), os.pipe()
        children = [Child(racing(path, start, stop)) for _ in range(4)]
        os.write(go, b"x" * 4)
        words = []
        for child in children:
            while not (said := child.heard(wait=0.1)):
                pass
            words += said
        os.write(leave, b"x" * 4)
        for child in children:
            child.end()
        for descriptor in (start, go, stop, leave):
            os.close(descriptor)
        holding = [c.pid for c, word in zip(children, words, strict=True) if word == "holds"]
        assert len(holding) == 1
        assert {word for word in words if word != "holds"} <= {f"refused {holding[0]}", "refused 0"}


@pytest.mark.parametrize("marks", [20, full(600)])
def test_p09_ten_writers_of_ten_books_lose_nothing_in_the_merge(tmp_path, marks):
    scorers = [f"j{n}" for n in range(10)]
    office = Office(tmp_path, candidates=["PG-001"], scorers=scorers)
    parts = office.hand_out()
    children = [Child(marking(parts[x], x, 0, marks)) for x in scorers]
    assert [len(child.end()) for child in children] == [marks] * 10
    merge(list(parts.values()), office.path)
    assert sorted(numbers(office.path)) == sorted(list(range(marks)) * 10)
