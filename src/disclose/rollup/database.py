"""`rollup.sqlite`: results by content, so that a run can be resumed; then the selection and sums.

Every batch of results is one transaction with SQLite's own journal, which also works on network
drives: a run that is killed leaves the results of the batches before. What is in the database, and
how it is created, is in `rollup.schema`.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import groupby, repeat
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from disclose.core.errors import UnusableDatabaseError
from disclose.rollup.result import LOST, FileResult, RaisedCode
from disclose.rollup.schema import set_up, transaction, unusable
from disclose.rollup.selection import Selection
from disclose.rollup.sums import Sums

_MARKS = "CREATE TEMP TABLE mark (mark BLOB NOT NULL, number INTEGER NOT NULL)"
_REPEATED = """
    SELECT mark, number FROM mark
    WHERE mark IN (SELECT mark FROM mark GROUP BY mark HAVING count(*) > 1) ORDER BY mark, number
"""

_RESULTS = """
    SELECT id, sha256, verdict, edition, year, name, code, unread, compared, reason, figures
    FROM packed_result ORDER BY id
"""
_NEW_RESULT = """
    INSERT INTO packed_result (sha256, verdict, edition, year, name, code, unread, compared, reason,
        figures, settings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_OF_RESULTS = ("packed_raised", "packed_amount", "packed_text")
"""The tables with the rows of a result, by its number `result`."""


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

    def __init__(self, path: Path, *, only_read: bool = False) -> None:
        """Open the database; create it, or renew that of an earlier version, unless `only_read`.

        Raises:
            UnusableDatabaseError: the file is not such a database, or has another schema.
        """
        self.path = path
        self._keys: dict[str, int] = {}
        self._run: int | None = None
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
        except sqlite3.Error as error:
            raise unusable(path, error) from error
        try:
            self.is_renewed = set_up(self._db, path, only_read=only_read)
        except UnusableDatabaseError:
            self._db.close()
            raise
        except sqlite3.Error as error:
            self._db.close()
            raise unusable(path, error) from error

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
            raise unusable(self.path, error) from error

    def keep_written(self, digests: Iterable[str]) -> None:
        """Keep the SHA-256 of each document that is to be written.

        A document that somebody has changed since is known by this. Those of earlier runs stay: a
        run may end before it has replaced their documents.
        """
        with transaction(self._db):
            self._db.executemany(
                "INSERT OR IGNORE INTO written VALUES (?)", ((each,) for each in digests)
            )

    def keep(self, settings: str) -> frozenset[str]:
        """Return the hashes of the results made with `settings`; forget the others and the lost."""
        with transaction(self._db):
            number = self._settings(settings)
            self._forget("settings <> ? OR verdict = ?", number, LOST)
            self._db.execute("DELETE FROM packed_settings WHERE id <> ?", (number,))
        return frozenset(
            sha256 for [sha256] in self._db.execute("SELECT sha256 FROM packed_result")
        )

    def _settings(self, settings: str) -> int:
        """Return the number of `settings`."""
        self._db.execute("INSERT OR IGNORE INTO packed_settings (settings) VALUES (?)", (settings,))
        found = self._db.execute("SELECT id FROM packed_settings WHERE settings = ?", (settings,))
        return int(found.fetchone()[0])

    def _forget(self, which: str, *values: object) -> None:
        """Delete the results for which a condition of ours is true, with all their rows."""
        for table in _OF_RESULTS:
            self._db.execute(
                f"DELETE FROM {table} WHERE result IN "  # noqa: S608 - our own names
                f"(SELECT id FROM packed_result WHERE {which})",
                values,
            )
        self._db.execute(f"DELETE FROM packed_result WHERE {which}", values)  # noqa: S608

    def begin(self, files: int, checked: int) -> None:
        """Record the start of a run."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        begun = self._db.execute(
            "INSERT INTO run (began, files, checked) VALUES (?, ?, ?)", (now, files, checked)
        )
        self._run = begun.lastrowid

    def count(self, files: int, checked: int) -> None:
        """Record how many files the run has, and how many different ones of them were checked."""
        self._db.execute(
            "UPDATE run SET files = ?, checked = ? WHERE number = ?", (files, checked, self._run)
        )

    def add(self, results: Sequence[FileResult], settings: str) -> None:
        """Store a batch of results, all or none."""
        with transaction(self._db):
            number = self._settings(settings)
            for each in results:
                if self._is_new(each, number):
                    self._add(each, number)

    def _is_new(self, result: FileResult, settings: int) -> bool:
        """Return whether a result is to be stored; forget an older one of the same content.

        Files of the same content have the same result, unless the check of one was lost. Another
        run may have stored it at the same time, even with other settings.
        """
        found = self._db.execute(
            "SELECT settings, verdict FROM packed_result WHERE sha256 = ?", (result.sha256,)
        ).fetchone()
        if found is None:
            return True
        if found[0] == settings and (found[1] != LOST or result.verdict == LOST):
            return False
        self._forget("sha256 = ?", result.sha256)
        return True

    def _add(self, result: FileResult, settings: int) -> None:
        raised, amounts, texts = result[-3:]
        at = self._db.execute(_NEW_RESULT, (*result[:-3], settings)).lastrowid
        self._db.executemany(
            "INSERT INTO packed_raised VALUES (?, ?, ?, ?)",
            [(at, each.code, each.severity, each.count) for each in raised],
        )
        for key in sorted(set(amounts.keys) - self._keys.keys()):
            self._keys[key] = self._key(key)
        keys = map(self._keys.__getitem__, amounts.keys)
        self._db.executemany(
            "INSERT INTO packed_amount VALUES (?, ?, ?, ?)",
            zip(repeat(at), keys, amounts.now, amounts.previous, strict=False),
        )
        self._db.executemany(
            "INSERT INTO packed_text (result, section, text, marks) VALUES (?, ?, ?, ?)",
            [(at, *each) for each in texts],
        )

    def _key(self, key: str) -> int:
        """Return the number of a figure; it never changes, nor is it given to another."""
        self._db.execute("INSERT OR IGNORE INTO packed_key (key) VALUES (?)", (key,))
        found = self._db.execute("SELECT id FROM packed_key WHERE key = ?", (key,))
        return int(found.fetchone()[0])

    def results(self) -> dict[str, FileResult]:
        """Return every result by its hash, without amounts and texts."""
        rows = self._db.execute("SELECT * FROM packed_raised ORDER BY 1, 2, 3")
        raised = groupby(rows, key=itemgetter(0))
        number, codes = next(raised, (None, ()))
        known: dict[tuple[object, ...], RaisedCode] = {}
        found = {}
        for at, *row in self._db.execute(_RESULTS):
            own: tuple[RaisedCode, ...] = ()
            if number == at:
                told = (each[1:] for each in codes)
                own = tuple(known.setdefault(each, RaisedCode(*each)) for each in told)
                number, codes = next(raised, (None, ()))
            found[row[0]] = FileResult._make((*row, own, (), ()))
        return found

    def amounts(self) -> Iterator[tuple[str, Sequence[tuple[str, int | Decimal]]]]:
        """Yield the hash of each file, and key and amount of its figures.

        These are the figures that are not zero, and fees.
        """
        keys = dict(self._db.execute("SELECT id, key FROM packed_key"))
        rows = self._db.execute(
            "SELECT * FROM packed_amount WHERE amount IS NOT NULL ORDER BY result"
        )
        hashes = self._db.execute("SELECT id, sha256 FROM packed_result ORDER BY id")
        for number, of_file in groupby(rows, key=itemgetter(0)):
            sha256 = next(each for at, each in hashes if at == number)
            yield (
                sha256,
                [
                    (keys[key], amount if isinstance(amount, int) else Decimal(amount))
                    for _, key, amount, _ in of_file
                ],
            )

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
        with transaction(self._db):
            self._db.executemany("INSERT INTO mark VALUES (?, ?)", marked)
        for mark, rows in groupby(self._db.execute(_REPEATED), key=itemgetter(0)):
            yield mark, tuple(number for _, number in rows)
        self._db.execute("DROP TABLE mark")

    def keep_selection(
        self, selection: Selection, sums: Sums | None, said: Iterable[tuple[str, str, str]]
    ) -> None:
        """Replace selection, sums and findings; `said` are code, severity and message of each."""
        with transaction(self._db):
            for table in ("form", "body", "packed_file", "finding", "figure"):
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
                "INSERT INTO packed_file SELECT ?, id, ?, ? FROM packed_result WHERE sha256 = ?",
                (
                    (each.file.name, each.status, each.body, each.file.result.sha256)
                    for each in selection.decisions
                ),
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
        self._db.execute("UPDATE run SET ended = ? WHERE number = ?", (now, self._run))

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
