"""Files in and out, as domain values."""
