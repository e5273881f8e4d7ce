"""Made-up candidates and scorers in the real numbers of 2024.

Nobody here exists. Every NIK ends in 0000, a serial that is never issued.
"""

from __future__ import annotations

from typing import NamedTuple

from upakarti_tui.workflows.demo import chance

PROPOSALS = {"kepeloporan": 85, "pengabdian": 162}
"""Proposals registered in 2024, by category (the ministry's presentation of 2024)."""

CODES = {"kepeloporan": "KP", "pengabdian": "PG"}

_GIVEN = (
    "Arwana", "Bestari", "Cendana", "Dahayu", "Elok", "Fajrina", "Gandari", "Hasta", "Ilalang",
    "Jenggala", "Kinasih", "Laksmita", "Mahesa", "Nareswari", "Oktarina", "Pandita", "Ranggawati",
    "Sagara", "Tantular", "Utari", "Wisanggeni", "Yudanta", "Ambarini", "Bagaskara", "Candrika",
    "Damarjati", "Estiningtyas", "Gumilang", "Halimun", "Indurasmi", "Jatmika", "Kusumastuti",
)  # fmt: skip
_FAMILY = (
    "Lembayung", "Samudranata", "Purwacarita", "Wanatirta", "Kertabhumi", "Daunsirih", "Rimbawan",
    "Nagasari", "Tirtamaya", "Galuhasri", "Pucukwangi", "Mentarijaya", "Batukaras", "Sendangmulya",
    "Anggrekwati", "Parahyasa", "Kayumanis", "Lautanbiru", "Sawitrini", "Pasirputih", "Embunpagi",
    "Gunungsari", "Telagawarna", "Padmakumala", "Rantaubesar", "Cempakasari", "Bukitbarat",
)  # fmt: skip
CRAFTS = (
    "Tenun", "Batik", "Rotan", "Gerabah", "Anyaman Pandan", "Kopi", "Kakao", "Logam", "Kulit",
    "Bambu", "Ukir", "Sasirangan", "Songket", "Minyak Atsiri", "Rumput Laut", "Gula Aren", "Perak",
    "Mutiara", "Perahu", "Rempah", "Sagu", "Keramik", "Sulam", "Tahu Tempe", "Ikan Asap",
)  # fmt: skip
WORDS = (
    "Lestari", "Mandiri", "Sejahtera", "Bersama", "Makmur", "Utama", "Cipta", "Karya", "Berdaya",
    "Sentosa", "Abadi", "Mekar", "Gemilang", "Bangkit", "Pratama",
)  # fmt: skip
_BODIES = ("Yayasan", "Koperasi", "Perkumpulan", "Paguyuban", "Lembaga")
_COMPANIES = ("PT", "PT", "PT", "CV")


class Region(NamedTuple):
    """A regency or city, with the code that a NIK issued there begins with."""

    province: str
    regency: str
    code: str


REGIONS = (
    Region("Aceh", "Kabupaten Aceh Tengah", "1104"),
    Region("Sumatera Utara", "Kabupaten Toba", "1212"),
    Region("Sumatera Barat", "Kota Bukittinggi", "1375"),
    Region("Riau", "Kabupaten Siak", "1408"),
    Region("Sumatera Selatan", "Kota Palembang", "1671"),
    Region("Lampung", "Kabupaten Lampung Barat", "1804"),
    Region("DKI Jakarta", "Kota Jakarta Timur", "3175"),
    Region("Jawa Barat", "Kabupaten Cirebon", "3209"),
    Region("Jawa Barat", "Kabupaten Garut", "3205"),
    Region("Jawa Tengah", "Kabupaten Jepara", "3320"),
    Region("Jawa Tengah", "Kabupaten Tegal", "3328"),
    Region("DI Yogyakarta", "Kabupaten Bantul", "3402"),
    Region("Jawa Timur", "Kabupaten Sidoarjo", "3515"),
    Region("Banten", "Kabupaten Lebak", "3602"),
    Region("Bali", "Kabupaten Gianyar", "5104"),
    Region("Nusa Tenggara Barat", "Kabupaten Lombok Tengah", "5202"),
    Region("Nusa Tenggara Timur", "Kabupaten Sumba Timur", "5311"),
    Region("Kalimantan Barat", "Kabupaten Sambas", "6101"),
    Region("Kalimantan Selatan", "Kota Banjarmasin", "6371"),
    Region("Kalimantan Timur", "Kota Samarinda", "6472"),
    Region("Sulawesi Utara", "Kabupaten Minahasa", "7102"),
    Region("Sulawesi Selatan", "Kabupaten Bulukumba", "7302"),
    Region("Sulawesi Tenggara", "Kota Kendari", "7471"),
    Region("Maluku", "Kota Ambon", "8171"),
    Region("Papua", "Kabupaten Jayapura", "9103"),
)


