"""Run one reader under a coverage-guided fuzzer: `python fuzz_one.py READER RUNS`.

Ends with 0 when nothing escaped; otherwise the input that did lies in the
current folder as `crash-...`, and goes into the corpus.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["upakarti_tui", "xml", "csv", "zipfile"]):
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from fuzz_targets import TARGETS, seeds


def main(name: str, runs: str) -> None:
    target, _ = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        for at, seed in enumerate(seeds(name)):
            (Path(folder) / str(at)).write_bytes(seed)
        options = [f"-runs={runs}", "-max_len=4096", "-timeout=20", "-rss_limit_mb=1024", "-seed=1"]
        atheris.Setup([sys.argv[0], *options, folder], target)
        atheris.Fuzz()


main(*sys.argv[1:])
