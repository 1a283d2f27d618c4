"""Cases in `cases/<CODE>.toml`: what is changed in the balanced filing, and what is then found.

A case is one `[[cases]]` entry. It states its change by at most one group of these keys:

- `figures`, `body`, `texts`, `year` (0: none): typed values; `blank` names a table left empty;
  `broken_check` adds a check that breaks down;
- `cells`, `file`: changes to the workbook itself, see `workbooks.py`; with `beside` it holds last
  year's figures;
- `definition = [file, old, new]`, `edition = id`: a faulty form, a form that is not there;
  with `compiled` the report is written by it as well;
- `json`, `csv`: a figures file;
- `document`: the name of a report that is imported, with `contents`, its text, or `raw`, bytes in
  hexadecimal; or with `published = [old, new, …]`, changes to the balanced filing's Markdown.
- `audited`: a report in Markdown that is audited without a workbook; `tables` are the figures
  of the official tables in it.
- `verified = [old, new, …]`: changes to the balanced filing's report (in the format `to`, or all of
  it replaced by `contents`), which is then verified against a workbook with the typed values;
  `draft`, or `compared` with last year; `saved` says that the workbook was saved since, as typed
  values do.
- `previous`: what is given as last year's, with `last` saying what stands there, see
  `years.py`; together with typed values.
- `filed`: files of several bodies, see `rolled.py`, that are rolled up with `options` and the
  `roster`, the text of a CSV file; `broken_check` loses every file.

`{996 × 字}` in a text or a JSON file stands for so many of a character or a longer piece.
`form` names the form whose balanced filing is changed, if it is not the one in force.
`expect` lists the findings, `CODE severity place`; a place in a form is a file and the words on
the line. `zh` and `en` are the whole output; numbers of lines in a form stand there as `N`.
A table `[gallery]` before the cases is for `exhibits.py`.
"""

import contextlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from disclose import api
from disclose.checks.outcome import Checked
from disclose.checks.rules import judge_rules
from disclose.checks.run import CHECKS, check
from disclose.core.errors import EditionError, FiguresError, RosterError
from disclose.core.finding import Finding, Place
from disclose.core.language import Language
from disclose.documents.audit import render as audited_report
from disclose.documents.audit.auditor import Audited
from disclose.documents.audit.auditor import audit as run_audit
from disclose.documents.audit.statements import Tables
from disclose.documents.read.reader import read as read_document
from disclose.documents.verify import render as verified_report
from disclose.form.edition.load import Library
from disclose.form.edition.model import Edition
from disclose.form.figures import csv_file, json_file
from disclose.form.figures.content import FiguresFile, Value, filing
from disclose.form.filing import Filing, Origin
from disclose.output.console import ConsoleLine
from disclose.output.message_format import where
from disclose.output.text import findings, render
from disclose.rollup import render as rolled_report
from tests.support.edited_reports import OTHER_SHA256, SHA256, anew, made, replaced, verified
from tests.support.editions import edited, packaged, vocabularies
from tests.support.filings import CURRENT, as_read, changed
from tests.support.places import CASES
from tests.support.reports import compile_report
from tests.support.rolled import roll_up, write_filed
from tests.support.workbooks import Cell, apply, balanced_workbook
from tests.support.years import compare, continued_workbook, last_year, write_last

FILE = "青禾县.xlsx"
FILED, ROSTER = "上报", "roster.csv"

