from __future__ import annotations

import contextlib
import io
import struct
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.errors import RefusedError
from upakarti_tui.storage import limits
from upakarti_tui.storage.worksheets import xlsx_xml
from upakarti_tui.storage.worksheets.cells import Cell, CellKind
from upakarti_tui.storage.worksheets.xlsx_rows import read_xlsx
from upakarti_tui.storage.worksheets.xlsx_sheet import number_text
from xlsx_files import a_cell, a_sheet, a_zip_bomb, an_xlsx, parts, zipped

DAMAGED = "a.xlsx: the workbook is damaged"


def told(raw: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        read_xlsx(raw, "a.xlsx")
    return str(refused.value)


def cells(*written: str, **options) -> list[tuple[int, tuple[Cell, ...]]]:
    return read_xlsx(an_xlsx(a_sheet(*written), **options), "a.xlsx").rows


def written_by_excel(fill) -> bytes:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as workbook:
        fill(workbook, workbook.add_worksheet())
    return raw.getvalue()


def test_a_workbook_says_what_each_cell_is():
    def fill(workbook, sheet):
        sheet.write_string(0, 0, "nama")
        sheet.write_rich_string(0, 1, "Ke", workbook.add_format({"bold": True}), "las")
        sheet.write_number(1, 0, 82.1)
        sheet.write_number(1, 1, 3273014505800001)
        sheet.write_boolean(1, 2, boolean=True)
        sheet.write_number(2, 0, 0.82, workbook.add_format({"num_format": "0%"}))
        sheet.write_number(2, 1, 45530, workbook.add_format({"num_format": "dd mmm yyyy"}))
        sheet.write_number(2, 2, 45530.5868, workbook.add_format({"num_format": 22}))
        sheet.write_number(2, 3, 5, workbook.add_format({"num_format": '0 "hari"'}))
        sheet.write_formula(3, 1, "=A2+1", value=83.1)

    assert read_xlsx(written_by_excel(fill), "a.xlsx").rows == [
        (1, (Cell("nama"), Cell("Kelas"))),
        (
            2,
            (
                Cell("82.1", CellKind.NUMBER),
                Cell("3273014505800000", CellKind.NUMBER),
                Cell("TRUE", CellKind.TRUTH),
            ),
        ),
        (
            3,
            (
                Cell("0.82", CellKind.PERCENT),
                Cell("2024-08-26", CellKind.DATE),
                Cell("2024-08-26 14:05", CellKind.DATE),
                Cell("5", CellKind.NUMBER),
            ),
        ),
        (4, (Cell(), Cell(kind=CellKind.FORMULA))),
    ]


def test_every_way_to_write_a_text_is_text():
    strings = "<t>di luar</t><si><t>satu</t></si><si><t></t></si>"
    strings += "<si><r><t>d</t></r><r><t>ua</t></r><rPh><t>x</t></rPh></si>"
    read = cells(
        a_cell("A1", "0", "s"),
        a_cell("B1", "2", "s"),
        a_cell("C1", "1", "s"),
        a_cell("D1", "tiga", "inlineStr"),
        a_cell("E1", "empat"),
        '<c r="F1" t="inlineStr"><is><r><t>li</t></r><r><t>ma</t></r><rPh><t>x</t></rPh></is></c>',
        strings=strings,
    )
    texts = ("satu", "dua", "", "tiga", "empat", "lima")
    assert read == [(1, tuple(map(Cell, texts)))]


def test_a_character_that_is_written_by_its_number_is_that_character():
    strings = "<si><t>satu_x000A_dua</t></si>"
    assert cells(
        a_cell("A1", "0", "s"), a_cell("B1", "_x005F_x000A_", "inlineStr"), a_cell("C1", "a_x00_"),
        strings=strings,
    ) == [(1, (Cell("satu\ndua"), Cell("_x000A_"), Cell("a_x00_")))]  # fmt: skip


def test_dates_errors_and_false_are_told_apart_from_text():
    assert cells(
        a_cell("A1", "2024-08-26T00:00:00", "d"),
        a_cell("B1", "#N/A", "e"),
        a_cell("C1", "0", "b"),
    ) == [
        (
            1,
            (
                Cell("2024-08-26", CellKind.DATE),
                Cell("#N/A", CellKind.ERROR),
                Cell("FALSE", CellKind.TRUTH),
            ),
        )
    ]


def test_a_date_beyond_the_calendar_is_an_error():
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    assert cells(a_cell("A1", "1e99", "n"), styles=styles) == [(1, (Cell("1e99", CellKind.ERROR),))]


def test_dates_of_a_workbook_made_on_an_old_mac_count_from_1904():
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    properties = '<workbookPr date1904="1"/>'
    assert cells(a_cell("A1", "0", "n"), styles=styles, properties=properties) == [
        (1, (Cell("1904-01-01", CellKind.DATE),))
    ]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("yyyy-mm-dd", CellKind.DATE),
        ("[Red]0.0%", CellKind.PERCENT),
        ('0 "dm"', CellKind.NUMBER),
        ("[$-421]dd mmmm yyyy", CellKind.DATE),
        ("General", CellKind.NUMBER),
        ("#,##0.00_);\\d", CellKind.NUMBER),
    ],
)
def test_the_format_of_a_number_says_what_it_is(code, kind):
    code = code.replace('"', "&quot;")
    styles = f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    styles += '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    styles += '<cellXfs><xf numFmtId="164"/><xf/><xf numFmtId="x"/></cellXfs>'
    [(_, row)] = cells(a_cell("A1", "1", "n"), a_cell("B1", "1", "n", 1), styles=styles)
    assert [cell.kind for cell in row] == [kind, CellKind.NUMBER]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("82.099999999999994", "82.1"),
        ("0.30000000000000004", "0.3"),
        ("1E3", "1000"),
        ("3.17E+15", "3170000000000000"),
        ("70", "70"),
        ("70.50", "70.5"),
        ("-1.5", "-1.5"),
        ("1e-7", "0.0000001"),
        ("nan", "NaN"),
        ("inf", "Infinity"),
    ],
)
def test_a_number_reads_as_excel_shows_it(stored, shown):
    assert number_text(stored) == shown


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_a_typed_mark_survives_the_binary_number_it_is_kept_as(mark):
    assert number_text(f"{float(mark):.17g}") == number_text(format(mark, "f"))


