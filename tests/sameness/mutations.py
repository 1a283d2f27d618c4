"""Workbooks damaged by chance: their bytes, the markup of their parts. Equal seeds, equal files."""

import re
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from random import Random
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_CELL = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_ROW = re.compile(rb"<row [^>]*?(?:/>|>.*?</row>)", re.DOTALL)
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb' ([\w:]+)=("[^"<]*")')
_VALUE = re.compile(rb"(?<=<v>)[^<]*(?=</v>)")
_INSIDE = re.compile(rb"(?<=>)[^<>]*(?=<)")

_CONTENTS = (
    *(b"", b"0", b"1", b"12", b"-0", b"+5", b" 5", b"5 ", b"05", b"1.0", b"1.50", b".5", b"5."),
    *(b"1e3", b"1E+2", b"1e400", b"1e-400", b"NaN", b"INF", b"TRUE", b"#N/A", b"1,000", b"1_0"),
    *(b"99999999999999999999", b"0.30000000000000004", b"&#49;2", b"1&amp;2", b"<!--x-->3"),
    *(b"<![CDATA[7]]>", b"<?p i?>4", b"\xd9\xa3", b"\xef\xbc\x91\xef\xbc\x92", b"12\xe4\xbb\xb6"),
    *(b"\xe6\x97\xa0", b"-", b"/", b"\n6\n", b"\t7", b"\xc2\xa08", b"_x0031_", b"&#x31;", b"\x00"),
)
"""What may stand in a cell, and how numbers may be written."""

_ATTRIBUTES = (
    *(b'"0"', b'"1"', b'"2"', b'"7"', b'"99"', b'"-1"', b'"01"', b'""', b'" 1"', b'"1e1"'),
    *(b'"s"', b'"n"', b'"b"', b'"e"', b'"str"', b'"inlineStr"', b'"d"', b'"shared"', b'"array"'),
    *(b'"A1"', b'"D7"', b'"d7"', b'"$D$7"', b'"ZZ9"', b'"D07"', b'"XFE1"', b'"A1048577"'),
    *(b"'3'", b'"&#49;"', b'"true"', b'"false"', b'"hidden"', b'"0.0"', b'"1.9"', b'"999999999"'),
)
_EXTRAS = (
    *(
        b' hidden="1"',
        b' ht="0"',
        b' ht="1.5"',
        b' t="s"',
        b' s="1"',
        b' r="B2"',
        b' xml:space="x"',
    ),
    *(b' customHeight="1"', b' zeroHeight="1"', b' x="1"', b' xml:space="x"', b' spans="1:9"'),
)
_PIECES = (
    *(b"<f>1+1</f>", b'<f t="shared" si="0"/>', b'<f t="shared" si="0" ref="A1:B9">A1</f>'),
    *(b"<v>5</v>", b"<v/>", b"<is><t>5</t></is>", b"<row/>", b'<c r="A1"/>', b"<c><v>1</v></c>"),
    *(b'<row r="3"><c r="C3"><v>9</v></c></row>', b"<!-- -->", b"<![CDATA[ ]]>", b"<?x y?>", b" "),
    *(b"\n", b"\r", b"\xef\xbb\xbf", b"</c>", b"</row>", b"<c>", b"&", b"&lt;", b"<x:c/>", b"\xff"),
    *(
        b'<mergeCell ref="A1:Z99"/>',
        b"<extLst/>",
        b'<col min="1" max="9" hidden="1"/>',
        b"<t>1</t>",
    ),
)

Change = Callable[[Random, bytes], bytes]


def _spans(expression: re.Pattern[bytes], part: bytes) -> Sequence[tuple[int, int]]:
    return [each.span() for each in expression.finditer(part)]


def _replacing(expression: re.Pattern[bytes], new: Callable[[Random, bytes], bytes]) -> Change:
    def change(chance: Random, part: bytes) -> bytes:
        found = _spans(expression, part)
        if not found:
            return part
        start, end = chance.choice(found)
        return part[:start] + new(chance, part[start:end]) + part[end:]

    return change


def _exchanging(expression: re.Pattern[bytes]) -> Change:
    def change(chance: Random, part: bytes) -> bytes:
        found = _spans(expression, part)
        if len(found) < 2:
            return part
        (start, end), (begin, stop) = sorted(chance.sample(found, 2))
        one, other = part[start:end], part[begin:stop]
        return part[:start] + other + part[end:begin] + one + part[stop:]

    return change


