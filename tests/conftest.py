"""What holds for all tests."""

import os
from collections.abc import Iterable

import pytest
from hypothesis import settings

from tests.support.ids import LONGEST, of_value, unreadable

# How long an example takes depends on what else the machine does; benchmarks measure that. What
# CI says must not depend on luck; everywhere else every run looks for examples of its own.
settings.register_profile("disclose", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "disclose")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Show a parameter in the id of a test as it is typed."""
    return of_value(val)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail a test whose id nobody can read."""
    if unreadable([item.name]):
        message = f"give a short id: at most {LONGEST} characters, all of them printable"
        pytest.fail(f"{message}: {item.name[:200]!a}", pytrace=False)


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Measure no coverage of hypothesis tests: that triples their time.

    A line that only such a test reaches is not proven: the coverage is that of the other tests.
    """
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)
