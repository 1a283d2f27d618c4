"""Decode TOML data into frozen definition types; each fault has its line and a suggestion."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from disclose.core.errors import EditionError, InternalError
from disclose.core.finding import Finding, error
from disclose.core.language import Wording
from disclose.form.edition.source import DefinitionFile, suggest
from disclose.form.edition.toml_lines import Steps

TEXT = Wording("文字（写在引号里）", "text (in quotation marks)")
INTEGER = Wording("整数（不加引号）", "a whole number (without quotation marks)")
TRUE_OR_FALSE = Wording("true 或 false", "true or false")
NUMBER = Wording("数（不加引号）", "a number (without quotation marks)")
LIST = Wording("列表（写在方括号里）", "a list (in square brackets)")
TABLE = Wording("一组键（键 = 值）", "a table of keys (key = value)")
ONE_OF = Wording("{choices} 之一", "one of {choices}")
"""The expected types as messages name them; filled in with the arguments of the finding."""

Definition = TypeVar("Definition")

EXPECTED: Mapping[object, Wording] = {
    str: TEXT,
    int: INTEGER,
    bool: TRUE_OR_FALSE,
    Decimal: NUMBER,
}


class WrongValueError(InternalError):
    """A value does not have the expected type."""

    def __init__(self, hint: object) -> None:
        """Keep the expected type."""
        super().__init__(hint)
        self.hint = hint


def decode(kind: type[Definition], source: DefinitionFile) -> Definition:
    """Return the whole file `source` as a `kind`.

    Raises:
        EditionError: unknown keys, missing or wrong values, repeated ids; all of them together.
    """
    reader = _Decoder(source)
    decoded = reader.value(kind, source.data(), (), source.name)
    if reader.findings:
        raise EditionError(*reader.findings)
    return cast("Definition", decoded)


class _Decoder:
    """Walks the data along the types and collects the faults.

    `path` leads to a value in the file; `where` is the id of the nearest entry that contains it.
    """

    def __init__(self, source: DefinitionFile) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def value(self, hint: object, value: object, path: Steps, where: str) -> object:
        """Return `value` as the type `hint`, or None and a finding if it does not fit."""
        try:
            return self._typed(hint, value, path, where)
        except WrongValueError as error:
            self._wrong(path, where, error.hint)
            return None

    def _typed(self, hint: object, value: object, path: Steps, where: str) -> object:
        origin = get_origin(hint)
        if origin is tuple:
            return self._tuple(get_args(hint)[0], value, path, where)
        if origin is Mapping:
            return self._mapping(get_args(hint)[1], value, path, where)
        kind = cast("type", hint)
        return self._item(kind, value, path, where) if _is_entry(kind) else _scalar(kind, value)

    def _item(self, kind: Any, data: object, path: Steps, where: str) -> object:
        if not isinstance(data, dict):
            raise WrongValueError(Mapping)
        where = _name(data) or where
        hints = _hints(kind)
        faults = len(self.findings)
        self._refuse_unknown(data, tuple(hints), path, where)
        values: dict[str, object] = {}
        for name, hint in hints.items():
            here = (*path, name)
            if name in data:
                values[name] = self.value(hint, data[name], here, where)
            elif name not in kind._field_defaults:
                self._wrong(here, where, hint)
        return kind(**values) if len(self.findings) == faults else None

    def _tuple(self, hint: object, value: object, path: Steps, where: str) -> object:
        if not isinstance(value, list):
            raise WrongValueError(tuple)
        self._refuse_repeats(value, path, where)
        return tuple(self.value(hint, item, (*path, n), where) for n, item in enumerate(value))

    def _mapping(self, hint: object, value: object, path: Steps, where: str) -> object:
        if not isinstance(value, dict):
            raise WrongValueError(Mapping)
        return {key: self.value(hint, item, (*path, key), where) for key, item in value.items()}

    def _refuse_unknown(
        self, data: Mapping[str, object], known: tuple[str, ...], path: Steps, where: str
    ) -> None:
        for key in data:
            if key not in known:
                place = self.source.place(*path, key)
                self.findings.append(
                    error("DEF01", place, key=key, where=where, suggestion=suggest(key, known))
                )

    def _refuse_repeats(self, items: list[Any], path: Steps, where: str) -> None:
        seen: set[str] = set()
        for number, item in enumerate(items):
            name = _name(item)
            if name and name in seen:
                place = self.source.place(*path, number)
                self.findings.append(error("DEF03", place, id=name, where=where))
            seen.add(name)

    def _wrong(self, path: Steps, where: str, hint: object) -> None:
        place = self.source.place(*path)
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), "-")
        expected, choices = _expected(hint)
        self.findings.append(
            error("DEF02", place, key=key, where=where, expected=expected, choices=choices)
        )


def _is_entry(kind: type) -> bool:
    """Return whether a table of keys is expected: the types of entries are named tuples."""
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


def _scalar(kind: type, value: object) -> object:
    if issubclass(kind, StrEnum):
        if not isinstance(value, str) or value not in tuple(kind):
            raise WrongValueError(kind)
        return kind(value)
    if kind is Decimal and type(value) is int:
        return Decimal(value)
    if type(value) is not kind or (isinstance(value, Decimal) and not value.is_finite()):
        raise WrongValueError(kind)
    return value


def _expected(hint: object) -> tuple[Wording, tuple[str, ...]]:
    """Return the name of the type `hint` for messages, and its values if it lists them."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return ONE_OF, tuple(hint)
    listed = hint is tuple or get_origin(hint) is tuple
    return EXPECTED.get(hint, LIST if listed else TABLE), ()


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)


def _name(item: object) -> str:
    if not isinstance(item, dict):
        return ""
    name = item.get("id", item.get("code", ""))
    return name if isinstance(name, str) else ""
