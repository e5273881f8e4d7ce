"""Bringing tables in: all rows, or the reasons why not."""
