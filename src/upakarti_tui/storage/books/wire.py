"""The shape of a record on a line of a book, derived from the deeds of the domain.

Each dataclass of the domain gets a twin whose fields at their default are left
out. So a line stays short, and a field added later leaves every old line as
canonical as it was.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from upakarti_tui.domain.book import deeds as d

KINDS: dict[str, type[Any]] = {deed.__name__.lower(): deed for deed in typing.get_args(d.Deed)}
"""Every kind of deed by the name it has on the line."""


class FoundedBody(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """A founding as it stands on its line; the template in the form of its own module."""

    format: str
    fingerprint: str
    template: dict[str, Any]


_twins: dict[type[Any], type[Any]] = {}


def twin(shape: type[Any]) -> type[Any]:
    """Return the wire form of a dataclass; always the same one."""
    if shape not in _twins:
        _twins[shape] = _made(shape)
    return _twins[shape]


def _made(shape: type[Any]) -> type[Any]:
    hints = typing.get_type_hints(shape)
    return msgspec.defstruct(
        f"{shape.__name__}Body",
        [_field(field, hints[field.name]) for field in dataclasses.fields(shape)],
        frozen=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
        gc=False,
        kw_only=True,
    )


def _field(field: dataclasses.Field[Any], hint: Any) -> Any:  # noqa: ANN401 -- types are values here
    if field.default is dataclasses.MISSING:
        return field.name, _translated(hint)
    return field.name, _translated(hint), field.default


def _translated(hint: Any) -> Any:  # noqa: ANN401 -- types are values here
    if dataclasses.is_dataclass(hint):
        return twin(typing.cast("type[Any]", hint))
    arguments = typing.get_args(hint)
    if isinstance(hint, types.GenericAlias) and arguments:
        return _generic(hint.__origin__, tuple(map(_translated, arguments)))
    return hint


def _generic(origin: Any, arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 -- types are values
    if origin is Sequence:
        return types.GenericAlias(tuple, (*arguments, ...))
    return types.GenericAlias(origin, arguments)


@cache
def line(kind: str) -> type[Any]:
    """Return the whole line of a kind of deed.

    A command meets a few kinds; so this is made when one is met.

    Raises:
        KeyError: there is no such kind.
    """
    shape = KINDS[kind]
    body: Any = FoundedBody if shape is d.Founded else twin(shape)
    return msgspec.defstruct(
        f"{shape.__name__}Line",
        [
            ("at", str),
            ("author", str),
            ("book", str),
            ("deed", body),
            ("device", str),
            ("prev", str),
            ("seq", int),
        ],
        frozen=True,
        forbid_unknown_fields=True,
        gc=False,
        tag_field="t",
        tag=kind,
    )


@cache
def decoder(kind: str) -> msgspec.json.Decoder[Any]:
    """Return what reads the lines of one kind of deed, and refuses every other line.

    Raises:
        KeyError: there is no such kind.
    """
    return msgspec.json.Decoder(line(kind))


encoder = msgspec.json.Encoder(order="sorted")
