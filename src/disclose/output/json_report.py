"""Findings as JSON for other programs: schema `disclose-findings/1`.

The schema is published as `templates/schema/disclose-findings-1.schema.json`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import simplejson

from disclose.checks.outcome import Checked, Outcome
from disclose.checks.rules import Tally
from disclose.core.finding import Finding, Place, Severity, Suspect
from disclose.core.language import Language
from disclose.core.messages import MessageType
from disclose.core.resources import templates
from disclose.core.text import escape_control_chars
from disclose.form.edition.model import Edition
from disclose.output.message_catalog import message_types
from disclose.output.message_format import render_message
from disclose.output.passed_over import FolderAccount, account_fields
from disclose.output.root_causes import NO_FAULTS, Faults, counted, faults
from disclose.output.suggestions import because

SCHEMA = "disclose-findings/1"
SCHEMA_FILE = "disclose-findings-1.schema.json"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of this format."""
    text = (templates() / "schema" / SCHEMA_FILE).read_text(encoding="utf-8")
    return dict(simplejson.loads(text))


def render(
    files: Sequence[Checked], language: Language, accounts: Sequence[FolderAccount] = ()
) -> str:
    """Return `files` with their findings as one JSON text; amounts are exact numbers.

    If folders were checked, their `accounts` are added.
    """
    folders = [account_fields(each, language) for each in accounts]
    return _text([_file(checked, language) for checked in files], folders)


def render_outcome(outcome: Outcome, fields: Mapping[str, Any], language: Language) -> str:
    """Return any outcome with its findings as one JSON text; `fields` are added."""
    file = {
        "file": outcome.file,
        **fields,
        "findings": findings(outcome.findings, outcome.edition, language),
        "suspects": [],
    }
    return _text([file])


def _text(files: Sequence[Mapping[str, Any]], folders: Sequence[Mapping[str, object]] = ()) -> str:
    """Return `files` as one JSON text.

    Control characters can occur inside JSON strings only, so escaping them keeps the JSON valid.
    """
    data = {"schema": SCHEMA, "files": files, **({"folders": folders} if folders else {})}
    return escape_control_chars(
        simplejson.dumps(data, ensure_ascii=False, indent=1, use_decimal=True)
    )


def _file(checked: Checked, language: Language) -> dict[str, Any]:
    filing, known = checked.filing, faults(checked)
    return {
        "file": checked.file,
        "edition": checked.edition.id if checked.edition else None,
        "year": filing.year if filing else None,
        "body": filing.name if filing else None,
        "previous": checked.compared.prior_year.name if checked.compared else None,
        "verdict": checked.judgement.value,
        "strict": checked.strict,
        "counts": counts(checked.findings, known),
        "rules": _tally(checked.tally),
        "findings": findings(checked.findings, checked.edition, language, known),
        "suspects": [suspect_fields(each, language) for each in checked.suspects],
        "searched": checked.searched,
    }


def counts(found: Sequence[Finding], known: Faults = NO_FAULTS) -> dict[str, dict[str, int]]:
    """Return faults, places and explained faults by severity."""
    by_weight = {
        severity: counted([each for each in found if each.severity is severity], known)
        for severity in Severity
    }
    return {
        severity.value: {
            "faults": count.faults,
            "places": count.places,
            "explained": count.explained,
        }
        for severity, count in by_weight.items()
    }


def _tally(tally: Tally | None) -> dict[str, Any] | None:
    if tally is None:
        return None
    return {
        "holds": tally.holds,
        "fails": tally.fails,
        "undecided": tally.undecided,
        "undecided_codes": list(tally.codes),
    }


def findings(
    found: Sequence[Finding],
    edition: Edition | None,
    language: Language,
    known: Faults = NO_FAULTS,
) -> list[dict[str, Any]]:
    """Return findings as mappings."""
    words = message_types(edition)
    return [_finding(each, words, language, known) for each in found]


def _finding(
    found: Finding, words: Mapping[str, MessageType], language: Language, known: Faults
) -> dict[str, Any]:
    message_type = words[found.code]
    said = render_message(found, message_type, language)
    equation = found.equation
    return {
        "code": found.code,
        "name": message_type.name,
        "severity": found.severity.value,
        "message": said.message,
        "hint": said.hint,
        "places": [_place(place) for place in found.places],
        "left": equation.left_sum if equation else None,
        "right": equation.right_sum if equation else None,
        "difference": equation.difference if equation else None,
        "explained": found.explained,
        "explanation": found.explanation or None,
        "faults": [fault.number for fault in known.of(found)],
    }


def _place(place: Place) -> dict[str, Any]:
    line = {"line": place.line, "text": place.text} if place.text else {}
    if place.in_document:
        names = ("part", "section", "paragraph", "label")
        section = {name: each for name in names if (each := getattr(place, name))}
        return {**line, **section} if place.part or place.section or place.paragraph else line
    if place.file:
        return {"file": place.file, "line": place.line}
    cell = {"key": place.key, "sheet": place.sheet, "cell": place.cell, "typed": place.typed}
    return {**cell, **line}


def suspect_fields(suspect: Suspect, language: Language) -> dict[str, Any]:
    """Return a suspect as a mapping."""
    return {
        **_place(suspect.place),
        "proposed": suspect.proposed,
        "settles": list(suspect.settles),
        "set": suspect.number,
        "fault": suspect.fault,
        "reason": suspect.reason.name if suspect.reason else None,
        "because": because(suspect, language) or None,
        "confidence": "likely" if suspect.likely else "possible",
    }
