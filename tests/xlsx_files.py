"""XLSX files built part by part, so that a test can plant anything in them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def a_cell(reference: str, value: str, kind: str = "str", style: int = 0) -> str:
    if kind == "inlineStr":
        return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{reference}" t="{kind}" s="{style}"><v>{value}</v></c>'


def a_sheet(*cells: str, merged: Iterable[str] = (), dimension: str = "A1:B2") -> str:
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    tail = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData><row>{''.join(cells)}</row></sheetData>{tail}</worksheet>"
    )


def parts(
    *sheets: str,
    hidden: Iterable[int] = (),
    strings: str = "",
    styles: str = "",
    properties: str = "",
) -> dict[str, str]:
    """Return the parts of a workbook with these sheets."""
    hidden = set(hidden)
    listed = "".join(
        f'<sheet name="S{at}" sheetId="{at}" r:id="rId{at}"'
        f"{' state=' + chr(34) + 'hidden' + chr(34) if at in hidden else ''}/>"
        for at in range(1, len(sheets) + 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATION}/worksheet" '
        f'Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    made = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}'
        f'<Relationship Id="rIdT" Type="{_RELATION}/theme" Target="theme.xml"/></Relationships>',
    }
    made |= {f"xl/worksheets/sheet{at}.xml": sheet for at, sheet in enumerate(sheets, 1)}
    if strings:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    if styles:
        made["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    return made


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return raw.getvalue()


def an_xlsx(*sheets: str, **options: object) -> bytes:
    return zipped(parts(*sheets, **options))  # type: ignore[arg-type]


def a_zip_bomb(megabytes: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a workbook one of whose parts unpacks to so many megabytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts(a_sheet()).items():
            if part != name:
                archive.writestr(part, content)
        with archive.open(name, "w", force_zip64=True) as part_file:
            for _ in range(megabytes):
                part_file.write(bytes(1024 * 1024))
    return raw.getvalue()
