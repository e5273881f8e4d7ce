"""P14, P15: what somebody did to a book is named by its line, or by the slip."""

from __future__ import annotations

import random

import pytest

from offices import Office
from tiers import full
from upakarti_tui.domain.book.closing import slips
from upakarti_tui.errors import DamagedError, UpakartiError
from upakarti_tui.storage import whole_files
from upakarti_tui.storage.books import book, journal


@pytest.fixture
def submitted(tmp_path):
    """A scorer's book, submitted, with the slip."""
    office = Office(tmp_path)
    part = office.hand_out()["j1"]
    return part, office.complete(part, "j1").fingerprint


@pytest.mark.parametrize("flips", [200, full(1000)])
def test_p14_every_flipped_bit_is_named_by_its_line(submitted, flips):
    part, _ = submitted
    raw = part.read_bytes()
    chance = random.Random(14)
    for _ in range(flips):
        at = chance.randrange(len(raw))
        changed = bytearray(raw)
        changed[at] ^= 1 << chance.randrange(8)
        line = raw[:at].count(b"\n") + 1
        if at == len(raw) - 1:
            assert f"Line {line}" in str(journal.cut_off(part, journal.parse(part, changed))[0])
            continue
        with pytest.raises(DamagedError) as error:
            journal.parse(part, bytes(changed))
        assert error.value.messages[0].line == line


@pytest.mark.parametrize("changes", [100, full(1000)])
def test_p14_every_edit_is_named_by_its_line(submitted, changes):
    part, _ = submitted
    lines = part.read_bytes().splitlines(keepends=True)
    chance = random.Random(15)
    for _ in range(changes):
        at = chance.randrange(len(lines))
        line = bytearray(lines[at])
        byte = chance.randrange(len(line) - 1)
        other = bytes([chance.choice([x for x in range(256) if x != line[byte]])])
        line[byte : byte + 1] = chance.choice([b"", other, other + lines[at][byte : byte + 1]])
        assert first_named(part, [*lines[:at], bytes(line), *lines[at + 1 :]]) == at + 1


@pytest.mark.parametrize("changes", [100, full(1000)])
def test_p14_every_removal_insertion_and_reorder_is_named_by_its_line(submitted, changes):
    part, _ = submitted
    lines = part.read_bytes().splitlines(keepends=True)
    chance = random.Random(16)
    for _ in range(changes):
        at, to = sorted(chance.sample(range(len(lines)), 2))
        line, before, after = chance.choice(lines), lines[:at], lines[to:]
        mixed = lines[at:to]
        while mixed[0] == lines[at]:
            mixed = chance.sample(lines[at : to + 1], to + 1 - at)
        assert first_named(part, before + after) == at + 1
        assert first_named(part, before + mixed + lines[to + 1 :]) == at + 1
        if line is not lines[at]:
            assert first_named(part, [*before, line, *lines[at:]]) == at + 1


def first_named(part, lines):
    """Return the first line that reading a changed book names."""
    with pytest.raises(DamagedError) as error:
        journal.parse(part, b"".join(lines))
    return error.value.messages[0].line


def test_p15_no_book_cut_between_two_lines_keeps_the_number_on_the_slip(submitted):
    part, slip = submitted
    raw = part.read_bytes()
    assert slips(book.read(part).records)[0][2] == slip
    for cut in [at + 1 for at, byte in enumerate(raw[:-1]) if byte == 10]:
        whole_files.replace(part, raw[:cut], force=True)
        assert slips(book.read(part).records) == ()


@pytest.mark.parametrize("cuts", [100, full(1000)])
def test_p15_no_book_cut_anywhere_keeps_the_number_on_the_slip(submitted, cuts):
    part, _ = submitted
    raw = part.read_bytes()
    founding = raw.index(b"\n") + 1
    for cut in random.Random(17).sample(range(len(raw)), cuts):
        whole_files.replace(part, raw[:cut], force=True)
        if cut < founding:
            with pytest.raises(UpakartiError):
                book.read(part)
        else:
            assert slips(book.read(part).records) == ()
