"""The rooms of the house and their order: a module imports its own room and those below only.

Only the text of the modules is read, nothing is imported. Imports inside functions count, those
under `if TYPE_CHECKING` do not.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.places import SOURCE
from tests.support.rooms import HOMES, ROOMS

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
    unplaced = {_room(name) for name in modules if _height(_room(name)) is None}
    found = [f"{ROOT}.{room} is no room" for room in sorted(unplaced)]
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


def _room(module: str) -> str:
    """Return the first name below `disclose`; empty for `disclose` itself."""
    return module.split(".")[1] if "." in module else ""


def _height(room: str) -> int | None:
    if not room:  # `disclose` itself: the public face, between api and cli
        return 2 * ROOMS.index("api") + 1
    if room == ENTRY:
        return 2 * len(ROOMS)
    return 2 * ROOMS.index(room) if room in ROOMS else None


def _upward(one: Import) -> str:
    here, there = _room(one.importer), _room(one.target)
    low, high = _height(there), _height(here)
    if here == there or high is None or low is None or low < high:
        return ""
    return f"{there or ROOT} is not below {here or ROOT}"


def _homeless(one: Import) -> str:
    for party, homes in HOMES.items():
        if one.target == party or one.target.startswith(f"{party}."):
            return "" if _room(one.importer) in homes else f"its home is {', '.join(homes)}"
    if one.target.partition(".")[0] in sys.stdlib_module_names:
        return ""
    return "a third party without a home"


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


MODULES = _modules(SOURCE)


def test_every_import_keeps_to_the_order_of_rooms() -> None:
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
        ("core/numbers.py", "import disclose.checks", "checks is not below core"),
        ("core/numbers.py", "from .. import form", "form is not below core"),
        ("form/edition/load.py", "def f():\n    from ...checks import run", "checks is not below"),
        ("checks/run.py", "from disclose.output import text", "output is not below checks"),
        ("documents/read.py", "from disclose.excel import names", "excel is not below documents"),
        ("report/html.py", "from disclose import open_filing", "disclose is not below report"),
        ("api/check.py", "from disclose import cli", "cli is not below api"),
        ("api/check.py", "import typer", "its home is cli"),
        ("checks/__init__.py", "if x:\n    from rich.text import Text", "its home is"),
        ("checks/sums.py", "from xml.parsers import expat", "its home is core"),
        ("checks/sums.py", "import xml.parsers.expat as reader", "its home is core"),
        ("report/grid.py", "import openpyxl.styles", "its home is excel"),
        ("output/table.py", "import pandas", "without a home"),
        ("utils.py", "", "disclose.utils is no room"),
        ("checks/a.py", "from . import b", "circle of imports"),
    ],
)
def test_a_planted_offence_is_caught(tmp_path: Path, file: str, text: str, expected: str) -> None:
    back = {"checks/b.py": "def later():\n    from disclose.checks.a import thing"}
    others = {"core/finding.py": "", "form/__init__.py": "", "cli/__init__.py": "", **back}
    assert [line for line in _plant(tmp_path, {**others, file: text}) if expected in line]


def test_imports_that_the_order_allows_are_not_reported(tmp_path: Path) -> None:
    allowed = {
        "__init__.py": "from disclose.api import check",
        "__main__.py": "from disclose.cli import main",
        "cli/__init__.py": "import typer\nfrom disclose import __version__, api",
        "api/__init__.py": "from disclose import checks, report, rollup",
        "report/__init__.py": "from .page import draw",
        "report/page.py": "import typst\nfrom xml import etree\nfrom ..output import text",
        "form/filing.py": "from disclose.form.edition import Edition",
        "form/edition/__init__.py": "import tomllib\nfrom disclose.core.numbers import parse",
        "core/finding.py": "from disclose.core.language import Wording",
        "core/numbers.py": "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from disclose.form.edition import Edition",
    }
    there = dict.fromkeys(("core/language.py", "checks.py", "output.py", "rollup.py"), "")
    assert _plant(tmp_path, {**there, **allowed}) == []


def test_every_room_and_every_home_is_used() -> None:
    imports = [each for name, path in MODULES.items() for each in _imports(name, path, MODULES)]
    rooms = {_room(name) for name in MODULES} - {"", ENTRY}
    used = {
        (party, _room(each.importer))
        for each in imports
        for party in HOMES
        if each.target == party or each.target.startswith(f"{party}.")
    }
    assert rooms == set(ROOMS)
    assert {(party, room) for party, rooms in HOMES.items() for room in rooms} == used
