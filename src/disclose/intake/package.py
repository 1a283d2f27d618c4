"""The parts of a workbook file around its sheets: list of sheets, strings, formats, properties."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from posixpath import join, normpath
from unicodedata import normalize
from zipfile import BadZipFile, ZipFile, ZipInfo

from disclose.intake.kinds import DAMAGED, UNSAFE
from disclose.intake.markup import elements, local, parse
from disclose.intake.preflight import MAX_PART, unpack
from disclose.intake.refused import RefusedError
from disclose.intake.sheet import INDEX_DIGITS, Cell, Position, cells, unescaped

MAX_STRINGS = 200_000
"""Most shared strings of a workbook; a filled template has about 200."""

WORKBOOK = "xl/workbook.xml"
PROPERTIES = "docprops/custom.xml"

BUILT_IN_FORMATS: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys(
        (14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "y/m/d"
    ),
}
"""Codes of the number formats that a file may name by number only (ECMA-376 part 1, 18.8.30)."""


@dataclass(frozen=True)
class Package:
    """An opened workbook file; its parts are read when they are asked for."""

    zip: ZipFile
    parts: Mapping[str, ZipInfo]

    @cached_property
    def _read(self) -> dict[str, Mapping[Position, Cell]]:
        return {}

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part, None if there is none."""
        entry = self.parts.get(name.casefold())
        if entry is None:
            return None
        try:
            with self.zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except (
            BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            OverflowError,
            RuntimeError,
        ) as error:
            raise RefusedError(DAMAGED, what=name) from error
        if len(data) > MAX_PART:
            raise RefusedError(UNSAFE, what=name)
        return data

    def needed(self, name: str) -> bytes:
        """Return the bytes of a part that every workbook has."""
        data = self.part(name)
        if data is None:
            raise RefusedError(DAMAGED, what=name)
        return data

    @cached_property
    def _workbook(self) -> str:
        for _, attributes, _ in elements(self.part("_rels/.rels") or b"<none/>", "_rels/.rels"):
            if attributes.get("Type", "").endswith("/officeDocument"):
                return _target("", attributes.get("Target", ""))
        return WORKBOOK

    @cached_property
    def _links(self) -> Mapping[str, tuple[str, str]]:
        """Kind and target of each relationship of the workbook, by id."""
        folder, _, name = self._workbook.rpartition("/")
        rels = join(folder, "_rels", f"{name}.rels")
        return {
            attributes.get("Id", ""): (
                attributes.get("Type", "").rpartition("/")[2],
                _target(folder, attributes.get("Target", "")),
            )
            for tag, attributes, _ in elements(self.needed(rels), rels)
            if tag == "Relationship" and attributes.get("TargetMode") != "External"
        }

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """Part of each sheet by name (NFC, trimmed), in the order of the tabs."""
        written = {
            attributes.get("name", ""): attributes.get("id", "")
            for tag, attributes, _ in self._book
            if tag == "sheet"
        }
        listed: dict[str, str] = {}
        for name, link in written.items():
            usual = normalize("NFC", name).strip()
            taken = usual in listed or (usual != name and usual in written)
            listed[name if taken else usual] = link
        missing = next((name for name, link in listed.items() if link not in self._links), None)
        if missing is not None:
            raise RefusedError(DAMAGED, what=missing)
        return {name: self._links[link][1] for name, link in listed.items()}

    @cached_property
    def _book(self) -> Sequence[tuple[str, Mapping[str, str], str]]:
        return elements(self.needed(self._workbook), self._workbook)

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether dates are counted from 1904 instead of 1900."""
        return any(
            attributes.get("date1904") in {"1", "true"}
            for tag, attributes, _ in self._book
            if tag == "workbookPr"
        )

    def cells(self, sheet: str) -> Mapping[Position, Cell]:
        """Return the cells of a sheet that hold something, by zero-based row and column.

        Raises:
            RefusedError: the sheet's part is missing, damaged or unsafe.
        """
        if sheet not in self._read:
            part = self.sheets[sheet]
            self._read[sheet] = cells(self.needed(part), part, self._strings)
        return self._read[sheet]

    @cached_property
    def _strings(self) -> Sequence[str]:
        data = self.part(self._linked("sharedStrings"))
        return _shared_strings(data) if data else ()

    @cached_property
    def formats(self) -> Sequence[str]:
        """Number format code of each cell style; a style that is not listed has none."""
        part = self._linked("styles")
        data = self.part(part)
        return _formats(data, part) if data else ()

    def format(self, style: str) -> str:
        """Return the number format code of a cell style, empty if it is not known."""
        number = _number(style)
        return self.formats[number] if number < len(self.formats) else ""

    def _linked(self, kind: str) -> str:
        return next((target for each, target in self._links.values() if each == kind), "")

    def properties(self) -> Mapping[str, str]:
        """Return the custom properties of the document; values as text."""
        data = self.part(PROPERTIES)
        if not data:
            return {}
        found: dict[str, str] = {}
        value = ""
        for tag, attributes, text in elements(data, PROPERTIES):
            if tag == "property":
                found[attributes.get("name", "")] = value
            value = text
        return found


def opened(data: bytes) -> Package:
    """Return the workbook file in `data`.

    Raises:
        RefusedError: as `unpack`.
    """
    return Package(*unpack(data))


def _target(folder: str, target: str) -> str:
    path = target.replace("\\", "/")
    return path.lstrip("/") if path.startswith("/") else normpath(join(folder, path))


def _formats(data: bytes, part: str) -> Sequence[str]:
    """Return the number format code of each cell style; named styles have a list of their own."""
    codes = dict(BUILT_IN_FORMATS)
    styles: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "xf":
            styles.append(_number(attributes.get("numFmtId", "")))
        elif tag == "numFmt":
            codes[_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            styles.clear()

    parse(data, part, start, _pass, _pass)
    return tuple(codes.get(style, "") for style in styles)


def _pass(_: str) -> None:
    """Take what is not needed."""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= INDEX_DIGITS else 0


def _shared_strings(data: bytes) -> Sequence[str]:
    """Return the texts, runs joined, phonetic guides left out."""
    strings: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "guide": False}

    def start(name: str, _: dict[str, str]) -> None:
        tag = local(name)
        if tag in {"t", "rPh"}:
            state["text" if tag == "t" else "guide"] = True

    def end(name: str) -> None:
        tag = local(name)
        if tag == "si":
            strings.append(unescaped("".join(pieces)))
            pieces.clear()
            if len(strings) > MAX_STRINGS:
                raise RefusedError(UNSAFE, what=f"> {MAX_STRINGS} strings")
        elif tag in {"t", "rPh"}:
            state["text" if tag == "t" else "guide"] = False

    def text(data: str) -> None:
        if state["text"] and not state["guide"]:
            pieces.append(data)

    parse(data, "sharedStrings", start, end, text)
    return strings
