"""Shared strings that are remembered are those that a parser finds in the whole part."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclose.core.bounded_cache import BoundedCache
from disclose.core.finding import Finding
from disclose.core.markup import MAX_NAMES, PIECE
from disclose.excel.read.package import open_package
from disclose.excel.read.refused import RefusedWorkbookError, refusing
from disclose.excel.read.shared_strings import parse_shared_strings, read_shared_strings
from tests.support.hostile.files import FILES
from tests.support.raw_workbooks import MAIN
from tests.support.second_reader.books import books
from tests.support.workbooks import MAKERS, balanced_workbook

PART = "xl/sharedStrings.xml"
BEFORE = f'<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="{MAIN}" count="2">'.encode()
BEHIND = b"</sst>"

ITEMS = (
    "<si><t>政府信息公开</t></si>",
    '<si><t xml:space="preserve"> 1 </t></si>',
    '<si><t>本级</t><phoneticPr fontId="1" type="noConversion"/></si>',
    "<si><t>a &amp; b&#10;_x000D_ ⻘</t></si>",
    "<si><r><rPr><strike/><sz val='9'/></rPr><t>12</t></r><r><t>3</t></r></si>",
    "<si><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r></si>",
    "<si><t>青</t><rPh sb='0' eb='1'><t>qing</t></rPh></si>",
    "<si><t/></si>",
    "<si></si>",
)
PIECES = (
    *(
        "<si/>",
        "<si>",
        "</si>",
        "<t>",
        "</t>",
        "<r>",
        "</r>",
        "<rPh>",
        "</rPh>",
        "<strike/>",
        "</sst>",
    ),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?a", "?>", "<!DOCTYPE a>", "\r\n", " ", "&lt;", "&x;"),
    *(f'<x xmlns="{MAIN}">', "</x>", '<x:t xmlns:x="urn:x">', "</x:t>", ' xmlns="urn:x"', "<x:t>"),
    *(
        "<strike/>",
        "<AlternateContent>",
        "</AlternateContent>",
        "<Choice>",
        "</Choice>",
        "<sst>",
        "\x00",
        "\r",
    ),
    *("\x0b", "\ufffe", "\uffff", "\U0001ffff", "\x7f", "_x0041_", "_xFFFF_", "'", '"', ">"),
)

Reader = Callable[[bytes], Sequence[str]]


def _said(reader: Reader, data: bytes) -> Sequence[str] | Finding:
    try:
        with refusing():
            return [*reader(data)]
    except RefusedWorkbookError as refused:
        return refused.finding


def _agree(data: bytes) -> None:
    whole = _said(parse_shared_strings, data)
    assert _said(read_shared_strings, data) == whole
    assert _said(read_shared_strings, data) == whole


def _parts(makers: Iterator[Callable[[], bytes]]) -> Iterator[bytes]:
    for make in makers:
        try:
            data = open_package(make()).part(PART)
        except RefusedWorkbookError:
            continue
        if data is not None:
            yield data


@pytest.mark.exhaustive
def test_every_workbook_of_the_suite() -> None:
    parts = [*_parts(iter(books().values()))]
    assert len(parts) > 100
    for data in [*parts, *reversed(parts)]:
        _agree(data)


def test_hostile_workbooks() -> None:
    for data in _parts(make for make, _ in FILES.values()):
        _agree(data)


@pytest.mark.parametrize("maker", MAKERS)
def test_workbooks_as_programs_leave_them(maker: str) -> None:
    for data in _parts(iter([lambda: MAKERS[maker](balanced_workbook())])):
        _agree(data)


@st.composite
def _mangled(draw: st.DrawFn) -> bytes:
    text = "".join(draw(st.lists(st.sampled_from(ITEMS), max_size=6)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=3))
        text = text[:at] + piece + text[at + draw(st.integers(0, 3)) :]
    return text.encode(errors="surrogatepass")


@given(_mangled())
@example(b"<si><t>a</t></si><!--<si><t>b</t></si>--><si><t>c</t></si>")
@example(b"<si><x><t>a</t></si></x><si><x><t>a</t></si></x>")
@example(b'<si><t xmlns:x="urn:x">a</t></si><si><x:t>b</x:t></si>')
@example(f'<si><x:t xmlns:x="{MAIN}">a</x:t></si><si><x:t>b</x:t></si>'.encode())
@example(b"<si><si><t>a</t></si><t>b</t></si>")
@example(b"<t>before</t><si><t>a</t></si>")
@example(b"<si/><si><t>a</t></si>")
@example(b"<si><t>a]]>b</t></si>")
def test_any_items(items: bytes) -> None:
    _agree(BEFORE + items + BEHIND)


@given(st.binary(max_size=40), st.binary(max_size=40))
@example(b'<?xml version="1.0" encoding="GBK"?><sst>', BEHIND)
@example(BEFORE.replace(b"UTF-8", b"UTF-16"), BEHIND)
@example(BEFORE.replace(MAIN.encode(), b"urn:x"), BEHIND)
@example(BEFORE, b"</sst><sst></sst>")
@example(BEFORE, b"")
@example(b"", BEHIND)
def test_any_part_around_them(before: bytes, behind: bytes) -> None:
    items = "".join(ITEMS).encode()
    _agree(before + items + behind)
    _agree(BEFORE + items + behind)
    _agree(before + items + BEHIND)


@given(st.characters())
@example("\r")
@example("\x0b")
@example("\ufffe")
@example("\uffff")
@example("\ud800")
@example(">")
def test_every_character(character: str) -> None:
    data = character.encode(errors="surrogatepass")
    _agree(BEFORE + b"<si><t>" + data + b"</t></si>" + BEHIND)
    _agree(BEFORE + b"<si><t>&#%d;</t></si>" % ord(character) + BEHIND)


def test_limits_of_the_whole_part_hold() -> None:
    names = b"".join(b"<si><t a%d='' b%d=''/></si>" % (each, each) for each in range(MAX_NAMES))
    _agree(BEFORE + names + BEHIND)
    attributes = (" ".join(f"a{each}{name}=''" for name in range(20)) for each in range(60))
    _agree(BEFORE + "".join(f"<si><t {each}/></si>" for each in attributes).encode() + BEHIND)
    room, tag = b"a" * (PIECE * 3 // 4), b"a" * (PIECE * 3 // 2)
    _agree(BEFORE + b'<si><t>%b</t></si><si><t xml:space="%b"/></si>' % (room, tag) + BEHIND)


def test_a_full_cache_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = BoundedCache[bytes, str](2000)
    monkeypatch.setattr("disclose.excel.read.shared_strings._KNOWN", cache)
    for first in range(40):
        items = b"".join(b"<si><t>%d</t></si>" % each for each in range(first, first + 20))
        _agree(BEFORE + items + BEHIND)
