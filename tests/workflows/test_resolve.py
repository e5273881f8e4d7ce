from __future__ import annotations

from dataclasses import replace

import pytest

from builders import CATEGORY, STAGE, a_gate, a_mark, a_stage, a_template, a_verdict, an_answer
from offices import NIK, Office, an_award
from seats import id_of
from upakarti_tui.domain.book.deeds import (
    Appointed,
    Disqualified,
    Filled,
    Finalised,
    Identified,
    Nominated,
    Opened,
    Ruled,
    Settled,
)
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.merging import Class, forks
from upakarti_tui.domain.people.candidate import Candidate, Identity, Role, Scorer
from upakarti_tui.domain.programme.template import Fact
from upakarti_tui.errors import NotAllowedError, OpenItemsError, RefusedError, UsageError
from upakarti_tui.storage.books import book
from upakarti_tui.workflows.exchange.conflicts import conflicts
from upakarti_tui.workflows.exchange.differing import differing
from upakarti_tui.workflows.exchange.merge import merge
from upakarti_tui.workflows.exchange.resolve import resolve
from upakarti_tui.workflows.exchange.settle import settle


def in_conflict(tmp_path, template=None, entries=None, **options):
    """Let one scorer fill the same sheet on two laptops that have not met."""
    office = Office(tmp_path, template, **options)
    stage = office_stage(office)
    parts = [office.hand_out(name)["j1"] for name in ("one", "two")]
    if entries is None:
        office.fill(parts[0], "j1", "PG-001", {"a": 3})
        office.merge(parts[0], into=parts[1])
        office.fill(parts[0], "j1", "PG-001", {"a": 2})
        office.fill(parts[1], "j1", "PG-001", {"a": 5}, machine="laptop", clock="1999-01-01T00:00")
    else:
        for path, machine, entry in zip(parts, ("j1", "laptop"), entries, strict=True):
            office.fill(path, "j1", "PG-001", {}, entry, stage=stage, machine=machine)
    office.merge(*parts)
    return office


def office_stage(office):
    return book.read(office.path).proceedings.template.stages[0].id


def ruled(office, take="5", **other):
    given = {
        "scorer": "j1",
        "stage": STAGE,
        "criterion": "a",
        "take": take,
        "by": "Budi",
        "position": "Ketua",
        "minutes": "12",
        "reason": "sesuai kertas",
    }
    with office.at("office"):
        return resolve(office.path, "PG-001", **(given | other))


def test_a_conflict_shows_both_marks_their_machines_and_what_was_before(tmp_path):
    office = in_conflict(tmp_path)
    (conflict,) = conflicts(office.path)
    assert conflict.sheet == SheetKey(STAGE, "PG-001", "j1")
    assert {(side.value, side.device) for side in conflict.sides} == {
        ("2", id_of("j1")),
        ("5", id_of("laptop")),
    }
    assert conflict.ancestor.value == "3"
    told = str(conflict)
    assert "before: 3" in told
    assert "1999-01-01" in told


def test_a_conflict_from_nothing_has_no_ancestor(tmp_path):
    entries = [a_mark("a", 1, "x"), a_mark("a", 2, "y")]
    office = in_conflict(tmp_path, entries=entries)
    (conflict,) = conflicts(office.path)
    assert conflict.ancestor is None
    assert "before: nothing" in str(conflict)
    assert "x" in str(conflict)


def test_the_ancestor_is_the_last_mark_that_both_sides_had_seen(tmp_path):
    office = Office(tmp_path)
    parts = [office.hand_out(name)["j1"] for name in ("one", "two")]
    for mark in (1, 2, 3):
        office.fill(parts[0], "j1", "PG-001", {"a": mark, "b": mark})
    merge([parts[0]], parts[1])
    office.fill(parts[0], "j1", "PG-001", {"a": 4})
    office.fill(parts[0], "j1", "PG-001", {"a": 2})
    office.fill(parts[1], "j1", "PG-001", {"a": 5}, machine="laptop")
    office.merge(*parts)
    (conflict,) = conflicts(office.path)
    assert conflict.ancestor.value == "3"


