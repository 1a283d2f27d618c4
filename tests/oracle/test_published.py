"""Reports that LibreOffice has saved or printed are read back like our own."""

from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from tests.support.command_line import disclose, parsed
from tests.support.real_reports import COMPILED, compiled, wanted
from tests.support.report_names import report_in
from tests.support.soffice import Soffice

pytestmark = pytest.mark.soffice


def figures(path: Path) -> dict[str, object]:
    """The figures that `import` takes from a report."""
    return dict(parsed(disclose("import", path))["figures"])


@pytest.mark.parametrize("name", COMPILED)
def test_a_report_loaded_and_saved_as_word(name: str, soffice: Soffice, tmp_path: Path) -> None:
    report = report_in(compiled(name, tmp_path), "docx")
    saved = soffice.resave(report, tmp_path / "saved")
    assert saved.read_bytes() != report.read_bytes()
    assert figures(saved) == wanted(name)


@pytest.mark.parametrize("name", COMPILED)
def test_a_report_printed_as_pdf(name: str, soffice: Soffice, tmp_path: Path) -> None:
    report = report_in(compiled(name, tmp_path), "docx")
    assert figures(soffice.to_pdf(report, tmp_path / "printed")) == wanted(name)


def test_a_table_over_two_pages_with_its_head_repeated(soffice: Soffice, tmp_path: Path) -> None:
    """On a page this low the table of requests takes several; LibreOffice repeats its head.

    The page number stays in the lowest tenth of the page, as on A4.
    """
    name = COMPILED[0]
    report = report_in(compiled(name, tmp_path), "docx")
    document = Document(str(report))
    document.sections[0].page_height = Mm(170)
    document.sections[0].footer_distance = Mm(8)
    document.save(str(report))
    printed = soffice.to_pdf(report, tmp_path / "low")
    assert figures(printed) == wanted(name)
