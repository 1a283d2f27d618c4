"""The verbs on reports that somebody has edited: `verify`, `mark_report`."""

from typing import Any

from disclose import api
from disclose.browser.request import Answer, OutputFile, Request
from disclose.core.file_names import copy_names
from disclose.core.finding import Severity
from disclose.core.text import line_bytes


def verify(request: Request) -> Answer:
    """Compare an edited report with its workbook: the verdict, the findings, and their JSON."""
    from disclose.documents.verify.summary import summary
    from disclose.output import json_report
    from disclose.output.text import render_outcome

    verified = _verified(request)
    language = request.language
    told = summary(verified, language)
    text = json_report.render_outcome(verified, told.fields, language)
    data = {
        **_summary(request, verified),
        "lines": [line.plain for line in render_outcome(verified, told, language)],
        "json": line_bytes(text).decode(),
    }
    return Answer(data)


def _verified(request: Request) -> "api.Verified":
    return api.verify(
        request.file("report"),
        request.file("workbook"),
        request.own.library,
        request.optional("previous"),
        request.own.template,
        lexicon=request.own.lexicon,
    )


def _summary(request: Request, verified: "api.Verified") -> dict[str, Any]:
    from disclose.documents.verify.summary import summary

    return {
        "file": verified.file,
        "verdict": verified.judgement.value,
        "title": summary(verified, request.language).verdict,
        "counts": {each.value: verified.count(each) for each in Severity},
    }


def mark_report(request: Request) -> Answer:
    """Give the Word report with comments at the places of its findings."""
    file, verified = request.file("report"), _verified(request)
    data = api.mark_report(file, verified, request.language)
    name = next(copy_names(file.path.name, ".docx"))
    return Answer(_summary(request, verified), (OutputFile(name, data),))
