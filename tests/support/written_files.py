"""Each kind of file that the program writes, for the checkers of the formats."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from disclose import api
from disclose.api.inputs import InputFile
from disclose.api.rollups import RolledUp
from disclose.checks.outcome import Checked
from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.language import Language
from disclose.excel.mark.marker import mark
from disclose.output import findings_page
from disclose.report.compile import write
from disclose.report.narrative import Report, compose
from disclose.rollup import page as overview
from tests.support import example_verify, pages
from tests.support.checked_filings import UNREADABLE, one_likely
from tests.support.edited_reports import filed, last
from tests.support.executors import Here
from tests.support.filings import CURRENT, FORMS, as_read, balanced, changed, edition
from tests.support.places import EXAMPLES
from tests.support.reports import finished
from tests.support.rolled import write_filed
from tests.support.workbooks import Cell, edited, workbook

PROVINCE = EXAMPLES / "province"

_RETURNED: Mapping[str, Mapping[str, object]] = {
    "甲.xlsx": {"name": "甲局", "code": "A", "figures": {"proactive.licensing[decisions]": 3}},
    "乙.xlsx": {"name": "乙局", "code": "B", "figures": {"proactive.licensing[decisions]": 5}},
    "乙重报.xlsx": {"name": "乙局", "code": "B", "figures": {"proactive.licensing[decisions]": 6}},
    "错.xlsx": {"name": "丙局", "code": "C", "figures": {"requests.received[natural]": 5}},
    "坏.xlsx": {"text": "no zip"},
}
_ROSTER = (
    "单位名称,代码,上级\n青禾县,Q,\n甲局,A,青禾县\n乙局,B,青禾县\n丙局,C,青禾县\n丁局,D,青禾县\n"
)


@cache
def faulty(form: str = CURRENT) -> bytes:
    """Return a workbook whose first and last figure do not fit the others."""
    content = balanced(form)
    first, *_, last_key = content.figures
    return workbook(replace(content, figures={**content.figures, first: 12345, last_key: 999}))


def checked(data: bytes) -> Checked:
    """Return the check of a workbook."""
    return api.check(InputFile(data, "青禾县.xlsx"))


def marked(data: bytes) -> bytes:
    """Return the marked copy of a workbook."""
    return mark(data, checked(data))


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield workbooks by name: of each form blank and continued; filled in, marked, added up."""
    for form in FORMS:
        content, prior_year = balanced(form), last(form)
        year = content.year or 0
        yield f"blank-{form}.xlsx", api.template(edition(form), year, {})
        next_year = api.template(
            edition(form), year, content.body, prior_year, carried=tuple(content.body)
        )
        yield f"continued-{form}.xlsx", next_year
    yield "filled.xlsx", faulty()
    yield "marked.xlsx", marked(faulty())
    yield "marked-wide.xlsx", marked(faulty("cn-2014"))
    correction: dict[str, Cell] = {"表二!B5": 1}
    agreed = api.agree_blanks(faulty())
    assert agreed
    yield "agreed.xlsx", agreed
    yield "marked-twice.xlsx", marked(edited(marked(faulty()), correction))
    library = api.library([PROVINCE / "editions"])
    yield "province.xlsx", api.fill(PROVINCE / "figures.json", library)
    yield "rolled.xlsx", rolled().documents["汇总.xlsx"]


def reports(*formats: str) -> Iterator[tuple[str, bytes]]:
    """Yield the reports in `formats`, by name.

    Of each form one with charts and changes, and a draft with open points; a plain one, one with an
    annex, one of a roll-up.
    """
    for form in FORMS:
        filing = finished(edition(form), filed(balanced(form)))
        whole = compose(edition(form), filing, draft=False, prior_year=last(form), charts=True)
        wrong = InputFile(faulty(form), "青禾县.xlsx")
        drafts = api.compile_report(wrong, formats=formats, draft=True, charts=True).documents
        for to in formats:
            yield f"whole-{form}.{to}", write(whole, to)
            yield f"draft-{form}.{to}", drafts[to]
    plain = compose(edition(), finished(edition(), filed(balanced())), draft=False)
    for name, report in (("plain", plain), ("annex", _with_annex())):
        for to in formats:
            yield f"{name}.{to}", write(report, to)
    for to, data in api.compile_rollup(rolled(), formats).documents.items():
        yield f"rolled.{to}", data


def _with_annex() -> Report:
    filing = finished(edition(), as_read(changed({"disputes.reconsideration[total]": 7})))
    found = check(judge_rules(edition(), filing))
    explained = [each._replace(explanation="属实。") for each in found if each.code == "DSP01"]
    assert explained
    return compose(edition(), filing, draft=False, explained=explained)


def verified_report(report: bytes | None = None) -> bytes:
    """Return an edited Word report with comments where it differs from its workbook."""
    data = report or (example_verify.FOLDER / "edited.docx").read_bytes()
    edited_report = InputFile(data, "报告.docx")
    done = api.verify(edited_report, example_verify.WORKBOOK)
    assert done.findings
    return api.mark_report(edited_report, done, Language.ZH)


def html_pages() -> Iterator[tuple[str, bytes]]:
    """Yield the pages that are no report, by name, in both languages."""
    for language in Language:
        of_one = {form: [checked(faulty(form))] for form in FORMS}
        several = [one_likely(), checked(workbook(balanced())), UNREADABLE]
        for name, files in {**of_one, "likely": [one_likely()], "several": several}.items():
            yield f"findings-{name}-{language}.html", findings_page.render(files, language)
        yield f"overview-{language}.html", overview.render(rolled().outcome, language)
    yield "offline.html", pages.built().data


@cache
def rolled() -> RolledUp:
    """Return a roll-up with one file that counts, and one for each reason not to count."""
    with TemporaryDirectory() as name:
        folder, roster = Path(name) / "in", Path(name) / "roster.csv"
        write_filed(folder, _RETURNED)
        roster.write_text(_ROSTER, encoding="utf-8")
        return api.roll_up([folder], Path(name) / "out", roster=roster, executor=Here())
