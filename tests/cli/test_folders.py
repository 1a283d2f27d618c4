"""Folders as they are on the shares of offices: everything in them is in the account, once."""

import csv
import ctypes
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from disclose import api
from disclose.api import executors
from disclose.rollup.outcome import RollUpOutcome
from disclose.rollup.selection import Status
from disclose.rollup.sources import members
from tests.support.command_line import parsed, run
from tests.support.executors import Here
from tests.support.shared_folders import ENTRIES, Entry, Fate, fill, workbook_of

pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="needs links, pipes and sockets as POSIX has them"
)

READ_ANYWHERE = (1, 2)
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, capabilities(7): why root may read anything."""

DROP_BOUND = 24
"""PR_CAPBSET_DROP, prctl(2)."""


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "running", lambda _, work, __: nullcontext((Here(), work)))


def rolled(folder: Path, output: Path) -> RollUpOutcome:
    return api.roll_up([folder], output, executor=Here()).outcome


def fates(outcome: RollUpOutcome) -> Counter[Fate]:
    """Return how many files there are of each fate."""
    counted = outcome.files(Status.COUNTED)
    reported = sum(each.code in {"ROLL11", "ROLL18"} for each in outcome.findings)
    found = {
        Fate.COUNTED: counted,
        Fate.LEFT_OUT: len(outcome.selection.decisions) - counted,
        Fate.PASSED: len(outcome.passed) - reported,
        Fate.REPORTED: reported,
    }
    return Counter({fate: number for fate, number in found.items() if number})


def files_in(folder: Path) -> Iterator[str]:
    """Yield everything in `folder` but folders: an archive that opens is what it holds."""
    for root, folders, names in os.walk(folder):
        names += [each for each in folders if Path(root, each).is_symlink()]
        for name in names:
            path = Path(root, name)
            try:
                inside = members(path) if path.suffix == ".zip" else []
            except OSError:
                inside = []
            yield from [f"{path}/{each.name}" for each in inside] or [str(path)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: ascii(each.name))
def test_an_entry_costs_only_itself(entry: Entry, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "下级").mkdir(parents=True)
    (folder / "好.xlsx").write_bytes(workbook_of(1))
    entry.make(folder / "下级" / entry.name, workbook_of(2))
    outcome = rolled(folder, tmp_path / "out")
    assert fates(outcome) == Counter([Fate.COUNTED, *entry.fates])
    ran = run("check", folder / "下级")
    assert ran.code in {0, 1, 2}
    assert "下级" in ran.err


@pytest.mark.parametrize("seed", range(5))
def test_everything_in_a_folder_is_in_the_account_once(seed: int, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "好.xlsx").write_bytes(workbook_of(99))
    expected = fill(folder, Random(seed), 30)  # noqa: S311 - no secrets
    outcome = rolled(folder, output)
    assert fates(outcome) == Counter([Fate.COUNTED, *expected])
    listed = [each.file.name for each in outcome.selection.decisions]
    listed += [each.name for each in outcome.passed]
    real = [name.encode(errors="backslashreplace").decode() for name in files_in(folder)]
    assert sorted(listed) == sorted(real)


def test_the_account_in_words_in_json_and_in_the_lists(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "好.xlsx").write_bytes(workbook_of(1))
    for name in ("坏.xlsx", "包.rar", "~$好.xlsx", "断.xlsx"):
        entry = next(each for each in ENTRIES if each.name in {name, name.replace("好", "局")})
        entry.make(folder / name, b"")
    ran = run("rollup", folder, "-o", output)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert "文件 5 个：汇入 1 个，没有汇入 1 个，没有查看 3 个。单位 1 个，漏报 0 个。" in lines
    assert "没有汇入：无法读取 1 个" in lines
    [passed] = [line for line in lines if line.startswith("没有查看：")]
    assert passed.count("1 个") == 3
    [file] = parsed(run("rollup", folder, "-o", output, "--format", "json").out)["files"]
    account = file["account"]
    assert (account["files"], account["included"], account["left_out"]) == (5, 1, 1)
    assert [Path(each["file"]).name for each in account["not_looked_at"]] == [
        "~$好.xlsx",
        "包.rar",
        "断.xlsx",
    ]
    rows = list(csv.reader(StringIO((output / "文件清单.csv").read_text("utf-8-sig"))))
    assert [(Path(row[0]).name, row[1]) for row in rows[1:]] == [
        ("~$好.xlsx", "没有查看"),
        ("包.rar", "没有查看"),
        ("坏.xlsx", "没有汇入"),
        ("好.xlsx", "汇入"),
        ("断.xlsx", "没有查看"),
    ]
    faulty = list(csv.reader(StringIO((output / "出错单位清单.csv").read_text("utf-8-sig"))))
    assert [row[4] for row in faulty[1:]] == ["BOOK01", "ROLL11", "ROLL18"]
    page = (output / "overview.html").read_text(encoding="utf-8")
    assert "没有查看 3 个" in page
    assert "断.xlsx</bdi></th><td>链接指向的文件不存在<" in page
    assert "~$好.xlsx" not in page


def test_the_account_of_a_folder_that_is_checked(tmp_path: Path) -> None:
    (tmp_path / "下级").mkdir()
    (tmp_path / "好.xlsx").write_bytes(workbook_of(1))
    (tmp_path / "包.rar").write_bytes(b"")
    ran = run("check", tmp_path, "--format", "json")
    assert ran.code == 0
    assert ran.err.splitlines()[0] == f"{tmp_path}：共 3 个，审核 1 个，没有查看 2 个。"
    [account] = parsed(ran.out)["folders"]
    assert (account["files"], account["checked"]) == (3, 1)
    assert [Path(each["file"]).name for each in account["not_looked_at"]] == ["下级", "包.rar"]
    english = run("check", tmp_path, "--lang", "en").err.splitlines()
    assert english[0] == f"{tmp_path}: 3 in all, 1 checked, 2 not looked at."
    (tmp_path / "断.xlsx").symlink_to("没有")
    assert run("check", tmp_path).code == 2
    assert "folders" not in parsed(run("check", tmp_path / "好.xlsx", "--format", "json").out)


def test_a_file_that_vanishes_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.xlsx").write_bytes(workbook_of(number))
    read = Path.open

    def vanishing(path: Path, *args: object, **options: object) -> object:
        if path.name == "2.xlsx":
            path.unlink(missing_ok=True)
        return read(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", vanishing)
    assert fates(rolled(folder, tmp_path / "out")) == {Fate.COUNTED: 2, Fate.REPORTED: 1}
    (folder / "2.xlsx").write_bytes(b"")
    ran = run("check", folder)
    assert ran.code == 2
    assert "2.xlsx" in ran.err


def test_a_prior_file_that_cannot_be_opened_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = tmp_path / "last"
    last.mkdir()
    for number in (1, 2):
        (last / f"{number}.xlsx").write_bytes(workbook_of(number))
    (last / "3.xlsx").symlink_to("3.xlsx")
    read = Path.open

    def forbidden(path: Path, *args: object, **options: object) -> object:
        if path == last / "2.xlsx":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", forbidden)
    found = api.read_prior_year(last)
    assert [(each.file, each.filing is None) for each in found.files] == [
        ("1.xlsx", False),
        ("2.xlsx", True),
    ]


def as_anybody() -> None:
    """Take from root what others do not have: the right to read any file."""
    if os.getuid() == 0:
        for capability in READ_ANYWHERE:
            failed = ctypes.CDLL(None).prctl(DROP_BOUND, capability, 0, 0, 0)
            assert not failed


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are taken away as on Linux")
@pytest.mark.parametrize("forbid", ["folder", "file"])
def test_what_nobody_may_read_costs_only_itself(forbid: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "科室").mkdir(parents=True)
    for name in ("好.xlsx", "科室/局.xlsx"):
        (folder / name).write_bytes(workbook_of(len(name)))
    forbidden = folder / "科室" if forbid == "folder" else folder / "科室" / "局.xlsx"
    forbidden.chmod(0)
    try:
        ran = command("rollup", folder, "-o", tmp_path / "out")
        assert ran.returncode == 1, ran.stderr
        assert f"{forbidden}（没有权限）" in ran.stdout.replace("\n      ", "")
        assert "文件 2 个：汇入 1 个，没有汇入 0 个，没有查看 1 个。" in ran.stdout
        ran = command("check", folder / "科室")
        assert ran.returncode == 2
        assert "Traceback" not in ran.stderr
        assert forbid == "folder" or "没有权限" in ran.stderr
    finally:
        forbidden.chmod(0o755)


def command(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "disclose", *map(str, arguments), "--lang", "zh"],
        preexec_fn=as_anybody,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_path_that_is_named_must_be_there_as_before(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").symlink_to("a.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        for arguments in (("check",), ("rollup", "-o", tmp_path / "out")):
            ran = run(*arguments, tmp_path / name)
            assert ran.code == 2
            assert name in ran.err


def test_the_sums_of_another_rollup_are_no_filing(tmp_path: Path) -> None:
    folder, sums = tmp_path / "in", tmp_path / "in" / "去年汇总"
    folder.mkdir()
    (folder / "好.xlsx").write_bytes(workbook_of(1))
    assert run("rollup", folder, "-o", sums).code == 0
    assert (sums / "汇总.xlsx").is_file()
    assert fates(rolled(folder, tmp_path / "out"))[Fate.COUNTED] == 1
