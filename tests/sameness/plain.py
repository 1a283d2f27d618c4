"""A value as lines of text, equal in two checkouts if the values are, whatever they are made of.

A class may be a dataclass in one checkout and a named tuple in the other: only the name of the
class, the names of its fields and what is in them count.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum

from disclose.form.edition.model import Edition


def plain(value: object) -> bytes:
    """Return every leaf of `value` on a line of its own, with the way to it."""
    return "".join(f"{line}\n" for line in _lines(value, "")).encode("utf-8", "surrogatepass")


def _lines(value: object, at: str) -> Iterator[str]:
    held = _held(value)
    if held is None:
        yield f"{at} = {_leaf(value)}"
        return
    yield f"{at}: {_kind(value)}"
    for name, each in held:
        yield from _lines(each, f"{at}{name}")


def _held(value: object) -> Iterator[tuple[str, object]] | None:
    """Yield what `value` holds with its name, None if it is a leaf."""
    held: Iterator[tuple[str, object]] | None = None
    if isinstance(value, Edition | Enum | type | str | bytes):
        pass
    elif is_dataclass(value):
        held = ((f".{each.name}", getattr(value, each.name)) for each in fields(value))
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        held = ((f".{name}", each) for name, each in zip(value._fields, value, strict=True))
    elif isinstance(value, Mapping):
        held = ((f"[{key!r}]", each) for key, each in value.items())
    elif isinstance(value, AbstractSet):
        held = ((f"[{each!r}]", None) for each in sorted(value, key=repr))
    elif isinstance(value, Sequence):
        held = ((f"[{number}]", each) for number, each in enumerate(value))
    return held


def _kind(value: object) -> str:
    """Return the name of a class of ours, and that of the kind of any other."""
    if isinstance(value, Mapping):
        return "mapping"
    if isinstance(value, AbstractSet):
        return "set"
    return type(value).__name__ if hasattr(value, "_fields") or is_dataclass(value) else "sequence"


def _leaf(value: object) -> str:
    if isinstance(value, Edition):
        return f"edition {value.id}"
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | bytes | bool | int | Decimal):
        return repr(value)
    if isinstance(value, type):
        return value.__name__
    raise TypeError(f"{type(value)} has no plain form")
