"""The program as the shell starts it: its languages, its streams, and what it imports."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from disclose.cli.app import COMMANDS
from disclose.cli.language import VARIABLES
from tests.support.installed import as_in_wheel
from tests.support.places import EXAMPLES, SOURCE
from tests.support.report_names import report_in
from tests.support.workbooks import balanced_workbook, edited

HEAVY = {
    *("asyncio", "concurrent", "dask", "distributed", "docx", "docxtpl", "jinja2", "lxml"),
    *("multiprocessing", "numpy", "openpyxl", "pandas", "pdfplumber", "pydantic", "rich"),
    *("sqlite3", "typst", "xlsxwriter"),
}
"""What neither `--help` nor `check` may import: each alone costs more than either's own work."""
MODULES = """\
import json, sys
from disclose.cli import main
sys.argv[0] = "disclose"
try:
    main()
finally:
    print(json.dumps(list(sys.modules)), file=sys.stderr)
"""


def disclose(
    *arguments: object,
    program: Sequence[str] = ("-m", "disclose"),
    variables: Mapping[str, str] = MappingProxyType({}),
) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in an environment that names no language but `variables`."""
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "-X", "utf8", *program, *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**environment, **variables},
        timeout=60,
    )


def modules(*arguments: object) -> set[str]:
    """Return the modules that a command has imported when it ends."""
    ran = disclose(*arguments, program=("-c", MODULES))
    last = ran.stderr.decode().splitlines()[-1]
    return set(json.loads(last))


def imported(*arguments: object) -> set[str]:
    """Return the packages that a command has imported when it ends."""
    return {name.partition(".")[0] for name in modules(*arguments)}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "错.xlsx"
    path.write_bytes(edited(balanced_workbook(), {"表四!E6": 7}))
    return path


@pytest.mark.parametrize(
    ("arguments", "variables", "word"),
    [
        ([], {}, "错误 DSP01"),
        ([], {"LANG": "en_US.UTF-8"}, "error DSP01"),
        ([], {"LANG": "zh_CN.UTF-8"}, "错误 DSP01"),
        ([], {"LANG": "zh_CN.UTF-8", "DISCLOSE_LANG": "en"}, "error DSP01"),
        (["--lang", "zh"], {"DISCLOSE_LANG": "en"}, "错误 DSP01"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "error DSP01"),
    ],
)
def test_the_language(
    arguments: list[str], variables: dict[str, str], word: str, filled: Path
) -> None:
    ran = disclose("check", filled, *arguments, variables=variables)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert word in ran.stdout.decode()


def test_the_language_may_stand_before_the_command(filled: Path) -> None:
    assert b"error DSP01" in disclose("--lang", "en", "check", filled).stdout


def test_an_unknown_language_is_refused(filled: Path) -> None:
    ran = disclose("check", filled, "--lang", "fr")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"fr" in ran.stderr


def test_help_speaks_both_languages() -> None:
    assert "检查填好的工作簿" in disclose("--help").stdout.decode()
    assert "Check filled workbooks" in disclose("--help", "--lang", "en").stdout.decode()
    assert (
        "输出格式" in disclose("check", "--help", variables={"LANG": "zh_CN.UTF-8"}).stdout.decode()
    )


@pytest.mark.parametrize("to", ["json", "csv"])
def test_export_to_standard_output_is_the_file_to_the_byte(
    to: str, filled: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"数.{to}"
    assert disclose("export", filled, "--to", to, "-o", path).returncode == 0
    assert disclose("export", filled, "--to", to).stdout == path.read_bytes()


def test_a_console_that_cannot_show_chinese_does_not_break_it(filled: Path) -> None:
    ran = disclose("check", filled, variables={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 1
    assert b"DSP01" in ran.stdout
    assert ran.stderr == b""


def test_no_command_is_answered_with_help() -> None:
    ran = disclose()
    assert b"check" in ran.stdout + ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("command", ["audit", "export", "rollup -o out", "check --format json"])
def test_a_library_that_is_not_installed_is_one_sentence(
    command: str, filled: Path, tmp_path: Path
) -> None:
    missing = 'raise ModuleNotFoundError("No module named simplejson", name="simplejson")'
    (tmp_path / "simplejson.py").write_text(missing, encoding="utf-8")
    others = filter(None, [os.environ.get("PYTHONPATH")])
    paths = os.pathsep.join((str(tmp_path), str(SOURCE.parent), *others))
    name, *options = command.replace("out", str(tmp_path / "out")).split()
    ran = disclose(name, filled, *options, variables={"PYTHONPATH": paths})
    assert ran.returncode == 2
    expected = "没有装好程序库 simplejson；请运行：disclose doctor"
    assert (ran.stdout, ran.stderr.decode().strip()) == (b"", expected)


def test_help_imports_no_library() -> None:
    assert not imported("--help") & (HEAVY | {"tomllib", "simplejson", "decimal"})
    assert not imported("check", "--help") & (HEAVY | {"tomllib", "simplejson"})


def test_only_the_command_that_runs_is_loaded(filled: Path) -> None:
    listed = {f"disclose.cli.{each.function.split('.')[0]}" for each in COMMANDS.values()}
    assert not modules("--help") & listed
    assert modules("check", filled) & listed == {"disclose.cli.check"}


FROZEN = """\
import atexit, gc, sys
from disclose.cli import main
atexit.register(lambda: print(gc.get_freeze_count(), file=sys.stderr))
sys.argv[0] = "disclose"
main()
"""


def test_the_end_of_the_program_looks_for_no_garbage() -> None:
    """Python runs what was registered last first: the objects are frozen when they are counted."""
    assert int(disclose("--help", program=("-c", FROZEN)).stderr) > 0


COUNTS = """\
import dataclasses, json, re, sys
made = {"dataclasses": [], "expressions": []}
generate, compile_ = dataclasses._process_class, re._compiler.compile
def generated(cls, *settings):
    if cls.__module__.startswith("disclose."):
        made["dataclasses"].append(cls.__qualname__)
    return generate(cls, *settings)
