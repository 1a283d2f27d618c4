"""Last year's files of a roll-up: read once, found by body; the whole is compared too."""

import csv
import shutil
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from disclose import api
from disclose.api import RolledUp
from disclose.checks.prior_year import FilingIndexEntry, PriorYearFolder
from disclose.core.finding import Finding
from disclose.form.filing import Filing
from disclose.rollup.selection import Options
from tests.support.command_line import checked, run
from tests.support.executors import Counting, Here
from tests.support.rolled import figures_file, write_earlier_database, write_filed

KEY = "proactive.licensing[decisions]"
CARRIED_IN, CARRIED_OUT = "requests.carried_in[natural]", "requests.carried_out[natural]"
PRIOR_YEAR_SHEET = 2024


def carried(name: str, code: str, count: int, **more: Any) -> dict[str, Any]:
    """Return a filing in which `count` requests go over to the next year."""
    figures = {"requests.received[natural]": count, CARRIED_OUT: count, **more.pop("figures", {})}
    return {"name": name, "code": code, "figures": figures, **more}


def taken_up(name: str, code: str, count: int) -> dict[str, Any]:
    """Return a filing that says that `count` requests came over from the year before."""
    figures = {CARRIED_IN: count, "requests.granted[natural]": count}
    return {"name": name, "code": code, "figures": figures}


THEN = {
    "甲.xlsx": carried("甲局", "A", 4, year=PRIOR_YEAR_SHEET),
    "乙.xlsx": carried("乙局", "", 6, year=PRIOR_YEAR_SHEET),
}
NOW = {"甲.xlsx": taken_up("甲局", "A", 4), "乙.xlsx": taken_up("乙局", "B", 6)}


def made(folder: Path, files: dict[str, dict[str, Any]]) -> Path:
    write_filed(folder, files)
    return folder


def raised(done: RolledUp, name: str) -> list[str]:
    [result] = [
        each.file.result
        for each in done.outcome.selection.decisions
        if each.file.name.endswith(f"/{name}")
    ]
    return [each.code for each in result.raised if each.code.startswith(("PAST", "REQ"))]


@pytest.fixture
def now(tmp_path: Path) -> Path:
    return made(tmp_path / "now", NOW)


@pytest.fixture
def then(tmp_path: Path) -> Path:
    return made(tmp_path / "then", THEN)


def rolled_up(
    folder: Path, output: Path, previous: Path, counting: Counting | None = None
) -> RolledUp:
    done = api.roll_up([folder], output, prior_year=previous, executor=counting or Here())
    for name, data in done.documents.items():
        (output / name).write_bytes(data)
    return done


def test_bodies_find_their_own_in_a_folder_or_in_its_roll_up(
    now: Path, then: Path, tmp_path: Path
) -> None:
    by_files = rolled_up(now, tmp_path / "out", then)
    api.roll_up([then], tmp_path / "last", executor=Here())
    by_roll_up = rolled_up(now, tmp_path / "again", tmp_path / "last")
    for done in (by_files, by_roll_up):
        assert not done.outcome.blocking
        assert {each.file.result.compared for each in done.outcome.selection.decisions} == {True}
        asked = api.who(CARRIED_IN, tmp_path / "out")
        assert asked is not None
        assert [f"{each.body} {each.amount}" for each in asked[1]] == ["乙局 6", "甲局 4"]
    assert by_files.documents["figures.csv"] == by_roll_up.documents["figures.csv"]


def test_texts_are_compared_with_last_years_of_the_same_body(tmp_path: Path) -> None:
    text = "少数村公开不够及时，公开栏更新较慢。下一步将开展培训，逐村检查公开栏的更新情况。"
    problems = {"texts": {"problems": text}}
    then = made(tmp_path / "then", {name: {**each, **problems} for name, each in THEN.items()})
    now = made(tmp_path / "now", {**NOW, "甲.xlsx": {**NOW["甲.xlsx"], **problems}})
    api.roll_up([then], tmp_path / "last", executor=Here())
    done = rolled_up(now, tmp_path / "out", tmp_path / "last")
    assert raised(done, "甲.xlsx") == ["PAST09"]
    assert raised(done, "乙.xlsx") == []


