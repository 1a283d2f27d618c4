"""The verbs on reports that somebody has edited: `verify`, `mark_report`."""

from typing import TYPE_CHECKING, Any

from disclose import api
from disclose.browser.request import Answer, OutputFile, Request
from disclose.core.file_names import copy_names
from disclose.core.finding import Severity
from disclose.core.language import Language
from disclose.core.text import line_bytes

if TYPE_CHECKING:
    from disclose.output.root_causes import FindingGroup


def verify(request: Request) -> Answer:
    """Compare an edited report with its workbook: verdict, findings in words and as JSON."""
    from disclose.documents.verify.summary import summary
    from disclose.output import json_report
    from disclose.output.root_causes import groups

    verified = _verified(request)
    language = request.language
    told = summary(verified, language, filler=True)
    found = groups(verified.findings, verified.edition, language)
    text = json_report.render_outcome(verified, told.fields, language)
    data = {
        **_summary(request, verified),
        "lines": [line.plain for line in told.counts],
        "groups": [_group(each, language) for each in found],
        "json": line_bytes(text).decode(),
    }
    return Answer(data)


def _group(group: "FindingGroup", language: Language) -> dict[str, Any]:
    """Return the findings of one code with their places, in words."""
    from disclose.output.message_format import WEIGHTS, places_text

    return {
        "code": group.message_type.code,
        "severity": group.severity.value,
        "weight": WEIGHTS[group.severity].in_(language),
        "title": group.told[0].title if len(group.told) == 1 else group.told[0].said.title,
        "hint": group.filler_hint,
        "findings": [
            {
                "where": places_text(each.finding.places, language, first=False),
                "detail": each.detail,
            }
            for each in group.told
        ],
    }


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
