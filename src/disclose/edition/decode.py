"""TOML data into frozen definition types: strict, every fault with its line and a suggestion."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from disclose.edition.kinds import DUPLICATE_ID, UNKNOWN_KEY, WRONG_VALUE
from disclose.edition.source import EditionError, Source, suggest
from disclose.finding import Finding, finding

Definition = TypeVar("Definition")

EXPECTED: Mapping[object, str] = {
    str: "text",
    int: "integer",
    bool: "true/false",
    Decimal: "number",
}


class _WrongValueError(Exception):
    """A value that is not of the expected type; the text names the type."""


def decode(kind: type[Definition], source: Source) -> Definition:
    """Return the whole file `source` as a `kind`.

    Raises:
        EditionError: unknown keys, missing or wrong values, ids used twice; all of them at once.
    """
    reader = _Reader(source)
    decoded = reader.item(kind, source.data(), ())
    if reader.findings:
        raise EditionError(reader.findings)
    return cast("Definition", decoded)


class _Reader:
    """Walks the data beside the types and collects what does not fit."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def item(self, kind: type, data: object, anchors: tuple[str, ...]) -> object:
        """Return `data` as the dataclass `kind`, or None where it does not fit."""
        if not isinstance(data, dict):
            raise _WrongValueError("table")
        anchors = (*anchors, *_anchor(data))
        hints = _hints(kind)
        faults = len(self.findings)
        self._refuse_unknown(data, tuple(hints), anchors)
        values: dict[str, object] = {}
        for spec in fields(kind):
            if spec.name in data:
                values[spec.name] = self._value(spec.name, hints[spec.name], data, anchors)
            elif spec.default is MISSING and spec.default_factory is MISSING:
                self._wrong(spec.name, _expected(hints[spec.name]), anchors)
        return kind(**values) if len(self.findings) == faults else None

    def _value(
        self, key: str, hint: object, data: Mapping[str, object], anchors: tuple[str, ...]
    ) -> object:
        try:
            return self._typed(hint, data[key], anchors)
        except _WrongValueError as error:
            self._wrong(key, str(error), anchors)
            return None

    def _typed(self, hint: object, value: object, anchors: tuple[str, ...]) -> object:
        origin = get_origin(hint)
        if origin is tuple:
            return self._tuple(get_args(hint)[0], value, anchors)
        if origin is Mapping:
            return self._mapping(get_args(hint)[1], value, anchors)
        kind = cast("type", hint)
        if is_dataclass(kind):
            return self.item(kind, value, anchors)
        return _scalar(kind, value)

    def _tuple(self, hint: object, value: object, anchors: tuple[str, ...]) -> object:
        if not isinstance(value, list):
            raise _WrongValueError("list")
        self._refuse_repeats(value, anchors)
        return tuple(self._typed(hint, each, anchors) for each in value)

    def _mapping(self, hint: object, value: object, anchors: tuple[str, ...]) -> object:
        if not isinstance(value, dict):
            raise _WrongValueError("table")
        return {key: self._typed(hint, each, anchors) for key, each in value.items()}

    def _refuse_unknown(
        self, data: Mapping[str, object], known: tuple[str, ...], anchors: tuple[str, ...]
    ) -> None:
        for key in data.keys() - set(known):
            place = self.source.place(*anchors, rf"\b{key}\b.*=")
            where = _where(anchors)
            suggestion = suggest(key, known)
            self.findings.append(
                finding(UNKNOWN_KEY, place, key=key, where=where, suggestion=suggestion)
            )

    def _refuse_repeats(self, items: list[Any], anchors: tuple[str, ...]) -> None:
        seen: set[str] = set()
        for item in items:
            name = _name(item)
            if name and name in seen:
                place = self.source.place(*anchors, _id(name), occurrence=2)
                self.findings.append(finding(DUPLICATE_ID, place, id=name, where=_where(anchors)))
            seen.add(name)

    def _wrong(self, key: str, expected: str, anchors: tuple[str, ...]) -> None:
        place = self.source.place(*anchors, rf"\b{key}\b.*=")
        where = _where(anchors)
        self.findings.append(finding(WRONG_VALUE, place, key=key, where=where, expected=expected))


def _scalar(kind: type, value: object) -> object:
    if issubclass(kind, StrEnum):
        known = tuple(member.value for member in kind)
        if value not in known:
            raise _WrongValueError(" | ".join(known))
        return kind(value)
    if kind is Decimal and type(value) is int:
        return Decimal(value)
    if type(value) is not kind:
        raise _WrongValueError(_expected(kind))
    return value


def _expected(hint: object) -> str:
    return EXPECTED.get(hint, "list" if get_origin(hint) is tuple else "table")


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)


def _name(item: object) -> str:
    if not isinstance(item, dict):
        return ""
    name = item.get("id", item.get("code", ""))
    return name if isinstance(name, str) else ""


def _id(name: str) -> str:
    return rf'\b(id|code)\s*=\s*"{name}"'


def _anchor(item: Mapping[str, object]) -> tuple[str, ...]:
    name = _name(item)
    return (_id(name),) if name else ()


def _where(anchors: tuple[str, ...]) -> str:
    return anchors[-1].rsplit('"', 2)[1] if anchors else "-"
