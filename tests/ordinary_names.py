"""Five hundred ordinary Indonesian names, all made up."""

from __future__ import annotations

from itertools import islice, product

_FIRST = (
    "Siti", "Budi", "Ni Luh", "I Made", "I Gusti Ngurah", "Andi", "Daeng", "Tengku", "Cut",
    "Raden Ajeng", "R.", "Moh.", "Muh.", "H. Abd.", "Hj. Nur", "Yohanes", "Maria", "Ketut",
    "Wayan", "La Ode", "Wa Ode", "Petrus", "Nyoman", "Desak", "Ida Bagus",
)  # fmt: skip
_LAST = (
    "Aminah", "Santoso", "Ma'ruf", "Ma’ruf", "Nuryati", "Sari-Dewi", "Wulandari, S.E.",
    "Hasibuan", "Simanjuntak, S.T., M.T.", "d'Angelo", "Asy'ari", "Syafi'i", "Rumbiak",
    "Fernández", "Sjahrir", "Tjokro", "bin Usman", "binti Saleh", "Pr. Kusuma",
)  # fmt: skip
_ALONE = (
    "Suharno", "Ngatemi", "Paijo", "Sukarti", "Mulyono", "Wagimin", "Poniyem", "Nurjanah", "Alit",
    "Dr. (H.C.) Sutrisno", "Prof. Dr. Ir. Endang Pertiwi, M.Sc., Ph.D., IPU", "drg. Laila Nur",
    "KH. Zainal Mustofa", "Ir. H. Bachtiar", "Apt. Rina, S.Farm.", "Oey Kim Lian", "Tan Mei Hoa",
    "Dra. Hj. Rukmini (Ibu Mini)", "Kelompok Tenun “Sinar Pagi”", "PT Karya Logam & Mitra",
    "CV. Rasa Ñusa", "UD Sumber Rejeki 2", "Koperasi Wanita Setia Bhakti Wanita / Cab. 3",
    "O", "Nur 'Aini", "Zoë Latuharhary", "Sørensen Wijaya", "Ng Swee Lan",
)  # fmt: skip


def ordinary_names() -> tuple[str, ...]:
    """Return the five hundred names, all different."""
    joined = (" ".join(pair) for pair in product(_FIRST, _LAST))
    return (*_ALONE, *islice(joined, 500 - len(_ALONE)))