def test_files_of_last_year_are_read_once(now: Path, then: Path, tmp_path: Path) -> None:
    counting = Counting()
    rolled_up(now, tmp_path / "out", then, counting)
    assert counting.files == 4
    rolled_up(now, tmp_path / "out", then, counting)
    assert counting.files == 4
    write_filed(then, {"甲.xlsx": carried("甲局", "A", 5, year=PRIOR_YEAR_SHEET)})
    changed = rolled_up(now, tmp_path / "out", then, counting)
    assert counting.files == 4 + 1 + 2  # the one that changed, then all that depend on it
    assert "REQ11" in raised(changed, "甲.xlsx")


def test_what_is_wrong_with_a_file_of_last_year_is_told_with_its_body(
    now: Path, then: Path, tmp_path: Path
) -> None:
    faulty = carried("甲局", "A", 4, year=PRIOR_YEAR_SHEET, figures={"requests.received[legal]": 3})
    write_filed(
        then, {"甲.xlsx": faulty, "乙2.xlsx": carried("乙局", "B", 9, year=PRIOR_YEAR_SHEET)}
    )
    (then / "坏.xlsx").write_bytes(b"no zip")
    done = rolled_up(now, tmp_path / "out", then)
    assert "PAST04" in raised(done, "甲.xlsx")
    assert "PAST07" in raised(done, "乙.xlsx")


def test_figures_files_and_archives_are_last_years_too(now: Path, tmp_path: Path) -> None:
    then = tmp_path / "then"
    made(then / "inside", {"甲.xlsx": THEN["甲.xlsx"]})
    shutil.make_archive(str(then / "甲"), "zip", then / "inside")
    shutil.rmtree(then / "inside")
    (then / "乙.json").write_bytes(figures_file(THEN["乙.xlsx"]))
    (then / "丙.json").write_bytes(b"{")
    done = rolled_up(now, tmp_path / "out", then)
    assert {each.file.result.compared for each in done.outcome.selection.decisions} == {True}


def test_what_cannot_be_read_of_last_year_is_a_warning(
    now: Path, then: Path, tmp_path: Path
) -> None:
    last = tmp_path / "last"
    shutil.copytree(then, last)
    (last / "丙.rar").write_bytes(b"Rar!")
    (last / "丁.xlsx").symlink_to("丁.xlsx")
    done = api.roll_up([now], tmp_path / "out", prior_year=last, executor=Here())
    told = [(each.code, each.severity.value) for each in done.outcome.findings]
    assert told == [("ROLL18", "warning"), ("ROLL11", "warning")]
    assert done.outcome.passed == ()


def test_of_several_files_that_which_was_taken_for_valid_is_last_years(
    now: Path, then: Path, tmp_path: Path
) -> None:
    write_filed(then, {"甲2.xlsx": carried("甲局", "A", 9, year=PRIOR_YEAR_SHEET)})
    unclear = rolled_up(now, tmp_path / "unclear", then)
    assert "PAST07" in raised(unclear, "甲.xlsx")
    api.roll_up([then], tmp_path / "last", options=Options(use=("甲.xlsx",)), executor=Here())
    clear = rolled_up(now, tmp_path / "clear", tmp_path / "last")
    assert raised(clear, "甲.xlsx") == []


