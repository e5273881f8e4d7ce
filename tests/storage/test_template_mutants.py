from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from byte_mutants import Mutant, mutants, said_by_the_byte, tree
from template_texts import GOOD, changed, problems
from upakarti_tui.errors import RefusedError
from upakarti_tui.storage.programmes import templates
from upakarti_tui.storage.programmes.template_form import fingerprint
from upakarti_tui.storage.programmes.yaml_nodes import List, Map, Node, Text
from upakarti_tui.storage.programmes.yaml_reader import read_yaml

FILES = {path.stem: path.read_bytes() for path in templates.shipped()} | {"good": GOOD.encode()}
FAIR = {"refused", "the same", "one scalar", "a comma", "a comment"}
every_template = pytest.mark.parametrize("name", FILES)


def plain(node: Node) -> object:
    match node:
        case Text():
            return node.text
        case List():
            return [plain(item) for item in node.items]
        case Map():
            return {key.text: plain(under) for key, under in node.entries}
    raise AssertionError(node)


def verdict(raw: bytes, mutant: Mutant) -> str:
    """Say what became of a mutant: refused, the same, or what its bytes changed."""
    try:
        template = templates.parse(mutant.raw, "t.yaml")
    except RefusedError:
        return "refused"
    assert plain(read_yaml(mutant.raw, "t.yaml")[0]) == tree(mutant.raw)
    good = templates.parse(raw, "t.yaml")
    assert (fingerprint(template) == fingerprint(good)) == (template == good)
    return "the same" if template == good else said_by_the_byte(raw, mutant)


def check(name: str, count: int, seed: int) -> None:
    raw = FILES[name]
    for mutant in mutants(raw, count, seed):
        became = verdict(raw, mutant)
        assert became in FAIR, mutant.raw.decode()


@every_template
def test_p30_a_mutant_is_refused_the_same_or_another_in_what_the_byte_says(name: str):
    check(name, 60, seed=1)


@pytest.mark.endurance
@every_template
def test_p30_ten_thousand_mutants_are_refused_the_same_or_other_in_what_the_byte_says(name: str):
    check(name, 10_000, seed=2)


# --- one wrong byte each ----------------------------------------------------------------


ASKED = (
    "{min: 3, questions: [Sejak kapan?]}",
    "\n      min: 3\n      questions:\n        - Sejak kapan?\n        - Apa saja?",
)
RUN_ON = "a text without quotes that goes on in the next line"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "\n        - Apa saja?",
            "\n         - Apa saja?",
            f"t.yaml:45:11: {RUN_ON} — put it in quotes, or mend the indentation",
            id="an entry indented too far",
        ),
        pytest.param(
            "\n        - Apa saja?",
            "\n          Apa saja?",
            f"t.yaml:45:11: {RUN_ON} — put it in quotes, or mend the indentation",
            id="a dash lost",
        ),
        pytest.param(
            "\n        - Apa saja?",
            "        - Apa saja?",
            "t.yaml:45:11: a dash within an entry of a list"
            " — begin a new line with it, or use quotes",
            id="a line end lost",
        ),
        pytest.param(
            "title: Usaha Besar",
            "title: Usaha\nBesar",
            f"t.yaml:8:18: {RUN_ON} — put it in quotes, or mend the indentation",
            id="a line end in a title",
        ),
        pytest.param(
            "        minimum: 2",
            "        # sementara        minimum: 2",
            "t.yaml:18:28: a comment that seems to hold the next line"
            " — begin a new line here, or write it with one space",
            id="a key behind a comment",
        ),
        pytest.param(
            "        - Sejak kapan?\n",
            "        - Sejak kapan? # wajib        - Siapa?\n",
            "t.yaml:45:39: a comment that seems to hold the next line"
            " — begin a new line here, or write it with one space",
            id="an entry behind a comment",
        ),
    ],
)
def test_a_byte_that_would_drop_a_line_is_refused(old: str, new: str, expected: str):
    assert problems(changed(ASKED)) == []
    assert problems(changed((old, new), text=changed(ASKED))) == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("minimum: 2", "minimum: 2   # ambang: 2, lihat  lampiran", id="a remark"),
        pytest.param("  isi:", "#   kunci: lama\n  isi:", id="a line that was put out of use"),
        pytest.param('notice: "CONTOH"', 'notice: "CONTOH"  #  a - b', id="a dash"),
        pytest.param('"CONTOH"', '"CONTOH #1:  satu: dua"', id="a text in quotes"),
        pytest.param("Sejak kapan?", '"Sejak - kapan?"', id="a dash in quotes"),
        pytest.param("Sejak kapan?", "Sejak - kapan?", id="a dash in an entry"),
        pytest.param("title: Hasil", "title: Hasil  - guna", id="a dash in a title"),
        pytest.param('"CONTOH"', '"CONTOH\n  lagi"', id="a text in quotes on two lines"),
        pytest.param("title: Hasil", "title: >\n          Hasil\n          guna", id="a block"),
    ],
)
def test_what_was_meant_is_read(old: str, new: str):
    assert problems(changed((old, new))) == []


@every_template
def test_what_programs_write_is_read(name: str):
    written = yaml.safe_dump(tree(FILES[name]), allow_unicode=True)
    assert templates.parse(written.encode(), "t.yaml") == templates.parse(FILES[name], "t.yaml")


def test_a_long_text_is_read_as_programs_wrap_it():
    words = " ".join(["Peraturan Menteri Perindustrian - Penghargaan Upakarti"] * 5)
    written = yaml.safe_dump(tree(GOOD.encode()) | {"basis": [words, "dua"], "notice": words})
    assert "\n  Menteri" in written or "\n  Perindustrian" in written or "\n  -" in written
    template = templates.parse(written.encode(), "t.yaml")
    assert (template.basis, template.notice) == ((words, "dua"), words)


def test_every_shipped_template_is_tried():
    assert {"upakarti-2024", "ovop-2024", "dak-nonfisik-2023"} <= set(FILES)
    folder = Path(__file__).parents[2] / "scoring_templates"
    assert {path.stem for path in folder.glob("*.yaml")} <= set(FILES)
