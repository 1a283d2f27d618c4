"""`rollup.sqlite`: results by content, so that a run can be resumed; then the selection and sums.

Every batch of results is one transaction with SQLite's own journal, which also works on network
drives: a run that is killed leaves the results of the batches before. The tables are described in
`templates/rollup/schema.sql` and, with its comments, in the database itself.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from disclose.core.errors import UnusableDatabaseError
from disclose.core.language import Wording
from disclose.core.numbers import ZERO
from disclose.core.resources import templates
from disclose.rollup.likely_duplicates import FEWEST_AMOUNTS
from disclose.rollup.result import LOST, FileResult, RaisedCode
from disclose.rollup.selection import Selection
from disclose.rollup.sums import Sums

NAME = "rollup.sqlite"
VERSION = 2
"""Number of the schema (`PRAGMA user_version`); a database with another one is not read."""

_WRITTEN = (
    "CREATE TABLE IF NOT EXISTS written (sha256 TEXT PRIMARY KEY) WITHOUT ROWID "
    "-- 写出过的文件，据此认出后来有人改过的"
)
"""Not in the schema: a database of an earlier version, which lacks the table, stays readable."""

_TEXTS = """
    CREATE TABLE IF NOT EXISTS text (  -- 文件里较长的文字，用来比较各单位的文字
        sha256  TEXT NOT NULL,
        section TEXT NOT NULL,         -- 部分，如 problems
        text    TEXT NOT NULL,
        marks   BLOB NOT NULL,         -- 各句的散列值，每句 8 字节
        PRIMARY KEY (section, sha256)
    ) WITHOUT ROWID
"""
"""Not in the schema, as `_WRITTEN`."""

_MARKS = "CREATE TEMP TABLE mark (mark BLOB NOT NULL, number INTEGER NOT NULL)"
_REPEATED = """
    SELECT mark, number FROM mark
    WHERE mark IN (SELECT mark FROM mark GROUP BY mark HAVING count(*) > 1) ORDER BY mark, number
"""

_RESULT = "sha256, verdict, edition, year, name, code, unread, compared, reason"


_PASSING = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
    }
)
"""Primary result codes of SQLite whose cause is the disk or another program, not the content."""

_IN_USE = Wording("正被别的程序使用", "another program uses it")
_REASONS = {
    sqlite3.SQLITE_FULL: Wording("磁盘已满", "the disk is full"),
    sqlite3.SQLITE_IOERR: Wording("磁盘读写出错", "the disk cannot be read or written"),
    sqlite3.SQLITE_READONLY: Wording("是只读的", "it is read-only"),
    sqlite3.SQLITE_CANTOPEN: Wording("打不开", "it cannot be opened"),
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_PERM: Wording("没有权限", "no permission"),
    sqlite3.SQLITE_NOTADB: Wording("不是数据库文件", "it is not a database"),
    sqlite3.SQLITE_CORRUPT: Wording("已损坏", "it is damaged"),
    sqlite3.SQLITE_OK: Wording("不是本版本的汇总数据库", "another version wrote it"),
    sqlite3.SQLITE_ERROR: Wording("不是汇总的数据库", "it is not the database of a roll-up"),
}


def unusable(path: Path, error: sqlite3.Error) -> UnusableDatabaseError:
    """Return the exception for an error of SQLite with the database at `path`."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    said = _REASONS.get(code, Wording(f"数据库错误 {code}", f"error {code}"))
    reason = Wording(said.zh, f"{said.en}: {error}")
    return UnusableDatabaseError(path, reason, passing=code in _PASSING)


@dataclass(frozen=True, slots=True)
class Contribution:
    """The part of one file in a sum; `previous` is its prior-year amount, zero if not known."""

    body: str
    code: str
    file: str
    amount: Decimal
    previous: Decimal


def written(path: Path) -> frozenset[str]:
    """Return the SHA-256 of every document that a roll-up with the database `path` has written."""
    if not path.is_file():
        return frozenset()
    try:
        with closing(sqlite3.connect(path)) as db:
            return frozenset(digest for (digest,) in db.execute("SELECT sha256 FROM written"))
    except sqlite3.Error:  # another program's, or of an earlier version without this table
        return frozenset()


