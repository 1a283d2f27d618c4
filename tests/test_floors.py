"""The house has floors: a module imports its own package and lower floors only.

The tables below repeat the floor plan of ARCHITECTURE.md; a change here without
a change there (or the other way round) is a mistake. Only the text of the
modules is read, nothing is imported. Imports inside functions count, those
under `if TYPE_CHECKING` do not.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "disclose"

PLAN: tuple[tuple[str, ...], ...] = (
    ("language", "quantity", "finding", "resources"),
    ("edition", "layout", "filing", "templating", "past"),
    ("workbook", "intake", "documents", "figures"),
    ("checks",),
    ("published", "auditing"),
    ("verifying", "rollup"),
    ("present",),
    ("report", "marking"),
    ("previous",),
    ("api",),
    ("cli",),
)

STAIRS = (0, 1)
"""On these floors each package may also import those named before it."""

HOMES: Mapping[str, frozenset[str]] = {
    "typer": frozenset({"cli"}),
    "click": frozenset({"cli"}),
    "rich": frozenset({"cli", "present"}),
    "xlsxwriter": frozenset({"workbook"}),
    "openpyxl": frozenset({"intake"}),
    "xml.parsers.expat": frozenset({"intake"}),
    "pyexpat": frozenset({"intake"}),
    "docx": frozenset({"report", "documents"}),
    "lxml": frozenset({"report", "documents", "marking", "present"}),
    "pdfplumber": frozenset({"documents"}),
    "pdfminer": frozenset({"documents"}),
    "typst": frozenset({"report"}),
    "jinja2": frozenset({"templating"}),
    "tomllib": frozenset({"edition"}),
    "sqlite3": frozenset({"rollup"}),
    "distributed": frozenset({"rollup"}),
    "dask": frozenset({"rollup"}),
    "simplejson": frozenset({"figures", "present", "report"}),
}
"""The packages that may import each third party (and some standard modules)."""

ROOT = "disclose"
ENTRY = "__main__"


@dataclass(frozen=True, slots=True)
class Import:
    """One module named by an import statement."""

    importer: str
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.target}"


def offences(source: Path) -> list[str]:
    """Return a sentence for every import in the tree `source` that breaks the floor plan."""
    modules = _modules(source)
    unplaced = {_package(name) for name in modules if _height(_package(name)) is None}
    found = [f"{ROOT}.{package} stands on no floor" for package in sorted(unplaced)]
    imports = [one for name, path in modules.items() for one in _imports(name, path, modules)]
    for one in imports:
        reason = _upward(one) if _inside(one.target) else _homeless(one)
        if reason:
            found.append(f"{one}: {reason}")
    return found + _cycles(imports)


def _modules(source: Path) -> dict[str, Path]:
    names = {}
    for path in sorted(source.rglob("*.py")):
        parts = (ROOT, *path.relative_to(source).with_suffix("").parts)
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


def _inside(module: str) -> bool:
    return module == ROOT or module.startswith(f"{ROOT}.")


def _package(module: str) -> str:
    """Return the first name below `disclose`; empty for `disclose` itself."""
    return module.split(".")[1] if "." in module else ""


def _height(package: str) -> tuple[int, int] | None:
    if package in ("", ENTRY):  # `disclose` itself stands between api and cli, `-m` on top
        return (len(PLAN) - 2, 1) if not package else (len(PLAN), 0)
    for floor, packages in enumerate(PLAN):
        if package in packages:
            return floor, packages.index(package) if floor in STAIRS else 0
    return None


def _upward(one: Import) -> str:
    here, there = _package(one.importer), _package(one.target)
    low, high = _height(there), _height(here)
    if here == there or high is None or low is None or low < high:
        return ""
    return f"{there or ROOT} is not below {here or ROOT}"


def _homeless(one: Import) -> str:
    for party, homes in HOMES.items():
        if one.target == party or one.target.startswith(f"{party}."):
            return "" if _package(one.importer) in homes else f"its home is {', '.join(homes)}"
    if one.target.partition(".")[0] in sys.stdlib_module_names:
        return ""
    return "a third party without a home in the floor plan"


def _imports(name: str, path: Path, modules: Mapping[str, Path]) -> Iterator[Import]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in _statements(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        for target in _targets(node, package, modules):
            yield Import(name, node.lineno, target)


def _statements(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    children = ast.iter_child_nodes(node)
    if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
        children = iter(node.orelse)
    for child in children:
        yield from _statements(child)


def _targets(
    node: ast.Import | ast.ImportFrom, package: str, modules: Mapping[str, Path]
) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    base = node.module or ""
    if node.level:
        above = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1])
        base = f"{above}.{base}" if base else above
    for alias in node.names:
        whole = f"{base}.{alias.name}"
        yield whole if whole in modules or whole in HOMES else base


def _cycles(imports: list[Import]) -> list[str]:
    graph: dict[str, set[str]] = {}
    for one in imports:
        if _inside(one.target) and one.target != one.importer:
            graph.setdefault(one.importer, set()).add(one.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [f"a circle of imports: {' <- '.join(error.args[1])}"]
    return []


def test_every_import_keeps_to_the_floor_plan() -> None:
    assert SOURCE.is_dir()
    assert not offences(SOURCE)


def _plant(root: Path, files: Mapping[str, str]) -> list[str]:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return offences(root)


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("quantity.py", "import disclose.checks", "checks is not below quantity"),
        ("quantity.py", "from . import finding", "finding is not below quantity"),
        ("edition/load.py", "def f():\n    from ..filing import Filing", "filing is not below"),
        ("filing.py", "from disclose import templating", "templating is not below filing"),
        ("intake/read.py", "from disclose.workbook import names", "workbook is not below intake"),
        ("report/html.py", "from disclose import open_filing", "disclose is not below report"),
        ("api.py", "from disclose import cli", "cli is not below api"),
        ("api.py", "import typer", "its home is cli"),
        ("checks/__init__.py", "if x:\n    from rich.text import Text", "its home is"),
        ("checks/sums.py", "from xml.parsers import expat", "its home is intake"),
        ("checks/sums.py", "import xml.parsers.expat as reader", "its home is intake"),
        ("workbook/grid.py", "import openpyxl.styles", "its home is intake"),
        ("present/table.py", "import pandas", "without a home"),
        ("utils.py", "", "disclose.utils stands on no floor"),
        ("checks/a.py", "from . import b", "circle of imports"),
    ],
)
def test_a_planted_offence_is_caught(tmp_path: Path, file: str, text: str, expected: str) -> None:
    back = {"checks/b.py": "def later():\n    from disclose.checks.a import thing"}
    others = {"finding.py": "", "templating.py": "", "cli/__init__.py": "", **back}
    assert [line for line in _plant(tmp_path, {**others, file: text}) if expected in line]


def test_what_the_floor_plan_allows_is_not_reported(tmp_path: Path) -> None:
    allowed = {
        "__init__.py": "from disclose.api import check",
        "__main__.py": "from disclose.cli import main",
        "cli/__init__.py": "import typer\nfrom disclose import __version__, api",
        "api.py": "from disclose import checks, report, rollup",
        "report/__init__.py": "from .page import draw",
        "report/page.py": "import docx\nfrom lxml import etree\nfrom ..present import text",
        "filing.py": "from disclose.edition import Edition\nfrom disclose.layout import Grid",
        "edition/__init__.py": "import tomllib\nfrom disclose.quantity import parse",
        "finding.py": "from disclose.language import Wording",
        "quantity.py": "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from disclose.edition import Edition",
    }
    there = dict.fromkeys(("language.py", "checks.py", "present.py", "rollup.py", "layout.py"), "")
    assert _plant(tmp_path, {**there, **allowed}) == []
