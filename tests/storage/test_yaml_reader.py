from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from upakarti_tui.errors import RefusedError
from upakarti_tui.storage.programmes import templates, yaml_reader
from upakarti_tui.storage.programmes.yaml_nodes import (
    List,
    Map,
    Node,
    Refused,
    Text,
    from_values,
    locate,
)
from upakarti_tui.storage.programmes.yaml_reader import read_yaml

PARSERS = [yaml.SafeLoader]
if hasattr(yaml, "CSafeLoader"):
    PARSERS.append(yaml.CSafeLoader)


# The two parsers part in corners: only one of them reads `>#`.
ORACLE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type:
    """Read with each of the two parsers, on whichever machine."""
    monkeypatch.setattr(yaml_reader, "_Parser", request.param)
    return request.param


def told(raw: str | bytes) -> list[str]:
    try:
        _, problems = read_yaml(raw.encode() if isinstance(raw, str) else raw, "f")
    except RefusedError as refused:
        return [str(problem) for problem in refused.messages]
    return [str(problem) for problem in problems]


def plain(node: Node) -> object:
    """Say a node the way PyYAML's loader without types says it."""
    match node:
        case Text():
            return node.text
        case List():
            return [plain(item) for item in node.items]
        case Map():
            return {key.text: plain(under) for key, under in node.entries}
        case Refused():
            return None


