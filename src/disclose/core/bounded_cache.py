"""A cache that holds no more than it may, and keeps longest the entries that are asked for."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Generic, TypeAlias, TypeVar

_ENTRY = 500
"""Bytes of an entry besides what its key and its value hold."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Entries in two halves: those used of late, and those used before.

    Once the half in use is full, it becomes the other one, and the entries of that one which nobody
    has asked for since are forgotten. This costs no more than a dictionary, and a flood of entries
    that are used once drives out the others only if it is longer than half the cache.

    Threads may share it: at worst an entry is made twice.
    """

    def __init__(self, most: int) -> None:
        """Start without entries; `most` is the largest sum of their sizes."""
        self._most_of_half = most // 2
        self._used: dict[Key, tuple[Value, int]] = {}
        self._before: dict[Key, tuple[Value, int]] = {}
        self._size = 0

    def get(self, key: Key) -> Value | None:
        """Return the value of `key`, None if it is not here (any more)."""
        found = self._used.get(key)
        if found is None:
            found = self._before.get(key)
            if found is None:
                return None
            self.put(key, *found)
        return found[0]

    def put(self, key: Key, value: Value, size: int) -> Value:
        """Keep `value` and return it; one larger than half the cache is not kept.

        `size` is an estimate of the bytes that key and value take.
        """
        if size <= self._most_of_half:
            if self._size + size > self._most_of_half:
                self._used, self._before, self._size = {}, self._used, 0
            self._used[key] = value, size
            self._size += size
        return value


OfPart: TypeAlias = Callable[[bytes, str], Value]
"""A function of the bytes of a part and of its name."""


def remembered(most: int, times: int) -> Callable[[OfPart[Value]], OfPart[Value]]:
    """Return a decorator for a function of a part, whose values it remembers, but no errors.

    The values must not change. `most` is the largest sum of their sizes, of which each is estimated
    at so many `times` the bytes of the part.
    """

    def decorated(make: OfPart[Value]) -> OfPart[Value]:
        known = BoundedCache[tuple[bytes, str], Value](most)

        @wraps(make)
        def found(data: bytes, part: str) -> Value:
            value = known.get((data, part))
            if value is None:
                value = make(data, part)
                known.put((data, part), value, _ENTRY + times * len(data))
            return value

        return found

    return decorated
