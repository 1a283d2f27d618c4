"""The database of a roll-up as a file: how it is opened, created, renewed, and why it is not.

Its tables and views are described in `templates/rollup/schema.sql` and, with its comments, in the
database itself. Tables whose names begin with `packed_` hold the results of files under numbers;
views show them under the names that earlier versions gave their tables.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from disclose.core.errors import UnusableDatabaseError
from disclose.core.language import Wording
from disclose.core.resources import templates

NAME = "rollup.sqlite"
VERSION = 3
"""Number of the schema (`PRAGMA user_version`); a database with another one is not read."""

_EARLIER = frozenset({1, 2})
"""Versions that are renewed: their results would have to be computed anew in any case."""

_LEGIBLE = frozenset({2, VERSION})
"""Versions whose results can be looked up: version 2 has them in tables of the names of views."""

_RENEWED = {
    **dict.fromkeys(("result", "raised", "amount", "text", "body", "file"), "TABLE"),
    **dict.fromkeys(("form", "finding", "figure", "guide"), "TABLE"),
    **dict.fromkeys(("contribution", "missing", "left_out", "problem"), "VIEW"),
}
"""What an earlier version had and is made anew; the record of runs and of documents stays."""

_ALWAYS = frozenset({"run", "result", "raised", "amount", "body", "file", "figure"})
"""Tables that every earlier version had."""

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
    # an error without a code of SQLite
    sqlite3.SQLITE_OK: Wording("不是本版本的汇总数据库", "another version wrote it"),
    sqlite3.SQLITE_ERROR: Wording("不是汇总的数据库", "it is not the database of a roll-up"),
}
_OUTDATED = Wording("以前的版本写的", "an earlier version wrote it")


def unusable(path: Path, error: sqlite3.Error) -> UnusableDatabaseError:
    """Return the exception for an error of SQLite with the database at `path`."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    said = _REASONS.get(code, Wording(f"数据库错误 {code}", f"error {code}"))
    reason = Wording(said.zh, f"{said.en}: {error}")
    return UnusableDatabaseError(path, reason, passing=code in _PASSING)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Keep all that the context does to a database, or nothing; nobody else writes meanwhile."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # SQLite has ended it itself where the disk is full
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def set_up(db: sqlite3.Connection, path: Path, *, only_read: bool) -> bool:
    """Give the database its tables if it has none; return whether it is one of an earlier version.

    Such a database is renewed: it keeps the record of its runs, and no result. One that is opened
    to be `only_read` is left as it is.

    Raises:
        UnusableDatabaseError: it has another schema, or an earlier one and is `only_read`.
        sqlite3.Error: as SQLite does.
    """
    if _version(db) == VERSION:
        return False
    if only_read:
        raise _not_ours(db, path)
    with transaction(db):
        if _version(db) == VERSION:  # another run has done it since
            return False
        renewed = _is_earlier(db)
        if not renewed and db.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise _not_ours(db, path)
        for name, kind in _RENEWED.items() if renewed else ():
            db.execute(f"DROP {kind} IF EXISTS {name}")
        for statement in _statements():
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")
    if renewed:
        db.execute("VACUUM")  # its results took several times as much room
    return renewed


def _is_earlier(db: sqlite3.Connection) -> bool:
    names = {name for [name] in db.execute("SELECT name FROM sqlite_master")}
    return _version(db) in _EARLIER and names >= _ALWAYS


def _not_ours(db: sqlite3.Connection, path: Path) -> UnusableDatabaseError:
    if _is_earlier(db):
        return UnusableDatabaseError(path, _OUTDATED, outdated=True)
    return unusable(path, sqlite3.DatabaseError(f"user_version {_version(db)}"))


def _version(db: sqlite3.Connection) -> int:
    [version] = db.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements() -> Iterator[str]:
    """Yield the statements of the schema one by one: a script would end the transaction."""
    statement = ""
    schema = (templates() / "rollup" / "schema.sql").read_text(encoding="utf-8")
    for line in schema.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Give the database at `path`, of this version or the one before, to be read only.

    Raises:
        UnusableDatabaseError: the file is no database of a roll-up, or one of an earlier version.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            if _version(database) not in _LEGIBLE:
                raise _not_ours(database, path)
            yield database
    except sqlite3.Error as error:
        raise unusable(path, error) from error
