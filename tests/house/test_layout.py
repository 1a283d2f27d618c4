"""The layout of the tests: every test and every helper stands in the folder of its kind."""

import ast
import re

from tests.support.places import SOURCE, TESTS

TOOLS = {"benchmarks", "fuzz", "sameness", "support"}
"""Folders of modules that are no tests."""


def test_the_page_names_every_folder() -> None:
    text = (TESTS / "README.md").read_text(encoding="utf-8")
    folders = re.findall(r"^\| `([a-z]+)/` \|", text, re.MULTILINE)
    found = {path.name for path in TESTS.iterdir()} - {"__pycache__", "node_modules"}
    files = {"__init__.py", "conftest.py", "README.md", "package.json", "package-lock.json"}
    assert found == {*folders, *files}


def test_helpers_stand_apart_from_tests() -> None:
    for path in TESTS.glob("*/**/*.py"):
        is_tool = path.relative_to(TESTS).parts[0] in TOOLS
        is_test = path.name.startswith("test_")
        assert is_test != is_tool or path.name in {"__init__.py", "conftest.py"}, path


def test_unit_tests_follow_the_source() -> None:
    unit = TESTS / "unit"
    folders = {path.parent.relative_to(unit) for path in unit.rglob("test_*.py")}
    assert [str(folder) for folder in folders if not (SOURCE / folder).is_dir()] == []


def test_no_module_imports_a_test() -> None:
    """What two tests need stands in `support/`."""
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert ".test_" not in (node.module or ""), path


def test_unit_tests_run_no_command() -> None:
    for path in (TESTS / "unit").rglob("*.py"):
        assert "tests.support.command_line" not in path.read_text(encoding="utf-8"), path
