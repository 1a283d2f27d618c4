"""Text from a workbook stays text: in cells, in a CSV file, in reports, each read by another."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Word
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

from tests.support.command_line import disclose, run
from tests.support.filings import changed
from tests.support.hostile.texts import BLOCKS, LETTERS, STEERING, SURROGATES, TEXTS, attacked
from tests.support.workbooks import balanced_workbook, edited, parts, workbook

TYPED = [name for name in TEXTS if name not in {"long", "tab"}]
"""Texts that a figures file takes as they stand, each in a workbook of its own."""


@pytest.fixture(params=TYPED)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


@pytest.fixture
def book(text: str, tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    content = changed(body={"name": text}, texts={"problems": text})
    path.write_bytes(workbook(content))
    return path


def test_a_workbook_holds_it_as_a_text_and_a_csv_begins_no_formula(
    book: Path, text: str, tmp_path: Path
) -> None:
    contents = parts(book.read_bytes())
    assert not [name for name in contents if "externalLink" in name]
    formulas = [
        formula
        for name, part in contents.items()
        if name.startswith("xl/worksheets/sheet")
        for formula in re.findall(r"<f>([^<]*)</f>", part.decode())
    ]
    assert formulas
    assert not [each for each in formulas if "HYPERLINK" in each or "cmd" in each]
    table, again = tmp_path / "a.csv", tmp_path / "b.xlsx"
    disclose("export", book, "--to", "csv", "-o", table)
    rows = list(csv.reader(StringIO(table.read_text("utf-8-sig"), newline="")))
    assert not [row for row in rows if row[2] == "text" and row[1].startswith(("=", "+", "-", "@"))]
    disclose("fill", table, "-o", again)
    exported = disclose("export", book)
    assert disclose("export", again) == exported
    assert text in exported.replace('\\"', '"').replace("\\\\", "\\")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the report of every format whose texts, name and explanation are attacks."""
    folder = tmp_path_factory.mktemp("attacked")
    data = attacked(
        {"name": TEXTS["Word"] + TEXTS["typst"] + STEERING},
        {
            "problems": "\n".join(TEXTS.values()),
            "other_matters": BLOCKS,
            "overview.proactive": f"{STEERING}\n{SURROGATES}",
        },
    )
    (folder / "b.xlsx").write_bytes(data)
    disclose("check", folder / "b.xlsx", "--mark")
    marked = (folder / "b（审核）.xlsx").read_bytes()
    return _compiled(folder, edited(marked, {"出错说明!D4": TEXTS["Word"] + TEXTS["markup"]}))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the same of a filing that attacks nothing."""
    return _compiled(tmp_path_factory.mktemp("plain"), balanced_workbook())


def _compiled(folder: Path, data: bytes) -> Mapping[str, bytes]:
    (folder / "a.xlsx").write_bytes(data)
    ran = run("compile", folder / "a.xlsx", "--draft", "--annex", "-o", folder / "out")
    assert ran.code == 0, ran.out
    assert _steering(ran.out) == set()
    made = {each.suffix: each.read_bytes() for each in (folder / "out").iterdir()}
    assert set(made) == {".docx", ".html", ".pdf", ".md"}
    return made


def _steering(text: str) -> set[str]:
    """Return the control characters of a text that begin no line."""
    return {each for each in text if unicodedata.category(each) in {"Cc", "Cs", "Cn"}} - set("\n\t")


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _assert_whole(said: str) -> None:
    """Assert that every text stands in what a reader says of a report."""
    squeezed = _squeezed(said)
    for each in (*TEXTS.values(), *BLOCKS.split("\n"), SURROGATES):
        assert _squeezed(each) in squeezed, each
    assert LETTERS in re.sub(r"\[31m|\]0;|31m|[^a-z]", "", squeezed)
    assert "root:" not in said


PARTS_OF_WORD = ("instrText", "fldSimple", "hyperlink", "altChunk", "object", "fldChar")


def test_word_holds_it_as_text_without_fields(
    reports: Mapping[str, bytes], plain: Mapping[str, bytes]
) -> None:
    found, usual = (Document(BytesIO(made[".docx"])) for made in (reports, plain))
    said = "\n".join(each.text for each in found.paragraphs)
    _assert_whole(said)
    assert _steering(said) == set()
    assert _elements(found) == _elements(usual)
    names = {each: set(ZipFile(BytesIO(made[".docx"])).namelist())
             for each, made in (("found", reports), ("usual", plain))}  # fmt: skip
    assert names["found"] == names["usual"]
    with ZipFile(BytesIO(reports[".docx"])) as package:
        links = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
    assert not [each for each in links if b"External" in each]


def _elements(document: Word) -> Counter[str]:
    body = etree.fromstring(etree.tostring(document.element))
    names = (etree.QName(each).localname for each in body.iter(etree.Element))
    return Counter(name for name in names if name in PARTS_OF_WORD)


class _Page(HTMLParser):
    """What a browser would make of a page: its tags, their attributes, its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in {"href", "src"}}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_page_shows_it_and_has_no_other_tags(
    reports: Mapping[str, bytes], plain: Mapping[str, bytes]
) -> None:
    html = reports[".html"].decode()
    found, usual = _Page(html), _Page(plain[".html"].decode())
    _assert_whole("".join(found.texts))
    assert _steering(html) == set()
    # The number of a hostile sentence is marked: it contradicts the table, and is an open point.
    assert set(found.tags) <= set(usual.tags) | {"mark", "aside", "b"}
    assert found.attributes <= usual.attributes
    for tag in ("script", "style", "table", "link"):
        assert found.tags[tag] == usual.tags[tag], tag
    own = [each for each in usual.links if each.startswith("https://www.qinghe.example/")]
    assert [each for each in found.links if not each.startswith(("#", "data:"))] == own


