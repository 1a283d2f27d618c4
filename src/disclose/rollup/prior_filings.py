"""The prior year's filings in the database of a roll-up; only the one asked for is read."""

from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from disclose.checks.outcome import is_gap
from disclose.checks.prior_year import (
    FilingIndexEntry,
    PriorFiling,
    PriorYearFolder,
    PriorYearMatch,
    match_prior_year,
)
from disclose.core.finding import Finding, Severity
from disclose.form.agency_lines import CODE
from disclose.form.edition.library import Library
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, Origin, State
from disclose.rollup.schema import NAME, reading

_FILES = """
    SELECT file.name, sha256, edition, year, result.name, code FROM file JOIN result USING (sha256)
    WHERE status <> 'same' AND NOT (status = 'twice' AND file.body IN (
        SELECT body FROM file WHERE status = 'counted'))
    ORDER BY file.name
"""
"""Each filing once; of several of an agency the valid one, if one was named."""

_TEXT = "SELECT section, text FROM text WHERE section = ? AND sha256 = ?"

_TEXT_TABLE = "SELECT 1 FROM sqlite_master WHERE name = 'text'"
"""Not every database of version 2 has texts."""

_STATE = """
    SELECT file.name, sha256, settings, status FROM file JOIN result USING (sha256) ORDER BY 1
"""


class PriorRollup:
    """The filings in the database of the prior year's roll-up; `name` is shown in messages."""

    def __init__(self, path: Path, name: str, library: Library) -> None:
        """Read the list of filings; figures are read when they are needed.

        Raises:
            UnusableDatabaseError: the file is no database of a roll-up.
        """
        self._path, self._library = path, library
        with reading(self._path) as database:
            self._rows = database.execute(_FILES).fetchall()
            self._has_texts = bool(database.execute(_TEXT_TABLE).fetchone())
        self._folder = PriorYearFolder(
            name,
            [
                FilingIndexEntry(file=file, year=year, code=code, name=body, readable=bool(edition))
                for file, _, edition, year, body, code in self._rows
            ],
        )

    def match_prior_year(self, edition: Edition, filing: Filing) -> PriorYearMatch:
        """Return the prior year's figures for `filing`, and the findings about them."""
        at = self._folder.chosen(filing)
        if isinstance(at, Finding):
            return PriorYearMatch(None, (at,))
        return match_prior_year(edition, filing, self._last(at))

    def region(self) -> PriorFiling | None:
        """Return the sums of the prior year as one filing, None if there are none."""
        with reading(self._path) as database:
            form = database.execute("SELECT edition, year FROM form").fetchone()
            sums = database.execute("SELECT key, amount FROM figure WHERE body = ''").fetchall()
        if form is None or not sums:
            return None
        edition, year = form
        entries = {key: _entry(key, amount) for key, amount in sums}
        origin = Origin(name=self._folder.name)
        filing = Filing(edition=edition, year=year, body={}, entries=entries, origin=origin)
        return PriorFiling(file=self._folder.name, filing=filing)

    def _last(self, at: int) -> PriorFiling:
        file, content, edition, year, body, code = self._rows[at]
        with reading(self._path) as database:
            stored = dict(
                database.execute("SELECT key, amount FROM amount WHERE sha256 = ?", (content,))
            )
            raised = database.execute(
                "SELECT code, count FROM raised WHERE sha256 = ? AND severity = ?",
                (content, Severity.ERROR),
            ).fetchall()
            form = self._library.get(edition) if edition in self._library.ids else None
            sections = [each.id for each in form.texts] if form and self._has_texts else []
            found = (database.execute(_TEXT, (each, content)).fetchone() for each in sections)
            texts = dict(filter(None, found))
        known = form.figures if form else stored
        filing = Filing(
            edition=edition,
            year=year,
            body={"name": body, CODE: code},
            entries={key: _entry(key, stored.get(key, "0")) for key in known},
            texts=texts,
            origin=Origin(name=file, sha256=content),
        )
        wrong = [(each, count) for each, count in raised if not form or not is_gap(each, form)]
        codes = tuple(each for each, count in wrong for _ in range(count))
        return PriorFiling(file=file, filing=filing, codes=codes)


def state(path: Path) -> str:
    """Return a hash of everything in the database at `path` on which a comparison depends.

    Raises:
        UnusableDatabaseError: the file is no database of a roll-up.
    """
    told = sha256()
    with reading(path) as database:
        for row in database.execute(_STATE):
            told.update("\0".join(row).encode(errors="surrogatepass") + b"\0\0")
    return told.hexdigest()


def kept(folder: Path) -> Path | None:
    """Return the database in the folder of a roll-up, None if it is no such folder."""
    path = folder / NAME
    return path if path.is_file() else None


def _entry(key: str, amount: str | None) -> Entry:
    if amount is None:
        return Entry(key=key, state=State.TEXT)
    return Entry(key=key, state=State.AMOUNT, amount=Decimal(amount), typed=amount, numeric=True)