def test_what_was_seen_and_is_not_here_is_no_ancestor(tmp_path):
    office = Office(tmp_path)
    key = SheetKey(STAGE, "PG-001", "j1")
    other = office.fill(office.path, "j1", "PG-001", {"b": 1})[0]
    for machine, mark in (("m1", 1), ("m2", 2)):
        seen = tuple(sorted(("f" * 64, other.id)))
        office.add(Filled(key, (a_mark("a", mark),), seen), author="j1", machine=machine)
    (conflict,) = conflicts(office.path)
    assert conflict.ancestor is None


def test_a_ruling_ends_the_conflict_and_every_mark_stays_on_record(tmp_path):
    office = in_conflict(tmp_path)
    record = ruled(office)
    assert isinstance(record.deed, Ruled)
    assert (record.deed.by, record.deed.position, record.deed.minutes) == ("Budi", "Ketua", "12")
    assert conflicts(office.path) == ()
    assert office.marks()["PG-001", "j1", "a"] == {"5"}
    kept = {
        entry.value
        for x in book.read(office.path).records
        for entry in getattr(x.deed, "entries", ())
    }
    assert kept >= {"2", "3", "5"}


def test_a_ruling_ends_the_fork_of_a_copied_book_that_says_the_same_twice(tmp_path):
    office = Office(tmp_path)
    parts = [office.hand_out(name)["j1"] for name in ("one", "two")]
    for part, note in zip(parts, "xy", strict=True):
        office.fill(part, "j1", "PG-001", {}, a_mark("a", 3, note))
    assert [found.kind for found in office.merge(*parts).findings] == [Class.FORK]
    assert conflicts(office.path) == ()
    ruled(office, "3")
    assert forks(book.read(office.path).records) == ()
    assert office.marks()["PG-001", "j1", "a"] == {"3"}


def test_a_ruling_overrules_no_marks_that_agree(tmp_path):
    office = Office(tmp_path)
    parts = [office.hand_out(name)["j1"] for name in ("one", "two")]
    for part, machine in zip(parts, ("j1", "laptop"), strict=True):
        office.fill(part, "j1", "PG-001", {"a": 3}, machine=machine)
    office.merge(*parts)
    before = office.path.read_bytes()
    with pytest.raises(OpenItemsError, match="a holds no different values"):
        ruled(office, "4")
    assert office.path.read_bytes() == before
    assert ruled(office, "3").deed.entry.value == "3"


def forked(tmp_path):
    """Let a scorer's book be copied, and both copies fill and submit."""
    office = Office(tmp_path)
    parts = [office.hand_out(name)["j1"] for name in ("one", "two")]
    for mark, part in enumerate(parts, start=3):
        office.complete(part, "j1", mark)
    office.merge(*parts)
    return office


def answered(office, author="j1", **other):
    said = {"by": "Budi", "position": "Ketua", "minutes": "12", "reason": "laptop disalin"}
    with office.at("office"):
        return settle(office.path, author, **(said | other))


def test_somebody_answers_for_a_copied_book_and_the_conflicts_stay(tmp_path):
    office = forked(tmp_path)
    before = merging_forks(office)
    assert len(before) == 6
    assert answered(office) == before
    assert merging_forks(office) == ()
    assert len(conflicts(office.path)) == 4
    with pytest.raises(OpenItemsError, match="used twice"):
        answered(office)


def test_an_author_who_is_not_known_is_answered_with_the_nearest(tmp_path):
    office = forked(tmp_path)
    with pytest.raises(UsageError, match="record j9 — there are j1, j2, secretariat"):
        answered(office, "j9")
    with pytest.raises(OpenItemsError, match="secretariat was used twice"):
        answered(office, "secretariat")


def two_offices(tmp_path, one, other):
    """Let two offices with the same book each record something the other has not seen."""
    office = Office(tmp_path)
    second = tmp_path / "second.jsonl"
    second.write_bytes(office.path.read_bytes())
    second.chmod(0o600)
    office.add(one)
    office.add(other, path=second, machine="second")
    return office, office.merge(second)


