"""A report as it was made is clean; any one number of it that is changed is named."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest

from disclose.core.finding import Finding
from disclose.documents.read.anchors import Level
from disclose.documents.read.manifest import manifest
from disclose.report.compile import FORMATS
from tests.support.edited_reports import (
    BODY,
    bumped,
    made,
    retold,
    rewritten,
    summary,
    verified,
)
from tests.support.filings import FORMS, edition

pytestmark = [pytest.mark.exhaustive, pytest.mark.no_cover]
"""The same lines for every form, format and number: other tests measure that they are reached."""

LEVELS = {
    "docx": Level.CONTROL,
    "html": Level.CONTROL,
    "md": Level.ALIGNMENT,
    "pdf": Level.ALIGNMENT,
}
EDITABLE = [to for to in FORMATS if to != "pdf"]
"""Formats whose numbers a test can change in place."""

AT_ONCE = 9
"""How many numbers are changed at once: where nothing tells of another workbook, more than ten
that differ are taken for one."""

PLACES = {
    "docx": re.compile(
        r'<w:tag w:val="(?P<key>[^"]+)" />.*?<w:t [^>]*>(?P<text>[^<]+)</w:t>', re.DOTALL
    ),
    "html": re.compile(r'<data class="fig" data-key="(?P<key>[^"]+)"[^>]*>(?P<text>[^<]+)</data>'),
}
CELL = re.compile(r"<td[^>]*>(?P<text>[^<]+)</td>")


@pytest.mark.parametrize("compared", [False, True])
@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("form", FORMS)
def test_a_report_as_it_was_made_is_clean(
    form: str, to: str, *, draft: bool, compared: bool
) -> None:
    data = made(to, form, draft=draft, compared=compared)
    done = verified(data, to, retold(form, draft=draft, compared=compared))
    assert summary(done) == (["DOC50"] if draft else [])
    assert done.found[LEVELS[to]] == done.figures > len(edition(form).figures) // 2


def places(text: str, to: str, form: str) -> Iterator[tuple[int, int, str]]:
    """Where each figure stands in the text of a report, and the name it has there."""
    if to != "md":
        for match in PLACES[to].finditer(text):
            yield *match.span("text"), match["key"].replace("&amp;", "&")
        return
    keys = iter(retold(form, compared=True).printed)
    for match in CELL.finditer(text):
        yield *match.span("text"), next(keys)
    at = 0
    for line in retold(form, compared=True).lines:
        said = "".join(piece.text for piece in line)
        at = text.index(said.replace("-", r"\-") if said not in text else said, at)
        for piece in line:
            if piece.key:
                yield at, at + len(piece.text), piece.key
            at += len(piece.text)


def changed(text: str, chosen: list[tuple[int, int, str]]) -> str:
    """The text with the figures at `chosen` changed."""
    for start, end, _ in sorted(chosen, reverse=True):
        text = text[:start] + bumped(text[start:end]) + text[end:]
    return text


def batches(found: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """The figures in batches in which no name stands twice."""
    left = found
    while left:
        batch: dict[str, tuple[int, int, str]] = {}
        for each in left:
            if len(batch) < AT_ONCE:
                batch.setdefault(each[2], each)
        yield list(batch.values())
        left = [each for each in left if each not in batch.values()]


@pytest.mark.parametrize("to", EDITABLE)
@pytest.mark.parametrize("form", FORMS)
def test_every_number_changed_is_found_and_named(form: str, to: str) -> None:
    data, report = made(to, form, compared=True), retold(form, compared=True)
    whole = body(data) if to == "docx" else data.decode()
    long = {each.bookmark: each.expression for each in manifest(data, to).figures}
    found = list(places(whole, to, form))
    assert len(found) == sum(verified(data, to, report).found.values())
    for batch in batches(found):
        text = changed(whole, batch)
        edited = repacked(data, text) if to == "docx" else text.encode()
        done = verified(edited, to, report)
        assert all(each.code in {"DOC40", "DOC42"} for each in done.findings)
        told = sorted(keys_told(each) for each in done.findings)
        assert told == sorted(keys_in(long.get(name, name), form) for *_, name in batch)


def body(docx: bytes) -> str:
    """The text of a docx file."""
    return ZipFile(BytesIO(docx)).read(BODY).decode()


def repacked(docx: bytes, text: str) -> bytes:
    """The docx file with another text."""
    return rewritten(docx, lambda _: text)


def keys_told(found: Finding) -> list[str]:
    """The keys among the places of a finding: those in the report and those in the workbook."""
    return sorted({place.key for place in found.places if place.key})


def keys_in(name: str, form: str) -> list[str]:
    """The keys of this year that a name is made of."""
    return sorted({part for part in re.split(r"[(),+-]", name) if part in edition(form).figures})
