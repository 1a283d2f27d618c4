"""The database says what it holds and how it is asked; every query that it proposes works."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from disclose import api
from tests.support.executors import Here
from tests.support.rolled import write_filed

KEY = "requests.received[natural]"
DONE = "requests.granted[natural]"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Return the database of a region in which 甲 and 乙 count, 丙 fails, and 丁 is missing."""
    folder = tmp_path_factory.mktemp("region")
    sums = {"甲": 3, "乙": 10}
    files = {
        f"{name}.xlsx": {"name": name, "figures": {KEY: count, DONE: count}}
        for name, count in sums.items()
    }
    wrong = {"name": "丙", "figures": {KEY: 5, "requests.received[legal]": 2}}
    write_filed(folder / "now", {**files, "丙.xlsx": wrong})
    then = {
        f"{name}.xlsx": {"name": name, "year": 2024, "figures": {KEY: 3, DONE: 3}} for name in sums
    }
    write_filed(folder / "then", then)
    roster = folder / "roster.csv"
    roster.write_text("name,parent\n市,\n甲,市\n乙,市\n丙,市\n丁,市\n", encoding="utf-8")
    out = folder / "out"
    api.roll_up([folder / "now"], out, roster=roster, prior_year=folder / "then", executor=Here())
    with closing(sqlite3.connect(out / "rollup.sqlite")) as opened:
        yield opened


def asked(database: sqlite3.Connection, english: str) -> list[tuple[object, ...]]:
    [[query]] = database.execute("SELECT query FROM guide WHERE en = ?", (english,))
    return database.execute(query).fetchall()


def test_every_query_that_is_proposed_finds_something(database: sqlite3.Connection) -> None:
    queries = database.execute("SELECT zh, en, query FROM guide").fetchall()
    assert len(queries) == len({query for _, _, query in queries}) > 5
    for zh, en, query in queries:
        assert database.execute(query).fetchall(), f"{zh} {en}"


def test_what_the_queries_find(database: sqlite3.Connection) -> None:
    received = asked(database, "which bodies a sum is made of, the largest first")
    assert [(body, amount) for body, _, amount in received] == [("乙", "10"), ("甲", "3")]
    sums = asked(
        database, "sums: of the whole (body is empty) and of every body with others below it"
    )
    assert {body for body, *_ in sums} == {"", "市"}
    assert asked(database, "bodies without a file") == [("丁", "", "市")]
    [(name, *rest)] = asked(database, "files that were left out, and why")
    assert Path(str(name)).name == "丙.xlsx"
    assert rest == ["faulty", "丙"]
    worst = asked(database, "bodies with most errors")
    assert worst[0][0] == "丙"
    assert ("REQ01", 1) in asked(database, "the commonest errors")
    far = asked(database, "figures that are at least twice or at most half of last year's")
    assert ("乙", KEY, "3", "10") in far
    assert {body for body, *_ in far} == {"乙"}
    assert asked(database, "the runs") == [(1, 3, 3, 0)]


def test_every_table_view_and_column_is_explained_in_the_database(
    database: sqlite3.Connection,
) -> None:
    made = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    assert made.keys() >= {"run", "result", "amount", "file", "figure", "contribution", "guide"}
    for name, sql in made.items():
        assert "--" in sql, name
