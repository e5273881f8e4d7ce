"""A small award in a real book: two categories, a field visit, a jury of three, a final stage.

The numbers are chosen so that rules can be told apart: a fraction that does not
end, a tie that a criterion breaks, somebody below the passing grade, a recusal.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from builders import a_criterion, a_mark, a_rubric, a_scale, a_stage
from seats import seat
from upakarti_tui.domain.book import deeds as d
from upakarti_tui.domain.book.closing import closing
from upakarti_tui.domain.book.entries import Entry, Part, SheetKey, State
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.domain.people.candidate import Candidate, Identity, Role, Scorer
from upakarti_tui.domain.places import ranking
from upakarti_tui.domain.places.ranking_values import digest
from upakarti_tui.domain.programme.template import (
    Category,
    Fact,
    FactType,
    Interviews,
    Level,
    Stage,
    Template,
)
from upakarti_tui.storage.books import book as books
from upakarti_tui.storage.programmes import template_form

NIK = "3205010203450001"
NPWP = "091234567890123"
CLOCK = "2024-12-19T14:05:31+07:00"
NOTICE = "CONTOH – bobot dan ambang belum resmi"

CANDIDATES = (
    Candidate(
        "KP-001", "kepeloporan", "PT Serat Nusa", "PT Serat Nusa", "Jawa Barat", "Kota Bandung"
    ),
    Candidate(
        "KP-002", "kepeloporan", "PT Tirta Logam", "PT Tirta Logam", "Jawa Timur", "Kab. Gresik"
    ),
    Candidate(
        "PG-001", "pengabdian", "Yayasan Tenun Lestari", "", "Nusa Tenggara Timur", "Kota Kupang"
    ),
    Candidate(
        "PG-002", "pengabdian", "Halimah binti Usman", "Koperasi Gayo", "Aceh", "Aceh Tengah"
    ),
    Candidate("PG-003", "pengabdian", "I Made Sudana", "Sanggar Ukir", "Bali", "Gianyar"),
    Candidate("PG-004", "pengabdian", "Paguyuban Batik Lasem", "", "Jawa Tengah", "Rembang"),
)
MARKS = {
    "KP-001": ((5, 4, 4), (4, 4, 5), (5, 5, 4)),
    "KP-002": ((3, 3, 2), (2, 3, 3), (3, 2, 2)),
    "PG-001": ((5, 5, 4), (4, 5, 4), (5, 4, 4)),
    "PG-002": ((4, 4, 4), (4, 5, 3), (4, 4, 3)),
    "PG-003": ((5, 3, 3), (4, 4, 4), (4, 4, 3)),
    "PG-004": ((2, 2, 3), (3, 2, 1), (1, 2, 2)),
}
CRITERIA = ("hasil", "kegiatan", "motivasi")


def an_award(**options: object) -> Template:
    both = ("kepeloporan", "pengabdian")
    rubric = a_rubric(
        a_criterion("hasil", 50, levels=(Level(a_scale().max, "sangat baik"),)),
        a_criterion("kegiatan", 30, guidance="Lihat proposal."),
        a_criterion("motivasi", 20),
    )
    visit: Stage = a_stage(
        "lapangan",
        categories=both,
        role=Role.TEAM,
        pass_at=40,
        facts=tuple((c, "fakta") for c in both),
        interviews=Interviews(1, ("Apa manfaatnya?",)),
        recommendation=True,
    )
    jury = a_stage(
        "penjurian",
        categories=both,
        pass_at=60,
        quota=2,
        rounding={"final": 2},
        tie_break=("criterion:hasil", "lot"),
        panel={"quorum": 2},
    )
    more = {"notice": NOTICE, "edition": "2024", "basis": ("Permenperin 5/2020",), **options}
    return Template(
        id="contoh-2024",
        title="Penghargaan Contoh Tahun 2024",
        categories=(
            Category("kepeloporan", "Jasa Kepeloporan", "KP"),
            Category("pengabdian", "Jasa Pengabdian", "PG"),
        ),
        stages=(visit, jury),
        rubrics=(rubric,),
        fact_sheets=(
            ("fakta", (Fact("mitra", "Unit usaha mitra", FactType.NUMBER, "unit", a_scale().max),)),
        ),
        **more,  # type: ignore[arg-type]
    )


def a_book(
    folder: Path,
    *,
    final: bool = True,
    template: Template | None = None,
    candidates: tuple[Candidate, ...] = CANDIDATES,
    settings: tuple[tuple[str, str], ...] = (),
) -> Path:
    """Write the book of a small award, the jury's stage final unless told otherwise."""
    with TemporaryDirectory() as desk, seat(Path(desk), "desk", CLOCK):
        return _played(
            folder / "upakarti.jsonl", template or an_award(), candidates, settings, final=final
        )


