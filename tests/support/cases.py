"""Cases in `cases/<CODE>.toml`: what is changed in the balanced filing, and what is then found.

A case is one `[[cases]]` entry. Every case has the keys of `Case`; the others are those of one
of the classes below, one for each thing that is checked. `KEYS` says which key makes which
class; without any of these it is a `FilingCase`.

A table `[gallery]` before the cases is for `exhibits.py`.
"""

import contextlib
import re
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from disclose import api
from disclose.checks import outcome
from disclose.checks.outcome import Checked
from disclose.checks.rules import judge_rules
from disclose.checks.run import CHECKS, check
from disclose.checks.texts import text_check
from disclose.core.errors import EditionError, FiguresError, RosterError
from disclose.core.finding import Finding, Place
from disclose.core.language import Language
from disclose.documents.audit import summary as audited_report
from disclose.documents.audit.auditor import Audited
from disclose.documents.audit.auditor import audit as run_audit
from disclose.documents.read.reader import read as read_document
from disclose.documents.verify import summary as verified_report
from disclose.form.edition.library import Library
from disclose.form.edition.model import Edition
from disclose.form.figures import csv_file, json_file
from disclose.form.figures.content import FiguresFile, Value, filing
from disclose.form.filing import Filing, Origin
from disclose.output.console import ConsoleLine
from disclose.output.message_format import where
from disclose.output.text import OutcomeSummary, findings, render, render_outcome
from disclose.prose.statements import Tables
from disclose.rollup import outcome as rolled_report
from tests.support.edited_reports import (
    OTHER_SHA256,
    SHA256,
    anew,
    filed,
    made,
    replaced,
    verified,
    with_part,
)
from tests.support.editions import edited, packaged, vocabularies
from tests.support.filings import CURRENT, as_read, changed, edition, understood
from tests.support.places import CASES
from tests.support.reports import compile_report
from tests.support.rolled import roll_up, write_earlier_database, write_filed
from tests.support.workbooks import Cell, apply, balanced_workbook
from tests.support.years import compare, continued_workbook, last_year, write_prior_year

FILE = "青禾县.xlsx"
FILED, ROSTER = "上报", "roster.csv"

