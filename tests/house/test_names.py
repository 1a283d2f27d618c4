"""One name for one thing: classes, modules, and the entries at the top of the package."""

import ast
from collections import Counter
from pathlib import Path

from tests.support.places import SOURCE

TWICE: frozenset[str] = frozenset()
"""Classes that still share a name. Remove a name from here once it names one class."""

MODULES_OF_A_NAME = 2
TOP_ENTRIES = 14


def shared_classes(root: Path) -> set[str]:
    """Return the names that several classes have."""
    names = Counter(
        node.name
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    return {name for name, count in names.items() if count > 1}


def frequent_modules(root: Path) -> set[str]:
    """Return the names that more modules than `MODULES_OF_A_NAME` have."""
    names = Counter(path.name for path in root.rglob("*.py") if path.name != "__init__.py")
    return {name for name, count in names.items() if count > MODULES_OF_A_NAME}


def top_entries(root: Path) -> set[str]:
    """Return the modules and packages at the top."""
    paths = (path.relative_to(root) for path in root.rglob("*.py"))
    return {path.parts[0] for path in paths} - {"__init__.py"}


def test_a_class_name_stands_for_one_class() -> None:
    assert shared_classes(SOURCE) == TWICE


def test_few_modules_share_a_name() -> None:
    assert frequent_modules(SOURCE) == set()


def test_the_top_of_the_package_is_read_at_a_glance() -> None:
    assert len(top_entries(SOURCE)) <= TOP_ENTRIES


def test_each_of_these_tests_can_fail(tmp_path: Path) -> None:
    for folder in ("checks", "form", "report"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
        (tmp_path / folder / "page.py").write_text(f"class {folder.title()}: ...\n")
    (tmp_path / "lone.py").write_text("def f():\n    class Form: ...\n")
    assert shared_classes(tmp_path) == {"Form"}
    assert frequent_modules(tmp_path) == {"page.py"}
    assert top_entries(tmp_path) == {"checks", "form", "report", "lone.py"}
