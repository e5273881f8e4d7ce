"""Filling sheets and closing them."""
