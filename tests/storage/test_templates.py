from __future__ import annotations

import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import upakarti_tui
from template_texts import GOOD, changed, problems
from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.programme.template import (
    Category,
    ChecklistItem,
    Combine,
    Criterion,
    DecideOn,
    Direction,
    Fact,
    FactType,
    Interviews,
    Kind,
    Level,
    Method,
    NoteRule,
    Panel,
    Rounding,
    Rubric,
    Scale,
    Stage,
    Template,
    Total,
    Zero,
)
from upakarti_tui.errors import Exit, FileError, MissingFileError, RefusedError, UsageError
from upakarti_tui.storage.programmes import templates

if TYPE_CHECKING:
    from pathlib import Path


def parse(text: str) -> Template:
    return templates.parse(text.encode(), "t.yaml")


def one_to_five() -> Scale:
    return Scale(Decimal(1), Decimal(5), Decimal(1))


def test_a_template_is_read_with_every_value_typed():
    assert parse(GOOD) == Template(
        id="contoh",
        title="Penghargaan Contoh",
        edition="2024",
        notice="CONTOH",
        basis=("Undang-Undang Nomor 3 Tahun 2014",),
        categories=(
            Category("besar", "Usaha Besar", "UB"),
            Category("kecil", "Usaha Kecil", "UK"),
        ),
        rubrics=(
            Rubric(
                "isi",
                (
                    Criterion(
                        "gagasan",
                        "Gagasan",
                        Decimal(60),
                        one_to_five(),
                        levels=(Level(Decimal(5), "Baik"), Level(Decimal(1), "Kurang")),
                        minimum=Decimal(2),
                    ),
                    Criterion(
                        "hasil",
                        "Hasil",
                        Decimal(40),
                        Scale(Decimal(0), Decimal(100)),
                        note=NoteRule.REQUIRED_BELOW,
                        note_below=Decimal(50),
                    ),
                ),
            ),
        ),
        checklists=(
            (
                "gerbang",
                (
                    ChecklistItem("lima_tahun", "Lima tahun"),
                    ChecklistItem("izin", "Izin", blocking=False),
                ),
            ),
        ),
        fact_sheets=(
            (
                "kunjungan",
                (
                    Fact("mitra", "Mitra", FactType.NUMBER, "unit", Decimal(5)),
                    Fact("pasar", "Pasar"),
                ),
            ),
        ),
        stages=(
            Stage(
                "administrasi",
                "Administrasi",
                Kind.GATE,
                (Role.SECRETARIAT,),
                checklist=(("besar", "gerbang"), ("kecil", "gerbang")),
            ),
            Stage(
                "lapangan",
                "Lapangan",
                Kind.SCORE,
                (Role.TEAM,),
                rubric=(("besar", "isi"), ("kecil", "isi")),
                facts=(("kecil", "kunjungan"),),
                interviews=Interviews(3, ("Sejak kapan?",)),
                recommendation=True,
            ),
            Stage(
                "juri",
                "Juri",
                Kind.SCORE,
                (Role.JUROR,),
                rubric=(("besar", "isi"), ("kecil", "isi")),
                panel=Panel(Combine.SHEETS, Method.TRIMMED_MEAN, 1, 3),
                rounding=Rounding(final=2),
                grade=(("besar", Decimal(70)), ("kecil", Decimal("65.5"))),
                quota=(("besar", 3), ("kecil", 3)),
                weigh=(("lapangan", Decimal(40)), ("juri", Decimal(60))),
                tie_break=("criterion:hasil", "stage:lapangan", "lot"),
                divergence=Decimal(20),
            ),
        ),
    )


def test_the_smallest_template_needs_an_id_a_title_a_category_a_rubric_and_a_stage():
    template = parse(
        "format: upakarti-template/1\nid: kecil\ntitle: Kecil\ncategories: {a: {}}\n"
        "rubrics: {r: {criteria: [{id: x, title: X, weight: 100}]}}\n"
        "stages: [{id: s, rubric: r}]\n"
    )
    assert template == Template(
        id="kecil",
        title="Kecil",
        categories=(Category("a", "a"),),
        rubrics=(Rubric("r", (Criterion("x", "X", Decimal(100), one_to_five()),)),),
        stages=(
            Stage(
                "s",
                "s",
                Kind.SCORE,
                (Role.EVALUATOR, Role.TEAM, Role.JUROR),
                rubric=(("a", "r"),),
            ),
        ),
    )


