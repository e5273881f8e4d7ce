"""The same job as questions and answers, for screen readers and the worst links."""

from __future__ import annotations

import io
import re
import sys

import pytest

from builders import CATEGORY, STAGE, Ledger, a_stage, a_template
from screens import CRITERIA, a_jury, an_award, nominate, six_criteria, written
from upakarti_tui.domain.book.deeds import Appointed
from upakarti_tui.domain.book.entries import Part, SheetKey, State
from upakarti_tui.domain.book.sheet import sheet
from upakarti_tui.domain.people.candidate import Role, Scorer
from upakarti_tui.storage.books import records
from upakarti_tui.storage.books.book import read
from upakarti_tui.tui.plain import run


@pytest.fixture
def answering(monkeypatch, capsys):
    def answer(book, scorer, *lines):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        code = run(book, scorer)
        return code, capsys.readouterr().out

    return answer


def a_sheet(book, candidate="PG-001", scorer="J04", stage=STAGE):
    return sheet(read(book).proceedings, SheetKey(stage, candidate, scorer))


def test_a_sheet_is_filled_by_answers_and_each_is_told_as_saved(tmp_path, answering):
    book = a_jury(tmp_path)
    code, said = answering(book, "J04", "", *"453452", "q")
    assert code == 0
    assert [a_sheet(book).mark(name) for name, _, _ in CRITERIA] == [4, 5, 3, 4, 5, 2]
    assert said.count("tersimpan") == 7
    assert "Nomor calon > " in said
    assert "Lembar ini lengkap." in said


def test_the_end_of_the_input_loses_nothing(tmp_path, answering):
    book = a_jury(tmp_path)
    code, said = answering(book, "J04", "", "4", "5")
    assert code == 0
    assert "Semua sudah tersimpan." in said
    assert [a_sheet(book).mark(name) for name, _, _ in CRITERIA][:3] == [4, 5, None]


def test_a_mark_off_the_scale_is_asked_for_again(tmp_path, answering):
    book = a_jury(tmp_path)
    _, said = answering(book, "J04", "", "7", "4", "q")
    assert "! 7" in said
    assert a_sheet(book).mark("motivasi") == 4


def test_undo_goes_one_question_back(tmp_path, answering):
    book = a_jury(tmp_path)
    answering(book, "J04", "", "4", "u", "2", "q")
    assert a_sheet(book).mark("motivasi") == 2
    assert a_sheet(book).mark("kegiatan") is None


def test_the_words_of_the_levels_are_told_when_asked_for(tmp_path, answering):
    _, said = answering(a_jury(tmp_path), "J04", "", "?", "q")
    assert "5  Sangat kuat" in said


def test_ties_are_declared_before_the_first_sheet(tmp_path, answering):
    book = a_jury(tmp_path, interests=True, names=("Satu", "Dua"))
    answering(book, "J04", "", "2", "rekan kerja", "", "5", "q")
    states = [a_sheet(book, f"PG-{n:03}").state_of((Part.INTEREST, "")) for n in (1, 2)]
    assert states == [State.NO_INTEREST, State.DECLARED]
    assert a_sheet(book).mark("motivasi") == 5


def test_submitting_must_be_typed_and_gives_the_number_for_the_slip(tmp_path, answering):
    book = a_jury(tmp_path, names=("Satu",))
    answering(book, "J04", "", *"453452", "")
    assert not read(book).proceedings.closings
    _, said = answering(book, "J04", "KUNCI")
    assert "Nomor untuk slip:" in said
    assert len(read(book).proceedings.closings) == 1


def test_a_visit_is_answered_with_facts_interviews_and_a_recommendation(tmp_path, answering):
    book = an_award(tmp_path, fill=False)
    marks, facts = ["4"] * 6, ["1", "14", "dok. 7", "4", "", ""]
    lines = ["", *marks, *facts, "2", "belum siap", "Ibu Sri", "2016", "omzet", "", "q"]
    answering(book, "T01", *lines)
    visit = a_sheet(book, scorer="T01", stage="lapangan")
    assert not visit.missing
    assert visit.verdict == "tidak layak"
    assert visit.interviews == 1


def test_hostile_names_are_told_without_a_control_character(tmp_path, answering, monkeypatch):
    """Whatever a reader refuses is told safely all the same."""
    monkeypatch.setattr(records, "_CONTROL", re.compile(rb"(?!)"))
    ledger = Ledger(a_template(a_stage(), rubrics=[six_criteria()]))
    nominate(ledger, ["\x1b[2J[/bold]\x07", "\u202eterbalik"])
    ledger.add(Appointed(Scorer("J04", "\x1b]52;c;eA==\x07", Role.JUROR)))
    _, said = answering(written(ledger, tmp_path), "J04", "q")
    assert all(c.isprintable() or c == "\n" for c in said)
    assert "[/bold]" in said
    assert CATEGORY not in said