def _with_attribute(chance: Random, tag: bytes) -> bytes:
    if tag.startswith((b"</", b"<!", b"<?")):
        return tag
    name = re.match(rb"<[^\s/>]+", tag)
    end = name.end() if name else 1
    return tag[:end] + chance.choice(_EXTRAS) + tag[end:]


def _other_value(chance: Random, attribute: bytes) -> bytes:
    return attribute.partition(b"=")[0] + b"=" + chance.choice(_ATTRIBUTES)


def _any_bytes(chance: Random, part: bytes) -> bytes:
    start = chance.randrange(len(part) + 1)
    end = min(len(part), start + chance.choice((0, 0, 1, 1, 2, 9, 200)))
    return part[:start] + chance.randbytes(chance.choice((0, 1, 1, 3))) + part[end:]


def _piece(chance: Random, part: bytes) -> bytes:
    ends = [end for _, end in _spans(_TAG, part)]
    at = chance.choice(ends) if ends else 0
    return part[:at] + chance.choice(_PIECES) + part[at:]


CHANGES: Sequence[Change] = (
    *(_replacing(_VALUE, lambda chance, _: chance.choice(_CONTENTS)),) * 6,
    *(_replacing(_INSIDE, lambda chance, _: chance.choice(_CONTENTS)),) * 2,
    *(_replacing(_ATTRIBUTE, _other_value),) * 4,
    _replacing(_ATTRIBUTE, lambda _, _found: b""),
    _replacing(_ATTRIBUTE, lambda _, found: found + found),
    _replacing(_ATTRIBUTE, lambda _, found: found.replace(b'"', b"'")),
    *(_replacing(_TAG, _with_attribute),) * 3,
    _replacing(_TAG, lambda _, _found: b""),
    _replacing(_TAG, lambda _, found: found + found),
    _replacing(_TAG, lambda _, found: found.replace(b" ", b"\n", 1)),
    _replacing(_CELL, lambda _, _found: b""),
    _replacing(_CELL, lambda _, found: found + found),
    _replacing(_ROW, lambda _, _found: b""),
    _replacing(_ROW, lambda _, found: found + found),
    *(_exchanging(each) for each in (_CELL, _ROW, _VALUE, _ATTRIBUTE, _TAG, _INSIDE)),
    *(_piece,) * 4,
    *(_any_bytes,) * 2,
)


def changed_part(chance: Random, part: bytes) -> bytes:
    """Return a part of a workbook with one to three changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        part = chance.choice(CHANGES)(chance, part)
    return part


def mutated(chance: Random, parts: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return the name of a part that was changed, mostly a sheet, and the workbook with it."""
    sheets = [name for name, _ in parts if name.startswith("xl/worksheets/sheet")]
    names = sheets if sheets and chance.random() < 0.8 else [name for name, _ in parts]
    chosen = chance.choice(names)
    changed = [(n, changed_part(chance, data) if n == chosen else data) for n, data in parts]
    return chosen, packed(changed)


def packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a package of `parts` that are not compressed, and bear no time of their own."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as package:
        for name, data in parts:
            package.writestr(ZipInfo(name), data)
    return buffer.getvalue()


def unpacked(data: bytes) -> Sequence[tuple[str, bytes]]:
    """Return the parts of a package in their order."""
    with ZipFile(BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def damaged(chance: Random, data: bytes) -> bytes:
    """Return a packed file some of whose bytes are others, or gone."""
    for _ in range(chance.choice((1, 2, 8))):
        data = _any_bytes(chance, data)
    return data[: chance.randrange(len(data))] if chance.random() < 0.1 else data


def of_each(sound: Sequence[bytes], count: int, seed: int = 16) -> Iterator[bytes]:
    """Yield `count` workbooks made of the `sound` ones: parts changed, every fifth its bytes."""
    for number in range(count):
        chance = Random(seed * 1_000_003 + number)  # noqa: S311 - the same damages in every run
        data = sound[number % len(sound)]
        yield damaged(chance, data) if number % 5 == 4 else mutated(chance, unpacked(data))[1]