@pytest.mark.usefixtures("parser")
def test_every_scalar_is_a_text_with_its_line_and_column():
    root, problems = read_yaml(b'a: NO\nb:\n  - 011\n  - "12:30"\n  -\nc: {}\n', "f")
    assert problems == []
    assert root == Map(
        (
            (Text("a", 1, 1, bare=True), Text("NO", 1, 4, bare=True)),
            (
                Text("b", 2, 1, bare=True),
                List(
                    (
                        Text("011", 3, 5, bare=True),
                        Text("12:30", 4, 5),
                        Text("", 5, 4, bare=True),
                    ),
                    3,
                    3,
                ),
            ),
            (Text("c", 6, 1, bare=True), Map((), 6, 4)),
        ),
        1,
        1,
    )


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("", ["f: the file is empty — begin with a copy of another"], id="nothing"),
        pytest.param(
            "# hanya komentar\n",
            ["f: the file is empty — begin with a copy of another"],
            id="only a comment",
        ),
        pytest.param(
            "\ufeff",
            ["f: the file is empty — begin with a copy of another"],
            id="only a byte order mark",
        ),
        pytest.param(
            "a: 1\nb: 2\na: 3\n",
            ["f:3:1: the key “a” is here twice — keep one; the first is in line 1"],
            id="a key twice",
        ),
        pytest.param(
            '"caf\u00e9": 1\n"cafe\u0301": 2\n',
            ["f:2:1: the key “caf\u00e9” is here twice — keep one; the first is in line 1"],
            id="a key twice after composing",
        ),
        pytest.param(
            "a: &x 1\nb: *x\n",
            ["f:1:4: the anchor &x — remove it", "f:2:4: the alias *x — write it out"],
            id="anchor and alias",
        ),
        pytest.param(
            "a: &x [*x]\n",
            ["f:1:4: the anchor &x — remove it", "f:1:8: the alias *x — write it out"],
            id="an alias of itself",
        ),
        pytest.param(
            "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
            [
                "f:1:4: the anchor &a — remove it",
                "f:2:4: the anchor &b — remove it",
                "f:2:8: the alias *a — write it out",
                "f:2:12: the alias *a — write it out",
                "f:3:5: the alias *b — write it out",
                "f:3:9: the alias *b — write it out",
            ],
            id="billion laughs",
        ),
        pytest.param("<<: {a: 1}\n", ["f:1:1: a merge key — write the keys out"], id="merge key"),
        pytest.param(
            "a: !!python/object/apply:os.system [ls]\n",
            ["f:1:4: the tag tag:yaml.org,2002:python/object/apply:os.system — remove it"],
            id="a tag that runs",
        ),
        pytest.param(
            "a: !!str 1\n", ["f:1:4: the tag tag:yaml.org,2002:str — remove it"], id="tag"
        ),
        pytest.param("a: !x 1\n", ["f:1:4: the tag !x — remove it"], id="own tag"),
        pytest.param(
            "%YAML 1.1\n---\na: 1\n",
            ["f:1:1: a directive — remove the line that begins with %"],
            id="directive",
        ),
        pytest.param(
            "a: 1\n---\nb: 2\n",
            ["f:2:1: a second document — keep one document in the file"],
            id="second document",
        ),
        pytest.param(
            "[a]: 1\n", ["f:1:1: a key that is no text — write key: value"], id="list key"
        ),
        pytest.param(
            "a: 1\n\tb: 2\nc:\t3\n",
            ["f:2:1: a tab — use spaces", "f:3:3: a tab — use spaces"],
            id="tabs",
        ),
        pytest.param(
            "a: b: c\n",
            [
                (
                    "f:1:5: a colon where no key can stand"
                    " — put the text in quotes, or mend the indentation"
                )
            ],
            id="a colon too many",
        ),
        pytest.param('a: "b\n', ["f:1:4: a quote that is never closed — close it"], id="quote"),
        pytest.param(
            "a: [1,\n",
            ["f:1:7: a bracket that is not closed — close it before this place"],
            id="bracket at the end",
        ),
        pytest.param(
            "a: [1,\nb: {2\nc: 3\n",
            ["f:3:2: a bracket that is not closed — close it before this place"],
            id="bracket in the middle",
        ),
        pytest.param(
            "a: @b\n",
            ["f:1:4: a character that no text may begin with — use quotes"],
            id="reserved character",
        ),
        pytest.param(
            'a: "\\q"\n',
            ["f:1:4: an escape that YAML does not know — use single quotes"],
            id="escape",
        ),
        pytest.param(
            "a: 1\nb\nc: 2\n",
            ["f:3:1: a line without a colon — write key: value"],
            id="line without colon",
        ),
        pytest.param(
            "k:\n  - a\n - b\n",
            [
                (
                    "f:3:2: the file cannot be read as YAML from here"
                    " — look at indentation, quotes and brackets here and just above"
                )
            ],
            id="indentation",
        ),
        pytest.param(
            "a: &x 1\nb: [",
            [
                "f:1:4: the anchor &x — remove it",
                "f:2:5: a bracket that is not closed — close it before this place",
            ],
            id="what was found before the syntax broke",
        ),
        pytest.param(
            "a: [" + "[" * 11 + "]" * 12,
            ["f:1:15: nested too deeply — at most 12 levels"],
            id="deep",
        ),
        pytest.param(
            "[" * 100_000, ["f:1:13: nested too deeply — at most 12 levels"], id="brackets"
        ),
        pytest.param("{" * 100_000, ["f:1:13: nested too deeply — at most 12 levels"], id="braces"),
        pytest.param(
            "- " * 100_000 + "x", ["f:1:25: nested too deeply — at most 12 levels"], id="dashes"
        ),
    ],
)
def test_what_is_refused_in_yaml(raw: str, expected: list[str]):
    assert told(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            b"\xff\xfea\x00",
            ["f: the file is written in UTF-16 — save the file as UTF-8"],
            id="UTF-16 LE",
        ),
        pytest.param(
            b"\xfe\xff\x00a",
            ["f: the file is written in UTF-16 — save the file as UTF-8"],
            id="UTF-16 BE",
        ),
        pytest.param(
            "a: b\nc: é".encode("latin-1"),
            ["f:2:4: the byte 0xE9 is not UTF-8 — save the file as UTF-8"],
            id="Latin-1",
        ),
        pytest.param(
            "\ufeffé: ".encode() + b"\xed\xa0\x80",
            ["f:1:4: the byte 0xED is not UTF-8 — save the file as UTF-8"],
            id="surrogate",
        ),
        pytest.param(
            b"a: b\x00\nc: \x1b[2J\n",
            [
                "f:1:5: the character U+0000 cannot be seen — remove it",
                "f:2:4: the character U+001B cannot be seen — remove it",
            ],
            id="NUL and escape",
        ),
        pytest.param(
            "a: b\u0085c: d\u2028",
            [
                "f:1:5: the character U+0085 cannot be seen — remove it",
                "f:1:10: the character U+2028 cannot be seen — remove it",
            ],
            id="further line ends",
        ),
        pytest.param(
            "a: b\rc: d", ["f:1:5: the character U+000D cannot be seen — remove it"], id="CR"
        ),
        pytest.param(
            "# \u202eterbalik\n\u200b: x\n",
            [
                "f:1:3: the character U+202E cannot be seen — remove it",
                "f:2:1: the character U+200B cannot be seen — remove it",
            ],
            id="invisible, in comments too",
        ),
        pytest.param(
            b"x" * (256 * 1024 + 1),
            ["f: the file is too large — keep it within 256 KiB"],
            id="too large",
        ),
    ],
)
def test_what_is_refused_before_it_is_yaml(raw: str | bytes, expected: list[str]):
    assert told(raw) == expected


