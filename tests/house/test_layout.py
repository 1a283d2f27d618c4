"""The layout of the tests: every test and every helper stands in the folder of its kind."""

import ast

from tests.support.places import SOURCE, TESTS

FOLDERS = {
    "benchmarks": "measurements that are made by hand",
    "cases": "every rule and code: a case that breaks it and one that holds",
    "cli": "commands from end to end",
    "data": "files that tests read",
    "fuzz": "every reader on files that a fuzzer makes",
    "hostile": "files, names and texts that attack their reader",
    "house": "the rooms of the source, and the tests themselves",
    "oracle": "an independent program looks at our files",
    "support": "helpers of tests, and the programs that write examples anew",
    "unit": "one module at a time, in the folders of the source",
}

TOOLS = {"benchmarks", "fuzz", "support"}
"""Folders of modules that are no tests."""


def test_there_is_a_folder_for_everything() -> None:
    found = {path.name for path in TESTS.iterdir() if path.name != "__pycache__"}
    assert found == {*FOLDERS, "__init__.py", "conftest.py"}


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
