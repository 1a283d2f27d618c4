"""What holds for all tests."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from disclose.cli.language import VARIABLES
from tests.support.ids import LONGEST, of_value, unreadable
from tests.support.places import TESTS

# How long an example takes depends on what else the machine does; benchmarks measure that. What
# CI says must not depend on luck; everywhere else every run looks for examples of its own.
settings.register_profile("disclose", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "disclose")


@pytest.fixture(autouse=True, scope="session")
def _no_locale() -> Iterator[None]:
    """Let no test depend on the machine's locale: the program, and those it starts, see none."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in VARIABLES:
            patch.delenv(variable, raising=False)
        yield


def pytest_make_parametrize_id(val: object) -> str | None:
    """Show a parameter in the id of a test as it is typed."""
    return of_value(val)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail a test whose id nobody can read."""
    if unreadable([item.name]):
        message = f"give a short id: at most {LONGEST} characters, all of them printable"
        pytest.fail(f"{message}: {item.name[:200]!a}", pytrace=False)


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Mark tests by what they are.

    Tests of the oracle are exhaustive. No coverage is measured of them and of hypothesis tests:
    that doubles their time, and a line that only such a test reaches is not proven.
    """
    for item in items:
        if item.path.is_relative_to(TESTS / "oracle"):
            item.add_marker(pytest.mark.exhaustive)
            item.add_marker(pytest.mark.no_cover)
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)


def pytest_configure(config: pytest.Config) -> None:
    """Run a test that is named by its id, whatever its marker."""
    is_default = config.option.markexpr == "not exhaustive"
    if is_default and all("::" in argument for argument in config.args):
        config.option.markexpr = ""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run a single file in this process: to start others would take longer."""
    [first, *more] = config.args
    is_file = Path(first.partition("::")[0]).is_file()
    return 0 if is_file and not more else None
