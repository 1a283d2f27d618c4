"""`disclose rollup` as a user runs it: lists, page, report, exit codes, hostile names."""

import csv
import re
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from disclose import api
from disclose.api import executors
from disclose.cli.rollup import EVERY, PlainProgress, progress
from tests.support.command_line import Ran, disclose, parsed, run
from tests.support.executors import Here
from tests.support.filings import changed
from tests.support.rolled import write_filed
from tests.support.workbooks import balanced_workbook

FORMULA = '=HYPERLINK("http://evil.example","甲")'
MARKUP = "<img src=x onerror=alert(1)>\u202e乙"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "running", lambda _, work, __: nullcontext((Here(), work)))


def rows(folder: Path, name: str) -> list[list[str]]:
    text = (folder / name).read_text(encoding="utf-8-sig")
    return list(csv.reader(StringIO(text)))


def filed(folder: Path, files: dict[str, Any]) -> Path:
    write_filed(folder / "in", files)
    return folder / "in"


def test_hostile_names_are_text_everywhere(tmp_path: Path) -> None:
    folder = filed(
        tmp_path,
        {
            "a.xlsx": {"name": FORMULA, "figures": {"requests.received[natural]": 5}},
            "b.xlsx": {"name": MARKUP, "figures": {"proactive.licensing[decisions]": 1}},
            "@c.xlsx": {"name": "+1", "code": "-2", "figures": {"requests.received[natural]": 5}},
        },
    )
    roster = tmp_path / "r.csv"
    roster.write_text('name,parent\n"=1+1",\n@x,=1+1\n-甲,=1+1\n', encoding="utf-8")
    out = tmp_path / "out"
    ran = run("rollup", folder, "-o", out)
    assert ran.code == 1
    assert "\u202e" not in ran.out
    for name in ("figures.csv", "出错单位清单.csv", "漏报.csv", "重报.csv"):
        cells = [cell for row in rows(out, name) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert {row[0] for row in rows(out, "出错单位清单.csv")[1:]} == {f"'{FORMULA}", "'+1"}
    shown = disclose("rollup", "--who", "proactive.licensing[decisions]", out)
    assert "\u202e" not in shown
    page = (out / "overview.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert "&lt;img" in page
    assert "\u202e" not in page
    run("rollup", folder, "-o", out, "--roster", roster)
    assert [row[0] for row in rows(out, "漏报.csv")[1:]] == ["'@x", "'-甲"]


def two(folder: Path) -> Path:
    return filed(
        folder,
        {
            "甲.xlsx": {"name": "甲", "figures": {"proactive.licensing[decisions]": 3}},
            "乙.xlsx": {"name": "乙", "figures": {"proactive.licensing[decisions]": 4}},
        },
    )


def test_who_contributed_to_a_sum(tmp_path: Path) -> None:
    folder, out = two(tmp_path), tmp_path / "out"
    assert run("rollup", folder, "-o", out).code == 0
    lines = disclose("rollup", "--who", "proactive.licensing[decisions]", out).splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [["4", "乙"], ["3", "甲"]]
    assert lines[2].split()[0] == "7"
    assert "figures.csv" in run("rollup", "--who", "none", out).err
    assert run("rollup", "--who", "none", tmp_path).code == 2
    lines = disclose("rollup", "--who", "requests.received[natural]", out).splitlines()
    assert [line.split()[0] for line in lines] == ["0"]


def test_levels_have_their_own_sums(tmp_path: Path) -> None:
    roster = tmp_path / "r.csv"
    roster.write_bytes("单位名称,上级\n市,\n东县,市\n甲,东县\n乙,市\n".encode("gb18030"))
    out = tmp_path / "out"
    assert run("rollup", two(tmp_path), "-o", out, "--roster", roster).code == 0
    head, *body = rows(out, "figures.csv")
    assert head[4:] == ["合计", "市", "东县"]
    [line] = [row for row in body if row[0] == "proactive.licensing[decisions]"]
    assert line[4:] == ["7", "7", "3"]


def test_findings_as_json_are_in_the_common_form(tmp_path: Path) -> None:
    folder = filed(tmp_path, {"甲.xlsx": {"name": "甲"}, "丙.xlsx": {"text": "no zip"}})
    ran = run("rollup", folder, "-o", tmp_path / "out", "--format", "json")
    data = parsed(ran.out)
    [file] = data["files"]
    assert data["schema"] == "disclose-findings/1"
    assert (file["edition"], file["year"], file["verdict"]) == ("cn-2021", 2025, "fail")
    assert [each["code"] for each in file["findings"]] == ["ROLL04"]
    assert {each["status"] for each in file["files"]} == {"counted", "unreadable"}


def test_without_a_year_to_add_up_old_sums_are_taken_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("rollup", two(tmp_path), "-o", out).code == 0
    assert (out / "汇总.xlsx").is_file()
    (tmp_path / "none").mkdir()
    ran = run("rollup", tmp_path / "none", "-o", out, "--report")
    assert ran.code == 2
    assert not (out / "汇总.xlsx").exists()
    assert (out / "overview.html").is_file()
    assert run("rollup", two(tmp_path), "-o", out, "--year", 2019).code == 2


def refused(*arguments: object) -> Ran:
    ran = run("rollup", *arguments)
    assert ran.code == 2
    return ran


def test_jobs_that_cannot_be_done(tmp_path: Path) -> None:
    folder, bad = two(tmp_path), tmp_path / "bad.csv"
    assert "-o" in refused(folder).err
    refused(tmp_path / "none.xlsx", "-o", tmp_path / "out")
    bad.write_text("x,y\n")
    assert "ROLL13" in refused(folder, "-o", tmp_path / "out", "--roster", bad).err
    bad.write_bytes(b"\0\1")
    assert "DOC01" in refused(folder, "-o", tmp_path / "out", "--roster", bad).err
    refused(folder, "-o", bad)
    (tmp_path / "rollup.sqlite").write_bytes(b"notes" * 99)
    assert "rollup.sqlite" in refused(folder, "-o", tmp_path).err
    assert "rollup.sqlite" in refused("--who", "a", tmp_path).err


def test_marked_copies_that_nobody_has_worked_on_are_passed_over(tmp_path: Path) -> None:
    folder = two(tmp_path)
    checked = api.check(folder / "甲.xlsx", api.library())
    marked = api.mark(folder / "甲.xlsx", checked)
    assert marked is not None
    (folder / "甲（审核）.xlsx").write_bytes(marked)
    assert run("rollup", folder, "-o", tmp_path / "out").code == 0


def test_the_report_of_the_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("rollup", two(tmp_path), "-o", out, "--report", "--body", "青禾县").code == 0
    names = {each.suffix for each in out.glob("青禾县2025年政府信息公开工作年度报告*")}
    assert names == {".docx", ".html", ".pdf", ".md"}
    assert "青禾县" in next(out.glob("青禾县*.md")).read_text(encoding="utf-8")


def test_what_stands_out_against_peers_and_last_year(tmp_path: Path) -> None:
    key, last = "proactive.licensing[decisions]", tmp_path / "last"
    amounts = [10, 11, 12, 13, 14, 15, 16, 900]
    now = {f"{n}.xlsx": {"name": f"局{n}", "figures": {key: n}} for n in amounts}
    before = {
        f"{n}.xlsx": {"name": f"局{n}", "year": 2024, "figures": {key: 60 if n == 10 else n}}
        for n in amounts
    }
    write_filed(last, before)
    done = api.roll_up([filed(tmp_path, now)], tmp_path / "out", prior_year=last)
    [line] = [each for each in done.outcome.highlights if each.figure.key == key]
    assert [each.body for each in line.above_peers] == ["局900"]
    assert [each.body for each in line.jumps] == ["局10"]
    assert [each.body for each in line.largest] == ["局900", "局16", "局15"]
    page = done.documents["overview.html"].decode()
    assert "局10</bdi>：<b>10</b>，上年 60" in page
    assert '局900</bdi>：<b>900</b>，<span class="whole">占90.8%</span>' in page  # 900 of 991
    assert re.findall(r"汇总（上年）</bdi></th><td[^>]*>(\d+)<", page) == ["1041"]


def test_the_same_figures_as_one_filing(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(balanced_workbook())
    done = api.roll_up([tmp_path], tmp_path / "out")
    names = [each.name for each in done.outcome.highlights]
    assert names[1:] == ["三、本年度办理结果 · 总计", "行政复议 · 总计"]
    assert done.outcome.sums is not None
    amounts = done.outcome.sums.of()
    assert {key: amounts[key] for key in changed().figures} == dict(changed().figures)
    assert not done.outcome.blocking


def test_an_interrupted_run_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    folder = two(tmp_path)
    monkeypatch.setattr(api, "roll_up", interrupted)
    assert refused(folder, "-o", tmp_path / "out").err


def test_progress_in_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 20.0, 21.0, 40.0])
    plain = PlainProgress(lambda: next(times))
    for done in (0, 50, 60, 100):
        plain(done, 200)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split("/")[0] for line in lines] == ["50", "100"]
    assert "60" in lines[0]  # 50 in 20 s, 150 more in 60 s
    assert EVERY == 10


def test_progress_as_a_bar_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress() as tell:
        tell(0, 4)
        tell(2, 4)
    assert "2/4" in capsys.readouterr().err
