"""Every dependency that is declared is used, and everything that is imported is declared."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import files, requires
from pathlib import Path

from tests.support.places import CHECKOUT, SOURCE, TESTS

PARTS = {"pdfminer": "pdfplumber", "dask": "distributed"}
"""Modules that come with a declared dependency, whose interface gives out their types."""

DATA = {"pylopdf-fonts-zh-cn": "report/pdf/fonts.py"}
"""Dependencies that hold data only, and the module that finds it by their name."""

PURE_AS_WELL = {"markupsafe", "simplejson"}
"""Packages that are compiled if there is a compiler, and work without."""

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def named(requirement: str) -> str:
    """Return the name of the package that a requirement asks for."""
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0]


def declared() -> set[str]:
    """Return the dependencies, those of the extra `dask` included; modules have their names."""
    return {named(requirement) for requirement in [*PROJECT["dependencies"], *EXTRAS["dask"]]}


def modules(root: Path) -> set[str]:
    """Return the top-level modules of third parties that the package imports."""
    return _third_parties(
        ast.parse(path.read_text(encoding="utf-8")) for path in root.rglob("*.py")
    )


def _third_parties(trees: Iterable[ast.Module]) -> set[str]:
    found = {name.partition(".")[0] for tree in trees for name in _imported(tree)}
    return found - set(sys.stdlib_module_names) - {"disclose"}


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_every_declared_dependency_is_used() -> None:
    imported = modules(SOURCE)
    assert declared() - imported == DATA.keys()
    for name, module in DATA.items():
        assert f'"{name}"' in (SOURCE / module).read_text(encoding="utf-8")


def test_everything_that_is_imported_is_declared() -> None:
    known = {*declared(), *PARTS}
    assert modules(SOURCE) - known == set()
    assert set(PARTS.values()) <= declared()
    assert set(PARTS) <= modules(SOURCE)


def test_what_imports_a_library_is_tested_with_the_lowest_versions() -> None:
    ci = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    [rooms] = re.findall(r"^    tests/unit/\{(.+)\}$", ci, re.MULTILINE)
    tested = [Path(room) for room in rooms.split(",")]
    assert [room for room in tested if not (TESTS / "unit" / room).is_dir()] == []
    importing = {
        path.relative_to(SOURCE)
        for path in SOURCE.rglob("*.py")
        if _third_parties([ast.parse(path.read_text(encoding="utf-8"))])
    }
    assert Path("cli/app.py") in importing
    assert [each for each in importing if not {*each.parents} & {*tested}] == []


def test_these_tests_see_every_import(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import os.path, lxml.etree\nfrom . import b\nfrom disclose.core import c\n"
        "def f():\n    from docx.shared import Mm\n"
    )
    assert modules(tmp_path) == {"lxml", "docx"}


def test_the_extras_have_every_dependency_that_some_processors_lack() -> None:
    lines = (each.partition(";") for each in PROJECT["dependencies"])
    lacked = {wanted for wanted, _, condition in lines if condition}
    assert lacked == {*EXTRAS["documents"], *EXTRAS["pdf"]}


def test_the_core_needs_no_compiled_package() -> None:
    """On a processor that nobody builds packages for, and without a compiler, it is installed."""
    waiting = [named(each) for each in PROJECT["dependencies"] if ";" not in each]
    core: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in core:
            core.add(name)
            waiting += [named(each) for each in requires(name) or () if ";" not in each]
    compiled = {name for name in core if any(_is_compiled(str(file)) for file in files(name) or ())}
    assert {name.lower() for name in compiled} <= PURE_AS_WELL
    assert any(_is_compiled(str(file)) for file in files("lxml") or ())


def _is_compiled(file: str) -> bool:
    return file.endswith((".so", ".pyd", ".dylib"))


def test_the_page_is_tested_with_the_runtime_that_it_embeds() -> None:
    tools, page = (
        json.loads((folder / "package.json").read_text(encoding="utf-8"))
        for folder in (TESTS, CHECKOUT / "templates" / "page")
    )
    assert tools["devDependencies"]["pyodide"] == page["dependencies"]["pyodide"]


def test_the_lock_of_the_test_tools_names_no_host() -> None:
    locked = json.loads((TESTS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(locked) > 20
    assert not [name for name, entry in locked.items() if "resolved" in entry]
    assert [name for name, entry in locked.items() if "integrity" not in entry] == [""]
