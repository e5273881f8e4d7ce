"""Sticks, mails, old copies and duplicates between eight machines: one state everywhere."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise, product

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from builders import STAGE, Ledger, a_mark
from offices import Office
from tiers import full
from upakarti_tui.domain.book.deeds import Filled
from upakarti_tui.domain.book.entries import Part, SheetKey
from upakarti_tui.domain.book.merging import Class, findings, union
from upakarti_tui.domain.book.proceedings import read
from upakarti_tui.domain.book.records import Record
from upakarti_tui.domain.places.ranking import rank
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book
from upakarti_tui.workflows.exchange.merge import merge

MACHINES = range(8)
CANDIDATES = ("PG-001", "PG-002")
machines = st.sampled_from(MACHINES)


class Machines(RuleBasedStateMachine):
    """Four scorers with two laptops each, who mark, copy, and forget."""

    def __init__(self) -> None:
        super().__init__()
        ledger = Ledger()
        ledger.candidates(*CANDIDATES)
        ledger.scorers("j0", "j1", "j2", "j3")
        self.held = {machine: set(ledger.records) for machine in MACHINES}
        self.sticks: list[frozenset[Record]] = [frozenset(ledger.records)]
        self.entered: list[Record] = []
        self.seen: dict[tuple, set[str]] = defaultdict(set)
        self.last: dict[int, Record] = {}

    @rule(
        machine=machines,
        candidate=st.sampled_from(CANDIDATES),
        item=st.sampled_from("ab"),
        mark=st.integers(1, 3),
        year=st.integers(-3, 3),
    )
    def enter(self, machine, candidate, item, mark, year):
        """Enter a mark on top of all that this machine can see in the cell."""
        scorer = f"j{machine % 4}"
        key, entry = SheetKey(STAGE, candidate, scorer), a_mark(item, mark)
        cells = read(self.held[machine]).sheets.get(key, {})
        there = cells.get(entry.cell)
        before = tuple(sorted(head.record.id for head in there.heads)) if there else ()
        last = self.last.get(machine)
        record = Record(
            id=f"{len(self.entered):064d}",
            book="b" * 32,
            author=scorer,
            device=f"m{machine}",
            seq=last.seq + 1 if last else 1,
            prev=last.id if last else "",
            at=f"{2024 + year}-11-21T14:05:00+07:00",
            deed=Filled(key, (entry,), before),
        )
        for old in self.held[machine]:
            if isinstance(old.deed, Filled) and (old.deed.sheet, old.deed.entries[0].cell) == (
                key,
                entry.cell,
            ):
                self.seen[key, entry.cell].add(old.id)
        self.held[machine].add(record)
        self.last[machine] = record
        self.entered.append(record)

    @rule(giver=machines, taker=machines)
    def copy(self, giver, taker):
        """Merge one machine's book into another's."""
        self.held[taker] = set(union(self.held[taker], self.held[giver]))

    @rule(machine=machines)
    def keep_a_copy(self, machine):
        """Put a copy on a stick, which grows old."""
        self.sticks.append(frozenset(self.held[machine]))

    @rule(machine=machines, at=st.integers(0, 99))
    def bring_an_old_copy(self, machine, at):
        """Merge some stick, however old, and twice."""
        stick = self.sticks[at % len(self.sticks)]
        self.held[machine] = set(union(self.held[machine], stick, stick))

    @invariant()
    def no_machine_makes_anything_up(self):
        known = set(self.entered)
        for held in self.held.values():
            assert {x for x in held if isinstance(x.deed, Filled)} <= known

    def teardown(self):
        everywhere = [union(*self.held.values()), union(*reversed(self.held.values()))]
        assert everywhere[0] == everywhere[1]
        proceedings = read(everywhere[0])
        assert set(self.entered) <= set(proceedings.records)
        entries: dict[tuple, list[Record]] = defaultdict(list)
        for record in self.entered:
            entries[record.deed.sheet, record.deed.entries[0].cell].append(record)
        conflicts = set()
        for (key, cell), records in entries.items():
            standing = {x for x in records if x.id not in self.seen[key, cell]}
            held = proceedings.sheets[key][cell]
            assert {head.record for head in held.heads} == standing
            if len({x.deed.entries[0].value for x in standing}) > 1:
                conflicts.add("/".join((*key, cell[1])))
        found = findings(proceedings)
        assert {f.where for f in found if f.kind is Class.CONFLICT} == conflicts
        assert all(f.kind is Class.CONFLICT for f in found)


def histories(count, steps):
    run_state_machine_as_test(
        Machines,
        settings=settings(
            max_examples=count,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_p12_eight_machines_come_to_one_state_and_show_every_conflict():
    histories(200, 12)


@pytest.mark.endurance
def test_p12_eight_machines_come_to_one_state_in_two_thousand_histories():
    histories(2000, 40)


@pytest.mark.parametrize(("rounds", "exchanges"), [(6, 12), full(10, 1000)])
def test_p12_files_exchanged_at_random_end_as_the_same_bytes(tmp_path, rounds, exchanges):
    for seed in range(rounds):
        chance = random.Random(seed)
        office = Office(tmp_path / str(seed), scorers=("j0", "j1", "j2", "j3"))
        first = list(office.hand_out().values())
        paths = [tmp_path / str(seed) / f"m{n}.jsonl" for n in MACHINES]
        for machine, path in enumerate(paths):
            whole_files.replace(path, first[machine % 4].read_bytes())
        sticks = []
        for _ in range(exchanges):
            machine, other = chance.sample(MACHINES, 2)
            match chance.randrange(4):
                case 0 | 1 if len(sticks) < 60 or chance.random() < 0.1:
                    office.fill(
                        paths[machine],
                        f"j{machine % 4}",
                        chance.choice(CANDIDATES),
                        {chance.choice("ab"): chance.randint(1, 5)},
                        machine=f"m{machine}",
                        clock=f"{chance.randint(2021, 2027)}-01-01T00:00:00+07:00",
                    )
                case 2:
                    merge([paths[other], *sticks[-1:]], paths[machine])
                case _:
                    stick = tmp_path / str(seed) / f"stick{len(sticks)}.jsonl"
                    whole_files.replace(stick, paths[other].read_bytes())
                    sticks.append(stick)
        results = set()
        for number in range(3):
            order = chance.sample([*paths, *sticks], len(paths) + len(sticks))
            target = tmp_path / str(seed) / f"all{number}.jsonl"
            merge(order, target)
            results.add(target.read_bytes())
        assert len(results) == 1


YEARS = ((0, 0), (-3, 3), (3, -3), (0, 3))
NAMES = (("a", "b"), ("z", "a"))


def test_p13_no_clock_order_or_file_name_settles_or_ranks_anything(tmp_path):
    digests, told, places = set(), set(), set()
    for n, (years, names, turn) in enumerate(product(YEARS, NAMES, (1, -1))):
        office = Office(tmp_path / str(n), scorers=("j0",))
        parts = [office.hand_out(name)["j0"] for name in names]
        for machine, (part, year) in enumerate(zip(parts, years, strict=True)):
            for candidate in CANDIDATES:
                clock = f"{2024 + year}-11-21T14:05:00+07:00"
                marks = {"a": machine + 2, "b": 3}
                office.fill(part, "j0", candidate, marks, machine=f"m{machine}", clock=clock)
        report = office.merge(*parts[::turn])
        told.add(tuple(str(f.what) for f in report.findings))
        held = book.read(office.path)
        places.add(tuple(x.place for x in held.records))
        digests.add(digest(rank(held.proceedings, STAGE, draft=True)))
    assert (len(digests), len(places)) == (1, 1)
    ((first, second),) = told
    assert first == second == "Different values, neither of which has seen the other: 2 · 3"


@pytest.mark.parametrize("orders", [20, full(10_000)])
def test_p12_every_permutation_of_parts_gives_one_digest(tmp_path, orders):
    office = Office(tmp_path, scorers=("j0", "j1", "j2", "j3"))
    parts = office.hand_out()
    for scorer, part in parts.items():
        office.complete(part, scorer)
    every = [book.read(part).records for part in parts.values()]
    chance = random.Random(12)
    results = {union(*chance.sample(every, len(every))) for _ in range(orders)}
    assert len(results) == 1
    (records,) = results
    assert all(a.author <= b.author for a, b in pairwise(records[1:]))
    assert any(entry.part is Part.MARK for x in records for entry in getattr(x.deed, "entries", ()))
