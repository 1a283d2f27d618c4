"""A table that pages cut is read whole, wherever the cut falls: two printers, four forms.

The figures are those of the filing that the printed report was made of, and nothing is found wrong.
"""

import re
from pathlib import Path

import pytest

from disclose import api
from disclose.documents.extract.extraction import Imported
from tests.support.chromium import pdf
from tests.support.edited_reports import rewritten
from tests.support.filings import CURRENT, FORMS, as_read, balanced
from tests.support.filings import edition as form_of
from tests.support.reports import compile_report
from tests.support.soffice import Soffice

STEPS = 12
"""Places of the cut: the report moves down the page by a twelfth of a page at a time."""

PIXELS = 85
"""A twelfth of the height of a printed page, in CSS pixels."""

RULED = """<style>
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid #000; padding: 8px; font-size: 19px; }
</style></head>"""
"""A style such as websites have: rows of several lines, which may break over a page."""


def own_page(form: str) -> str:
    """The web page of our own report."""
    filed = as_read(balanced(form))
    return compile_report(form_of(form), filed, "html", draft=False).decode()


def plain_page(form: str) -> str:
    """The same content in the style of any website."""
    unstyled = re.sub(r"<style.*?</style>", "", own_page(form), flags=re.DOTALL)
    ruled = unstyled.replace("<table", '<table border="1"')
    return ruled.replace("</head>", RULED)


def moved(page: str, step: int) -> str:
    """The page, moved down by `step` twelfths: in a browser by a box, elsewhere by paragraphs."""
    box = f'<div style="height:{step * PIXELS}px"></div>'
    return re.sub(r"(<body[^>]*>)", rf"\1{box}{'<p>.</p>' * step * 3}", page, count=1)


PRINTED = {"gz-2017": "cn-2014"}
"""A form that prints the tables of another one: its own figures are in the text only."""


def wrong(form: str, imported: Imported) -> list[str]:
    """The figures that were not read as they are in the filing, and the codes of errors."""
    edition, filing = imported.checked.edition, imported.checked.filing
    assert edition is not None
    assert filing is not None
    assert edition.id == PRINTED.get(form, form)
    filed = as_read(balanced(form)).entries
    wanted = {key: filed[key].value for key in edition.figures}
    errors = [each.code for each in imported.checked.blocking]
    return [key for key in wanted if filing.entries[key].value != wanted[key]] + errors


def moved_word(form: str, step: int) -> bytes:
    """Our Word report, moved down by `step` twelfths, with rows that may break over a page."""
    data = compile_report(form_of(form), as_read(balanced(form)), "docx", draft=False)
    space = f'<w:body><w:p><w:pPr><w:spacing w:before="{step * PIXELS * 15}" /></w:pPr></w:p>'
    kept = re.compile("<w:(?:cantSplit|keepNext|keepLines) ?/>")
    return rewritten(data, lambda text: kept.sub("", text.replace("<w:body>", space, 1)))


def places(form: str) -> range:
    """Every second place in the form in force, every fourth in the others: one reader for all."""
    return range(0, STEPS, 2 if form == CURRENT else 4)


@pytest.mark.chromium
@pytest.mark.parametrize(("form", "step"), [(form, at) for form in FORMS for at in places(form)])
def test_a_browser_prints_a_website(form: str, step: int, tmp_path: Path) -> None:
    assert wrong(form, printed_by_browser(plain_page(form), step, tmp_path)) == []


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("form", "step"), [(form, at) for form in FORMS for at in places(form)[::2]]
)
def test_a_browser_prints_our_page(form: str, step: int, tmp_path: Path) -> None:
    assert wrong(form, printed_by_browser(own_page(form), step, tmp_path)) == []


def printed_by_browser(page: str, step: int, folder: Path) -> Imported:
    """What `import` reads of the page, moved down and printed with header and footer."""
    source = folder / "年报.html"
    source.write_text(moved(page, step), encoding="utf-8")
    pdf(source, source.with_suffix(".pdf"), header=True)
    return api.import_report(source.with_suffix(".pdf"))


@pytest.mark.soffice
@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_prints_a_website_and_our_report(
    form: str, soffice: Soffice, tmp_path: Path
) -> None:
    sources = []
    for step in places(form):
        sources += [tmp_path / f"{step}.html", tmp_path / f"word{step}.docx"]
        sources[-2].write_text(moved(plain_page(form), step), encoding="utf-8")
        sources[-1].write_bytes(moved_word(form, step))
    for printed in soffice.print(sources, tmp_path / "printed"):
        assert wrong(form, api.import_report(printed)) == [], printed.name