def test_a_checklist_alone_makes_a_gate_of_a_stage():
    template = parse(
        "format: upakarti-template/1\nid: kecil\ntitle: Kecil\ncategories: {a: {}}\n"
        "checklists: {c: [{id: x}]}\nstages: [{id: s, checklist: c}]\n"
    )
    assert template.stages == (
        Stage("s", "s", Kind.GATE, (Role.SECRETARIAT,), checklist=(("a", "c"),)),
    )
    assert template.checklists == (("c", (ChecklistItem("x", "x"),)),)


def test_every_option_of_a_criterion_is_read():
    text = changed(
        ("        minimum: 2\n", ""),
        (
            "        levels: {5: Baik, 1: Kurang}\n",
            (
                "        scale: {min: '-2,5', max: 5, step: 0.5, zero: min}\n"
                "        direction: down\n        note: required\n        not_applicable: true\n"
                "        guidance: |\n          Lihat proposal,\n          bagian dua.\n"
                "        clause: Pasal 5\n"
            ),
        ),
    )
    assert parse(text).rubrics[0].criteria[0] == Criterion(
        "gagasan",
        "Gagasan",
        Decimal(60),
        Scale(Decimal("-2.5"), Decimal(5), Decimal("0.5"), Zero.MIN),
        guidance="Lihat proposal, bagian dua.",
        direction=Direction.DOWN,
        note=NoteRule.REQUIRED,
        not_applicable=True,
        clause="Pasal 5",
    )


def test_every_option_of_a_stage_is_read():
    text = changed(
        ("    weigh: {lapangan: 40, juri: 60}\n", "    weigh: {lapangan: 100}\n"),
        (
            (
                "    panel: {method: trimmed_mean, trim: 1, quorum: 3}\n"
                "    rounding: {final: 2}\n"
                '    pass: {grade: {besar: 70, kecil: "65,5"}}\n'
            ),
            (
                "    panel: {combine: criteria, method: median}\n"
                "    rounding: {criterion: 0, weighted: 1, sheet: 2, final: 3}\n"
                "    pass: {grade: 70}\n    decide_on: rounded\n    sealed: true\n"
                "    interests: true\n    confirm_paper: true\n    show_grade: false\n"
            ),
        ),
        ("    scorers: [juror]\n", "    scorers: [juror, secretariat, juror]\n"),
    )
    stage = parse(text).stages[2]
    assert stage.scorers == (Role.SECRETARIAT, Role.JUROR)
    assert stage.panel == Panel(Combine.CRITERIA, Method.MEDIAN)
    assert stage.rounding == Rounding(0, 1, 2, 3)
    assert stage.grade == (("besar", Decimal(70)), ("kecil", Decimal(70)))
    assert (stage.decide_on, stage.sealed, stage.interests) == (DecideOn.ROUNDED, True, True)
    assert (stage.confirm_paper, stage.show_grade) == (True, False)


def test_weights_of_a_plain_sum_need_not_make_a_hundred():
    text = changed(
        ("    scale: {min: 1, max: 5, step: 1}\n", "    scale: {min: 1, max: 5}\n    total: sum\n"),
        ("weight: 60", "weight: '0,8'"),
    )
    rubric = parse(text).rubrics[0]
    assert rubric.total is Total.SUM
    assert [c.weight for c in rubric.criteria] == [Decimal("0.8"), Decimal(40)]


@pytest.mark.parametrize("written", ["60", '"60"', "'60,0'", "60.0"])
def test_a_number_may_be_quoted_and_have_a_comma_or_a_dot(written: str):
    assert parse(changed(("weight: 60", f"weight: {written}"))) == parse(GOOD)


def test_text_is_composed_and_put_on_one_line():
    text = changed(("title: Penghargaan Contoh", 'title: "Caf\\u0065\\u0301\n  dan\xa0 kopi "'))
    assert parse(text).title == "Caf\u0065\u0301 dan kopi".replace("\u0065\u0301", "\u00e9")


def test_what_other_programs_resolve_stays_text():
    text = changed(("code: UB", "code: NO"), ("edition: 2024", "edition: 1_0e3"))
    template = parse(text)
    assert (template.categories[0].code, template.edition) == ("NO", "1_0e3")


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    raw = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert templates.parse(raw, "t.yaml") == parse(GOOD)


