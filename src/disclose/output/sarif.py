"""Findings as SARIF 2.1.0 (OASIS), for tools that collect the results of checkers.

SARIF has lines of text but no cells, so a cell is a logical location with the name `表三!D6`.
Suspects are properties of a result, not fixes: a tool could apply a fix without a human look.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

import simplejson

from disclose.checks.outcome import Checked, Judgement
from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place
from disclose.core.language import Language
from disclose.core.messages import MessageType
from disclose.core.text import escape_control_chars
from disclose.output.json_report import suspect_fields
from disclose.output.message_catalog import message_types
from disclose.output.message_format import RenderedMessage, render_message, where
from disclose.output.root_causes import ORDER, Faults, faults
from disclose.output.verdict import not_compared, summary, verdict

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "disclose/v1"
"""Name of the fingerprint that identifies a result across runs: code, row or column, cells."""

_LANGUAGES = {Language.ZH: "zh-CN", Language.EN: "en"}
_WINDOWS = os.name == "nt"
_WITHOUT = expression(r"\{\w+\}")


def render(files: Sequence[Checked], language: Language, exit_code: int) -> str:
    """Return `files` with their findings as one SARIF log; `exit_code` is that of the command."""
    rules = _Rules(language)
    results = [result for checked in files for result in _results(checked, rules, language)]
    run = {
        "tool": {"driver": _driver(rules, language)},
        "language": _LANGUAGES[language],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(files, language, exit_code)],
        "artifacts": list({checked.file: _artifact(checked) for checked in files}.values()),
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escape_control_chars(
        simplejson.dumps(log, ensure_ascii=False, indent=1, use_decimal=True)
    )


def _driver(rules: "_Rules", language: Language) -> dict[str, Any]:
    return {
        "name": "disclose",
        "version": version("disclose-cn"),
        "language": _LANGUAGES[language],
        "rules": rules.descriptors,
    }


def _invocation(files: Sequence[Checked], language: Language, exit_code: int) -> dict[str, Any]:
    readable = all(each.judgement is not Judgement.UNREADABLE for each in files)
    return {
        "executionSuccessful": readable,
        "exitCode": exit_code,
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": text}} for text in _notes(files, language)
        ],
    }


def _notes(files: Sequence[Checked], language: Language) -> Iterator[str]:
    """Yield summary and verdict of each file, and a note on missing prior years."""
    for checked in files:
        known = faults(checked)
        said = (*summary(checked, known, language), verdict(checked, known, language))
        yield f"{checked.file}  {' '.join(each.strip() for each in said)}"
    if missing := not_compared(files, language):
        yield missing


def _artifact(checked: Checked) -> dict[str, Any]:
    origin = checked.filing.origin.sha256 if checked.filing else ""
    hashes = {"hashes": {"sha-256": origin}} if origin else {}
    return {"location": {"uri": uri(checked.file)}, **hashes}


class _Rules:
    """The message types of the results, each once, in order of appearance."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.descriptors: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}

    def number(self, message_type: MessageType) -> int:
        """Return the index of `message_type` in the rules of the driver."""
        if message_type.name not in self._numbers:
            self._numbers[message_type.name] = len(self.descriptors)
            self.descriptors.append(self._descriptor(message_type))
        return self._numbers[message_type.name]

    def _descriptor(self, message_type: MessageType) -> dict[str, Any]:
        page = message_type.page.in_(self.language)
        hint = message_type.hint.in_(self.language)
        helped = page if _WITHOUT.search(hint) else f"{page}\n\n{hint}"
        return {
            "id": message_type.code,
            "name": message_type.name,
            "shortDescription": {"text": message_type.title.in_(self.language)},
            "fullDescription": {"text": page},
            "help": {"text": helped},
            "defaultConfiguration": {"level": message_type.severity.value},
        }


def _results(checked: Checked, rules: _Rules, language: Language) -> Iterator[dict[str, Any]]:
    words, known = message_types(checked.edition), faults(checked)
    for found in sorted(checked.findings, key=lambda each: ORDER.index(each.severity)):
        message_type = words[found.code]
        said = render_message(found, message_type, language)
        yield {
            "ruleId": found.code,
            "ruleIndex": rules.number(message_type),
            "level": found.severity.value,
            "message": {"text": f"{said.message}\n{said.hint}"},
            **_locations(checked.file, found.places),
            "partialFingerprints": {FINGERPRINT: _fingerprint(found)},
            **_suppressions(found),
            "properties": _properties(found, said, known, language),
        }


def _locations(file: str, places: Sequence[Place]) -> dict[str, Any]:
    artifact = {"artifactLocation": {"uri": uri(file)}}
    if not places:
        return {"locations": [{"physicalLocation": artifact}]}
    first, *others = (_location(artifact, place) for place in places)
    related = [{"id": number, **each} for number, each in enumerate(others, 1)]
    return {"locations": [first], **({"relatedLocations": related} if related else {})}


def _location(artifact: Mapping[str, Any], place: Place) -> dict[str, Any]:
    region = {"region": {"startLine": place.line}} if place.line else {}
    said = "：".join(filter(None, (place.label, place.typed)))
    return {
        "physicalLocation": {**artifact, **region},
        **({"logicalLocations": [_logical(place)]} if place.sheet else {}),
        **({"message": {"text": said}} if said else {}),
    }


def _logical(place: Place) -> dict[str, Any]:
    return {
        "name": place.cell or place.sheet,
        "fullyQualifiedName": where(place),
        "kind": "cell" if place.cell else "sheet",
    }


def _fingerprint(found: Finding) -> str:
    at = str(found.args.get("at", ""))
    cells = (place.key or where(place) for place in found.places)
    return sha256("\n".join((found.code, at, *cells)).encode("utf-8", "replace")).hexdigest()


def _suppressions(found: Finding) -> dict[str, Any]:
    """Return the explanation of the filler, which is part of the workbook."""
    if not found.explained:
        return {}
    return {"suppressions": [{"kind": "inSource", "justification": found.explanation}]}


def _properties(
    found: Finding, said: RenderedMessage, known: Faults, language: Language
) -> dict[str, Any]:
    equation = found.equation
    sides = (
        {
            "equation": said.equation,
            "left": equation.left_sum,
            "right": equation.right_sum,
            "difference": equation.difference,
        }
        if equation
        else {}
    )
    suspects = [
        suspect_fields(each, language)
        for fault in known.of(found)
        for repair in fault.repairs
        for each in repair
        if found.code in each.settles
    ]
    return {
        **sides,
        "keys": [place.key for place in found.places if place.key],
        **({"suspects": suspects} if suspects else {}),
    }


def uri(path: str, *, windows: bool = _WINDOWS) -> str:
    """Return a path as a URI reference: relative if the path is, percent-encoded, with slashes."""
    pure: PurePath = PureWindowsPath(path) if windows else PurePosixPath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return quote(pure.as_posix().encode("utf-8", "surrogateescape"))