def test_a_pdf_shows_it_and_runs_nothing(
    reports: Mapping[str, bytes], plain: Mapping[str, bytes]
) -> None:
    found, usual = (PdfReader(BytesIO(made[".pdf"])) for made in (reports, plain))
    _assert_whole("".join(PAGE.sub("", page.extract_text()) for page in found.pages))
    assert set(found.trailer["/Root"]) == set(usual.trailer["/Root"])  # type: ignore[call-overload]
    actions = re.compile(rb"/(?:URI|JS|JavaScript|Launch|GoToR|SubmitForm|OpenAction)\b")
    assert set(actions.findall(_objects(found))) == set(actions.findall(_objects(usual)))


PAGE = re.compile(r"—\s*\d+\s*—|草稿：供内部核对，不得对外公布|草稿")
"""What a page of a draft has around its text."""


def _objects(file: PdfReader) -> bytes:
    return b"\n".join(
        str(annotation.get_object()).encode()
        for page in file.pages
        for annotation in page.get("/Annots", ())
    )


MARKS = ("link_open", "image", "html_block", "html_inline", "code_inline", "fence", "code_block",
         "table_open", "blockquote_open", "bullet_list_open", "ordered_list_open", "hr", "em_open",
         "strong_open", "heading_open", "s_open")  # fmt: skip


def test_markdown_reads_as_the_text_without_other_marks(
    reports: Mapping[str, bytes], plain: Mapping[str, bytes]
) -> None:
    found, usual = (_tokens(made[".md"].decode()) for made in (reports, plain))
    texts = {"text", "text_special", "softbreak", "hardbreak"}
    _assert_whole("".join(each.content for each in found if each.type in texts))
    assert _steering(reports[".md"].decode()) == set()
    marks = Counter(each.type for each in found if each.type in MARKS)
    marks["heading_open"] -= 2  # the annex and the one explanation in it
    marks["blockquote_open"] -= 1  # the list of open points: its title and one point
    marks["strong_open"] -= 2
    assert marks == Counter(each.type for each in usual if each.type in MARKS)


def _tokens(text: str) -> list[Token]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = reader.parse(text)
    return [*blocks, *chain.from_iterable(each.children or () for each in blocks)]
