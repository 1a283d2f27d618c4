"""Small files, short functions, telling names, and no binary fractions near the figures."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.places import SOURCE

FILE_LINES = 600
FUNCTION_LINES = 80
EMPTY_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager"})

INEXACT = {
    "documents/read/pdf.py": "places on a page",
    "documents/read/pdf_looks.py": "places on a page",
    "excel/mark/comment_boxes.py": "heights of rows",
    "excel/mark/explanation_lines.py": "heights of rows",
    "excel/mark/sheet_cells.py": "heights of rows",
    "excel/mark/findings_list.py": "heights of rows",
    "excel/write/bar_chart.py": "the width of a line",
    "excel/write/chart_sheet.py": "heights of rows",
    "excel/write/checks_sheet.py": "heights of rows",
    "excel/write/guide_sheet.py": "heights of rows",
    "excel/write/prior_year_sheet.py": "heights of rows",
    "excel/write/sheet.py": "margins, and numbers as a spreadsheet stores them",
    "excel/write/styles.py": "sizes of type",
    "excel/write/table_sheet.py": "heights of rows",
    "excel/write/text_metrics.py": "widths of characters",
    "excel/write/agency_sheet.py": "heights of rows",
    "excel/write/text_sheets.py": "heights of rows",
    "rollup/cluster.py": "seconds",
}
"""Files that hold floats, and what these measure; no other file may."""


def _sources(root: Path) -> list[Path]:
    return sorted(root.rglob("*.py"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def long_files(root: Path) -> list[str]:
    """Name the files of more than `FILE_LINES` lines."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _sources(root)}
    return [
        f"{path.relative_to(root)}: {lines} lines"
        for path, lines in lengths.items()
        if lines > FILE_LINES
    ]


def long_functions(root: Path) -> list[str]:
    """Name the functions of more than `FUNCTION_LINES` lines, signature and docstring included."""
    found = []
    for path in _sources(root):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    place = f"{path.relative_to(root)}:{node.lineno}"
                    found.append(f"{place} {node.name}: {lines} lines")
    return found


def empty_names(root: Path) -> list[str]:
    """Name the modules and packages whose names say nothing."""
    paths = [path.relative_to(root) for path in _sources(root)]
    return [str(path) for path in paths if EMPTY_NAMES & set(path.with_suffix("").parts)]


def floats(root: Path) -> dict[str, list[int]]:
    """Return the lines of each file in which a float is written or made."""
    lines = {
        path.relative_to(root).as_posix(): list(_float_lines(_tree(path)))
        for path in _sources(root)
    }
    return {place: found for place, found in lines.items() if found}


def _float_lines(tree: ast.Module) -> Iterator[int]:
    likeness = {
        id(node.value)  # how alike two words must be for "did you mean": not a figure
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "cutoff"
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float()) if id(node) not in likeness:
                yield node.lineno
            case ast.Call(func=ast.Name(id="float")):
                yield node.lineno


def test_files_are_short() -> None:
    assert not long_files(SOURCE)


def test_functions_are_short() -> None:
    assert not long_functions(SOURCE)


def test_names_say_what_a_module_is_for() -> None:
    assert not empty_names(SOURCE)


def test_figures_are_never_floats() -> None:
    assert floats(SOURCE).keys() == INEXACT.keys()


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    (tmp_path / "checks" / "utils").mkdir(parents=True)
    body = "    x = 1\n" * FUNCTION_LINES
    (tmp_path / "checks" / "long.py").write_text(f"def f():\n{body}" + "\n" * FILE_LINES)
    (tmp_path / "checks" / "utils" / "a.py").write_text(
        "a = 0.5\nb = float('1')\nc = f(cutoff=0.5)\n"
    )
    return tmp_path


def test_each_of_these_tests_can_fail(bad: Path) -> None:
    assert long_files(bad) == ["checks/long.py: 681 lines"]
    assert long_functions(bad) == ["checks/long.py:1 f: 81 lines"]
    assert empty_names(bad) == ["checks/utils/a.py"]
    assert floats(bad) == {"checks/utils/a.py": [1, 2]}