def test_the_whole_is_compared_with_last_years_sums(now: Path, then: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("rollup", now, "-o", out, "--previous", then, "--report", "--jobs", 1).code == 0
    [report] = out.glob("*（草稿）.md")
    told = report.read_text(encoding="utf-8")
    assert "全年办结申请10件（比上年增加10件）" in told  # nothing was concluded then
    found = checked(out / "汇总.xlsx", 1)  # its texts are still to be written
    assert "PAST" not in str(found["findings"])
    write_filed(
        then, {"丙.xlsx": carried("丙局", "C", 7, year=PRIOR_YEAR_SHEET)}
    )  # has not filed this year
    ran = run("rollup", now, "-o", out, "--previous", then, "--jobs", 1)
    assert ran.code == 1
    assert "REQ11" in ran.out  # 17 went over, 10 came
    assert "17" in ran.out
    found = checked(out / "汇总.xlsx", 1)["findings"]
    assert "REQ11" in {each["code"] for each in found if each["severity"] == "error"}


def test_without_the_year_before_the_whole_is_not_compared(now: Path, tmp_path: Path) -> None:
    earlier = made(tmp_path / "earlier", {"甲.xlsx": carried("甲局", "A", 4, year=2022)})
    done = rolled_up(now, tmp_path / "out", earlier)
    assert done.outcome.prior_year is None
    assert {each.file.result.compared for each in done.outcome.selection.decisions} == {False}


def test_a_single_file_is_last_years_of_all(now: Path, then: Path, tmp_path: Path) -> None:
    done = rolled_up(now, tmp_path / "out", then / "甲.xlsx")
    assert raised(done, "甲.xlsx") == []
    assert raised(done, "乙.xlsx") != []
    assert done.outcome.prior_year is None


def test_last_years_database_of_another_program_is_told(now: Path, tmp_path: Path) -> None:
    last = tmp_path / "last"
    last.mkdir()
    with closing(sqlite3.connect(last / "rollup.sqlite")) as database:
        database.execute("CREATE TABLE notes (text)")
    ran = run("rollup", now, "-o", tmp_path / "out", "--previous", last)
    assert ran.code == 2
    assert str(last / "rollup.sqlite") in ran.err
    assert run("rollup", now, "-o", tmp_path / "out", "--previous", tmp_path / "none").code == 2


def test_a_body_is_found_by_code_else_by_name() -> None:
    listed = "甲局,A\n甲局,\n乙局,\n丙局,C\n丙局,D\n"
    files = [
        FilingIndexEntry(file=str(at), year=PRIOR_YEAR_SHEET, name=name, code=code)
        for at, (name, code) in enumerate(csv.reader(StringIO(listed)))
    ]
    folder = PriorYearFolder("last", [*files, FilingIndexEntry(file="bad", readable=False)])

    def found(
        name: str, code: str, year: int | None = PRIOR_YEAR_SHEET + 1
    ) -> int | tuple[str, ...]:
        body = {"name": name, "code": code}
        chosen = folder.chosen(Filing(edition="", year=year, body=body, entries={}))
        return chosen.args.get("files", ()) if isinstance(chosen, Finding) else chosen  # type: ignore[return-value]

    assert found("甲局", "a ") == ("0", "1")  # the second may be of any body of that name
    assert found("乙 局", "B") == 2
    assert found("甲局", "X") == 1
    assert found("丙局", "c") == 3
    assert found("丙局", "") == ("3", "4")
    assert found("乙局", "", PRIOR_YEAR_SHEET) == ()
    assert found("乙局", "", None) == ()


def test_who_does_not_read_an_earlier_database_and_names_the_next_step(tmp_path: Path) -> None:
    last = tmp_path / "last"
    write_earlier_database(last)
    before = (last / "rollup.sqlite").read_bytes()
    for language, step in (("zh", "请用本版本把那次汇总重新做一次"), ("en", "Repeat that roll-up")):
        ran = run("rollup", "--who", KEY, last, "--lang", language)
        assert ran.code == 2
        [line] = ran.err.splitlines()
        assert str(last / "rollup.sqlite") in line
        assert step in line
    assert (last / "rollup.sqlite").read_bytes() == before


@pytest.mark.parametrize("texts", [True, False])
def test_last_years_database_may_be_of_an_earlier_version(tmp_path: Path, texts: bool) -> None:
    year = PRIOR_YEAR_SHEET + 2
    here = made(tmp_path / "here", {"甲.xlsx": {**taken_up("甲局", "A1", 4), "year": year}})
    last = tmp_path / "last"
    write_earlier_database(last)  # 甲局 has no requests there
    if not texts:
        with closing(sqlite3.connect(last / "rollup.sqlite")) as database:
            database.execute("DROP TABLE text")
    before = (last / "rollup.sqlite").read_bytes()
    done = rolled_up(here, tmp_path / "out", last)
    assert "REQ11" in raised(done, "甲.xlsx")
    assert (last / "rollup.sqlite").read_bytes() == before