@pytest.mark.parametrize(
    ("where", "one", "other", "words"),
    [
        (
            "candidate/PG-009",
            Nominated(Candidate("PG-009", CATEGORY, "Anwar", "Ulos")),
            Nominated(Candidate("PG-009", CATEGORY, "Beni", province="Bali")),
            {f"Anwar, {CATEGORY}, Ulos", f"Beni, {CATEGORY}, Bali"},
        ),
        (
            "scorer/j9",
            Appointed(Scorer("j9", "Ani", Role.JUROR)),
            Appointed(Scorer("j9", "Budi", Role.TEAM, "IPB")),
            {"Ani, juror", "Budi, team, IPB"},
        ),
        (
            "identity/PG-009",
            Identified(Identity("PG-009", nik=NIK)),
            Identified(Identity("PG-009", nik="3174015501800002")),
            {"identified"},
        ),
        (
            "disqualified/PG-001",
            Disqualified("PG-001", STAGE, "2024-10-01", "wafat"),
            Disqualified("PG-001", STAGE, "2024-10-02", "mundur"),
            {f"{STAGE}, 2024-10-01, wafat", f"{STAGE}, 2024-10-02, mundur"},
        ),
    ],
)
def test_what_two_offices_say_differently_is_told_and_one_of_it_made_to_stand(
    tmp_path, where, one, other, words
):
    office, report = two_offices(tmp_path, one, other)
    assert [(x.kind, x.where) for x in report.findings] == [(Class.CONFLICT, where)]
    told = list(map(str, differing(office.path).disagreeing))
    sides = [line.split() for line in told[1:-1]]
    assert {" ".join(side[1 : side.index("—")]) for side in sides} == words
    assert NIK not in "".join(told)
    chosen = next(x for x in book.read(office.path).records if x.deed == one)
    assert str(answered(office, chosen.id[:16])[0].what) == (
        f"{where}: the record {chosen.id[:16]} stands."
    )
    assert differing(office.path).disagreeing == ()
    stands = book.read(office.path).proceedings.standing[tuple(where.split("/"))]
    assert [replace(x.deed, supersedes=()) for x in stands] == [one]
    (ruling,) = [x.deed for x in book.read(office.path).records if isinstance(x.deed, Settled)]
    assert (ruling.by, ruling.minutes) == ("Budi", "12")
    with pytest.raises(UsageError, match="no author or contradicting record"):
        answered(office, chosen.id[:16])


def test_two_closings_of_a_stage_are_told_and_said_anew_by_their_own_command(tmp_path):
    stamp = book.read(Office(tmp_path / "x").path).proceedings.stamp()
    office, _ = two_offices(
        tmp_path,
        Finalised(STAGE, "Ani", "Ketua", 1, stamp, "d" * 64),
        Finalised(STAGE, "Ani", "Ketua", 1, stamp, "e" * 64),
    )
    told = list(map(str, differing(office.path).disagreeing))
    assert len(told) == 3
    with pytest.raises(UsageError):
        answered(office, told[1].split()[0])


def merging_forks(office):
    return forks(book.read(office.path).records)


def test_a_fork_that_comes_later_is_open_again(tmp_path):
    office = forked(tmp_path)
    answered(office)
    parts = [office.hand_out(name)["j2"] for name in ("three", "four")]
    for mark, part in enumerate(parts, start=1):
        office.fill(part, "j2", "PG-001", {"a": mark})
    office.merge(*parts)
    assert [found.where.split("/")[0] for found in merging_forks(office)] == ["j2"]


@pytest.mark.parametrize("who", ["by", "position", "minutes", "reason"])
def test_nobody_answers_without_a_name_position_number_and_reason(tmp_path, who):
    with pytest.raises(RefusedError, match=who):
        answered(forked(tmp_path), **{who: ""})


def test_only_the_secretariat_answers_for_forks(tmp_path):
    office = forked(tmp_path)
    office.path = office.hand_out("again")["j1"]
    with pytest.raises(NotAllowedError):
        answered(office)


def test_a_ruling_may_take_a_mark_that_nobody_gave(tmp_path):
    office = in_conflict(tmp_path)
    ruled(office, "4")
    assert office.marks()["PG-001", "j1", "a"] == {"4"}


def test_a_mark_may_be_written_in_any_readable_form(tmp_path):
    office = in_conflict(tmp_path)
    assert ruled(office, "5,0").deed.entry.value == "5"


def test_the_scorer_ends_a_conflict_by_seeing_both_marks(tmp_path):
    office = in_conflict(tmp_path)
    again = office.hand_out("again")["j1"]
    office.fill(again, "j1", "PG-001", {"a": 4})
    office.merge(again)
    assert conflicts(office.path) == ()
    assert office.marks()["PG-001", "j1", "a"] == {"4"}


