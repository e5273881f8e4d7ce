"""The documents, and whether what is printed agrees."""
