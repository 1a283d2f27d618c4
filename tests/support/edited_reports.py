"""Reports of the balanced filings, edited as bytes, and verified."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from disclose import api
from disclose.documents.read.manifest import manifest
from disclose.documents.read.model import PartKind
from disclose.documents.read.reader import read
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.structure import with_structure
from disclose.documents.verify.verifier import Verified, marks, verify
from disclose.form.figures.content import FiguresFile
from disclose.form.filing import Filing, Origin
from disclose.form.prior_year import PriorYear, map_to_form
from disclose.report.as_text import expected_report
from disclose.report.narrative import compose
from tests.support.editions import vocabularies
from tests.support.filings import CURRENT, as_read, balanced, edition
from tests.support.reports import compile_report

SHA256 = "0123456789abcdef" * 4
OTHER_SHA256 = "fedcba9876543210" * 4
BODY = "word/document.xml"


def filed(content: FiguresFile, sha256: str = SHA256) -> Filing:
    """The filing of `content` from a workbook with a hash."""
    return as_read(content)._replace(origin=Origin(name="青禾县.xlsx", sha256=sha256))


@cache
def last(form: str = CURRENT) -> PriorYear:
    """Last year's figures, every one of them another than this year's."""
    now = balanced(form)
    figures = {key: 2 * Decimal(value) + 1 for key, value in now.figures.items()}
    content = replace(now, year=(now.year or 0) - 1, figures=figures)
    prior_year = map_to_form(edition(form), filed(content, OTHER_SHA256))
    assert prior_year
    return prior_year


@cache
def made(to: str, form: str = CURRENT, *, draft: bool = False, compared: bool = False) -> bytes:
    """The report of the balanced filing."""
    prior_year = last(form) if compared else None
    filing = filed(balanced(form))
    return compile_report(edition(form), filing, to, draft=draft, prior_year=prior_year)


@cache
def retold(form: str = CURRENT, *, draft: bool = False, compared: bool = False) -> ExpectedReport:
    """The report of the balanced filing as text."""
    prior_year = last(form) if compared else None
    return expected_report(
        compose(edition(form), filed(balanced(form)), draft=draft, prior_year=prior_year)
    )


def anew(
    content: FiguresFile, sha256: str = SHA256, prior_year: PriorYear | None = None
) -> ExpectedReport:
    """The report of `content` as text."""
    form = edition(content.edition)
    return expected_report(
        compose(form, filed(content, sha256), draft=False, prior_year=prior_year)
    )


def verified(data: bytes, to: str, report: ExpectedReport | None = None) -> Verified:
    """What is found in a report as edited; the balanced filing is the default."""
    document = read(data, f"报告.{to}", anchored=True)
    found = marks(document.lines, document.beside(PartKind.HEADER))
    expected, words = report or retold(), vocabularies()
    done = verify(expected, document, manifest(data, to), found, words)
    return with_structure(done, expected, document, api.editions(api.library()), words)


def summary(done: Verified) -> list[str]:
    """Code and first key of every finding."""
    return [
        " ".join((each.code, *[place.key for place in each.places if place.key][:1]))
        for each in done.findings
    ]


def rewritten(docx: bytes, change: Callable[[str], str], name: str = BODY) -> bytes:
    """A docx file with one part changed as text."""
    packed = BytesIO()
    with ZipFile(BytesIO(docx)) as old, ZipFile(packed, "w") as new:
        for each in old.infolist():
            data = old.read(each)
            here = each.filename == name
            new.writestr(each, change(data.decode()).encode() if here else data)
    return packed.getvalue()


def without(docx: bytes, *names: str) -> bytes:
    """A docx file without some parts, as programs lose them; nothing else is changed."""
    packed = BytesIO()
    with ZipFile(BytesIO(docx)) as old, ZipFile(packed, "w") as new:
        for each in old.infolist():
            if each.filename not in names:
                new.writestr(each, old.read(each))
    return packed.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"header": "hdr", "footer": "ftr"}
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_TEXT_BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
    '2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def with_part(docx: bytes, kind: str, *texts: str, page: str = "default") -> bytes:
    """A docx file with one more part: `header`, `footer`, `footnotes`, `endnotes`, `comments`.

    Or with a `textbox` at its first paragraph. Every text is a paragraph; of notes and comments it
    is a whole one. A header or footer is that of the pages of a type.
    """
    paragraphs = [f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts]
    whole = "".join(paragraphs)
    if kind == "textbox":
        box = _TEXT_BOX.format(whole, whole)
        return rewritten(docx, lambda text: text.replace("</w:p>", f"{box}</w:p>", 1))
    if note := _NOTES.get(kind):
        whole = "".join(f'<w:{note} w:id="1">{each}</w:{note}>' for each in paragraphs)
    root = _ROOTS.get(kind, kind)
    link = (
        f'<Relationship Id="new-{kind}-{page}" Type="{_RELATIONSHIPS}/{kind}" '
        f'Target="new-{kind}-{page}.xml"/></Relationships>'
    )
    reference = (
        f'<w:{kind}Reference xmlns:r="{_RELATIONSHIPS}" w:type="{page}" r:id="new-{kind}-{page}"/>'
    )
    packed = BytesIO(docx)
    with ZipFile(packed, "a") as package:
        package.writestr(f"word/new-{kind}-{page}.xml", f"<w:{root} {_W}>{whole}</w:{root}>")
    linked = rewritten(
        packed.getvalue(),
        lambda text: text.replace("</Relationships>", link),
        "word/_rels/document.xml.rels",
    )
    if kind not in _ROOTS:
        return linked
    return rewritten(linked, lambda text: re.sub("(<w:sectPr[^>]*>)", rf"\g<1>{reference}", text))


def replaced(data: bytes, to: str, changes: Mapping[str, str]) -> bytes:
    """A report with texts changed; each stands there exactly once."""

    def change(text: str) -> str:
        for old, new in changes.items():
            assert text.count(old) == 1, f"{old!r}: {text.count(old)}"
            text = text.replace(old, new)
        return text

    return rewritten(data, change) if to == "docx" else change(data.decode()).encode()


def bumped(text: str) -> str:
    """The number with another last digit: one more, 0 after 9."""
    *_, last_digit = re.finditer(r"\d", text)
    at = last_digit.start()
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"
