"""Frozen values: what `dataclasses` makes of a class, made in a quarter of the time.

A command begins by making some seventy such classes, and a large book holds
millions of their instances. The library compiles six methods a class, and sets
each field of a frozen instance by its name; here one method is compiled, which
sets the fields through their slots. The fields themselves are the library's, so
`fields`, `replace` and type checkers know no difference.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Return the decorator of a frozen value with slots; there is no other."""
        if not (frozen and slots):
            message = "a value is frozen and has slots"
            raise TypeError(message)
        return _value


def _value(cls: type) -> type:
    """Return the class with slots for its fields, and with what every value can do."""
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    methods = _compared(tuple(field.name for field in fields if field.compare))
    methods |= _told(tuple(field.name for field in fields if field.repr))
    methods |= _built(made, [field for field in fields if field.init])
    methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _built(cls: type, fields: list[dataclasses.Field[object]]) -> dict[str, object]:
    """Return what makes an instance from its fields, and gives them for a copy of it."""
    known: dict[str, object] = {}
    for field in fields:
        known[f"set_{field.name}"] = getattr(cls, field.name).__set__
        known[f"default_{field.name}"] = field.default
    asked = ", ".join(map(_asked, fields))
    lines = [f"set_{field.name}(self, {field.name})" for field in fields]
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__(self, {asked}):\n " + "\n ".join(lines), known)  # noqa: S102 -- of our own names only
    init = known["__init__"]
    init.__annotations__ = {field.name: field.type for field in fields}
    names = [field.name for field in fields]

    def reduce(self: object) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in names)

    return {"__init__": init, "__reduce__": reduce}


def _asked(field: dataclasses.Field[object]) -> str:
    if field.default_factory is not dataclasses.MISSING:
        message = f"{field.name}: a value has no default that could be changed"
        raise TypeError(message)
    if field.default is dataclasses.MISSING:
        return field.name
    return f"{field.name}=default_{field.name}"


def _compared(names: tuple[str, ...]) -> dict[str, object]:
    content = attrgetter(*names)

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return content(self) == content(other)

    def hashed(self: object) -> int:
        return hash(content(self))

    return {"__eq__": equal, "__hash__": hashed}


def _told(names: tuple[str, ...]) -> dict[str, object]:
    def told(self: object) -> str:
        content = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({content})"

    return {"__repr__": told}


def _refuse(self: object, name: str, *_: object) -> None:
    message = f"{type(self).__name__}.{name} never changes"
    raise dataclasses.FrozenInstanceError(message)