def test_cells_without_references_stand_one_after_another():
    sheet = (
        "<worksheet><sheetData><row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row>"
        "<row r='3'><c t='str'><v>c</v></c><c><v></v></c></row></sheetData></worksheet>"
    )
    assert read_xlsx(an_xlsx(sheet), "a.xlsx").rows == [
        (1, (Cell("a"), Cell("b"))),
        (3, (Cell("c"),)),
    ]


def test_prefixed_elements_and_absolute_targets_are_read():
    content = parts(a_sheet(a_cell("A1", "a")))
    sheet = content["xl/worksheets/sheet1.xml"]
    for name in ("worksheet", "sheetData", "row"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    content["xl/worksheets/sheet1.xml"] = sheet.replace("xmlns=", "xmlns:x=")
    rels = "xl/_rels/workbook.xml.rels"
    content[rels] = content[rels].replace('"worksheets/', '"/xl/worksheets/')
    assert read_xlsx(zipped(content), "a.xlsx").rows == [(1, (Cell("a"),))]


def test_a_dimension_that_lies_makes_no_room():
    sheet = a_sheet(a_cell("A1", "a"), dimension="A1:XFD1048576")
    assert read_xlsx(an_xlsx(sheet), "a.xlsx").rows == [(1, (Cell("a"),))]


def test_the_only_filled_sheet_is_read_wherever_it_stands():
    raw = an_xlsx(a_sheet(), a_sheet(a_cell("A1", "a")), a_sheet(a_cell("A1", "x")), hidden=[3])
    assert read_xlsx(raw, "a.xlsx").rows == [(1, (Cell("a"),))]


def test_several_filled_sheets_are_refused_by_name():
    raw = an_xlsx(a_sheet(a_cell("A1", "a")), a_sheet(a_cell("A1", "b")))
    assert told(raw) == (
        "a.xlsx: the workbook has several filled sheets: S1, S2 — "
        "keep one sheet, or save the one that is meant as CSV UTF-8"
    )


def test_merged_cells_are_refused_by_area():
    raw = an_xlsx(a_sheet(a_cell("A1", "a"), merged=["A1:B1"]))
    assert told(raw).startswith("a.xlsx: the sheet has merged cells: A1:B1")


def test_a_workbook_without_sheets_is_empty():
    content = parts()
    assert read_xlsx(zipped(content), "a.xlsx").rows == []
    del content["xl/_rels/workbook.xml.rels"]
    assert read_xlsx(zipped(content), "a.xlsx").rows == []


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("A100002", "a.xlsx: the table has more than 100000 rows"),
        ("XFD1", "a.xlsx: the table has more than 256 columns"),
        ("XFD1048576", "a.xlsx: the table has more than 100000 rows"),
        ("A0", DAMAGED),
        ("AAAA1", DAMAGED),
        ("1A", DAMAGED),
        ("a1", DAMAGED),
        ("A1", DAMAGED),
    ],
)
def test_cells_outside_of_any_table_are_refused(reference, said):
    assert told(an_xlsx(a_sheet(a_cell("A1", "a"), a_cell(reference, "b")))).startswith(said)


@pytest.mark.parametrize(
    "cell",
    [
        a_cell("A1", "9", "s"),
        a_cell("A1", "-1", "s"),
        a_cell("A1", "x", "n"),
        a_cell("A1", "1", "n", style=-1),
        "</row><row r='x'>",
        "</row><row r='99999999'>",
    ],
)
def test_a_cell_that_points_nowhere_is_damage(cell):
    assert told(an_xlsx(a_sheet(cell))).startswith(DAMAGED)


