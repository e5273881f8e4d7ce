"""What Polars and DuckDB take to add up the marks of the same file, exactly.

Each finds the sheets among the lines, takes candidate and marks out of their JSON,
and adds the marks up as decimals. Neither checks a chain, a canonical form or a
submission, which is part of what `rank` does.
"""

from __future__ import annotations

from importlib.util import find_spec

POLARS = """
import sys
import polars as pl
entry = pl.Struct({"value": pl.String})
line = pl.Struct({"deed": pl.Struct({"entries": pl.List(entry), "sheet": pl.List(pl.String)})})
lines = pl.read_csv(
    sys.argv[1], has_header=False, separator="\\x01", quote_char=None, new_columns=["line"]
)["line"]
filled = lines.filter(lines.str.ends_with('"t":"filled"}'))
deeds = filled.str.slice(65).str.json_decode(line).struct.field("deed").struct.unnest()
marks = deeds.select(
    pl.col("sheet").list.get(1).alias("candidate"), pl.col("entries").alias("mark")
).explode("mark")
exact = pl.col("mark").struct.field("value").cast(pl.Decimal(12, 2))
totals = marks.group_by("candidate").agg(exact.sum().alias("total"))
print(totals.sort("total", "candidate", descending=[True, False])["candidate"][0])
"""

DUCKDB = """
import sys
import duckdb
duckdb.execute("SET enable_progress_bar = false")
print(duckdb.execute('''
    WITH lines AS (
        SELECT substr(line, 66) AS said
        FROM read_csv($1, columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '',
                      escape = '', header = false, max_line_size = 67108864)
        WHERE line LIKE '%"t":"filled"}'
    ), sheets AS (
        SELECT said ->> '$.deed.sheet[1]' AS candidate,
               unnest(said ->> '$.deed.entries[*].value') AS mark
        FROM lines
    )
    SELECT candidate FROM sheets
    GROUP BY candidate ORDER BY sum(mark::DECIMAL(12, 2)) DESC, candidate
''', [sys.argv[1]]).fetchone()[0])
"""

PROGRAMS = {"polars": POLARS, "duckdb": DUCKDB}


def is_there(library: str) -> bool:
    """Tell whether a library of the extra `bench` is installed."""
    return find_spec(library) is not None