def compiled(pattern, flags=0):
    frame = sys._getframe()
    while frame.f_globals["__name__"].split(".")[0] in {"__main__", "re", "importlib"}:
        frame = frame.f_back
    if frame.f_globals["__name__"].startswith("disclose."):
        made["expressions"].append(str(pattern))
    return compile_(pattern, flags)
dataclasses._process_class, re._compiler.compile = generated, compiled
from disclose.cli import main
sys.argv[0] = "disclose"
try:
    main()
finally:
    made["modules"] = [each for each in sys.modules if each.split(".")[0] == "disclose"]
    print(json.dumps([made, list(sys.modules)]), file=sys.stderr)
"""
FEW = {"dataclasses": 16, "expressions": 48, "modules": 110}
"""So much of our own `check` may make and load for a workbook that passes.

Its texts state no figures, and the program is as a wheel holds it.
"""

UNNEEDED = {
    *("csv", "email", "fractions", "html", "http", "importlib.metadata"),
    *("importlib.resources", "random", "simplejson", "tempfile", "tomllib"),
    *("xml.etree", "disclose.checks.localise", "disclose.documents", "disclose.excel.write"),
    *("disclose.form.edition.load", "disclose.prose", "disclose.report", "disclose.rollup"),
}
"""What is loaded for other workbooks and commands only."""


@pytest.fixture(scope="module")
def as_installed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The variable by which Python finds the program as a wheel holds it."""
    others = filter(None, [os.environ.get("PYTHONPATH")])  # where the libraries may lie
    folder = str(as_in_wheel(tmp_path_factory.mktemp("installed")))
    return {"PYTHONPATH": os.pathsep.join([folder, *others])}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="counted with Python 3.11")
def test_check_makes_and_loads_little(as_installed: Mapping[str, str]) -> None:
    path = EXAMPLES / "qinghe-2025" / "filled.xlsx"
    ran = disclose("check", path, program=("-c", COUNTS), variables=as_installed)
    assert ran.returncode == 0, ran.stderr
    made, loaded = json.loads(ran.stderr)
    assert {kind: each for kind, each in made.items() if len(each) > FEW[kind]} == {}
    assert set(loaded) & UNNEEDED == set()


