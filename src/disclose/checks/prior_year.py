"""Match a filing with the filing of the same agency for the prior year."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from disclose.core.finding import Finding, Place, error, warning
from disclose.core.text import squeeze
from disclose.form.agency_lines import credit_code
from disclose.form.edition.model import Edition
from disclose.form.edition.sheet_names import PRIOR_YEAR_SHEET
from disclose.form.filing import Filing
from disclose.form.prior_year import PriorYear, map_to_form


class PriorFiling(NamedTuple):
    """A prior-year file; `filing` is None if it is unreadable.

    `codes` belong to the findings that made it unreadable, otherwise to its errors.
    """

    file: str
    filing: Filing | None
    codes: tuple[str, ...] = ()


class PriorYearMatch(NamedTuple):
    """The prior year for a filing, None if there is none, and the findings about it.

    `found_beside` is the name of its file if that was not given but found.
    """

    prior_year: PriorYear | None
    findings: tuple[Finding, ...]
    found_beside: str = ""


class PriorYearSource(Protocol):
    """One prior-year file, or many to choose from."""

    def match_prior_year(self, edition: Edition, filing: Filing) -> PriorYearMatch:
        """Return the prior year for `filing`, and the findings about it."""


def match_prior_year(edition: Edition, filing: Filing, last: PriorFiling) -> PriorYearMatch:
    """Return `last` as the prior year for `filing`, if year and form fit."""
    if last.filing is None:
        return _refused(error("PAST01", file=last.file, codes=_once(last.codes)))
    if filing.year is None or last.filing.year != filing.year - 1:
        return _refused(_not_the_year(filing, last.filing.year, last.file))
    prior_year = map_to_form(edition, last.filing)
    if prior_year is None:
        return _refused(_other_form(edition, last.filing, last.file))
    return PriorYearMatch(
        prior_year, (*_other_body(filing, last.filing, last.file), *_errors(last))
    )


def from_sheet(
    filing: Filing, year: int | None, amounts: Mapping[str, Decimal | None], *, intact: bool
) -> PriorYearMatch:
    """Return the prior year from the sheet 上年数 of the workbook of `filing`.

    `year` and `amounts` are the contents of the sheet; it must be `intact`, that is, unchanged
    since we wrote it.
    """
    if not intact:
        return _refused(error("PAST08", Place(sheet=PRIOR_YEAR_SHEET), sheet=PRIOR_YEAR_SHEET))
    if filing.year is None or year != filing.year - 1:
        return _refused(_not_the_year(filing, year, PRIOR_YEAR_SHEET))
    return PriorYearMatch(PriorYear(name=PRIOR_YEAR_SHEET, amounts=amounts), ())


class FilingIndexEntry(NamedTuple):
    """Agency and year of one of many prior-year files."""

    file: str
    year: int | None = None
    code: str = ""
    name: str = ""
    readable: bool = True


class PriorYearFolder:
    """Many prior-year files, indexed by agency and year."""

    def __init__(self, name: str, files: Sequence[FilingIndexEntry]) -> None:
        """Index `files`; `name` is that of their folder."""
        self.name = name
        self.files = tuple(files)
        self._coded: dict[tuple[int | None, str], list[int]] = {}
        self._named: dict[tuple[int | None, str], list[int]] = {}
        for at, each in enumerate(self.files):
            if each.readable:
                self._coded.setdefault((each.year, credit_code(each.code)), []).append(at)
                self._named.setdefault((each.year, squeeze(each.name)), []).append(at)

    def chosen(self, filing: Filing) -> int | Finding:
        """Return the index of the prior-year file for `filing`, or a finding if none is certain."""
        fitting = self._fitting(filing)
        if len(fitting) == 1:
            return fitting[0]
        wanted = "" if filing.year is None else filing.year - 1
        body = filing.name or "—"
        if fitting:
            names = tuple(self.files[at].file for at in fitting)
            return warning("PAST07", file=self.name, body=body, wanted=wanted, files=names)
        unread = sum(not each.readable for each in self.files)
        return warning(
            "PAST06", file=self.name, body=body, wanted=wanted, count=len(self.files), unread=unread
        )

    def _fitting(self, filing: Filing) -> list[int]:
        """Return the prior-year files of the same agency, by the rule of `same_body`.

        Names repeat (a 财政局 in every county), so that a code on both sides decides; the name
        counts only for files without a code.
        """
        if filing.year is None:
            return []
        code, year = filing.code, filing.year - 1
        named = self._named.get((year, squeeze(filing.name)), [])
        if not code:
            return named
        uncoded = [at for at in named if not credit_code(self.files[at].code)]
        return sorted([*self._coded.get((year, code), []), *uncoded])


def same_body(one: Filing, other: Filing) -> bool:
    """Return whether two filings are of one agency: by code if both have one, else by name."""
    codes = [one.code, other.code]
    if all(codes):
        return codes[0] == codes[1]
    return squeeze(one.name) == squeeze(other.name)


def _refused(found: Finding) -> PriorYearMatch:
    return PriorYearMatch(None, (found,))


def _not_the_year(filing: Filing, year: int | None, file: str) -> Finding:
    wanted = "" if filing.year is None else filing.year - 1
    return error("PAST02", file=file, typed=year or "", wanted=wanted)


def _other_form(edition: Edition, last: Filing, file: str) -> Finding:
    known = (edition.id, *(form.id for form in edition.forerunners))
    return error("PAST05", file=file, form=last.edition, edition=edition.id, known=known)


def _other_body(filing: Filing, last: Filing, file: str) -> Iterator[Finding]:
    if filing.name and last.name and not same_body(filing, last):
        yield warning("PAST03", file=file, body=filing.name, other=last.name)


def _errors(last: PriorFiling) -> Iterator[Finding]:
    if last.codes:
        codes = _once(last.codes)
        yield warning("PAST04", file=last.file, count=len(last.codes), codes=codes)


def _once(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
