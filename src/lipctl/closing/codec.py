"""Frozen data as JSON and back, by the types of its fields.

A record (``NamedTuple`` or dataclass) is an object with the names of its fields; a field that has its default is left
out, so that a field added later does no harm to an older file. A mapping is a list of pairs, because its order counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from lipctl.findings import RULES, Rule
from lipctl.numbers import MeasureNumber
from lipctl.scale import DEFAULT_SCALE, Step

Decoder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """The value in the types of JSON."""
    match value:
        case Enum():
            content: Any = value.value
        case None | bool() | int() | str():
            content = value
        case date():
            content = value.isoformat()
        case MeasureNumber():
            content = value.text
        case Step() if DEFAULT_SCALE.by_key.get(value.key) == value:
            content = value.key
        case Rule():
            content = [value.code, value.title]
        case Mapping():
            content = [[encode(key), encode(each)] for key, each in value.items()]
        case frozenset():
            content = sorted(map(encode, value), key=repr)
        case _ if _is_record(type(value)):
            kind: Any = type(value)
            given = ((field, getattr(value, field.name)) for field in _fields_of(kind))
            content = {field.name: encode(each) for field, each in given if each != field.default}
        case _:
            content = [encode(each) for each in value]
    return content


def decode(kind: Any, content: Any) -> Any:
    """The value of this type that some JSON stands for.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it stands for none.
    """
    return _decoder(kind)(content)


class _Field(NamedTuple):
    """A field of a record. ``default`` is ``MISSING`` for one that must be given."""

    name: str
    kind: Any
    default: Any


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and (hasattr(kind, "_fields") or is_dataclass(kind))


@cache
def _fields_of(kind: Any) -> tuple[_Field, ...]:
    hints = get_type_hints(kind)
    if is_dataclass(kind):
        made = {field.name: field.default_factory for field in fields(kind)}
        defaults = {field.name: field.default for field in fields(kind)}
        for name, make in made.items():
            if make is not MISSING:
                defaults[name] = make()
    else:
        defaults = dict.fromkeys(kind._fields, MISSING) | kind._field_defaults
    return tuple(_Field(name, hints[name], default) for name, default in defaults.items())


def records_in(kind: Any) -> dict[Any, tuple[str, ...]]:
    """Every record that a value of this type may hold, itself among them, with the names of its fields."""
    found: dict[Any, tuple[str, ...]] = {}
    open_kinds = [kind]
    while open_kinds:
        each = open_kinds.pop()
        open_kinds += get_args(each)
        if _is_record(each) and each not in found and each not in _OWN:
            found[each] = tuple(field.name for field in _fields_of(each))
            open_kinds += [field.kind for field in _fields_of(each)]
    return found


@cache
def _decoder(kind: Any) -> Decoder:
    """The function that makes a value of this type from JSON."""
    if kind in _OWN:
        return _OWN[kind]
    if get_origin(kind):
        return _of_several(get_origin(kind), get_args(kind))
    if _is_record(kind):
        return _record(kind)
    return kind if issubclass(kind, Enum) else _as_it_is


def _of_several(origin: Any, kinds: tuple[Any, ...]) -> Decoder:
    """Read what holds other values: an optional one, a tuple, a set, a mapping."""
    inner = [_decoder(kind) for kind in kinds if kind not in (Ellipsis, type(None))]
    first, last = inner[0], inner[-1]
    if origin in (Union, UnionType):
        return lambda content: None if content is None else first(content)
    if origin is tuple and kinds[-1] is not Ellipsis:
        return lambda content: tuple(make(each) for make, each in zip(inner, content, strict=True))
    if origin in (tuple, frozenset):
        return lambda content: origin(map(first, content))
    return lambda content: {first(key): last(value) for key, value in content}


def _record(kind: Any) -> Decoder:
    """Read an object; what this version does not know of it is left alone."""
    known = {field.name: (_decoder(field.kind), field.default) for field in _fields_of(kind)}
    needed = [name for name, (_, default) in known.items() if default is MISSING]

    def read(content: Mapping[str, Any]) -> Any:
        values = {name: known[name][0](value) for name, value in content.items() if name in known}
        missing = [name for name in needed if name not in values]
        if missing:
            raise KeyError(f"{kind.__name__} without {missing}")
        return kind(**values)

    return read


def _as_it_is(content: Any) -> Any:
    return content


def _step(content: str | Mapping[str, Any]) -> Step:
    """Read a step: by its key, or as a whole if it is one of the plan's own scale, which later settings may lack."""
    step: Step = DEFAULT_SCALE.by_key[content] if isinstance(content, str) else _record(Step)(content)
    return step


def _rule(content: list[str]) -> Rule:
    code, title = content
    return RULES[code] if RULES[code].title == title else replace(RULES[code], title=title)


_OWN: Mapping[Any, Decoder] = MappingProxyType(
    {date: date.fromisoformat, MeasureNumber: MeasureNumber, Rule: _rule, Step: _step}
)
"""The types with a form of their own."""
