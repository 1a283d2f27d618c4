"""Which files count, and the findings of the others: a pure function of the results."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from disclose.checks.outcome import Judgement
from disclose.core.finding import Finding, Severity, error, warning
from disclose.core.text import squeeze
from disclose.form.agency_lines import credit_code
from disclose.rollup.likely_duplicates import canonical_name, likely_one
from disclose.rollup.result import INCOMPLETE, LOST, FileResult
from disclose.rollup.roster import Agency, Roster, indexed

NOTHING = "—"


class Status(StrEnum):
    """The decision on a file."""

    COUNTED = "counted"
    FAULTY = "faulty"
    UNREADABLE = "unreadable"
    LOST = "lost"
    SAME_CONTENT = "same"
    OTHER_YEAR = "other-year"
    OTHER_FORM = "other-form"
    DUPLICATE_FILING = "twice"
    LIKELY_DUPLICATE = "likely-twice"
    SAME_FIGURES = "same-figures"
    UNKNOWN = "unknown"
    HAS_SUBUNITS = "level"


@dataclass(frozen=True, slots=True)
class Form:
    """The edition and the report year that are added up."""

    edition: str
    year: int

    def __str__(self) -> str:
        """Return both as people write them."""
        return f"{self.edition} {self.year}"


@dataclass(frozen=True, slots=True)
class File:
    """A file by its shown name, and the result of its content."""

    name: str
    result: FileResult


Placed: TypeAlias = tuple[Agency, File]
"""A file with its agency."""


@dataclass(frozen=True, slots=True)
class FileDecision:
    """A file, whether it counts or why not, and the id of its agency, empty if not known."""

    file: File
    status: Status
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The choices of whoever runs the roll-up.

    `with_errors` counts files with errors as well; `use` names the valid one of several files of
    an agency, and those that count of files that are likely duplicates; `year` is the report year,
    None for that of most files.
    """

    with_errors: bool = False
    use: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True)
class Selection:
    """The decision on every file in the order of names.

    `known` is the roster or, without one, the agencies that the files name; `missing` are the ids
    of its agencies that have no file.
    """

    form: Form | None
    decisions: tuple[FileDecision, ...]
    known: Roster
    findings: tuple[Finding, ...]
    missing: frozenset[str]

    @cached_property
    def counted(self) -> Mapping[str, FileDecision]:
        """The files that count, by the hash of their content."""
        return {
            each.file.result.sha256: each
            for each in self.decisions
            if each.status is Status.COUNTED
        }


def select(
    files: Sequence[File],
    roster: Roster | None,
    options: Options,
    *,
    by_figures: bool = True,
) -> Selection:
    """Return which of `files` count; their order does not matter.

    Files of different agencies with the same figures do not, unless `by_figures` is false.
    """
    ordered = sorted(files, key=lambda each: each.name)
    return _Selecting(ordered, roster, options, by_figures).selection()