class Person(NamedTuple):
    """One row of the candidates' table."""

    id: str
    category: str
    name: str
    organisation: str
    province: str
    regency: str
    nik: str
    npwp: str
    start_year: str
    partners: str


class Member(NamedTuple):
    """One row of the roster."""

    id: str
    name: str
    role: str
    institution: str
    position: str


def candidates() -> list[Person]:
    """Return the 247 proposals, by category and number."""
    return [
        _candidate(category, number)
        for category, count in PROPOSALS.items()
        for number in range(1, count + 1)
    ]


def _candidate(category: str, number: int) -> Person:
    where = chance.pick(REGIONS, "region", category, number)
    house = _house(category, number)
    alone = category == "pengabdian" and number % 3 == 0
    return Person(
        id=f"{CODES[category]}-{number:03}",
        category=category,
        name=_name(number // 3) if alone else house,
        organisation="Perorangan" if alone else house,
        province=where.province,
        regency=where.regency,
        nik=_nik(where, category, number) if alone else "",
        npwp="",
        start_year=str(2005 + chance.number(14, "year", category, number)),
        partners=str(5 + chance.number(40, "partners", category, number)),
    )


def _name(number: int) -> str:
    """Return a person's name; the steps are such that no two of the first 800 are alike."""
    family = (5 * number + number // len(_GIVEN)) % len(_FAMILY)
    return f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[family]}"


def _house(category: str, number: int) -> str:
    """Return an organisation's name; craft and word by number, so that none comes twice."""
    craft = CRAFTS[number % len(CRAFTS)]
    word = WORDS[(number // len(CRAFTS) + number) % len(WORDS)]
    bodies = _COMPANIES if category == "kepeloporan" else _BODIES
    return f"{chance.pick(bodies, 'body', category, number)} {craft} {word}"


def _nik(where: Region, *of: object) -> str:
    day = 1 + chance.number(28, "day", *of) + 40 * chance.number(2, "sex", *of)
    month = 1 + chance.number(12, "month", *of)
    year = 55 + chance.number(40, "born", *of)
    return f"{where.code}01{day:02}{month:02}{year:02}0000"


def roster() -> list[Member]:
    """Return the secretariat's checkers, evaluators, field teams and ten jurors."""
    teams = [
        Member(f"TIM-{n}", f"Tim Lapangan {n}", "team", "Tim Peninjau", "Tim") for n in range(1, 8)
    ]
    return [
        *(_member("SEK", n, 60 + n, "secretariat", "Sekretariat") for n in range(1, 4)),
        *(_member("EVA", n, 70 + n, "evaluator", "Tim Penilai Substansi") for n in range(1, 7)),
        *teams,
        *(_member("JURI", n, 80 + n, "juror", "Dewan Juri") for n in range(1, 11)),
    ]


def _member(prefix: str, number: int, name: int, role: str, institution: str) -> Member:
    return Member(f"{prefix}-{number:02}", _name(name), role, institution, "Anggota")
