"""What is fuzzed: a reader each, the files it starts from, and what it may answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape as quoted

from disclose import api
from disclose.core.errors import EditionError, FiguresError, UnreadableDocumentError
from disclose.core.resources import templates
from disclose.documents.read import pdf, plain_text, web_page, word
from disclose.documents.read.reader import read as read_document
from disclose.excel.mark.marker import mark
from disclose.excel.read.package import open_package
from disclose.excel.read.reader import read
from disclose.form.edition.library import Library
from disclose.form.figures import csv_file, json_file
from disclose.form.figures.content import content, filing
from disclose.form.filing import Origin
from disclose.form.layout.address import Address
from disclose.report.template_check import faults
from disclose.report.template_sources import BASE, Narrative
from tests.support import documents
from tests.support.filings import balanced, edition
from tests.support.hostile.templates import PIECES, TEMPLATES
from tests.support.read_twice import read_twice, strings
from tests.support.workbooks import balanced_workbook, packed, parts, sheet_part

SEPARATOR = b"\n--- "
"""Begins the name of a part in the text that stands for a package: what is fuzzed is not packed."""

TABLE = "表三"
ROWS = re.compile("(?<=<sheetData>).*(?=</sheetData>)", re.DOTALL)
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LIBRARY = api.library()


@dataclass(frozen=True, slots=True)
class Target:
    """A reader that takes any bytes, and the files from which its fuzzing starts."""

    take: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]


def workbook(data: bytes) -> None:
    """Read `data` as parts that take the place of those of a sound workbook."""
    contents = parts(balanced_workbook())
    for piece in data.split(SEPARATOR)[1:]:
        name, _, part = piece.partition(b"\n")
        contents[name.decode("ascii", "replace")] = part
    found = read(packed(contents), "a.xlsx", LIBRARY)
    assert found.filing is not None or len(found.findings) == 1


def _workbooks() -> Sequence[bytes]:
    contents = parts(balanced_workbook())
    names = ("xl/workbook.xml", "xl/styles.xml", sheet_part(contents, "表四"))
    return [SEPARATOR + name.encode() + b"\n" + contents[name] for name in names]


def cells(data: bytes) -> None:
    """Check and mark a sound workbook whose table of requests holds the cells that `data` lists."""
    contents = parts(balanced_workbook())
    part = sheet_part(contents, TABLE)
    listed = "".join(map(_cell, data.decode("utf-8", "ignore").split("\n")))
    sheet = ROWS.sub(lambda _: f"<row>{listed}</row>", contents[part].decode())
    whole = packed({**contents, part: sheet.encode()})
    checked = api.check(whole, LIBRARY)
    if checked.filing is None:
        assert len(checked.findings) == 1
        return
    marked = mark(whole, checked)
    again = api.check(marked, LIBRARY)
    assert [each.code for each in again.findings] == [each.code for each in checked.findings]


def _cell(line: str) -> str:
    """Return a cell of a line `A1 type style text`, its text after a `=` a formula."""
    at, kind, style, text = (*line.split(" ", 3), "", "", "", "")[:4]
    value, _, formula = map(_in_xml, text.partition("\t"))
    inside = f"<f>{formula}</f>" if formula else ""
    inside += f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    return f'<c r="{_in_xml(at)}" t="{_in_xml(kind) or "n"}" s="{_in_xml(style)}">{inside}</c>'


def _in_xml(text: str) -> str:
    return quoted(NOT_IN_XML.sub(" ", text), {'"': "&quot;"})


def _cells() -> Sequence[bytes]:
    found = open_package(balanced_workbook()).cells(TABLE)
    lines = (
        f"{Address(TABLE, *at).a1} {'inlineStr' if cell.content == 'str' else cell.content.value} "
        f"{cell.style} {cell.text or ''}" + (f"\t{cell.formula}" if cell.formula else "")
        for at, cell in found.items()
    )
    return ["\n".join(lines).encode()]


def sheets(data: bytes) -> None:
    """Read sheets by their skeletons, each after all before it, and as they are parsed."""
    shared = strings(parts(balanced_workbook()))
    for part in data.split(SEPARATOR):
        read_twice(part, shared)


def _sheets() -> Sequence[bytes]:
    contents = parts(balanced_workbook())
    found = [contents[sheet_part(contents, name)] for name in ("表二", "表四")]
    sharing = found[0].replace(b"<f>", b'<f t="shared" si="0">')
    return [*found, SEPARATOR.join([sharing, found[0]])]


def package(data: bytes) -> None:
    """Read `data` as it stands."""
    found = read(data, "a.xlsx", LIBRARY)
    assert found.filing is not None or len(found.findings) == 1


def figures(data: bytes) -> None:
    """Read `data` as a figures file of both kinds; what is taken comes back as it was."""
    for reader in (json_file.read, csv_file.read):
        try:
            given = reader(data)
            form = edition(given.edition) if given.edition in LIBRARY.ids else edition()
            taken = content(filing(given, form, Origin()))
        except FiguresError:
            continue
        assert json_file.read(json_file.write(taken)) == taken


def _figures() -> Sequence[bytes]:
    return [json_file.write(balanced()), csv_file.write(balanced(), edition())]


def form(data: bytes) -> None:
    """Read `data` as the definition or the rules of an edition."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "cn-2021"
        folder.mkdir()
        for each in (templates() / "editions" / "cn-2021").iterdir():
            if each.is_file():
                (folder / each.name).write_bytes(each.read_bytes())
        name, _, text = data.partition(b"\n")
        (folder / ("rules.toml" if name == b"rules" else "edition.toml")).write_bytes(text)
        try:
            Library([Path(place)]).get("cn-2021")
        except EditionError:
            return


