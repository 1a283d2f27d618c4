"""A cache forgets what nobody asks for, and never holds more than it may."""

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.bounded_cache import BoundedCache, remembered


def test_an_entry_that_is_used_stays() -> None:
    cache = BoundedCache[str, int](20)
    cache.put("used", 1, 4)
    for number in range(100):
        cache.put(f"once {number}", number, 4)
        assert cache.get("used") == 1
    assert cache.get("once 0") is None
    assert cache.get("once 99") == 99


def test_an_entry_that_is_too_large_is_returned_but_not_kept() -> None:
    cache = BoundedCache[str, int](20)
    cache.put("small", 1, 10)
    assert cache.put("large", 2, 11) == 2
    assert cache.get("large") is None
    assert cache.get("small") == 1


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans())))
def test_it_never_holds_more_than_it_may(steps: list[tuple[int, bool]]) -> None:
    cache = BoundedCache[int, int](20)
    for key, kept in steps:
        if kept:
            cache.put(key, key, key)
        found = {each: cache.get(each) for each in range(10)}
        assert all(value in {None, each} for each, value in found.items())
        assert sum(each for each, value in found.items() if value is not None) <= 20


@given(st.lists(st.tuples(st.binary(max_size=3), st.sampled_from("ab")), max_size=40))
def test_a_function_that_is_remembered_says_the_same(parts: list[tuple[bytes, str]]) -> None:
    made = list[tuple[bytes, str]]()

    def make(data: bytes, part: str) -> tuple[str, int]:
        made.append((data, part))
        if not data:
            raise ValueError(part)
        return part, len(data)

    again = remembered(most=10_000, times=20)(make)
    for data, part in parts:
        with nullcontext() if data else pytest.raises(ValueError, match=f"^{part}$"):
            assert again(data, part) == (part, len(data))
    assert len(made) >= len(set(parts))
    for data, part in parts[-1:]:
        if data:
            made.clear()
            again(data, part)
            assert not made


def test_of_large_parts_nothing_is_remembered() -> None:
    made = list[int]()

    @remembered(most=10_000, times=20)
    def size(data: bytes, part: str) -> int:
        made.append(len(data) + len(part))
        return made[-1]

    for _ in range(2):
        assert size(b"a" * 300, "") == 300
        assert size(b"a" * 200, "") == 200
    assert made == [300, 200, 300]
