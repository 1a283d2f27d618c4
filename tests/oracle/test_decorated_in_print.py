"""Figures with other numbers beside them, printed by Chromium and LibreOffice and read back."""

from pathlib import Path
from random import Random

import pytest

from tests.support import chromium
from tests.support.decorated import in_html, in_word
from tests.support.filings import FORMS, as_read, balanced
from tests.support.imported import codes, taken, texts
from tests.support.published import tables
from tests.support.soffice import Soffice


@pytest.mark.parametrize("form", FORMS)
def test_decorated_figures_in_a_browsers_print(form: str, tmp_path: Path) -> None:
    printed = list(tables(as_read(balanced(form)), form).values())
    read = []
    for name, random in (("plain", None), ("decorated", Random(form))):  # noqa: S311 - no secret
        page = tmp_path / f"{name}.html"
        # A number in small print above another one is two numbers on paper.
        page.write_bytes(in_html(printed, random, "ruby"))
        chromium.pdf(page, page.with_suffix(".pdf"))
        read.append(taken(page.with_suffix(".pdf").read_bytes(), "年报.pdf", form))
    assert texts(read[1]) == texts(read[0])
    assert {"DOC53", "DOC56"} <= {*codes(read[1])} - {*codes(read[0])}


@pytest.mark.parametrize("form", FORMS)
def test_decorated_figures_in_a_print_of_libreoffice(
    form: str, soffice: Soffice, tmp_path: Path
) -> None:
    printed = list(tables(as_read(balanced(form)), form).values())
    read = []
    for name, random in (("plain", None), ("decorated", Random(form))):  # noqa: S311 - no secret
        document = tmp_path / f"{name}.docx"
        # LibreOffice calculates a field anew and shows that.
        document.write_bytes(in_word(printed, random, "ruby", "a field"))
        pdf = soffice.to_pdf(document, tmp_path)
        read.append(taken(pdf.read_bytes(), "年报.pdf", form))
    assert texts(read[1]) == texts(read[0])
    assert {"DOC53", "DOC56"} <= {*codes(read[1])} - {*codes(read[0])}