def _played(
    path: Path,
    template: Template,
    candidates: tuple[Candidate, ...],
    settings: tuple[tuple[str, str], ...],
    *,
    final: bool,
) -> Path:
    founded = d.Founded(template, template_form.fingerprint(template))
    books.create(path, founded, book="buku-contoh")
    _add(path, *(d.Nominated(c) for c in candidates))
    _add(path, d.Identified(Identity("PG-001", NIK, NPWP)))
    _add(path, d.Appointed(Scorer("T1", "Tim Satu", Role.TEAM, "Ditjen IKMA")))
    for at, name in enumerate(("Siti Rahma", "Bambang S.", "Citra Lestari"), 1):
        _add(path, d.Appointed(Scorer(f"J{at}", name, Role.JUROR, "Universitas Contoh", "Anggota")))
    if settings:
        _add(path, d.Configured(settings))
    _visits(path, candidates)
    _close(path, "lapangan")
    _jury(path, candidates)
    if final:
        _close(path, "penjurian")
    return path


def _add(path: Path, *deeds: d.Deed, author: str = SECRETARIAT) -> None:
    with books.writing(path, author) as book:
        book.add(*deeds)


def _submit(path: Path, scorer: str, stage: str, candidates: tuple[str, ...]) -> None:
    read = books.read(path)
    keys = [SheetKey(stage, candidate, scorer) for candidate in candidates]
    before = [x for x in read.records if x.author == SECRETARIAT]
    closed = closing(read.proceedings, scorer, stage, keys, before[-1])
    _add(path, replace(closed, typed_by="Dewi"))


def _visits(path: Path, candidates: tuple[Candidate, ...]) -> None:
    for each in candidates:
        entries = (
            *(a_mark(criterion, 4) for criterion in CRITERIA),
            Entry(Part.FACT, "mitra", State.CONFIRMED, "7", "daftar mitra", (("claimed", "8"),)),
            Entry(Part.INTERVIEW, "1", State.MARKED, "", "omzet naik", (("partner", "Ibu Sri"),)),
            Entry(Part.RECOMMENDATION, "", State.MARKED, "layak", "memenuhi"),
        )
        _add(path, d.Filled(SheetKey("lapangan", each.id, "T1"), entries), author="T1")
    ids = tuple(c.id for c in candidates)
    _submit(path, "T1", "lapangan", ids)


def _jury(path: Path, candidates: tuple[Candidate, ...]) -> None:
    for at in range(3):
        juror, seen = f"J{at + 1}", []
        for number, each in enumerate(candidates):
            key = SheetKey("penjurian", each.id, juror)
            if (each.id, juror) == ("PG-004", "J3"):
                recusal = Entry(Part.INTEREST, "", State.RECUSED, more=(("kind", "family"),))
                _add(path, d.Filled(key, (recusal,)))
                continue
            marks = MARKS.get(each.id) or tuple(
                tuple(1 + (number * 7 + row * 3 + column * 5) % 5 for column in range(3))
                for row in range(3)
            )
            entries = tuple(map(a_mark, CRITERIA, marks[at]))
            _add(path, d.Filled(key, entries), author=juror)
            seen.append(each.id)
        _submit(path, juror, "penjurian", tuple(seen))


def _close(path: Path, stage: str) -> None:
    read = books.read(path).proceedings
    found = ranking.rank(read, stage)
    assert not found.open_items, found.open_items
    _add(path, d.Finalised(stage, "Dewi", "Ketua", 1, read.stamp(), digest(found)))