class Database:
    """The database of a roll-up at a path; a context that closes it.

    An error of SQLite inside the context leaves it as UnusableDatabaseError.
    """

    def __init__(self, path: Path) -> None:
        """Open the database, or create it.

        Raises:
            UnusableDatabaseError: the file is not such a database, or has another schema.
        """
        self._path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
        except sqlite3.Error as error:
            raise unusable(path, error) from error
        try:
            self._set_up()
        except sqlite3.Error as error:
            self._db.close()
            raise unusable(path, error) from error

    def _set_up(self) -> None:
        [version] = self._db.execute("PRAGMA user_version").fetchone()
        empty = not self._db.execute("SELECT 1 FROM sqlite_master").fetchone()
        if empty:
            schema = (templates() / "rollup" / "schema.sql").read_text(encoding="utf-8")
            self._db.executescript(f"BEGIN; {schema} PRAGMA user_version = {VERSION}; COMMIT;")
        elif version != VERSION:
            raise sqlite3.DatabaseError(f"user_version {version}")  # without a code of SQLite
        self._db.execute(_TEXTS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()
        if isinstance(error, sqlite3.Error):
            raise unusable(self._path, error) from error

    def keep_written(self, digests: Iterable[str]) -> None:
        """Keep the SHA-256 of each document that is to be written.

        A document that somebody has changed since is known by this. Those of earlier runs stay: a
        run may end before it has replaced their documents.
        """
        self._db.execute(_WRITTEN)
        self._db.executemany(
            "INSERT OR IGNORE INTO written VALUES (?)",
            ((each,) for each in digests),
        )

    def keep(self, settings: str) -> frozenset[str]:
        """Return the hashes of the results made with `settings`; forget the others and the lost."""
        with self._transaction():
            for table in ("raised", "amount", "text"):
                self._db.execute(
                    f"DELETE FROM {table} WHERE sha256 IN (SELECT sha256 FROM result "  # noqa: S608 - our own names
                    "WHERE settings <> ? OR verdict = ?)",
                    (settings, LOST),
                )
            self._db.execute(
                "DELETE FROM result WHERE settings <> ? OR verdict = ?", (settings, LOST)
            )
        return frozenset(sha256 for [sha256] in self._db.execute("SELECT sha256 FROM result"))

    def begin(self, files: int, checked: int) -> None:
        """Record the start of a run."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute(
            "INSERT INTO run (began, files, checked) VALUES (?, ?, ?)", (now, files, checked)
        )

    def add(self, results: Sequence[FileResult], settings: str) -> None:
        """Store a batch of results, all or none."""
        with self._transaction():
            self._db.executemany(
                f"INSERT OR REPLACE INTO result ({_RESULT}, settings) "  # noqa: S608 - our own names
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*_row(each), settings) for each in results],
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO raised VALUES (?, ?, ?, ?)",
                [
                    (each.sha256, r.code, r.severity, r.count)
                    for each in results
                    for r in each.raised
                ],
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO amount VALUES (?, ?, ?, ?)",
                (row for each in results for row in _amounts(each)),
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO text VALUES (?, ?, ?, ?)",
                (
                    (each.sha256, filed.section, filed.text, filed.marks)
                    for each in results
                    for filed in each.texts
                ),
            )

    def results(self) -> dict[str, FileResult]:
        """Return every result by its hash, without amounts."""
        found = {
            row[0]: FileResult(
                sha256=row[0],
                verdict=row[1],
                edition=row[2],
                year=row[3],
                name=row[4],
                code=row[5],
                unread=row[6],
                compared=bool(row[7]),
                reason=row[8],
            )
            for row in self._db.execute(f"SELECT {_RESULT} FROM result")  # noqa: S608 - our own names
        }
        rows = self._db.execute("SELECT sha256, code, severity, count FROM raised ORDER BY 1, 2, 3")
        raised: dict[str, list[RaisedCode]] = {}
        for sha256, *rest in rows:
            raised.setdefault(sha256, []).append(RaisedCode(*rest))
        return {
            key: replace(each, raised=tuple(raised.get(key, ()))) for key, each in found.items()
        }

    def amounts(self) -> Iterator[tuple[str, str, Decimal]]:
        """Yield hash, key and amount by hash and key: of figures that are not zero, and fees."""
        rows = self._db.execute(
            "SELECT sha256, key, amount FROM amount WHERE amount IS NOT NULL ORDER BY 1, 2"
        )
        for sha256, key, amount in rows:
            yield sha256, key, Decimal(amount)

    def figures_hashes(self) -> dict[str, bytes]:
        """Return the hash of the figures of each file, without the fee, by the hash of its content.

        Files with fewer than `FEWEST_AMOUNTS` different amounts are left out.
        """
        rows = self._db.execute(
            "SELECT sha256, group_concat(key || '=' || ifnull(amount, '?'), ' ') FROM amount "
            "WHERE amount IS NOT '0' AND key NOT LIKE 'fees.%' "
            "GROUP BY sha256 HAVING count(DISTINCT amount) >= ?",
            (FEWEST_AMOUNTS,),
        )
        return {sha256: blake2b(figures.encode()).digest() for sha256, figures in rows}

    def marks(self, section: str) -> Iterator[tuple[str, bytes]]:
        """Yield hash and marks of every text of a section."""
        yield from self._db.execute("SELECT sha256, marks FROM text WHERE section = ?", (section,))

    def text(self, sha256: str, section: str) -> str:
        """Return the text of a section of a file, empty if it is not kept."""
        found = self._db.execute(
            "SELECT text FROM text WHERE section = ? AND sha256 = ?", (section, sha256)
        ).fetchone()
        return str(found[0]) if found else ""

    def repeated(
        self, marked: Iterable[tuple[bytes, int]]
    ) -> Iterator[tuple[bytes, tuple[int, ...]]]:
        """Yield each mark that several numbers have, and these numbers, both in order.

        SQLite sorts them in a temporary file, so that no memory is needed.
        """
        self._db.execute(_MARKS)
        with self._transaction():
            self._db.executemany("INSERT INTO mark VALUES (?, ?)", marked)
        for mark, rows in groupby(self._db.execute(_REPEATED), key=itemgetter(0)):
            yield mark, tuple(number for _, number in rows)
        self._db.execute("DROP TABLE mark")

    def keep_selection(
        self, selection: Selection, sums: Sums | None, said: Iterable[tuple[str, str, str]]
    ) -> None:
        """Replace selection, sums and findings; `said` are code, severity and message of each."""
        with self._transaction():
            for table in ("form", "body", "file", "finding", "figure"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            if selection.form:
                self._db.execute(
                    "INSERT INTO form VALUES (?, ?)", (selection.form.edition, selection.form.year)
                )
            self._db.executemany(
                "INSERT INTO body VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        each.id,
                        number,
                        each.name,
                        each.code,
                        each.parent,
                        each.id in selection.missing,
                    )
                    for number, each in enumerate(selection.known.agencies)
                ],
            )
            self._db.executemany(
                "INSERT INTO file VALUES (?, ?, ?, ?)",
                [
                    (p.file.name, p.file.result.sha256, p.status, p.body)
                    for p in selection.decisions
                ],
            )
            self._db.executemany(
                "INSERT INTO finding (code, severity, message) VALUES (?, ?, ?)", said
            )
            self._db.executemany(
                "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)", sums.rows() if sums else ()
            )

    def end(self) -> None:
        """Record the end of the run."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute(
            "UPDATE run SET ended = ? WHERE number = (SELECT max(number) FROM run)", (now,)
        )

    def figures(self) -> tuple[tuple[str, str, Decimal], ...]:
        """Return key, label and sum of every figure that was added up."""
        rows = self._db.execute(
            "SELECT key, label, amount FROM figure WHERE body = '' ORDER BY position"
        )
        return tuple((key, label, Decimal(amount)) for key, label, amount in rows)

    def who(self, key: str) -> tuple[Contribution, ...]:
        """Return the part of each file in the sum of `key`, the largest first."""
        rows = self._db.execute(
            "SELECT body, code, file, amount, previous FROM contribution WHERE key = ?", (key,)
        )
        found = [
            Contribution(b, c, f, Decimal(now), Decimal(prior_year))
            for b, c, f, now, prior_year in rows
        ]
        return tuple(sorted(found, key=lambda each: (-each.amount, each.file)))

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._db)


class _Transaction:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if not kind:
            self._db.execute("COMMIT")
        elif self._db.in_transaction:  # SQLite has ended it itself where the disk is full
            self._db.execute("ROLLBACK")


def _row(result: FileResult) -> tuple[object, ...]:
    return (
        result.sha256,
        result.verdict,
        result.edition,
        result.year,
        result.name,
        result.code,
        result.unread,
        result.compared,
        result.reason,
    )


def _amounts(result: FileResult) -> Iterator[tuple[str, str, str | None, str]]:
    now, prior_year = dict(result.amounts), dict(result.prior_year)
    for key in dict.fromkeys((*now, *prior_year)):
        amount = now.get(key, ZERO)
        shown = None if amount is None else format(amount, "f")
        yield result.sha256, key, shown, format(prior_year.get(key, ZERO), "f")
