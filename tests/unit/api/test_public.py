"""The public face: `from disclose import` every verb and result, files as paths or as bytes."""

import ast
import inspect
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest

import disclose
from disclose import (
    Audited,
    Checked,
    Compiled,
    DiscloseError,
    Edition,
    Filing,
    Finding,
    Imported,
    Input,
    InputFile,
    Library,
    Machine,
    Place,
    PriorYearInput,
    RolledUp,
    Severity,
    Suspect,
    Verified,
    api,
    audit,
    check,
    compile_report,
    doctor,
    editions,
    export,
    fill,
    import_report,
    library,
    mark,
    read_prior_year,
    roll_up,
    template,
    verify,
)
from disclose.cli.app import COMMANDS
from disclose.core.errors import MissingLibraryError, RefusedInputError
from tests.support.executors import Here
from tests.support.workbooks import balanced_workbook

TYPES = (
    *(Audited, Checked, Compiled, DiscloseError, Edition, Filing, Finding, Imported, InputFile),
    *(Library, Machine, Place, PriorYearInput, RolledUp, Severity, Suspect, Verified),
)

VERBS = {
    "compile": "compile_report",
    "import": "import_report",
    "page": "offline_page",
    "rollup": "roll_up",
}
"""The verbs that are not called as their command; `-` is `_`."""


def imported() -> dict[str, str]:
    """Return the names that the type checker sees in `disclose.api`, and their modules."""
    tree = ast.parse(Path(api.__file__).read_text(encoding="utf-8"))
    return {
        name.name: node.module.removeprefix("disclose.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "importlib"
        for name in node.names
        if node.module != "typing"
    }


def test_the_names_are_those_that_a_type_checker_sees() -> None:
    assert imported() == api._HOMES


@pytest.mark.parametrize("name", dir(disclose))
def test_the_package_offers_every_name(name: str) -> None:
    found = getattr(disclose, name)
    assert found is getattr(api, name)
    assert found is getattr(import_module(f"disclose.{api._HOMES[name]}"), name)


def test_the_package_offers_nothing_else() -> None:
    with pytest.raises(AttributeError, match="'disclose' has no attribute 'nothing'"):
        getattr(disclose, "nothing")  # noqa: B009 - the type checker knows that there is none


def test_a_star_import_gives_every_name() -> None:
    given: dict[str, object] = {}
    exec("from disclose import *", given)  # noqa: S102 - no function can hold this statement
    assert sorted(given.keys() - {"__builtins__"}) == dir(disclose)


def test_every_command_has_a_verb() -> None:
    renamed = {**VERBS, "template-check": "check_templates"}
    verbs = [renamed.get(each, each) for each in COMMANDS]
    assert [each for each in verbs if not inspect.isfunction(getattr(disclose, each))] == []


def test_every_result_of_a_verb_is_a_public_type() -> None:
    assert [each.__name__ for each in TYPES if each.__name__ not in dir(disclose)] == []


def test_the_verb_of_rollup_is_no_package() -> None:
    assert inspect.ismodule(import_module("disclose.rollup"))
    assert inspect.isfunction(disclose.roll_up)


def test_the_example_in_the_docstring_runs(tmp_path: Path) -> None:
    (tmp_path / "filled.xlsx").write_bytes(balanced_workbook())
    lines = (inspect.getdoc(disclose) or "").splitlines()
    code = dedent("\n".join(line for line in lines if line.startswith("    ") or not line))
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(list(documents))"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert ran.stdout.splitlines() == ["pass 0", "['docx']"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an input of each kind."""
    path = tmp_path_factory.mktemp("inputs")
    book = balanced_workbook()
    (path / "filled.xlsx").write_bytes(book)
    checked = check(book)
    (path / "figures.json").write_bytes(export(checked, "json"))
    (path / "figures.csv").write_bytes(export(checked, "csv"))
    for name, data in compile_report(book, formats=["docx", "html", "md"]).documents.items():
        (path / f"report.{name}").write_bytes(data)
    return path


def _prior(given: Input) -> object:
    return [(each.filing, each.codes) for each in read_prior_year(given).files]


FILES: dict[str, Callable[[Input], object]] = {
    "check filled.xlsx": lambda file: check(file).findings,
    "compile filled.xlsx": lambda file: compile_report(file, formats=["md"]).documents.keys(),
    "mark filled.xlsx": lambda file: mark(file, check(file)),
    "fill figures.json": fill,
    "fill figures.csv": fill,
    "audit report.docx": lambda file: audit(file).findings,
    "audit report.html": lambda file: audit(file).findings,
    "audit report.md": lambda file: audit(file).findings,
    "import report.docx": lambda file: import_report(file).figures,
    "verify report.docx": lambda file: verify(file, balanced_workbook()).findings,
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_is_a_path_or_bytes(case: str, folder: Path) -> None:
    verb, path = FILES[case], folder / case.split()[1]
    data = path.read_bytes()
    expected = verb(path)
    assert expected is not None
    assert verb(str(path)) == expected
    assert verb(InputFile(data, path.name)) == expected
    assert verb(data) == expected


@pytest.mark.parametrize("name", ["filled.xlsx", "figures.json", "figures.csv"])
def test_the_prior_year_is_a_path_or_bytes(name: str, folder: Path) -> None:
    for given in (folder / name, (folder / name).read_bytes()):
        [last] = read_prior_year(given).files
        assert last.filing
        assert (last.filing.year, last.codes) == (2025, ())
        assert [each.code for each in check(balanced_workbook(), None, given).findings] == [
            "PAST02"
        ]


def test_bytes_with_a_name_are_called_by_it(folder: Path) -> None:
    data = (folder / "filled.xlsx").read_bytes()
    assert check(InputFile(data, "甲/青禾县.xlsx")).file == "甲/青禾县.xlsx"
    assert check(data).file == "input.xlsx"


def test_a_roster_may_be_bytes(folder: Path, tmp_path: Path) -> None:
    roster = "单位名称\n甲局\n".encode()
    done = roll_up([folder / "filled.xlsx"], tmp_path, roster=roster, executor=Here())
    assert [each.code for each in done.outcome.findings] == ["ROLL03", "ROLL01"]


def test_verbs_need_no_library() -> None:
    [form, *_] = [each for each in editions() if each.id == api.CURRENT]
    assert form is not None
    assert template(form, 2025, {})
    assert [each.id for each in editions(library())] == [each.id for each in editions()]
    assert doctor().python


def test_a_roll_up_takes_paths_and_bytes(folder: Path, tmp_path: Path) -> None:
    book = (folder / "filled.xlsx").read_bytes()
    given: list[Input] = [InputFile(book, "甲.xlsx"), folder / "filled.xlsx", str(folder)]
    done = roll_up(given, str(tmp_path), executor=Here())
    files = [(Path(each.file.name).name, each.status) for each in done.outcome.selection.decisions]
    assert files == [("filled.xlsx", "counted"), ("甲.xlsx", "same")]
    again = roll_up([book, book], tmp_path / "again", executor=Here())
    names = [each.file.name for each in again.outcome.selection.decisions]
    assert names == ["input.xlsx", "input.xlsx (2)"]
    assert done.documents["汇总.xlsx"] == again.documents["汇总.xlsx"]


def test_other_bytes_than_a_workbook_are_not_marked() -> None:
    with pytest.raises(RefusedInputError) as raised:
        mark(b"no workbook", check(balanced_workbook()))
    assert [each.code for each in raised.value.findings] == ["BOOK01"]


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "disclose.excel.read.second_reader", None)
    with pytest.raises(MissingLibraryError, match="second_reader"):
        compile_report(balanced_workbook(), formats=["md"])
