"""The documents: rows once, then laid out as CSV, XLSX, HTML and PDF."""