_LINE = re.compile(r"(\.toml|\.j2):\d+")
_REPEATED = re.compile(r"\{(\d+) × (.+?)\}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case came to: findings, and the output in both languages."""

    findings: tuple[Finding, ...]
    summary: Sequence[str]
    zh: str
    en: str


def _outcome(
    found: Sequence[Finding], lines: Callable[[Language], Iterable[ConsoleLine]], folder: Path
) -> Outcome:
    zh, en = (
        "".join(_LINE.sub(r"\1:N", line.plain) + "\n" for line in lines(language))
        for language in Language
    )
    return Outcome(tuple(found), [_summary(each, folder) for each in found], zh, en)


def _summary(found: Finding, folder: Path) -> str:
    return " ".join([found.code, found.severity, *(_at(each, folder) for each in found.places[:1])])


def _at(place: Place, folder: Path) -> str:
    if not place.file:
        return where(place)
    lines = (folder / place.file).read_text(encoding="utf-8").splitlines()
    return f"{place.file} {lines[place.line - 1].strip()}"


@dataclass(frozen=True, kw_only=True)
class Case(ABC):
    """What every case states; `code` is the name of the file.

    `expect` lists the findings, `CODE severity place`; a place in a form is a file and the words
    on the line. `zh` and `en` are the whole output; numbers of lines in a form are `N` in it.
    """

    code: str
    name: str
    expect: Sequence[str]
    zh: str = ""
    en: str = ""

    def __str__(self) -> str:
        """Return the name of the case in a test run."""
        return f"{self.code}: {self.name}"

    @property
    def is_provoked(self) -> bool:
        """Whether a check that breaks down raises the code, and no input of a user."""
        return False

    @abstractmethod
    def outcome(self, folder: Path) -> Outcome:
        """Run the case; files that it needs are made in `folder`."""


@dataclass(frozen=True, kw_only=True)
class CheckedCase(Case):
    """A case whose outcome is that of `check` or `import`."""

    @abstractmethod
    def checked(self, folder: Path) -> Checked:
        """Return what is checked."""

    def outcome(self, folder: Path) -> Outcome:
        """Return the findings, and the output of `check`."""
        done = self.checked(folder)
        return _outcome(done.findings, partial(render, done), folder)


@dataclass(frozen=True, kw_only=True)
class RefusedCase(Case):
    """A case whose outcome is a refusal, or nothing."""

    edition_of_findings: ClassVar[str] = ""

    @abstractmethod
    def take(self, folder: Path) -> None:
        """Take the file; raise what refuses it."""

    def outcome(self, folder: Path) -> Outcome:
        """Return the findings of the refusal, and how they are said."""
        try:
            self.take(folder)
        except (EditionError, FiguresError) as error:
            form = packaged(self.edition_of_findings) if self.edition_of_findings else None
            return _refusal(error.findings, form, folder)
        return Outcome((), (), "", "")


@dataclass(frozen=True, kw_only=True)
class _TypedValues:
    """Values typed into the balanced filing of `form`; in a text `{996 × 字}` stands for so many.

    `year` 0 is none; `blank` names a table left empty.
    """

    figures: Mapping[str, Value] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    form: str = CURRENT
    blank: str = ""

    def content(self) -> FiguresFile:
        """Return the balanced filing with these values."""
        texts = {name: expanded(text) for name, text in self.texts.items()}
        made = changed(texts=texts, body=self.body, form=self.form)
        year = made.year if self.year is None else self.year or None
        kept = {key: typed for key, typed in made.figures.items() if self._is_kept(key)}
        return replace(made, year=year, figures={**kept, **self.figures})

    def _is_kept(self, key: str) -> bool:
        return key.split(".", maxsplit=1)[0] != self.blank


@dataclass(frozen=True, kw_only=True)
class FilingCase(_TypedValues, CheckedCase):
    """A filing with typed values; `broken_check` adds a check that breaks down."""

    broken_check: bool = False

    @property
    def is_provoked(self) -> bool:
        """Whether the broken check raises the code."""
        return self.broken_check

    def checked(self, folder: Path) -> Checked:
        """Return the check of the filing, for which no file is needed."""
        del folder
        form, taken = packaged(self.form), as_read(self.content())
        judged = judge_rules(form, taken)
        checks = (*CHECKS, text_check(understood(form, taken)))
        found = check(judged, (_breaks_down, *checks) if self.broken_check else checks)
        return Checked(file=FILE, edition=form, filing=taken, findings=found, tally=judged.tally)


@dataclass(frozen=True, kw_only=True)
class PriorYearCase(_TypedValues, CheckedCase):
    """A filing compared with the file `previous`; `last` says what is in it, see `years.py`."""

    previous: str
    last: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def checked(self, folder: Path) -> Checked:
        """Return the check of the filing beside that of the year before."""
        for name, given in (self.last or {self.previous: {}}).items():
            write_prior_year(folder / name, given)
        return replace(compare(self.content(), folder / self.previous, folder), file=FILE)


@dataclass(frozen=True, kw_only=True)
class WorkbookCase(CheckedCase):
    """Changes to the workbook itself, see `workbooks.py`; `beside`: it holds the prior year.

    With `second_reader` the figures are read twice.
    """

    cells: Mapping[str, Cell] = field(default_factory=dict)
    file: str = ""
    beside: bool = False
    second_reader: bool = False

    def workbook(self) -> bytes:
        """Return the changed workbook."""
        data = continued_workbook(changed(), last_year()) if self.beside else balanced_workbook()
        return apply(data, self.file, self.cells)

    def checked(self, folder: Path) -> Checked:
        """Return the check of the workbook."""
        (folder / FILE).write_bytes(self.workbook())
        done = api.check(folder / FILE, api.library(), second_reader=self.second_reader)
        return replace(done, file=FILE)


@dataclass(frozen=True, kw_only=True)
class DocumentCase(CheckedCase):
    """The report `document` is imported.

    It holds the text `contents`, or the bytes `raw` in hexadecimal, or the balanced filing's
    Markdown with changes: `published = [old, new, …]`.
    """

    document: str
    contents: str = ""
    raw: str = ""
    published: Sequence[str] = ()

    def report(self) -> bytes:
        """Return the report that is imported."""
        if not self.published:
            return bytes.fromhex(self.raw) or expanded(self.contents).encode()
        text = compile_report(packaged(), as_read(changed()), "md", draft=False).decode()
        for old, new in _pairs(self.published):
            assert old in text, old
            text = text.replace(old, new)
        return text.encode()

    def checked(self, folder: Path) -> Checked:
        """Return the check of the imported figures."""
        path = folder / self.document
        path.write_bytes(self.report())
        return replace(api.import_report(path, api.library()).checked, file=self.document)

    def outcome(self, folder: Path) -> Outcome:
        """Return the findings, and the output of `import`."""
        done = self.checked(folder)
        lines = partial(findings, done.file, done.findings, done.edition)
        return _outcome(done.findings, lines, folder)


@dataclass(frozen=True, kw_only=True)
class DefinitionCase(RefusedCase):
    """A faulty form: `definition = [file, old, new]`; `compiled`: a report is written by it."""

    definition: Sequence[str]
    compiled: bool = False

    def take(self, folder: Path) -> None:
        """Load the form."""
        file, old, new = self.definition
        library = Library([edited(folder, (file, old, new)).parent])
        library.get("cn-2021")
        if self.compiled:
            (folder / FILE).write_bytes(balanced_workbook())
            api.compile_report(folder / FILE, library, ["md"])


@dataclass(frozen=True, kw_only=True)
class EditionCase(RefusedCase):
    """A form that is asked for by its id, `edition`."""

    edition: str

    def take(self, folder: Path) -> None:
        """Load the form."""
        del folder
        api.library().get(self.edition)


@dataclass(frozen=True, kw_only=True)
class FiguresFileCase(RefusedCase):
    """A figures file, in JSON or CSV."""

    edition_of_findings: ClassVar[str] = CURRENT

    json: str = ""
    csv: str = ""

    def take(self, folder: Path) -> None:
        """Read the file."""
        del folder
        read = json_file.read if self.json else csv_file.read
        filing(read(expanded(self.json or self.csv).encode()), packaged(), Origin())


Done = TypeVar("Done", bound=outcome.Outcome)


def _shown(
    done: Done, summary: Callable[[Done, Language], OutcomeSummary], language: Language
) -> Iterator[ConsoleLine]:
    return render_outcome(done, summary(done, language), language)


@dataclass(frozen=True, kw_only=True)
class AuditCase(Case):
    """A report in Markdown that is audited without a workbook; `tables` are its official ones.

    With `numbers` those that are not understood are listed.
    """

    audited: str
    tables: Mapping[str, int] = field(default_factory=dict)
    numbers: bool = False

    def audit(self) -> Audited:
        """Return the audit of the report."""
        figures = {key: Decimal(amount) for key, amount in self.tables.items()}
        tables = Tables(packaged(), figures, {"requests": 9}) if figures else None
        document = read_document(self.audited.encode(), "报告.md")
        forms = api.editions(api.library())
        return run_audit(document, vocabularies(), lambda _: tables, forms, listed=self.numbers)

    def outcome(self, folder: Path) -> Outcome:
        """Return the findings, and the output of `audit`."""
        done = self.audit()
        return _outcome(done.findings, partial(_shown, done, audited_report.summary), folder)


@dataclass(frozen=True, kw_only=True)
class VerifyCase(_TypedValues, Case):
    """A report that somebody edited, verified against a workbook with the typed values.

    `verified = [old, new, …]` are the changes to the balanced filing's report, in the format `to`;
    `contents` replaces all of it. The report may be a `draft`, or `compared` with the prior year.
    `saved`: the workbook was saved since, as it is with typed values. `compiled`: the report is
    made of the typed values, too. `parts` are the texts of parts that a Word report gets.
    """

    verified: Sequence[str]
    parts: Mapping[str, str] = field(default_factory=dict)
    to: str = "md"
    contents: str = ""
    draft: bool = False
    compared: bool = False
    saved: bool = False
    compiled: bool = False

    @property
    def is_workbook_changed(self) -> bool:
        """Whether the workbook is another than the one that the report was made of."""
        typed = self.figures or self.texts or self.body
        return bool(self.saved or (typed and not self.compiled))

    def edited(self, report: bytes) -> bytes:
        """Return `report` with the changes."""
        changed_report = replaced(report, self.to, dict(_pairs(self.verified)))
        for kind, text in self.parts.items():
            changed_report = with_part(changed_report, kind, *text.split("|"))
        return self.contents.encode() or changed_report

    def outcome(self, folder: Path) -> Outcome:
        """Return the findings, and the output of `verify`."""
        if self.compiled:
            report = compile_report(edition(), filed(self.content()), self.to, draft=self.draft)
        else:
            report = made(self.to, draft=self.draft, compared=self.compared)
        now = anew(self.content(), OTHER_SHA256 if self.is_workbook_changed else SHA256)
        done = verified(self.edited(report), self.to, now)
        return _outcome(done.findings, partial(_shown, done, verified_report.summary), folder)


@dataclass(frozen=True, kw_only=True)
class RollUpCase(Case):
    """Files of several bodies, `filed`, see `rolled.py`, that are rolled up with `options`.

    `roster` is the text of a CSV file; `broken_check` loses every file; `earlier` says that an
    earlier version has rolled up into the folder.
    """

    filed: Mapping[str, Mapping[str, Any]]
    roster: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    broken_check: bool = False
    earlier: bool = False

    @property
    def is_provoked(self) -> bool:
        """Whether the broken check raises the code."""
        return self.broken_check

    def outcome(self, folder: Path) -> Outcome:
        """Return the findings, and the output of `rollup`."""
        write_filed(folder / FILED, self.filed)
        if self.earlier:
            write_earlier_database(folder / "汇总")
        if self.roster:
            (folder / ROSTER).write_text(self.roster, encoding="utf-8")
        try:
            with contextlib.chdir(folder):
                roster = ROSTER if self.roster else ""
                done = roll_up(
                    FILED, "汇总", roster, self.options, broken=self.broken_check
                ).outcome
        except RosterError as error:
            return _refusal(error.findings, None, folder)
        return _outcome(done.findings, partial(_shown, done, rolled_report.summary), folder)


KEYS: Mapping[str, type[Case]] = {
    "previous": PriorYearCase,
    "cells": WorkbookCase,
    "file": WorkbookCase,
    "document": DocumentCase,
    "definition": DefinitionCase,
    "edition": EditionCase,
    "json": FiguresFileCase,
    "csv": FiguresFileCase,
    "audited": AuditCase,
    "verified": VerifyCase,
    "filed": RollUpCase,
}
"""The class of a case, by a key that only this class has."""


SomeCase = TypeVar("SomeCase", bound=Case)


@cache
def load() -> tuple[Case, ...]:
    """Return every case of every file."""
    paths = sorted(path for path in CASES.glob("*.toml") if path.stem.isupper())
    return tuple(case for path in paths for case in _cases(path))


def by_code(cases: Iterable[SomeCase]) -> dict[str, list[SomeCase]]:
    """Return cases by their codes: one test takes all of a code."""
    found: dict[str, list[SomeCase]] = {}
    for case in cases:
        found.setdefault(case.code, []).append(case)
    return found


def spoken(code: str) -> Case:
    """Return the case of `code` in which its words stand, else the first that raises it."""
    cases = list(_cases(CASES / f"{code}.toml"))
    raising = [case for case in cases if any(each.startswith(code) for each in case.expect)]
    return next((case for case in cases if case.zh), raising[0])


def _cases(path: Path) -> Iterator[Case]:
    data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert data.keys() <= {"gallery", "cases"}, path.name
    for entry in data["cases"]:
        kinds = {KEYS[key] for key in entry if key in KEYS} or {FilingCase}
        assert len(kinds) == 1, f"{path.name}: {entry['name']}: {kinds}"
        yield kinds.pop()(code=path.stem, **entry)


def expanded(text: str) -> str:
    """Return `text` with `{996 × 字}` replaced by so many of what stands there."""
    return _REPEATED.sub(lambda match: match[2] * int(match[1]), text)


def _refusal(found: Sequence[Finding], form: Edition | None, folder: Path) -> Outcome:
    return _outcome(found, lambda language: findings("", found, form, language), folder)


def _breaks_down(edition: Edition, filing: Filing) -> Iterator[Finding]:
    raise ZeroDivisionError(edition.id, filing.year)


def _pairs(changes: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(changes[::2], changes[1::2], strict=True)
