"""What every page carries: the fingerprint to read, and to scan."""

from __future__ import annotations


def grouped(fingerprint: str, digits: int = 32) -> str:
    """Return the first digits of a fingerprint in groups of four, to read and to compare."""
    return "-".join(fingerprint[at : at + 4] for at in range(0, digits, 4))
