"""What holds for all tests."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from disclose.cli.language import VARIABLES
from tests.support.ids import LONGEST, of_value, unreadable
from tests.support.places import TESTS

FIRST = 4
"""Number of cases of one test of which the coverage is measured, and which `--few` runs."""

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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add an option for other versions of Python and of libraries than those of development."""
    told = "leave out the tests of hypothesis, and all but the first cases of every test"
    parser.addoption("--few", action="store_true", help=told)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they are.

    Tests of the oracle are exhaustive. No coverage is measured of them and of hypothesis tests:
    that doubles their time, and a line that only such a test reaches is not proven. Nor is it of
    more than the first cases of a test, which go through the same lines, but for those of codes.
    """
    cases = Counter[str]()
    first: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        test = item.nodeid.partition("[")[0]
        cases[test] += 1
        is_first = cases[test] <= FIRST or item.path.is_relative_to(TESTS / "cases")
        is_drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        (first if is_first and not is_drawn else others).append(item)
        if item.path.is_relative_to(TESTS / "oracle"):
            item.add_marker(pytest.mark.exhaustive)
        if item.get_closest_marker("exhaustive"):
            item.add_marker(pytest.mark.no_cover)
    for item in others:
        item.add_marker(pytest.mark.no_cover)
    if config.option.few:
        items[:] = first
        config.hook.pytest_deselected(items=others)


def pytest_collection_finish() -> None:
    """Take ten thousand tests out of what the garbage collector looks through each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


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
