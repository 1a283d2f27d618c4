"""The database: the names and rows that others query, its size, and those of earlier versions."""

import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from disclose import api
from disclose.core.errors import UnusableDatabaseError
from disclose.rollup.database import Database
from disclose.rollup.filed_texts import FiledText
from disclose.rollup.result import LOST, Amount, Amounts, FileResult, RaisedCode
from disclose.rollup.schema import NAME, VERSION
from disclose.rollup.selection import File, Options, select
from tests.support.executors import Counting, Here
from tests.support.filings import edition
from tests.support.places import DATA
from tests.support.rolled import write_earlier_database, write_filed

EARLIER = DATA / "rollup" / "version-2.sqlite"
NAMES = (
    *("run", "result", "raised", "amount", "text", "form", "body", "file", "finding", "figure"),
    *("contribution", "missing", "left_out", "problem", "guide", "written"),
)
"""What others may query."""

Rows = list[tuple[object, ...]]


def asked(path: Path, query: str) -> Rows:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def columns(path: Path) -> Mapping[str, Sequence[str]]:
    """Return the columns of everything that others may query."""
    with closing(sqlite3.connect(path)) as database:
        cursors = {name: database.execute(f"SELECT * FROM {name}") for name in NAMES}  # noqa: S608
        return {name: [each[0] for each in found.description] for name, found in cursors.items()}


def stored(folder: Path, *results: FileResult) -> Path:
    """Return a database that holds results."""
    path = folder / NAME
    with Database(path) as database:
        database.add(results, "set")
    return path


def of(*rows: tuple[str, Amount, Amount]) -> Amounts:
    """Return figures that are given as key, amount and amount of the prior year."""
    return Amounts(*zip(*rows, strict=True))


def test_names_and_columns_are_those_of_the_version_before(tmp_path: Path) -> None:
    assert columns(stored(tmp_path)) == columns(EARLIER)
    guide = "SELECT * FROM guide ORDER BY 1"
    assert asked(tmp_path / NAME, guide) == asked(EARLIER, guide)


def test_results_are_read_under_the_names_of_tables(tmp_path: Path) -> None:
    amounts = of(
        ("requests.received[natural]", 12, None),
        ("fees.due", "0.00", None),
        ("proactive.fees[amount]", "1.50", 999_999_999_999),
        ("requests.granted[legal]", None, "2.5"),
        ("requests.denied[legal]", 0, 7),
        ("requests.granted[natural]", "1000000000000000000000", None),
    )
    path = stored(
        tmp_path,
        FileResult("b" * 64, "fail", "cn-2021", 2025, "甲局", "A1", 1, compared=True)._replace(
            amounts=amounts,
            raised=(RaisedCode("REQ01", "error", 2), RaisedCode("REQ04", "warning", 1)),
            texts=(FiledText("problems", "公开不够及时。", b"12345678"),),
        ),
        FileResult("a" * 64, "lost", reason="exit 3"),
    )
    assert asked(path, "SELECT * FROM result ORDER BY sha256") == [
        ("a" * 64, "set", "lost", "", None, "", "", 0, 0, "exit 3"),
        ("b" * 64, "set", "fail", "cn-2021", 2025, "甲局", "A1", 1, 1, ""),
    ]
    assert asked(path, "SELECT * FROM raised ORDER BY code") == [
        ("b" * 64, "REQ01", "error", 2),
        ("b" * 64, "REQ04", "warning", 1),
    ]
    query = "SELECT key, amount, previous FROM amount WHERE sha256 LIKE 'b%' ORDER BY key"
    assert asked(path, query) == [
        ("fees.due", "0.00", "0"),
        ("proactive.fees[amount]", "1.50", "999999999999"),
        ("requests.denied[legal]", "0", "7"),
        ("requests.granted[legal]", None, "2.5"),
        ("requests.granted[natural]", "1000000000000000000000", "0"),
        ("requests.received[natural]", "12", "0"),
    ]
    assert asked(path, "SELECT * FROM text") == [
        ("b" * 64, "problems", "公开不够及时。", b"12345678")
    ]


def test_a_content_is_stored_once(tmp_path: Path) -> None:
    lost = FileResult("a", LOST, reason="exit 3")
    checked = FileResult("a", "pass", raised=(RaisedCode("REQ01", "error", 1),))
    for given in ([lost, checked], [checked, lost], [checked, checked], [lost, checked, lost]):
        path = stored(tmp_path, *given)
        assert asked(path, "SELECT verdict FROM result") == [("pass",)]
        assert asked(path, "SELECT sha256, code FROM raised") == [("a", "REQ01")]
        path.unlink()


