"""The columns of every import, by the names people give them in two languages.

The one table of header names: the reader looks them up here and
`upakarti import --help` prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from upakarti_tui.domain.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Column:
    """One column that an import understands."""

    name: str
    """As the contract names it."""

    aliases: tuple[str, ...]
    """Further names, Indonesian ones first."""

    required: bool = False


CANDIDATES: Final = (
    Column("id", ("nomor calon", "kode calon", "id calon", "candidate id")),
    Column("category", ("kategori", "bidang penghargaan"), required=True),
    Column("name", ("nama", "nama calon", "nama lengkap"), required=True),
    Column("organisation", ("instansi", "perusahaan", "lembaga", "organisasi", "organization")),
    Column("province", ("provinsi", "propinsi")),
    Column("regency", ("kabupaten/kota", "kabupaten", "kota", "kab/kota", "city")),
    Column("nik", ("no nik", "nomor nik", "no ktp", "nomor ktp", "nomor induk kependudukan")),
    Column("npwp", ("no npwp", "nomor npwp")),
    Column("start_year", ("tahun mulai", "mulai tahun", "tahun mulai pembinaan")),
    Column("partners", ("mitra", "jumlah mitra", "jumlah mitra binaan", "unit usaha mitra")),
)
ROSTER: Final = (
    Column("id", ("kode penilai", "id penilai", "scorer id"), required=True),
    Column("name", ("nama", "nama penilai", "nama lengkap"), required=True),
    Column("role", ("peran", "tugas"), required=True),
    Column("institution", ("instansi", "lembaga", "asal instansi")),
    Column("position", ("jabatan",)),
)
ASSIGNMENTS: Final = (
    Column("stage", ("tahap",), required=True),
    Column("candidate", ("calon", "id calon", "nomor calon", "kode calon"), required=True),
    Column("scorer", ("penilai", "id penilai", "kode penilai"), required=True),
)
MARKS: Final = (
    Column("candidate", ("calon", "id calon", "nomor calon", "kode calon"), required=True),
    Column("scorer", ("penilai", "id penilai", "kode penilai"), required=True),
    Column("criterion", ("kriteria", "butir", "unsur")),
    Column("mark", ("nilai", "skor", "jawaban", "temuan")),
    Column("state", ("keadaan", "status")),
    Column("note", ("catatan", "keterangan", "alasan")),
)
DISQUALIFIED: Final = (
    Column("candidate", ("calon", "id calon", "nomor calon", "kode calon"), required=True),
    Column("stage", ("tahap",), required=True),
    Column("date", ("tanggal",), required=True),
    Column("reason", ("alasan", "sebab"), required=True),
)
LOTS: Final = (
    Column("candidate", ("calon", "id calon", "nomor calon", "kode calon"), required=True),
    Column("lot", ("undian", "nomor undian"), required=True),
)

TABLES: Final[Mapping[str, tuple[Column, ...]]] = {
    "candidates": CANDIDATES,
    "roster": ROSTER,
    "assignments": ASSIGNMENTS,
    "marks": MARKS,
    "disqualified": DISQUALIFIED,
    "lots": LOTS,
}


def heading_key(text: str) -> str:
    """Return what a heading is compared by: case, spaces and punctuation put aside.

    A heading of nothing but punctuation is compared as it stands.
    """
    return "".join(c for c in folded(text) if c.isalnum()) or folded(text)


def names_of(columns: Iterable[Column]) -> dict[str, str]:
    """Return the name of the column that each heading means, by the heading's key."""
    return {
        heading_key(called): column.name
        for column in columns
        for called in (*column.aliases, column.name)
    }


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a table is which."""

    places: tuple[tuple[str, int], ...]
    """Known column's name and its index."""

    extra: tuple[tuple[str, int], ...]
    """Headings that mean nothing to the import, with their index."""

    twice: tuple[tuple[str, str], ...]
    """Column's name, and a second heading that means it, too."""

    missing: tuple[Column, ...]
    """Required columns that are not there."""


def layout(
    header: Sequence[str], columns: Iterable[Column], chosen: Mapping[str, str] | None = None
) -> Layout:
    """Find the columns of an import in a header, in whatever order they stand.

    `chosen` says of headings which column they mean, before any name is looked up.
    """
    columns = tuple(columns)
    names = names_of(columns)
    meanings = chosen or {}
    places: dict[str, int] = {}
    extra: list[tuple[str, int]] = []
    twice: list[tuple[str, str]] = []
    for at, heading in enumerate(header):
        name = meanings.get(heading) or names.get(heading_key(heading))
        if name is None:
            if heading:
                extra.append((heading, at))
        elif name in places:
            twice.append((name, heading))
        else:
            places[name] = at
    return Layout(
        tuple(places.items()),
        tuple(extra),
        tuple(twice),
        tuple(c for c in columns if c.required and c.name not in places),
    )


def nearest_heading(column: Column, extra: Iterable[tuple[str, int]]) -> str | None:
    """Return the unknown heading that was probably meant for a missing column.

    One written much like a name of the column, else one that begins with its first word.
    """
    keys = {heading_key(heading): heading for heading, _ in extra}
    for name in (column.name, *column.aliases):
        near = get_close_matches(heading_key(name), keys, n=1, cutoff=0.7)
        if near:
            return keys[near[0]]
    words = {heading_key(name.split()[0]) for name in (column.name, *column.aliases)}
    first = {heading_key(heading.split()[0]): heading for heading in reversed(keys.values())}
    return next((heading for word, heading in first.items() if word in words), None)