def _forms() -> Sequence[bytes]:
    folder = templates() / "editions" / "cn-2021"
    return [
        name.encode() + b"\n" + (folder / f"{name}.toml").read_bytes()
        for name in ("edition", "rules")
    ]


def _read_as(data: bytes, kind: str) -> None:
    try:
        read_document(data, f"a.{kind}")
    except UnreadableDocumentError:
        return


def document(data: bytes) -> None:
    """Read `data` as a document of the kind that its first line names."""
    name, _, rest = data.partition(b"\n")
    _read_as(rest, name.decode("ascii", "replace"))


def word_file(data: bytes) -> None:
    """Read `data` as what stands in a Word document: its main part, then maybe its styles."""
    body, _, styles = data.decode("utf-8", "ignore").partition(SEPARATOR.decode())
    _read_as(documents.word(body, styles), "docx")


def _documents() -> Sequence[bytes]:
    table = "<table><tr><th rowspan=2>一<td colspan=3>1</table><p>2025年"
    return [
        b"html\n" + table.encode(),
        b"md\n" + "# 一\n\n| 甲 | 1 |\n|---|---|\n| 乙 | 2 |\n".encode(),
        "txt\n一、本年新收 12 件。\n".encode(),
    ]


def _words() -> Sequence[bytes]:
    spanned = documents.table(
        documents.cell("一", "<w:gridSpan w:val='2'/>"),
        documents.cell("1", "<w:vMerge w:val='restart'/>") + documents.cell("2"),
        documents.cell("", "<w:vMerge/>") + documents.cell("3"),
    )
    control = f"<w:sdt><w:sdtPr><w:tag w:val='a'/></w:sdtPr><w:sdtContent>{spanned}</w:sdtContent>"
    style = '<w:style w:styleId="a"><w:name w:val="heading 1"/></w:style>'
    return [
        (documents.paragraph("甲", "1") + spanned).encode(),
        (control + "</w:sdt>" + documents.paragraph("乙")).encode(),
        (documents.paragraph("甲") + SEPARATOR.decode() + style).encode(),
    ]


def _drawn() -> Sequence[bytes]:
    ruled = ["100 600 m 300 600 l S", "0 0 9 9 re f", "100 600 100 50 re S", "200 600 100 50 re S"]
    return [
        documents.drawn(
            documents.written(110, 620, "1"), documents.written(210, 620, "text"), *ruled
        )
    ]


def template(data: bytes) -> None:
    """Check `data` as a narrative template; a sound one is composed in every sample."""
    text = data.decode("utf-8", "ignore")
    name = "report.md.j2"
    form = edition()
    found = faults(form, Narrative(name, {name: text, BASE: form.narrative}, (name,)))
    assert all(each.places[0].file for each in found)


def _templates() -> Sequence[bytes]:
    return ["".join(files.values()).encode() for files, _ in TEMPLATES.values()] + [
        "".join(PIECES).encode(),
        edition().narrative.encode(),
    ]


READERS = (web_page.page, pdf.pdf, plain_text.markdown, plain_text.text_lines, word.word)
"""Imported here, where the fuzzer looks, not when a document is read."""

TARGETS: Mapping[str, Target] = {
    "workbook": Target(workbook, _workbooks),
    "cells": Target(cells, _cells),
    "sheets": Target(sheets, _sheets),
    "package": Target(package, lambda: [balanced_workbook()]),
    "figures": Target(figures, _figures),
    "edition": Target(form, _forms),
    "document": Target(document, _documents),
    "word": Target(word_file, _words),
    "pdf": Target(lambda data: _read_as(data, "pdf"), _drawn),
    "template": Target(template, _templates),
}