@pytest.mark.parametrize(
    "part",
    [
        "<a",
        "",
        "<a></b>",
        "<a>&nbsp;</a>",
        "<?xml version='1.0' encoding='utf-7'?><a/>",
        "<?xml version='1.0' encoding='nowhere'?><a/>",
        b"\x00\x01",
    ],
)
def test_a_part_that_is_no_xml_is_damage(part):
    content = {**parts(a_sheet()), "xl/worksheets/sheet1.xml": part}
    assert told(zipped(content)).startswith(DAMAGED)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE a>",
    ],
)
def test_entities_are_never_declared(doctype):
    content = {**parts(a_sheet()), "xl/worksheets/sheet1.xml": f"{doctype}<worksheet/>"}
    assert told(zipped(content)).startswith("a.xlsx: the workbook declares entities")


def test_elements_within_elements_have_an_end():
    deep = "<a>" * 100 + "</a>" * 100
    content = {**parts(a_sheet()), "xl/worksheets/sheet1.xml": deep}
    assert told(zipped(content)).startswith("a.xlsx: the workbook is larger or deeper")


def test_elements_are_counted(monkeypatch):
    monkeypatch.setattr(xlsx_xml, "_ELEMENTS", 4)
    raw = an_xlsx(a_sheet(a_cell("A1", "a")))
    assert told(raw).startswith("a.xlsx: the workbook is larger or deeper")


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert told(a_zip_bomb(300)).startswith(
        "a.xlsx: the workbook would unpack to 300 MB, at most 128 MB are read"
    )


def test_a_directory_that_understates_a_part_is_refused():
    name = "xl/worksheets/sheet1.xml"
    long = a_sheet(*(a_cell(f"A{row}", "a") for row in range(1, 500)))
    raw = bytearray(zipped({**parts(a_sheet()), name: long}))
    entry = raw.rindex(name.encode()) - 46
    struct.pack_into("<L", raw, entry + 24, 40)
    assert told(bytes(raw)).startswith(DAMAGED)


def test_a_part_with_a_flipped_byte_is_refused():
    raw = bytearray(an_xlsx(a_sheet(a_cell("A1", "a"))))
    at = raw.index(b"xl/worksheets/sheet1.xml") + 30
    raw[at] ^= 0xFF
    assert told(bytes(raw)).startswith(DAMAGED)


def test_a_missing_part_is_damage():
    content = parts(a_sheet())
    del content["xl/worksheets/sheet1.xml"]
    assert told(zipped(content)).startswith(DAMAGED)


def test_other_archives_are_no_workbook():
    said = "a.xlsx: the file is no Excel workbook (XLSX)"
    assert told(zipped({"mimetype": "application/vnd.oasis.opendocument.text"})).startswith(said)
    assert told(zipped({})).startswith(said)


def test_a_cut_or_comment_stuffed_archive_is_damage():
    raw = an_xlsx(a_sheet())
    assert told(raw[:-30]).startswith(DAMAGED)
    assert told(b"PK\x03\x04").startswith(DAMAGED)
    assert told(raw[:-5]).startswith(DAMAGED)
    assert told(raw[:200] + raw[260:]).startswith(DAMAGED)


def test_an_archive_of_the_large_form_is_refused():
    raw = an_xlsx(a_sheet())
    at = raw.rindex(b"PK\x05\x06")
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    assert told(raw[:at] + locator + raw[at:]).startswith(DAMAGED)


def test_a_directory_of_endless_parts_is_not_listed():
    raw = bytearray(an_xlsx(a_sheet()))
    at = raw.rindex(b"PK\x05\x06")
    struct.pack_into("<L", raw, at + 12, limits.ZIP_PARTS * 512 + 1)
    assert told(bytes(raw)).startswith("a.xlsx: the workbook has more than 2000 parts")
    many = {f"{number}": "" for number in range(limits.ZIP_PARTS + 1)}
    assert told(zipped(many)).startswith("a.xlsx: the workbook has more than 2000 parts")


def test_a_part_that_stands_twice_is_damage():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("xl/workbook.xml", "<b/>")
    assert told(raw.getvalue()).startswith(DAMAGED)


def test_an_encrypted_part_asks_for_a_file_without_password():
    raw = bytearray(zipped({"a": ""}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", raw, raw.index(signature) + flags, 1)
    assert told(bytes(raw)) == (
        "a.xlsx: the workbook is protected by a password — save it without a password"
    )


def test_an_unusual_packing_is_refused():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert told(raw.getvalue()).startswith("a.xlsx: the workbook is packed in an unknown way")


@given(st.data())
def test_any_damage_is_read_or_refused(data):
    raw = bytearray(an_xlsx(a_sheet(a_cell("A1", "a"), a_cell("B1", "1", "n"))))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(RefusedError):
        read_xlsx(bytes(raw), "a.xlsx")


@given(st.text(alphabet="<>/&;'\"= abcrsv1AB\x00\n", max_size=200))
def test_any_sheet_is_read_or_refused(sheet):
    with contextlib.suppress(RefusedError):
        read_xlsx(zipped({**parts(a_sheet()), "xl/worksheets/sheet1.xml": sheet}), "a.xlsx")