def test_check_imports_what_it_needs(filled: Path) -> None:
    seen = imported("check", filled)
    assert not seen & HEAVY
    assert "pyexpat" in seen


@pytest.mark.parametrize(
    ("to", "needed"),
    [("md", set()), ("html", set()), ("docx", set()), ("pdf", {"typst"})],
)
def test_a_format_imports_no_library_of_another(to: str, needed: set[str], tmp_path: Path) -> None:
    path = tmp_path / "青禾县.xlsx"
    path.write_bytes(balanced_workbook())
    others = {"docx", "lxml", "typst", "pdfplumber", "openpyxl", "xlsxwriter"}
    seen = imported("compile", path, "--to", to, "-o", tmp_path, "--draft")
    assert seen & others == needed
    assert report_in(tmp_path, to, draft=True).is_file()
    # The second reader, which drafts do without, is openpyxl; it imports lxml itself.
    seen = imported("compile", path, "--to", to, "-o", tmp_path)
    assert seen & others == needed | {"openpyxl", "lxml"}
    assert report_in(tmp_path, to).is_file()


def test_marking_imports_no_library_that_a_browser_lacks(filled: Path) -> None:
    """What marks a workbook runs in a page, too: of libraries with compiled parts it needs none."""
    seen = imported("check", filled, "--mark", "-o", filled.with_name("副本.xlsx"))
    assert not seen & {"lxml", "docx", "openpyxl", "pdfplumber", "typst"}
    assert filled.with_name("副本.xlsx").is_file()


ABSENT = """\
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        missing = name.partition(".")[0]
        if missing in {"lxml", "pdfplumber", "pdfminer", "typst"}:
            raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)
sys.meta_path.insert(0, Absent())
"""


def test_what_works_where_no_compiled_library_is(filled: Path, tmp_path: Path) -> None:
    """As on a processor that nobody builds lxml, pdfplumber and typst for."""

    def bare(*arguments: object) -> tuple[int, str, str]:
        ran = disclose(*arguments, program=("-c", ABSENT + MODULES))
        told = ran.stderr.decode().splitlines()
        assert not {"lxml", "pdfplumber", "typst"} & set(json.loads(told.pop()))
        return ran.returncode, ran.stdout.decode(), "\n".join(told)

    book = tmp_path / "青禾县.xlsx"
    book.write_bytes(balanced_workbook())
    assert bare("compile", book, "--to", "docx,html,md", "-o", tmp_path)[0] == 0
    assert bare("check", filled, "--mark", "-o", tmp_path / "副本.xlsx")[0] == 1
    assert bare("template", "-o", tmp_path / "空白.xlsx")[0] == 0
    word = report_in(tmp_path, "docx")
    assert bare("verify", word, book)[0] == 0
    assert bare("verify", word, filled, "--mark")[0] == 1
    assert len([*tmp_path.glob("*（审核）.docx")]) == 1
    pdf = tmp_path / "年报.pdf"
    pdf.write_bytes(b"%PDF-1.7\n")
    for report, library in ((report_in(tmp_path, "html"), "lxml"), (pdf, "pdfplumber")):
        expected = f"没有装好程序库 {library}；请运行：disclose doctor"
        assert bare("verify", report, book) == (2, "", expected)


def test_a_terminal_gets_colour(filled: Path) -> None:
    """`rich` is used where standard output is a terminal: here a pseudo-terminal."""
    pty = pytest.importorskip("pty")
    try:
        leader, follower = pty.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal to be had: {error}")
    environment = {**os.environ, "DISCLOSE_LANG": "zh", "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "disclose", "check", str(filled)]
    with subprocess.Popen(command, stdout=follower, env=environment) as process:
        os.close(follower)
        shown = b""
        while chunk := _read(leader):
            shown += chunk
    assert process.returncode == 1
    assert b"\x1b[1;31m" in shown
    assert "错误 DSP01" in shown.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # the other end was closed
        return b""
