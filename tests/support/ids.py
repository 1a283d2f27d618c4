"""Short, readable ids of tests, shown as they are typed: a failing test is run again by copying.

By itself pytest escapes Chinese, and before version 9 it puts a document of thirty megabytes into
an id whole.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

LONGEST = 120
"""Characters in the name of a test with its parameters; the path of its file comes before it."""

_SHOWN = 40
"""Characters of one parameter that an id shows."""


def of_value(value: object) -> str | None:
    """Return a parameter as an id shows it, or None if pytest has to number it."""
    text: str | None
    match value:
        case bytes():
            text = value.decode() if value.isascii() else f"{len(value)} bytes"
        case str() | int() | float() | None:
            text = str(value)
        case Mapping():
            text = _joined((_joined(map(of_value, pair), "=") for pair in value.items()), ",")
        case tuple() if hasattr(value, "_fields"):  # a named tuple: pytest numbers it
            text = None
        case tuple() | list():
            text = _joined(map(of_value, value), ",")
        case AbstractSet():
            text = _joined(sorted(map(of_value, value), key=str), ",")
        case _:
            has_text = type(value).__str__ is not object.__str__
            text = str(value) if has_text else None
    return None if text is None else readable(text)


def readable(text: str) -> str:
    """Return the beginning of a text on one line, without characters that cannot be seen."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text[: _SHOWN + 1])
    return (shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…") or "empty"


def unreadable(names: Iterable[str]) -> list[str]:
    """Return the names of tests that are too long or that no terminal can show."""
    return [name for name in names if len(name) > LONGEST or not name.isprintable()]


def _joined(parts: Iterable[str | None], between: str) -> str | None:
    texts = list(parts)
    return None if None in texts else between.join(filter(None, texts))
