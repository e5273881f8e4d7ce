"""Files in and out, as domain values.

`books` are chained lines of records, `programmes` the YAML templates, and
`worksheets` the tables that people made.
"""
