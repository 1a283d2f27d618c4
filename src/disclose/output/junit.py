"""Findings as JUnit XML for build servers: a suite for each file, a case for each code.

A case fails if its findings block the file, and is skipped with the reason if its rule was not
judged. Other findings appear in the output of their case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from disclose.checks.outcome import Checked, Judgement
from disclose.core.finding import Finding
from disclose.core.language import Language, Wording
from disclose.core.messages import MessageType
from disclose.core.seal import COMMENT, seal
from disclose.core.text import escape_control_chars
from disclose.form.edition.model import Edition
from disclose.output.console import single_line
from disclose.output.message_catalog import message_types
from disclose.output.root_causes import Faults, faults
from disclose.output.text import findings as told
from disclose.output.verdict import summary, unjudged, verdict

_PLACES = Wording("{title}（{count} 处）", "{title} ({count} places)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One code in one file: its findings, and the reason if it was not judged."""

    message_type: MessageType
    found: tuple[Finding, ...]
    skipped: str = ""


def render(files: Sequence[Checked], language: Language) -> bytes:
    """Return `files` as one UTF-8 document, valid against the schema of Jenkins' xUnit plugin."""
    root = Element("testsuites", name="disclose check")
    suites = [_suite(checked, language) for checked in files]
    root.extend(suites)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name) or 0) for suite in suites)))
    ET.indent(root)
    text = ET.tostring(root, encoding="utf-8")
    return seal(b'<?xml version="1.0" encoding="UTF-8"?>\n%s\n%s' % (text, COMMENT.encode()))


def _suite(checked: Checked, language: Language) -> Element:
    known = faults(checked)
    suite = Element("testsuite", name=single_line(checked.file))
    suite.append(_properties(checked))
    cases = tuple(_cases(checked, language))
    suite.extend([_case(checked, each, known, language) for each in cases])
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("tests", str(len(cases)))
    said = (*summary(checked, known, language), verdict(checked, known, language))
    SubElement(suite, "system-out").text = escape_control_chars(
        "\n".join(each.strip() for each in said)
    )
    return suite


def _properties(checked: Checked) -> Element:
    made = Element("properties")
    filing = checked.filing
    values = {
        "verdict": checked.judgement.value,
        "edition": checked.edition.id if checked.edition else "",
        "year": str(filing.year or "") if filing else "",
        "body": filing.name if filing else "",
    }
    for name, value in values.items():
        SubElement(made, "property", name=name, value=escape_control_chars(value))
    return made


def _cases(checked: Checked, language: Language) -> Iterator[_Case]:
    """Yield a case for every rule of the form, and for the code of every other finding."""
    words = message_types(checked.edition)
    skipped = unjudged(checked, language)
    codes = dict.fromkeys(_stated(checked.edition)) | dict.fromkeys(
        each.code for each in checked.findings
    )
    for code in codes:
        found = tuple(each for each in checked.findings if each.code == code)
        yield _Case(message_type=words[code], found=found, skipped=skipped.get(code, ""))


def _stated(edition: Edition | None) -> Iterator[str]:
    if edition is not None:
        yield from (rule.code for rule in (*edition.rules, *edition.prior_year_rules))
        yield from (rule.code for rule in edition.text_rules)
        yield from (rule.code for rule in edition.year_rules)
        yield from (condition.code for condition in edition.conditions)


def _case(checked: Checked, case: _Case, known: Faults, language: Language) -> Element:
    name = f"{case.message_type.code} {case.message_type.title.in_(language)}"
    form = checked.edition.id if checked.edition else "disclose"
    made = Element("testcase", name=escape_control_chars(name), classname=form)
    blocking = [each for each in case.found if _blocks(checked, each)]
    others = [each for each in case.found if not _blocks(checked, each)]
    if blocking:
        tag = "error" if checked.judgement is Judgement.UNREADABLE else "failure"
        made.append(_failed(tag, checked, blocking, known, language))
    elif case.skipped:
        SubElement(made, "skipped", message=case.skipped)
    if others:
        SubElement(made, "system-out").text = _text(checked, others, known, language)
    return made


def _blocks(checked: Checked, found: Finding) -> bool:
    return any(found is each for each in checked.blocking)


def _failed(
    tag: str, checked: Checked, found: Sequence[Finding], known: Faults, language: Language
) -> Element:
    title = message_types(checked.edition)[found[0].code].title.in_(language)
    if len(found) > 1:
        title = _PLACES.in_(language).format(title=title, count=len(found))
    made = Element(tag, type=found[0].severity.value, message=escape_control_chars(title))
    made.text = _text(checked, found, known, language)
    return made


def _text(checked: Checked, found: Sequence[Finding], known: Faults, language: Language) -> str:
    lines = told(checked.file, found, checked.edition, language, known)
    return "\n".join(line.plain for line in lines).rstrip()