@dataclass
class _Selecting:
    files: Sequence[File]
    roster: Roster | None
    options: Options
    by_figures: bool
    findings: list[Finding] = field(default_factory=list)
    decisions: list[FileDecision] = field(default_factory=list)

    def selection(self) -> Selection:
        """Return the decision on every file, and the findings."""
        readable = [each for each in self._once() if self._is_readable(each)]
        form = self._form(readable)
        own = [each for each in readable if self._is_of(each, form)]
        known = self.roster or roster_of(own)
        self._place(own, known, form)
        missing = frozenset(body.id for body in self._missing(known))
        self.decisions.sort(key=lambda each: each.file.name)
        return Selection(form, tuple(self.decisions), known, tuple(self.findings), missing)

    def _out(self, file: File, status: Status, found: Finding, body: str = "") -> None:
        self.decisions.append(FileDecision(file, status, body))
        self.findings.append(found)

    def _once(self) -> Iterator[File]:
        first: dict[str, File] = {}
        for file in self.files:
            known = first.setdefault(file.result.sha256, file)
            if known is file:
                yield file
            else:
                found = warning("ROLL09", file=file.name, first=known.name)
                self._out(file, Status.SAME_CONTENT, found)

    def _is_readable(self, file: File) -> bool:
        result = file.result
        if result.verdict == LOST:
            found = error("ROLL08", file=file.name, reason=result.reason)
            self._out(file, Status.LOST, found)
        elif not result.edition:
            self._out(file, Status.UNREADABLE, _left_out(file))
        else:
            return True
        return False

    def _form(self, files: Sequence[File]) -> Form | None:
        """Return the form and year of more than half of the files (of the year, if it is named)."""
        year = self.options.year
        forms = Counter(
            Form(each.result.edition, each.result.year)
            for each in files
            if each.result.year is not None and year in {None, each.result.year}
        )
        of = forms.total() if year else len(files)
        clear = next((form for form, count in forms.items() if count * 2 > of), None)
        if clear is None:
            told = sorted(f"{form} × {count}" for form, count in forms.items())
            self.findings.append(error("ROLL10", forms=tuple(told) or (NOTHING,)))
        return clear

    def _is_of(self, file: File, form: Form | None) -> bool:
        result = file.result
        body = result.name or NOTHING
        if form is None:
            self.decisions.append(FileDecision(file, Status.OTHER_YEAR))
        elif result.year != form.year:
            found = error(
                "ROLL06",
                file=file.name,
                body=body,
                typed=result.year or NOTHING,
                wanted=form.year,
                other="" if self.options.year else result.year or "",
            )
            self._out(file, Status.OTHER_YEAR, found)
        elif result.edition != form.edition:
            filed = result.edition
            found = error("ROLL07", file=file.name, body=body, form=filed, wanted=form.edition)
            self._out(file, Status.OTHER_FORM, found)
        else:
            return True
        return False

    def _place(self, files: Sequence[File], known: Roster, form: Form | None) -> None:
        levels = {body.id for body in known.with_subunits}
        by_body: dict[str, list[File]] = {}
        for file in files:
            result = file.result
            body = known.find(result.code, result.name)
            name = result.name or NOTHING
            if not (result.name or result.code):
                self._out(file, Status.FAULTY, _left_out(file))
            elif body is None:
                code = result.code or NOTHING
                self._out(
                    file, Status.UNKNOWN, error("ROLL03", file=file.name, body=name, code=code)
                )
            elif body.id in levels:
                self._out(
                    file, Status.HAS_SUBUNITS, warning("ROLL12", file=file.name, body=name), body.id
                )
            else:
                self.findings.extend(_not_as_listed(file, body))
                by_body.setdefault(body.id, []).append(file)
        valid = [
            (body, file)
            for body in known.agencies
            for file in self._valid(body, by_body.get(body.id, ()))
        ]
        if self.roster is None:  # a roster says itself which agencies there are
            valid = self._without_likely_duplicates(valid, by_body, known, form)
        for body, file in self._without_same_figures(valid) if self.by_figures else valid:
            self._judge(body, file)

    def _valid(self, body: Agency, filed: Sequence[File]) -> Iterator[File]:
        """Yield the file of a body; of several the one that is named as valid, else none."""
        if len(filed) <= 1:
            yield from filed
            return
        named = [each for each in filed if _is_named(each.name, self.options.use)]
        valid = named[0] if len(named) == 1 else None
        found = error(
            "ROLL02",
            body=body.name,
            files=tuple(each.name for each in filed),
            counted=valid.name if valid else NOTHING,
        )
        self.findings.append(found._replace(severity=Severity.NOTE) if valid else found)
        for each in filed:
            if each is valid:
                yield each
            else:
                self.decisions.append(FileDecision(each, Status.DUPLICATE_FILING, body.id))

    def _without_likely_duplicates(
        self,
        valid: Sequence[Placed],
        by_body: Mapping[str, Sequence[File]],
        known: Roster,
        form: Form | None,
    ) -> list[Placed]:
        """Return the `valid` files that are of agencies which are likely no other, or named."""
        year = form.year if form else None
        names = {
            body: canonical_name(body.name, year) or body.id
            for body in known.agencies
            if body.id in by_body
        }
        group_of = {body: group for group in likely_one(names) for body in group}
        clear = [each for each in valid if each[0] not in group_of]
        valid_of = {body: (body, file) for body, file in valid}
        for group in dict.fromkeys(group_of.values()):
            filed = [(body, file) for body in group for file in by_body[body.id]]
            among = [valid_of[body] for body in group if body in valid_of]
            clear += self._named(Status.LIKELY_DUPLICATE, filed, among)
        return clear

    def _without_same_figures(self, valid: Sequence[Placed]) -> Iterator[Placed]:
        """Yield the `valid` files that have figures like no other, or are named."""
        groups: dict[bytes | str, list[Placed]] = {}
        for each in valid:
            result = each[1].result
            groups.setdefault(result.figures or result.sha256, []).append(each)
        for group in groups.values():
            if len(group) > 1:
                yield from self._named(Status.SAME_FIGURES, group, group)
            else:
                yield from group

    def _named(
        self, status: Status, filed: Sequence[Placed], valid: Sequence[Placed]
    ) -> Iterator[Placed]:
        """Yield those of the `valid` files that are named; find that all `filed` are likely one."""
        named = [each for each in valid if _is_named(each[1].name, self.options.use)]
        code = "ROLL16" if status is Status.LIKELY_DUPLICATE else "ROLL17"
        found = error(
            code,
            files=tuple(_with_agency(file) for _, file in filed),
            counted=tuple(file.name for _, file in named) or (NOTHING,),
        )
        self.findings.append(found._replace(severity=Severity.NOTE) if named else found)
        for body, file in valid:
            if (body, file) in named:
                yield body, file
            else:
                self.decisions.append(FileDecision(file, status, body.id))

    def _judge(self, body: Agency, file: File) -> None:
        if file.result.verdict in {Judgement.PASS, INCOMPLETE}:
            self.decisions.append(FileDecision(file, Status.COUNTED, body.id))
        elif self.options.with_errors:
            self._out(file, Status.COUNTED, _counted_in(file), body.id)
        else:
            self._out(file, Status.FAULTY, _left_out(file), body.id)

    def _missing(self, known: Roster) -> Iterator[Agency]:
        """Yield the bodies without a file of this year; those that are sums need none."""
        names = {body.id: body.name for body in known.agencies}
        filed = {each.body for each in self.decisions}
        expected = names.keys() - filed - {body.id for body in known.with_subunits}
        for body in known.agencies:
            if body.id in expected:
                parent = names.get(body.parent, NOTHING)
                self.findings.append(
                    error("ROLL01", body=body.name, code=body.code or NOTHING, parent=parent)
                )
                yield body


