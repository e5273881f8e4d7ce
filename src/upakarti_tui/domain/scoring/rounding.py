"""Rounding half up, and writing a score with as many digits as it needs.

Every score is a fraction. It is rounded only where the template names a step,
and it becomes text only here. Half up means that a half moves away from zero,
as `ROUND` does in a spreadsheet: 2.345 becomes 2.35 and -2.345 becomes -2.35.
"""

from __future__ import annotations

from fractions import Fraction


def half_up(value: Fraction, decimals: int | None) -> Fraction:
    """Round to so many decimals; None leaves the value as it is."""
    if decimals is None:
        return value
    power: int = 10**decimals
    return Fraction(_nearest(value, power), power)


def _nearest(value: Fraction, power: int) -> int:
    """Return the integer nearest to value x power, halves away from zero."""
    doubled = 2 * abs(value.numerator) * power + value.denominator
    size = doubled // (2 * value.denominator)
    return -size if value < 0 else size


def written(value: Fraction, decimals: int) -> str:
    """Write a value with exactly so many decimals, half up: `70.00`."""
    digits = _nearest(value, 10**decimals)
    text = str(abs(digits)).zfill(decimals + 1)
    sign = "-" if digits < 0 else ""
    whole, part = text[: len(text) - decimals], text[len(text) - decimals :]
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def decimals_to_tell_apart(one: Fraction, other: Fraction, least: int) -> int:
    """Return the fewest decimals, from `least` on, at which two values look different.

    Equal values never do; for them the answer is `least`.
    """
    decimals = least
    while one != other and half_up(one, decimals) == half_up(other, decimals):
        decimals += 1
    return decimals


def decimals_to_agree(value: Fraction, line: Fraction, least: int) -> int:
    """Return the fewest decimals at which a value stands to a line as it truly does.

    A value below the line must look below it, and one that reaches the line must
    look as if it did: 69.996 against 70 needs three decimals.
    """
    decimals = least
    while _side(half_up(value, decimals), line) != _side(value, line):
        decimals += 1
    return decimals


def _side(value: Fraction, line: Fraction) -> bool:
    return value >= line
