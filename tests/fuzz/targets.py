"""What is fuzzed: a reader each, the files it starts from, and what it may answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from disclose import api
from disclose.documents import page, pdf, text, word
from disclose.documents.model import UnreadableDocument
from disclose.documents.read import read as read_document
from disclose.edition.library import Library
from disclose.edition.source import EditionError
from disclose.figures import csv_file, json_file
from disclose.figures.content import FiguresError, content, filing
from disclose.filing import Origin
from disclose.intake.read import read
from disclose.resources import templates
from tests.filings import balanced, edition
from tests.workbooks import balanced_workbook, packed, parts, sheet_part

SEPARATOR = b"\n--- "
"""Begins the name of a part in the text that stands for a package: what is fuzzed is not packed."""

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


def document(data: bytes) -> None:
    """Read `data` as a document of the kind that its first line names."""
    name, _, rest = data.partition(b"\n")
    try:
        read_document(rest, f"a.{name.decode('ascii', 'replace')}")
    except UnreadableDocument:
        return


def _documents() -> Sequence[bytes]:
    table = "<table><tr><th rowspan=2>一<td colspan=3>1</table><p>2025年"
    return [
        b"html\n" + table.encode(),
        b"md\n" + "# 一\n\n| 甲 | 1 |\n|---|---|\n| 乙 | 2 |\n".encode(),
        "txt\n一、本年新收 12 件。\n".encode(),
    ]


READERS = (page.page, pdf.pdf, text.markdown, text.text_lines, word.word)
"""Imported here, where the fuzzer looks, not when a document is read."""

TARGETS: Mapping[str, Target] = {
    "workbook": Target(workbook, _workbooks),
    "package": Target(package, lambda: [balanced_workbook()]),
    "figures": Target(figures, _figures),
    "edition": Target(form, _forms),
    "document": Target(document, _documents),
}