def test_ordinary_letters_of_any_script_and_wide_spaces_are_read():
    root, problems = read_yaml("a: Rp\u00a05.000 – “jujur” 日本 😀 ½\n".encode(), "f")
    assert problems == []
    assert plain(root) == {"a": "Rp\u00a05.000 – “jujur” 日本 😀 ½"}


def test_what_is_refused_is_left_out_and_the_rest_is_kept():
    root, problems = read_yaml(b"a: 1\n<<: {x: 2}\na: 3\nb: *c\n[d]: 4\ne: !t 5\n", "f")
    assert len(problems) == 5
    assert plain(root) == {"a": "1", "b": None, "e": "5"}


@pytest.mark.parametrize("path", templates.shipped(), ids=lambda path: path.stem)
def test_both_parsers_read_the_same_as_yaml_does_without_types(path, monkeypatch):
    raw = path.read_bytes()
    trees = []
    for parser in PARSERS:
        monkeypatch.setattr(yaml_reader, "_Parser", parser)
        trees.append(read_yaml(raw, "f"))
    assert trees[0] == trees[-1]
    assert plain(trees[0][0]) == yaml.load(raw.decode(), ORACLE)


SCRAPS = (
    *("a", "b: ", "- ", "\n", "  ", "[", "]", "{", "}", ",", ": ", '"', "'", "|", ">", "#"),
    *("&x ", "*x", "!t ", "---\n", "...\n", "? ", "%", "@", "é", "\t", "\\", "<<"),
)
scraps = st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)


@given(st.binary(max_size=300) | (st.text(max_size=300) | scraps).map(str.encode))
@example(b"- - - - - - - - - - - - - x")
@example(b"%\n")
@example(b"--- |\n %")
def test_no_bytes_get_anything_but_a_tree_or_a_refusal(raw: bytes):
    try:
        root, problems = read_yaml(raw, "f")
    except RefusedError:
        return
    if not problems:
        assert plain(root) == yaml.load(raw.decode("utf-8-sig"), ORACLE)


values = st.recursive(
    st.text() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values)
def test_plain_values_become_nodes(value: object):
    try:
        node = from_values(value)
    except ValueError:
        return

    def texts(part: object) -> object:
        match part:
            case bool():
                return str(part).lower()
            case list():
                return [texts(item) for item in part]
            case dict():
                return {key: texts(under) for key, under in part.items()}
        return part

    assert plain(node) == texts(value)


@pytest.mark.parametrize("value", [None, 1, 1.5, {1: "a"}, b"a", [()], {"a": {None: "b"}}])
def test_other_values_have_no_place(value: object):
    with pytest.raises(ValueError, match=r"no place here|is no text"):
        from_values(value)


def test_values_nested_too_deeply_are_refused():
    deep: object = "x"
    for _ in range(12):
        deep = [deep]
    from_values(deep)
    with pytest.raises(ValueError, match="a list has no place here"):
        from_values([deep])


def test_a_place_is_found_by_keys_and_positions():
    root, _ = read_yaml(b"a:\n  - b: 1\n    c: {d: 2}\n", "f")
    assert locate(root, ("a", 0, "b")) == Text("1", 2, 8, bare=True)
    assert locate(root, ("a", 0, "c")) == Text("c", 3, 5, bare=True)
    assert locate(root, ("a", 0, "c", "x", "y")) == Text("c", 3, 5, bare=True)
    assert locate(root, ("a", 0)) == root.entries[0][1].items[0]
    assert locate(Text("x"), ("a",)) == Text("x")
