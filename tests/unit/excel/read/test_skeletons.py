"""A sheet read by its skeletons is the sheet that the parser reads, whatever was read before."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.core.markup import MAX_NAMES, PIECE
from disclose.excel.read import package, sheet, skeletons
from disclose.excel.read.sheet import MAX_MERGES, MAX_TEXT, parse_sheet
from disclose.excel.read.skeletons import SheetReader
from tests.support import read_twice as compared
from tests.support.filings import FORMS, balanced
from tests.support.raw_workbooks import reading
from tests.support.read_twice import read_twice, sheets, taken
from tests.support.second_reader.books import books, hostile, of_forms
from tests.support.second_reader.odd import ODD
from tests.support.workbooks import balanced_workbook, workbook

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
TAIL = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
SHARED = ("甲", "乙", "1", "长" * (MAX_TEXT + 1))


def _sheet(rows: str, head: str = HEAD, tail: str = TAIL) -> bytes:
    return f"{head}<sheetData>{rows}</sheetData>{tail}".encode()


def _row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def _cell(at: str, inside: str, attributes: str = "") -> str:
    return f'<c r="{at}"{attributes}>{inside}</c>'


A1, B1, A2 = _cell("A1", "<v>1</v>"), _cell("B1", "<f>A1</f><v>1</v>"), _cell("A2", "<v>2</v>")
SHARES = '<f t="shared" si="0"/><v>2</v>'

USUAL = {
    "as our program writes it": _row(1, A1, B1) + _row(2, A2),
    "no rows": "",
    "empty rows": '<row r="1"/><row r="2" hidden="1"/>' + _row(3) + '<row r="4" ht="0"/>',
    "empty cells": _row(1, '<c r="A1" s="4"/>', '<c r="B1" s="4" t="n"/>'),
    "empty values": _row(1, _cell("A1", "<v></v>"), _cell("B1", "<f>A1</f><v></v>", ' t="s"')),
    "shared texts": _row(1, *(_cell(f"{'ABC'[n]}1", f"<v> 0{n} </v>", ' t="s"') for n in range(3))),
    "texts": _row(1, _cell("A1", "<f>B1</f><v>_x0031_⻘ \n\t&lt;&#13;</v>", ' t="str"')),
    "numbers with spaces": _row(1, _cell("A1", "<v> 1\n</v>"), _cell("B1", "<v>\u3000</v>")),
    "other types": _row(1, *(_cell(f"{at}1", "<v>1</v>", f' t="{at.lower()}"') for at in "BDEN")),
    "formulas of several cells": _row(
        1,
        _cell("A1", '<f t="array" ref="A1:B1">C1</f><v>1</v>'),
        _cell("B1", '<f t="dataTable" ref="A1:B1"/><v>1</v>'),
    ),
    "formulas without results": _row(1, _cell("A1", "<f>B1</f>"), A1.replace("A1", "B1")),
    "formulas that rows share": _row(1, _cell("A1", '<f t="shared" si="0">B1</f><v>1</v>'))
    + _row(2, _cell("A2", SHARES)),
    "formulas of others that rows share": _row(
        1, _cell("A1", '<f t="shared" si="0">C9</f><v>1</v>')
    )
    + _row(2, _cell("A2", SHARES)),
    "hidden rows": _row(1, A1, attributes=' hidden="1"') + _row(2, A2, attributes=' ht="0.5"'),
    "a column that no program has": _row(1, _cell("ZZZ1", "<v>1</v>")),
    "rows of Excel": _row(1, A1, attributes=' spans="1:3" x14ac:dyDescent="0.25"'),
}
"""Rows that are read by their skeletons."""

UNUSUAL = {
    "rows without a number": f"<row>{A1}</row>",
    "cells without a place": _row(1, "<c><v>1</v></c>", "<c><v>2</v></c>"),
    "a cell of another row": _row(1, A2),
    "rows out of order": _row(2, A2) + _row(1, A1),
    "a row twice": _row(1, A1) + _row(1, B1),
    "a row twice, once hidden": _row(1, A1, attributes=' hidden="1"') + _row(1, B1),
    "a row twice, shared formulas": _row(1, _cell("A1", SHARES)) + _row(1, B1),
    "a cell twice": _row(1, A1, A1),
    "a cell twice, once with a formula": _row(1, _cell("A1", "<f>B1</f>"), A1),
    "a cell twice, once empty": _row(1, A1, _cell("A1", "<v></v>")),
    "a value twice": _row(1, _cell("A1", "<v>1</v><v>2</v>")),
    "a value before its formula": _row(1, _cell("A1", "<v>1</v><f>B1</f>")),
    "a value outside a cell": _row(1, A1, "<v>2</v>"),
    "a value with an attribute": _row(1, _cell("A1", '<v xml:space="preserve"> 0</v>'), B1),
    "an inline text": _row(1, _cell("A1", "<is><t>甲</t></is>", ' t="inlineStr"')),
    "an extension": _row(1, _cell("A1", "<extLst><v>1</v></extLst>"), B1),
    "alternatives": _row(
        1,
        "<mc:AlternateContent><mc:Choice Requires='x14ac'>",
        f"{A1}</mc:Choice><mc:Fallback>{B1}</mc:Fallback></mc:AlternateContent>",
    ),
    "a row of another vocabulary": _row(1, A1, attributes=' xmlns="urn:other"'),
    "a cell of another vocabulary": _row(1, '<x:c r="A1"><v>1</v></x:c>'),
    "a comment": _row(1, "<!-- </row> -->", A1),
    "a value in CDATA": _row(1, _cell("A1", "<v><![CDATA[1]]></v>")),
    "an instruction": _row(1, "<?a b?>", A1),
    "a row inside a row": _row(1, _row(2, A2)),
    "a number of a missing text": _row(1, _cell("A1", "<v>4</v>", ' t="s"')),
    "a number of no text": _row(1, _cell("A1", "<v>0_1</v>", ' t="s"')),
    "a text that is too long": _row(1, _cell("A1", "<v>3</v>", ' t="s"')),
    "an unknown type": _row(1, _cell("A1", "<v>1</v>", ' t="x"')),
    "an attribute twice": _row(1, A1, attributes=' s="1" s="1"'),
    "an entity that is unknown": _row(1, _cell("A1", "<v>&x;</v>")),
    "a reference to no character": _row(1, _cell("A1", "<v>&#0;</v>")),
    "a character that XML forbids": _row(1, _cell("A1", "<v>\uffff</v>")),
    "a control character": _row(1, _cell("A1", "<v>\x01</v>")),
    "a line end that is changed": _row(1, _cell("A1", "<v>1\r\n</v>")),
    "an end that is missing": _row(1, A1)[:-6] + _row(2, A2),
    "text between rows": _row(1, A1) + "1" + _row(2, A2),
}
"""Rows that are left to the parser."""

USUAL_FRAMES = {
    "no declaration": (HEAD.partition("\n")[2], TAIL),
    "columns": (f'{HEAD}<cols><col min="2" max="3" hidden="1"/></cols>', TAIL),
    "narrow columns": (f'{HEAD}<sheetFormatPr defaultColWidth="0"/>', TAIL),
    "vocabularies": (HEAD[:-1] + ' xmlns:x14ac="urn:x" mc:Ignorable="x14ac">', TAIL),
    "validations": (HEAD, TAIL.replace("</w", '<dataValidations a="&lt;&#10;"/></w')),
}
UNUSUAL_FRAMES = {
    "hidden rows": (f'{HEAD}<sheetFormatPr zeroHeight="1" defaultRowHeight="0"/>', TAIL),
    "a byte order mark": (f"\ufeff{HEAD}", TAIL),
    "another encoding": (HEAD.replace("UTF-8", "GBK"), TAIL),
    "another root": (HEAD.replace("worksheet", "x:worksheet"), TAIL.replace("/w", "/x:w")),
    "another vocabulary": (HEAD.replace("spreadsheetml", "other"), TAIL),
    "a document type": (HEAD.replace("<w", "<!DOCTYPE worksheet><w"), TAIL),
    "rows in a comment": (f"{HEAD}<!--", f"-->{TAIL}"),
    "rows in an attribute": (f"{HEAD}<a b='", f"'/>{TAIL}"),
    "rows twice": (HEAD, f"<sheetData>{_row(1, B1)}</sheetData>{TAIL}"),
    "empty rows twice": (HEAD, f"<sheetData><row/></sheetData>{TAIL}"),
    "a very long part": (HEAD, f'<a b="{"-" * PIECE}"/>{TAIL}'),
    "rows in an extension": (f'{HEAD}<x:a xmlns:x="urn:x">', f"</x:a>{TAIL}"),
    "an end that is missing": (HEAD, ""),
    "an attribute twice": (f'{HEAD}<a sqref="A1" sqref="B1"/>', TAIL),
    "an attribute in a comment": (f'{HEAD}<!-- sqref="A--B" -->', TAIL),
    "an attribute that ends another": (f'{HEAD}<a b="x sqref="A1""/>', TAIL),
    "many names": (HEAD + "".join(f"<a{number}/>" for number in range(MAX_NAMES - 20)), TAIL),
    "many merged cells": (HEAD, '<mergeCell ref="A1"/>' * MAX_MERGES + TAIL),
}


@pytest.mark.parametrize("name", USUAL)
def test_usual_rows(name: str) -> None:
    assert read_twice(_sheet(USUAL[name]), SHARED)


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_rows(name: str) -> None:
    assert not read_twice(_sheet(UNUSUAL[name]), SHARED)


@pytest.mark.parametrize("name", USUAL_FRAMES)
def test_usual_frames(name: str) -> None:
    assert read_twice(_sheet(USUAL["hidden rows"], *USUAL_FRAMES[name]), SHARED)


@pytest.mark.parametrize("name", UNUSUAL_FRAMES)
def test_unusual_frames(name: str) -> None:
    assert not read_twice(_sheet(USUAL["hidden rows"], *UNUSUAL_FRAMES[name]), SHARED)


def test_other_rows_in_the_same_frame() -> None:
    for head, tail in USUAL_FRAMES.values():
        for rows in (*USUAL.values(), *UNUSUAL.values()):
            read_twice(_sheet(rows, head, tail), SHARED)


LIMITS = {
    "MAX_CELLS": [_row(number, f'<c r="A{number}" s="4"/>') for number in (1, 2, 3)],
    "MAX_ROWS": [_row(number) for number in (1, 2, 3)],
    "MAX_FILLED": [_row(number, _cell(f"A{number}", "<v>1</v>")) for number in (1, 2, 3)],
}
"""Rows of which two are within a limit, and all three exceed it."""


@pytest.mark.parametrize("limit", LIMITS)
def test_limits(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    *two, last = LIMITS[limit]
    for module in (sheet, skeletons):
        monkeypatch.setattr(module, limit, 2)
    monkeypatch.setattr(compared, "REMEMBERING", SheetReader(0))
    assert read_twice(_sheet("".join(two)), SHARED)
    assert read_twice(_sheet(last), SHARED)
    assert not read_twice(_sheet("".join([*two, last])), SHARED)


def test_what_is_unusual_is_not_remembered() -> None:
    """Of a row that comes twice, once hidden, the other one is not taken for hidden later."""
    for rows in UNUSUAL.values():
        reader = SheetReader(0)
        assert reader.by_skeletons(_sheet(rows), SHARED) is None
        for usual in (_row(1, A1), _row(1, B1), *USUAL.values()):
            part = _sheet(usual)
            assert reader.by_skeletons(part, SHARED) == parse_sheet(part, "", SHARED)


def test_workbooks_of_each_form_are_read_by_their_skeletons() -> None:
    for name, make in of_forms().items():
        assert not taken(make())[False], name


def test_odd_workbooks() -> None:
    assert sum((Counter(taken(data)) for data, _ in ODD.values()), Counter())[True]


@pytest.mark.exhaustive
def test_every_workbook() -> None:
    for make in (*books().values(), *hostile().values()):
        taken(make())


def _as_excel_saves_it(part: bytes, chance: Random) -> bytes:
    """Return a sheet with other figures, numbers drawn by lot, and the place of the filler."""

    def drawn(tag: re.Match[str]) -> str:
        return f'{tag[0]} xr:uid="{{{chance.randbytes(16).hex().upper()}}}"'

    at = f"{chance.choice('ABC')}{chance.randint(1, 99)}"
    text = re.sub("<(?:worksheet|dataValidation|conditionalFormatting)(?= )", drawn, part.decode())
    text = re.sub(r'(<c r="\w+" s="\d+">)<v>\d+', rf"\1<v>{chance.randint(0, 99)}", text)
    text = text.replace("<sheetFormatPr", f'<a activeCell="{at}" sqref="{at}"/><sheetFormatPr')
    return re.sub(r'<row r="\d+"', r'\g<0> x14ac:dyDescent="0.25"', text).encode()


def test_another_workbook_of_excel_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, chance = SheetReader(0), Random("another")  # noqa: S311 - the same each time
    book = [*sheets(balanced_workbook())]
    for part, shared in book:
        assert reader.by_skeletons(_as_excel_saves_it(part, chance), shared)
    others = [(_as_excel_saves_it(part, chance), shared) for part, shared in book]
    right = [parse_sheet(part, "", shared) for part, shared in others]
    monkeypatch.delattr(skeletons, "parse_sheet")
    assert [reader.by_skeletons(part, shared) for part, shared in others] == right


def test_the_first_sheets_are_parsed() -> None:
    [(part, shared), *_] = sheets(balanced_workbook())
    reader = SheetReader(2)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(SheetReader, "by_skeletons")
        reader.read(part, "", shared)
        reader.read(part, "", shared)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SheetReader, "by_skeletons", lambda *_: None)
        assert reader.read(part, "", shared) == parse_sheet(part, "", shared)


@pytest.mark.parametrize("form", FORMS)
def test_a_workbook_reads_the_same(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(balanced(form))
    found = []
    for read in (parse_sheet, reader := SheetReader(0).read, reader):
        monkeypatch.setattr(package, "read_sheet", read)
        found.append(repr(reading(data)))
    assert len({*found}) == 1


@cache
def _book() -> Sequence[tuple[bytes, Sequence[str]]]:
    return [*sheets(balanced_workbook())]


PIECES = st.sampled_from(
    (
        *(b"", b"<", b">", b"/>", b'"', b"'", b"&amp;", b"&#48;", b"&", b" ", b"\r", b"0", b"9"),
        *(b"</row>", b"</c>", b"<c>", b"<v>1</v>", b"<v/>", b"<f/>", b"<f>A1</f>", b"</sheetData>"),
        *(b'<c r="A1">', b'<row r="1">', b' r="1"', b' t="shared" si="0"', b' hidden="1"'),
        *(b"<!---->", b"<?a?>", b"<![CDATA[1]]>", b"<x:v>", b' xmlns="a"', b' xr:uid="A"'),
        *(b"\xff", b"\xef\xbf\xbf", b"\xed\xa0\x80", b"\x00", b"\xe7\x94\xb2"),
    )
)


@st.composite
def _mangled(draw: st.DrawFn) -> tuple[bytes, Sequence[str]]:
    """Return a sheet that was cut at tags and characters, with pieces moved, doubled, put in."""
    part, shared = draw(st.sampled_from(_book()))
    pieces = draw(st.sampled_from((re.compile(b"(?=<row)|(?<=</row>)"), re.compile(b"(?=<)"))))
    whole = pieces.split(part)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(whole) - 1))
        match draw(st.integers(0, 3)):
            case 0:
                whole.insert(draw(st.integers(0, len(whole))), whole[at])
            case 1:
                whole.insert(draw(st.integers(0, len(whole))), whole.pop(at))
            case 2:
                del whole[at : at + draw(st.integers(1, 3))]
            case _:
                cut = draw(st.integers(0, len(whole[at])))
                end = cut + draw(st.integers(0, 4))
                whole[at] = whole[at][:cut] + draw(PIECES) + whole[at][end:]
    return b"".join(whole), shared


@settings(max_examples=60)
@given(_mangled())
def test_any_damage(given_sheet: tuple[bytes, Sequence[str]]) -> None:
    read_twice(*given_sheet)


@pytest.mark.exhaustive
@settings(max_examples=1500)
@given(_mangled())
def test_any_damage_many_times(given_sheet: tuple[bytes, Sequence[str]]) -> None:
    read_twice(*given_sheet)