def _not_as_listed(file: File, body: Agency) -> Iterator[Finding]:
    """Yield a finding if the file gives another name or code than the roster does."""
    name, code = file.result.name, file.result.code
    renamed = name and squeeze(name) != squeeze(body.name)
    recoded = code and body.code and credit_code(code) != credit_code(body.code)
    if renamed or recoded:
        yield warning(
            "ROLL14",
            file=file.name,
            body=name or NOTHING,
            code=code or NOTHING,
            listed=body.name,
            listed_code=body.code or NOTHING,
        )


def roster_of(files: Sequence[File]) -> Roster:
    """Return the roster of the agencies that the files name: by code, else by name.

    A file without a code is of the agency whose name it gives, if only one has that name.
    """
    coded: dict[str, Agency] = {}
    for each in files:
        if own := credit_code(each.result.code):
            coded.setdefault(own, Agency(id=own, name=each.result.name, code=each.result.code))
    names = {squeeze(body.name) for body in coded.values()}
    named = {
        own: Agency(id=own, name=each.result.name)
        for each in files
        if not each.result.code and (own := squeeze(each.result.name)) and own not in names
    }
    return indexed([*coded.values(), *named.values()])


def _with_agency(file: File) -> str:
    """Return the name of a file, and in brackets the agency and the code that it gives."""
    agency = " ".join(each for each in (file.result.name, file.result.code) if each)
    return f"{file.name} [{agency}]"


def _left_out(file: File) -> Finding:
    body, codes = file.result.name or NOTHING, _errors(file.result)
    return error("ROLL04", file=file.name, body=body, codes=codes)


def _counted_in(file: File) -> Finding:
    body, codes, unread = file.result.name or NOTHING, _errors(file.result), file.result.unread
    return error("ROLL05", file=file.name, body=body, codes=codes, unread=unread)


def _errors(result: FileResult) -> tuple[str, ...]:
    """Return the codes at error level and how often each was found."""
    errors = [each for each in result.raised if each.severity == Severity.ERROR]
    return tuple(f"{each.code} × {each.count}" for each in errors) or (NOTHING,)


def _is_named(name: str, use: Sequence[str]) -> bool:
    """Return whether a file is one of those named: by its whole name or the end of it."""
    return any(name == each or name.endswith(f"/{each}") for each in map(_plain, use))


def _plain(name: str) -> str:
    return name.replace("\\", "/")
