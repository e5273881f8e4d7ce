"""P14: a book that was copied, or restored from a backup, and used again is found out."""

from __future__ import annotations

import random

import pytest

from offices import Office
from seats import id_of
from tiers import full
from upakarti_tui.domain.book.merging import Class
from upakarti_tui.errors import OpenItemsError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book
from upakarti_tui.workflows.papers.verify_book import verify_book

LATER = "2024-11-22T08:00:00+07:00"


def marked(office, path, chance, **options):
    item, mark = chance.choice("ab"), chance.randint(1, 5)
    office.fill(path, "j1", "PG-001", {item: mark}, **options)
    return path.read_bytes()


@pytest.mark.parametrize("way", ["clone", "backup"])
@pytest.mark.parametrize("copies", [25, full(1000)])
def test_p14_a_copy_used_again_is_named_by_number_and_lines(tmp_path, way, copies):
    chance = random.Random(way)
    office = Office(tmp_path, candidates=["PG-001"], scorers=["j1"])
    part = office.hand_out()["j1"]
    copy = part.with_name("copy.jsonl")
    main, handed = office.path.read_bytes(), part.read_bytes()
    for _ in range(copies):
        whole_files.replace(office.path, main, force=True)
        whole_files.replace(part, handed, force=True)
        states = [handed, *(marked(office, part, chance) for _ in range(chance.randint(1, 4)))]
        since = chance.randrange(len(states) - 1)
        whole_files.replace(copy, states[since], force=True)
        if way == "backup":
            office.merge(part)
            whole_files.replace(part, states[since], force=True)
        for _ in range(chance.randint(1, 3)):
            marked(office, copy if way == "clone" else part, chance, clock=LATER)
        found = office.merge(*((part, copy) if way == "clone" else (part,))).findings
        forked = [x for x in found if x.kind is Class.FORK]
        # What both sides have marked anew since is settled; what they marked last is not.
        author, device, number = forked[-1].where.split("/")
        assert (author, device) == ("j1", id_of("j1"))
        assert int(number) > since
        with pytest.raises(OpenItemsError) as error:
            verify_book(office.path)
        lines = {problem.line for problem in error.value.messages}
        held = enumerate(book.read(office.path).records, start=1)
        assert {line for line, x in held if x.id in forked[-1].records} <= lines
