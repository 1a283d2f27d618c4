"""The verbs on workbooks: `template`, `check`, `mark`, `agree_blanks`, `compile`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from disclose import api
from disclose.browser.request import Answer, OutputFile, Request
from disclose.core.errors import RefusedInputError, UnfinishedFilingError
from disclose.core.file_names import copy_names, workbook_name
from disclose.core.finding import Severity
from disclose.core.season import report_year
from disclose.core.text import line_bytes
from disclose.form.edition.sheet_names import BLANK_AS_ZERO, LEVEL, NAME, YES
from disclose.form.filing import State


def template(request: Request) -> Answer:
    """Give the blank workbook of an agency, with last year's figures if its file is there."""
    args, library = request.args, request.own.library
    previous = request.optional("previous")
    given = api.read_prior_year(previous, library) if previous else None
    last = given.only if given else None
    after_last = last.year + 1 if last and last.year else 0
    year = int(args.get("year") or after_last or report_year(datetime.now(UTC).date()))
    name = str(args.get("name") or "")
    after = last.edition if last else ""
    wanted = str(args.get("edition") or "")
    form = library.get(wanted) if wanted else api.edition_for(year, library, after)
    named = {NAME: name, **_chosen(args, form)}
    named = {line: text for line, text in named.items() if text}
    lines: list[str] = []
    if given:
        made = api.continue_workbook(form, year, named, given)
        data, lines = made.data, _lines(request, given.name, made.findings)
    else:
        data = api.template(form, year, named)
    file = OutputFile(workbook_name(name or (last.name if last else ""), year), data)
    told = {"year": year, "edition": form.id, "findings": lines}
    return Answer(told, (file,))


def _chosen(args: Mapping[str, Any], form: "api.Edition") -> Mapping[str, str]:
    """Return the lines of 单位信息 that are chosen in the page, if the form has them."""
    there = {line.id for line in form.body}
    chosen = {
        LEVEL: str(args.get("level") or ""),
        BLANK_AS_ZERO: YES if args.get("blank_as_zero") else "",
    }
    return {line: text for line, text in chosen.items() if line in there}


def check(request: Request) -> Answer:
    """Check a workbook: the verdict, the page of findings, and the JSON of the command."""
    from disclose.output import findings_page, json_report

    checked = _checked(request)
    language, filing = request.language, checked.filing
    data = {
        **_summary(request, checked),
        "ready": checked.judgement is api.Judgement.PASS,
        "year": filing.year if filing else None,
        "body": filing.name if filing else None,
        "edition": checked.edition.id if checked.edition else None,
        "can_agree_blanks": _can_agree_blanks(request, checked),
        "html": findings_page.render([checked], language).decode(),
        "json": line_bytes(json_report.render([checked], language)).decode(),
    }
    return Answer(data)


def _checked(request: Request, *, second_reader: bool = False) -> "api.Checked":
    previous = request.optional("previous")
    library = request.own.library
    return api.check(
        request.file("workbook"),
        library,
        api.read_prior_year(previous, library) if previous else None,
        strict=bool(request.args.get("strict")),
        second_reader=second_reader,
        lexicon=request.own.lexicon,
    )


def _summary(request: Request, checked: "api.Checked") -> dict[str, Any]:
    from disclose.output.json_report import counts
    from disclose.output.root_causes import faults
    from disclose.output.verdict import verdict

    known = faults(checked)
    by_weight = counts(checked.findings, known)
    return {
        "file": checked.file,
        "verdict": checked.judgement.value,
        "title": verdict(checked, known, request.language),
        "counts": {each.value: by_weight[each.value]["faults"] for each in Severity},
    }


def _can_agree_blanks(request: Request, checked: "api.Checked") -> bool:
    """Return whether 空白的格按0上报 would fill a blank cell: it is not answered, and one is."""
    filing = checked.filing
    if filing is None or filing.body.get(BLANK_AS_ZERO) == YES:
        return False
    if all(each.state is not State.BLANK for each in filing.entries.values()):
        return False
    try:
        return api.agree_blanks(request.file("workbook"), request.own.library) is not None
    except api.DiscloseError:
        return False


def mark(request: Request) -> Answer:
    """Give the marked copy of a workbook."""
    file, checked = request.file("workbook"), _checked(request)
    data = api.mark(file, checked)
    if data is None:
        raise RefusedInputError(*checked.findings, file=checked.file)
    name = next(copy_names(file.path.name))
    return Answer(_summary(request, checked), (OutputFile(name, data),))


def agree_blanks(request: Request) -> Answer:
    """Give the workbook back with 是 at 空白的格按0上报; no file if it has no such line."""
    file = request.file("workbook")
    data = api.agree_blanks(file, request.own.library)
    return Answer({}, (OutputFile(file.path.name, data),) if data is not None else ())


def compile_(request: Request) -> Answer:
    """Give the report of a workbook: a draft if errors block it, or if something is missing."""
    from disclose.api.reports import compile_checked
    from disclose.report.compile import report_name

    checked = _checked(request, second_reader=True)
    edition, filing = checked.edition, checked.filing
    if edition is None or filing is None:
        raise RefusedInputError(*checked.findings, file=checked.file)
    formats = [str(each) for each in request.args["to"]]
    template = request.own.template
    draft = checked.judgement is api.Judgement.FAIL
    try:
        compiled = compile_checked(checked, formats, draft=draft, templates=template)
    except UnfinishedFilingError:
        draft = True
        compiled = compile_checked(checked, formats, draft=True, templates=template)
    files = (
        OutputFile(report_name(edition, filing, to, draft=draft), data)
        for to, data in compiled.documents.items()
    )
    return Answer({**_summary(request, checked), "draft": draft}, tuple(files))


def _lines(request: Request, name: str, findings: "tuple[api.Finding, ...]") -> list[str]:
    """Return findings as the command line prints them."""
    from disclose.output import text

    return [line.plain for line in text.findings(name, findings, None, request.language)]
