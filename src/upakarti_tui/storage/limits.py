"""How much of anything is read at most: every limit on input in one place.

An award is small; what is larger than this is a mistake or an attack. The
limits on one text stand with the text policy in `domain.text`, those on a number
in `domain.marks`.
"""

from __future__ import annotations

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

TABLE_BYTES: Final = 64 * MIB
"""A CSV or XLSX file as it lies on the disk."""

UNPACKED_BYTES: Final = 128 * MIB
"""All parts of an XLSX together, as its directory states them."""

ZIP_PARTS: Final = 2000
"""Parts in one XLSX."""

ROWS: Final = 100_000
"""Rows of a table below its header."""

COLUMNS: Final = 256
"""Columns of a table; a rubric has at most a few dozen criteria."""

CELL_CHARACTERS: Final = 32_767
"""Characters of one cell, as in Excel."""

CELLS: Final = 2_000_000
"""Cells of one sheet, empty ones included: each takes time and memory."""

PROBLEMS: Final = 1000
"""Problems gathered in one file before reading it stops."""

XML_DEPTH: Final = 32
"""Elements within elements in a part of an XLSX."""

TEMPLATE_BYTES: Final = 256 * KIB
"""A template; the longest rubric with a paragraph for every level stays far below."""

YAML_DEPTH: Final = 12
"""Lists and mappings inside one another in a template."""

TEMPLATE_CATEGORIES: Final = 100
"""What is said for all categories is repeated for each, in each stage."""

TEMPLATE_STAGES: Final = 50
"""Steps of one selection; awards have three to six."""