# --- files ------------------------------------------------------------------------------


def test_a_template_is_found_by_its_id():
    path = templates.find("upakarti-2024")
    assert path.name == "upakarti-2024.yaml"
    assert templates.load(path).id == "upakarti-2024"


def test_an_unknown_id_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match="upakarti-2023 — did you mean upakarti-2024"):
        templates.find("upakarti-2023")
    with pytest.raises(UsageError, match=r"There is no template zzz — one of: .*ovop-2024"):
        templates.find("zzz")


@pytest.mark.parametrize("name", ["./kecil", "kecil.yaml", "kecil.yml"])
def test_what_has_a_slash_or_the_ending_is_a_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingFileError) as refused:
        templates.find(name)
    assert refused.value.exit is Exit.FILES
    (tmp_path / name).write_text(GOOD)
    assert templates.load(templates.find(name)) == parse(GOOD)


@pytest.mark.parametrize("name", ["a" * 5000 + ".yaml", "\0.yaml", "/" * 9, "./x/y"])
def test_a_name_that_no_file_can_have_is_a_matter_of_files(name: str):
    with pytest.raises(FileError):
        templates.load(templates.find(name))


def test_a_folder_is_no_template(tmp_path: Path):
    with pytest.raises(FileError):
        templates.load(tmp_path)


def test_the_problems_of_a_file_carry_its_name(tmp_path: Path):
    path = tmp_path / "rusak.yaml"
    path.write_text("id: [")
    with pytest.raises(RefusedError, match=f"^{path}:1:6: a bracket that is not closed"):
        templates.load(path)


def test_a_file_one_byte_over_the_limit_is_refused_and_one_at_the_limit_is_read(tmp_path: Path):
    path = tmp_path / "besar.yaml"
    filling = "#" * (256 * 1024 - len(GOOD) - 1)
    path.write_text(f"{GOOD}{filling}\n")
    assert templates.load(path) == parse(GOOD)
    path.write_text(f"{GOOD}{filling}#\n")
    with pytest.raises(RefusedError, match="the file is too large — keep it within 256 KiB"):
        templates.load(path)


def test_an_installed_package_brings_its_own_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    package = tmp_path / "site-packages" / "upakarti_tui"
    shutil.copytree(templates.find("ovop-2024").parent, package / "scoring_templates")
    monkeypatch.setattr(upakarti_tui, "__file__", str(package / "__init__.py"))
    assert {path.parent for path in templates.shipped()} == {package / "scoring_templates"}


@pytest.mark.parametrize("path", templates.shipped(), ids=lambda path: path.stem)
def test_every_shipped_template_can_be_used_and_says_that_it_is_an_example(path: Path):
    template = templates.load(path)
    assert template.id == path.stem
    assert template.notice == "CONTOH – bobot dan ambang belum resmi"


def test_the_2024_example_has_words_for_every_level_of_every_criterion():
    template = templates.load(templates.find("upakarti-2024"))
    for rubric in template.rubrics:
        for criterion in rubric.criteria:
            assert [level.mark for level in criterion.levels] == [5, 4, 3, 2, 1]


def test_the_2024_example_selects_three_and_seven_of_both_categories():
    template = templates.load(templates.find("upakarti-2024"))
    assert [s.id for s in template.stages] == [
        "administrasi",
        "substansi",
        "lapangan",
        "penjurian",
    ]
    assert template.stages[-1].quota == (("kepeloporan", 3), ("pengabdian", 7))
    assert [
        len(template.rubric_of(template.stages[-1], c.id).criteria) for c in template.categories
    ] == [6, 6]


def test_a_good_template_has_no_problems():
    assert problems(GOOD) == []


@pytest.mark.parametrize("path", templates.shipped(), ids=lambda path: path.stem)
def test_the_words_of_a_shipped_template_fit_a_line_of_a_small_terminal(path: Path):
    template = templates.load(path)
    criteria = [criterion for rubric in template.rubrics for criterion in rubric.criteria]
    items = [item for _, several in template.checklists for item in several]
    facts = [fact for _, several in template.fact_sheets for fact in several]
    assert all(len(level.words) <= 66 for c in criteria for level in c.levels)
    assert all(len(criterion.title) <= 38 for criterion in criteria)
    assert all(len(item.title) <= 66 for item in items)
    assert all(len(fact.title) <= 40 for fact in facts)
