"""Which tests a run takes, and in how many processes."""

import shlex
import tomllib
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import (
    FIRST,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_xdist_auto_num_workers,
)
from tests.support.places import CHECKOUT, TESTS

FILE = str(TESTS / "house" / "test_selection.py")


def _config(*args: str, expression: str = "not exhaustive", few: bool = False) -> Any:
    option = SimpleNamespace(markexpr=expression, few=few)
    hook = SimpleNamespace(pytest_deselected=lambda items: items)
    return SimpleNamespace(args=args, option=option, hook=hook)


@pytest.mark.parametrize(
    ("config", "expression"),
    [
        pytest.param(_config(f"{FILE}::test_a", f"{FILE}::test_b"), "", id="tests"),
        pytest.param(_config(f"{FILE}::test_a", FILE), "not exhaustive", id="a test and a file"),
        pytest.param(_config("tests"), "not exhaustive", id="a folder"),
        pytest.param(_config(f"{FILE}::test_a", expression="soffice"), "soffice", id="a marker"),
    ],
)
def test_a_test_that_is_named_runs_whatever_its_marker(config: Any, expression: str) -> None:
    pytest_configure(config)
    assert config.option.markexpr == expression


@pytest.mark.parametrize(
    ("args", "workers"),
    [
        pytest.param((FILE,), 0, id="a file"),
        pytest.param((f"{FILE}::test_a",), 0, id="a test"),
        pytest.param((FILE, FILE), None, id="two files"),
        pytest.param((str(TESTS),), None, id="a folder"),
    ],
)
def test_one_file_needs_no_other_process(args: tuple[str, ...], workers: int | None) -> None:
    assert pytest_xdist_auto_num_workers(_config(*args)) == workers


def test_what_asks_another_program_is_exhaustive(request: pytest.FixtureRequest) -> None:
    item = pytest.Function.from_parent(request.node.parent, name="test_a", callobj=_config)
    item.path = TESTS / "oracle" / "test_a.py"
    pytest_collection_modifyitems(_config(), [item, request.node])
    for marker in ("exhaustive", "no_cover"):
        assert item.get_closest_marker(marker)
        assert not request.node.get_closest_marker(marker)


@pytest.mark.parametrize("few", [False, True])
def test_few_runs_the_cases_of_which_coverage_is_measured(
    few: bool, request: pytest.FixtureRequest
) -> None:
    cases: list[pytest.Item] = [
        pytest.Function.from_parent(request.node.parent, name=f"test_a[{n}]", callobj=_config)
        for n in range(FIRST + 1)
    ]
    taken = [*cases]
    pytest_collection_modifyitems(_config(few=few), taken)
    assert taken == (cases[:FIRST] if few else cases)
    assert [each for each in cases if not each.get_closest_marker("no_cover")] == cases[:FIRST]


def test_ci_leaves_nothing_out_and_measures_coverage() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "-m=not exhaustive" in project["tool"]["pytest"]["ini_options"]["addopts"]
    lines = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    [options] = [line for line in lines if line.startswith("export PYTEST_ADDOPTS=")]
    [_, assigned] = shlex.split(options)
    given = shlex.split(assigned.partition("=")[2])
    assert given[:2] == ["-m", ""]
    assert "--cov" in given