_LINE = re.compile(r"(\.toml|\.j2):\d+")
_REPEATED = re.compile(r"\{(\d+) × (.+?)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One entry of a case file; `code` is the name of the file."""

    code: str
    name: str
    expect: Sequence[str]
    zh: str = ""
    en: str = ""
    figures: Mapping[str, Value] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    form: str = CURRENT
    blank: str = ""
    broken_check: bool = False
    cells: Mapping[str, Cell] = field(default_factory=dict)
    file: str = ""
    definition: Sequence[str] = ()
    compiled: bool = False
    edition: str = ""
    json: str = ""
    csv: str = ""
    document: str = ""
    contents: str = ""
    raw: str = ""
    published: Sequence[str] = ()
    audited: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)
    verified: Sequence[str] | None = None
    to: str = "md"
    draft: bool = False
    compared: bool = False
    saved: bool = False
    beside: bool = False
    previous: str = ""
    last: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    filed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    roster: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return what names the case in a test run."""
        return f"{self.code}: {self.name}"


def load() -> tuple[Case, ...]:
    """Return every case of every file."""
    paths = sorted(path for path in CASES.glob("*.toml") if path.stem.isupper())
    return tuple(case for path in paths for case in _cases(path))


def _cases(path: Path) -> Iterator[Case]:
    data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert data.keys() <= {"gallery", "cases"}, path.name
    entries: list[dict[str, Any]] = data["cases"]
    return (Case(code=path.stem, **entry) for entry in entries)


def spoken(code: str) -> Case:
    """Return the case of `code` in which its words stand, else the first that raises it."""
    cases = list(_cases(CASES / f"{code}.toml"))
    raising = [case for case in cases if any(each.startswith(code) for each in case.expect)]
    return next((case for case in cases if case.zh), raising[0])


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


def outcome(case: Case, folder: Path) -> Outcome:
    """Run `case`; files it needs are made in `folder`."""
    if case.audited:
        return _audited(case, folder)
    if case.verified is not None:
        return _verified(case, case.verified, folder)
    if case.filed:
        return _rolled(case, folder)
    try:
        done = checked(case, folder)
    except (EditionError, FiguresError) as error:
        found, form = error.findings, packaged() if case.json or case.csv else None
        return _outcome(found, lambda language: findings("", found, form, language), folder)
    if done is None:
        return Outcome((), (), "", "")
    lines = partial(render, done)
    if case.document:
        lines = partial(findings, done.file, done.findings, done.edition)
    return _outcome(done.findings, lines, folder)


def audited(case: Case) -> Audited:
    """Return the audit of the document of `case`."""
    figures = {key: Decimal(amount) for key, amount in case.tables.items()}
    tables = Tables(packaged(), figures, {"requests": 9}) if figures else None
    document = read_document(case.audited.encode(), "报告.md")
    return run_audit(document, vocabularies(), lambda _: tables)


def _audited(case: Case, folder: Path) -> Outcome:
    done = audited(case)
    return _outcome(done.findings, lambda language: audited_report.lines(done, language), folder)


def _verified(case: Case, changes: Sequence[str], folder: Path) -> Outcome:
    report = made(case.to, draft=case.draft, compared=case.compared)
    edited = replaced(report, case.to, dict(zip(changes[::2], changes[1::2], strict=True)))
    edited = case.contents.encode() or edited
    later = case.saved or case.figures or case.texts or case.body
    now = anew(content(case), OTHER_SHA256 if later else SHA256)
    done = verified(edited, case.to, now)
    return _outcome(done.findings, lambda language: verified_report.lines(done, language), folder)


def _rolled(case: Case, folder: Path) -> Outcome:
    write_filed(folder / FILED, case.filed)
    if case.roster:
        (folder / ROSTER).write_text(case.roster, encoding="utf-8")
    try:
        with contextlib.chdir(folder):
            roster = ROSTER if case.roster else ""
            done = roll_up(FILED, "汇总", roster, case.options, broken=case.broken_check).rolled
    except RosterError as error:
        found = error.findings
        return _outcome(found, lambda language: findings("", found, None, language), folder)
    found = (*done.findings, *done.broken)
    return _outcome(found, lambda language: rolled_report.lines(done, language), folder)


def checked(case: Case, folder: Path) -> Checked | None:
    """Return the check of a case about a filing; a form or figures file is taken or refused."""
    if case.definition:
        file, old, new = case.definition
        library = Library([edited(folder, (file, old, new)).parent])
        library.get("cn-2021")
        if case.compiled:
            (folder / FILE).write_bytes(balanced_workbook())
            api.compile_report(folder / FILE, library, ["md"])
    elif case.edition:
        api.library().get(case.edition)
    elif case.json or case.csv:
        filing(_figures_file(case), packaged(), Origin())
    elif case.previous:
        for name, given in (case.last or {case.previous: {}}).items():
            write_last(folder / name, given)
        return replace(compare(content(case), folder / case.previous, folder), file=FILE)
    elif case.cells or case.file:
        return _checked_workbook(case, folder)
    elif case.document:
        return _imported(case, folder)
    else:
        form = packaged(case.form)
        return _checked_filing(form, as_read(content(case)), broken=case.broken_check)
    return None


def _figures_file(case: Case) -> FiguresFile:
    if case.json:
        return json_file.read(expanded(case.json).encode())
    return csv_file.read(case.csv.encode())


def content(case: Case) -> FiguresFile:
    """Return the balanced filing with the typed values of `case`."""
    texts = {name: expanded(text) for name, text in case.texts.items()}
    made = changed(texts=texts, body=case.body, form=case.form)
    year = made.year if case.year is None else case.year or None
    kept = {key: value for key, value in made.figures.items() if key.split(".")[0] != case.blank}
    return replace(made, year=year, figures={**kept, **case.figures})


def expanded(text: str) -> str:
    """Return `text` with `{996 × 字}` replaced by so many of what stands there."""
    return _REPEATED.sub(lambda match: match[2] * int(match[1]), text)


def _checked_filing(edition: Edition, taken: Filing, *, broken: bool) -> Checked:
    checks = (_breaks_down, *CHECKS) if broken else CHECKS
    return Checked(
        file=FILE,
        edition=edition,
        filing=taken,
        findings=check(judge_rules(edition, taken), checks),
        tally=judge_rules(edition, taken).tally,
    )


def _breaks_down(edition: Edition, filing: Filing) -> Iterator[Finding]:
    raise ZeroDivisionError(edition.id, filing.year)


def _imported(case: Case, folder: Path) -> Checked:
    path = folder / case.document
    path.write_bytes(published(case))
    return replace(api.import_report(path, api.library()).checked, file=case.document)


def published(case: Case) -> bytes:
    """Return the report that `case` imports."""
    if not case.published:
        return bytes.fromhex(case.raw) or expanded(case.contents).encode()
    text = compile_report(packaged(), as_read(content(case)), "md", draft=False).decode()
    for old, new in zip(case.published[::2], case.published[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def _checked_workbook(case: Case, folder: Path) -> Checked:
    path = folder / FILE
    data = continued_workbook(changed(), last_year()) if case.beside else balanced_workbook()
    path.write_bytes(apply(data, case.file, case.cells))
    return replace(api.check(path, api.library()), file=FILE)
