"""Template files for tests: a good one, and the same with a change."""

from __future__ import annotations

from upakarti_tui.errors import RefusedError
from upakarti_tui.storage.programmes import templates

NAME = "t.yaml"

GOOD = """\
format: upakarti-template/1
id: contoh
title: Penghargaan Contoh
edition: 2024
notice: "CONTOH"
basis: ["Undang-Undang Nomor 3 Tahun 2014"]
categories:
  besar: {title: Usaha Besar, code: UB}
  kecil: {title: Usaha Kecil, code: UK}
rubrics:
  isi:
    scale: {min: 1, max: 5, step: 1}
    criteria:
      - id: gagasan
        title: Gagasan
        weight: 60
        levels: {5: Baik, 1: Kurang}
        minimum: 2
      - id: hasil
        title: Hasil
        weight: 40
        scale: {min: 0, max: 100}
        note: {required_below: 50}
checklists:
  gerbang:
    - {id: lima_tahun, title: Lima tahun}
    - {id: izin, title: Izin, blocking: false}
facts:
  kunjungan:
    - {id: mitra, title: Mitra, unit: unit, type: number, at_least: 5}
    - {id: pasar, title: Pasar}
stages:
  - id: administrasi
    title: Administrasi
    kind: gate
    checklist: gerbang
  - id: lapangan
    title: Lapangan
    scorers: [team]
    rubric: isi
    facts: {kecil: kunjungan}
    interviews: {min: 3, questions: [Sejak kapan?]}
    recommendation: true
  - id: juri
    title: Juri
    scorers: [juror]
    rubric: {besar: isi, kecil: isi}
    panel: {method: trimmed_mean, trim: 1, quorum: 3}
    rounding: {final: 2}
    pass: {grade: {besar: 70, kecil: "65,5"}}
    select: {quota: 3}
    weigh: {lapangan: 40, juri: 60}
    tie_break: ["criterion:hasil", "stage:lapangan", lot]
    divergence: {range: 20}
"""


def changed(*pairs: tuple[str, str], text: str = GOOD) -> str:
    """Return the good template with each text replaced by the one beside it."""
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def problems(text: str | bytes) -> list[str]:
    """Return what the reader says of a template, a line a problem; empty where it is good."""
    raw = text.encode() if isinstance(text, str) else text
    try:
        templates.parse(raw, NAME)
    except RefusedError as refused:
        return [str(problem) for problem in refused.messages]
    return []
