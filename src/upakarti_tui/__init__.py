"""Scoring, merging, ranking and determining the Upakarti award, offline.

- `domain`: the rules of the award; no file, screen, clock or language.
- `locale`, `errors`: the words, and what stops a job.
- `storage`: books, templates, spreadsheets and keys, read and written as domain values.
- `reports`: the documents an office signs.
- `workflows`: one module a job.
- `tui`, `cli`: the two ways to ask for a job.
"""

__version__ = "0.1.0"
