"""Tables that people made: CSV and XLSX, read strictly."""
