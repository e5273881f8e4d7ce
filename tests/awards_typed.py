"""A small award played by typed commands: three candidates, two jurors, one place."""

from pathlib import Path

from upakarti_tui.errors import Exit

TEMPLATE = """\
format: upakarti-template/1
id: uji
title: Penghargaan Uji
categories:
  pengabdian: {title: Jasa Pengabdian, code: PG}
rubrics:
  juri:
    scale: {min: 0, max: 100}
    criteria:
      - {id: hasil, title: Hasil, weight: 60}
      - {id: motivasi, title: Motivasi, weight: 40}
stages:
  - id: penjurian
    title: Penjurian
    kind: score
    scorers: [juror]
    rubric: juri
    panel: {quorum: 2}
    rounding: {final: 2}
    pass: {grade: 70}
    select: {quota: 1}
"""
MARKS = {
    "JR-1": {"PG-001": (80, 90), "PG-002": (70, "70,5"), "PG-003": (60, 60)},
    "JR-2": {"PG-001": (90, 80), "PG-002": (71, 70), "PG-003": (65, 62)},
}


def begin(run, template=TEMPLATE):
    """Begin a book here with three candidates and two jurors."""
    Path("uji.yaml").write_text(template, encoding="utf-8")
    Path("calon.csv").write_text(
        "kategori;nama\npengabdian;Siti Rahma\npengabdian;Budi Santoso\npengabdian;Made Sudana\n",
        encoding="utf-8",
    )
    Path("juri.csv").write_text(
        "id,name,role\nJR-1,Prof. Andi,juror\nJR-2,Dra. Citra,juror\n", encoding="utf-8"
    )
    assert run("init", ".", "--template", "uji.yaml")[:2] == (Exit.DONE, "upakarti.jsonl\n")
    assert run("import", "candidates", "calon.csv").code == Exit.DONE
    assert run("import", "roster", "juri.csv").code == Exit.DONE
    return Path("upakarti.jsonl")


def a_table(scorer, marks=MARKS):
    """Write the marks of one juror as a file to import, and return it."""
    rows = [
        f'{candidate},{scorer},{criterion},"{mark}"'
        for candidate, marks in marks[scorer].items()
        for criterion, mark in zip(("hasil", "motivasi"), marks, strict=True)
    ]
    table = Path(f"{scorer}.csv")
    table.write_text("\n".join(["candidate,scorer,criterion,mark", *rows, ""]), encoding="utf-8")
    return table


def fill(run, scorer):
    """Fill and submit the sheets of one juror in the book that was handed out."""
    packed = f"keluar/{scorer}.jsonl"
    assert (
        run("import", "marks", a_table(scorer), "--stage", "penjurian", "--book", packed).code
        == Exit.DONE
    )
    submitted = run("submit", packed, "--as", scorer)
    assert submitted.code == Exit.DONE
    return submitted.out.strip()


def typed_in(run, *more):
    """Bring in the marks of both jurors from paper, and close their sheets."""
    for scorer in MARKS:
        table = a_table(scorer)
        ran = run("import", "marks", table, "--stage", "penjurian", "--submitted", *more)
        assert ran.code == Exit.DONE


def finalized(run):
    """Make the stage final."""
    return run("finalize", "--stage", "penjurian", "--by", "Ir. Ratna", "--position", "Ketua")