@pytest.mark.parametrize("take", ["6", "x", "", "4.5", "1e1"])
def test_a_mark_off_the_scale_is_refused(tmp_path, take):
    office = in_conflict(tmp_path)
    before = office.path.read_bytes()
    with pytest.raises(RefusedError):
        ruled(office, take)
    assert office.path.read_bytes() == before


@pytest.mark.parametrize("who", ["by", "position", "minutes", "reason"])
def test_a_ruling_without_a_name_position_number_or_reason_is_refused(tmp_path, who):
    office = in_conflict(tmp_path)
    with pytest.raises(RefusedError, match=who):
        ruled(office, **{who: " "})


def test_where_nothing_differs_nothing_is_decided(tmp_path):
    office = Office(tmp_path)
    with pytest.raises(OpenItemsError):
        ruled(office)
    office.fill(office.path, "j1", "PG-001", {"a": 1})
    with pytest.raises(OpenItemsError):
        ruled(office)


@pytest.mark.parametrize(
    "wrong", [{"stage": "x"}, {"scorer": "x"}, {"criterion": "x"}], ids=lambda x: next(iter(x))
)
def test_an_unknown_name_is_answered_with_the_nearest(tmp_path, wrong):
    office = in_conflict(tmp_path)
    with pytest.raises(UsageError):
        ruled(office, **wrong)


def test_a_part_rules_over_nothing(tmp_path):
    office = in_conflict(tmp_path)
    part = office.hand_out("again")["j1"]
    office.path = part
    with pytest.raises(NotAllowedError):
        ruled(office)


def test_p20_a_final_stage_takes_no_ruling(tmp_path):
    office = in_conflict(tmp_path)
    stamp = book.read(office.path).proceedings.stamp()
    office.add(Finalised(STAGE, "Ani", "Ketua", 1, stamp, "d" * 64))
    with pytest.raises(NotAllowedError, match="final"):
        ruled(office)


def test_p29_marks_of_a_sealed_stage_are_neither_shown_nor_ruled_over(tmp_path):
    office = in_conflict(tmp_path, an_award(sealed=True))
    assert conflicts(office.path) == ()
    (told,) = differing(office.path).withheld
    assert str(told) == (
        f"The sealed stage {STAGE} holds conflicts (1); they are shown once it is opened."
    )
    with pytest.raises(NotAllowedError, match="sealed"):
        ruled(office)
    stamp = book.read(office.path).proceedings.stamp()
    office.add(Opened(STAGE, "Ani", (("j1", "x"), ("j2", "x")), stamp))
    assert len(conflicts(office.path)) == 1
    assert differing(office.path).withheld == ()
    ruled(office)


def test_a_gate_and_a_recommendation_are_ruled_over_by_their_words(tmp_path):
    gate = a_gate(scorers=an_award().stages[0].scorers)
    template = a_template(gate, facts=[Fact("mitra", "Mitra")])
    entries = [an_answer("lima_tahun", answer) for answer in ("yes", "no")]
    office = in_conflict(tmp_path / "gate", template, entries)
    where = {"stage": gate.id, "criterion": "lima_tahun"}
    with pytest.raises(UsageError):
        ruled(office, "maybe", **where)
    assert ruled(office, "perbaikan", **where).deed.entry.value == "mend"

    visit = a_stage("lapangan", recommendation=True)
    template = a_template(visit, facts=[Fact("mitra", "Mitra")])
    entries = [a_verdict("layak"), a_verdict("tidak layak", "alasan")]
    office = in_conflict(tmp_path / "visit", template, entries)
    where = {"stage": visit.id, "criterion": "recommendation"}
    assert ruled(office, "tidak layak", **where).deed.entry == a_verdict("tidak layak", "alasan")


@pytest.mark.parametrize("name", ["abstained", "abstain"])
def test_a_state_is_taken_by_its_name_in_either_language(tmp_path, name: str):
    entries = [Entry(Part.SHEET, "", state) for state in (State.ABSTAINED, State.BLANK)]
    office = in_conflict(tmp_path, entries=entries)
    assert ruled(office, name, criterion="sheet").deed.entry.state is State.ABSTAINED