def test_another_run_with_other_settings_does_not_mix_its_rows_with_ours(tmp_path: Path) -> None:
    ours = FileResult("a", "pass", amounts=of(("x", 1, None), ("y", 2, None)))
    theirs = FileResult("a", "pass", amounts=of(("z", 4, None), ("y", 3, None)))
    with Database(tmp_path / NAME) as first, Database(tmp_path / NAME) as second:
        assert first.keep("ours") == second.keep("theirs") == frozenset()
        first.add([ours], "ours")
        second.add([theirs, FileResult("b", "pass", amounts=of(("x", 5, None)))], "theirs")
        first.add([FileResult("c", "pass", amounts=of(("z", 6, None)))], "ours")
    rows = asked(tmp_path / NAME, "SELECT sha256, key, amount FROM amount ORDER BY 1, 2")
    expected = [("a", "y", "3"), ("a", "z", "4"), ("b", "x", "5"), ("c", "z", "6")]
    assert rows == expected
    settings = asked(tmp_path / NAME, "SELECT sha256, settings FROM result ORDER BY 1")
    assert settings == [("a", "theirs"), ("b", "theirs"), ("c", "ours")]


def test_a_filing_takes_two_and_a_half_kilobytes(tmp_path: Path) -> None:
    form = edition()
    random = Random(1)  # noqa: S311 - figures, not secrets

    def filed(number: int) -> FileResult:
        own = sorted(random.sample([*form.figures], 121))
        return FileResult(
            sha256=f"{random.getrandbits(256):064x}",
            verdict="pass",
            edition=form.id,
            year=2025,
            name=f"第{number:06}镇人民政府",
            code=f"11330000{number:010}",
            figures=random.randbytes(16),
            raised=(RaisedCode("REQ04", "warning", 1),),
            amounts=of(*((key, random.randrange(1, 3000), None) for key in own)),
            texts=(FiledText("problems", "公开不够及时，答复说理不充分。" * 3, bytes(16)),),
        )

    def size(count: int) -> int:
        results = [filed(number) for number in range(count)]
        path = tmp_path / f"{count}.sqlite"
        with Database(path) as database:
            database.add(results, "set")
            files = [File(f"/上报/{number:06}.xlsx", each) for number, each in enumerate(results)]
            database.keep_selection(select(files, None, Options()), None, ())
        return path.stat().st_size

    assert (size(600) - size(200)) / 400 < 2500


def test_a_database_of_an_earlier_version_is_renewed_once(tmp_path: Path) -> None:
    write_filed(tmp_path / "in", {"甲.xlsx": {"name": "甲局"}, "乙.xlsx": {"name": "乙局"}})
    expected = api.roll_up([tmp_path / "in"], tmp_path / "anew", executor=Here())
    out = tmp_path / "out"
    write_earlier_database(out)
    (out / "somebody's notes.txt").write_text("kept")
    counting = Counting()
    done = api.roll_up([tmp_path / "in"], out, executor=counting)
    assert [each.code for each in done.outcome.findings] == ["ROLL20"]
    assert done.outcome.findings[0].args == {"files": (str(out / NAME),)}
    assert not done.outcome.blocking
    assert counting.files == 2
    assert done.documents == expected.documents
    written = {digest for [digest] in asked(EARLIER, "SELECT sha256 FROM written")}
    assert written
    assert api.rollups.written(out) >= written
    assert asked(out / NAME, "SELECT number, files FROM run") == [(1, 1), (2, 2)]
    assert asked(out / NAME, "PRAGMA user_version") == [(VERSION,)]
    for name in ("result", "amount", "file", "figure", "contribution"):
        query = f"SELECT * FROM {name} ORDER BY 1, 2, 3"  # noqa: S608 - our own names
        assert asked(out / NAME, query) == asked(tmp_path / "anew" / NAME, query)
    assert (out / "somebody's notes.txt").read_text() == "kept"
    again = api.roll_up([tmp_path / "in"], out, executor=counting)
    assert again.outcome.findings == ()
    assert counting.files == 2


def test_both_databases_of_a_folder_are_renewed_with_one_message(tmp_path: Path) -> None:
    write_filed(tmp_path / "in", {"甲.xlsx": {"name": "甲局"}})
    write_filed(tmp_path / "then", {"甲.xlsx": {"name": "甲局", "year": 2024}})
    out = tmp_path / "out"
    write_earlier_database(out)
    shutil.copy(out / NAME, out / "previous.sqlite")
    done = api.roll_up([tmp_path / "in"], out, prior_year=tmp_path / "then", executor=Here())
    [told] = done.outcome.findings
    assert told.args == {"files": (str(out / NAME), str(out / "previous.sqlite"))}
    assert [each.file.result.compared for each in done.outcome.selection.decisions] == [1]


@pytest.mark.parametrize("version", [1, 2, 9])
def test_what_is_not_ours_is_left_alone_whatever_its_version(version: int, tmp_path: Path) -> None:
    path = tmp_path / NAME
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE result (notes)")
        database.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    for only_read in (False, True):
        with pytest.raises(UnusableDatabaseError, match=f"user_version {version}") as raised:
            Database(path, only_read=only_read)
        assert not raised.value.outdated
    assert path.read_bytes() == before
