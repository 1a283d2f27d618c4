"""What holds for all tests."""

import os
from collections.abc import Iterable

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does; benchmarks measure that. What
# CI says must not depend on luck; everywhere else every run looks for examples of its own.
settings.register_profile("disclose", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "disclose")


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Leave examples without number out of the measuring of coverage, which triples their time.

    What only such a test reaches is no proof of a line: the coverage is that of the other tests.
    """
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)
