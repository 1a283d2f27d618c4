"""Charts in Word outlive a save by LibreOffice, numbers and the workbooks behind them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.charts import word_charts
from tests.support.report_filings import edition, filing
from tests.support.reports import compile_report
from tests.support.soffice import Soffice

pytestmark = pytest.mark.soffice


def test_native_charts_outlive_a_save(soffice: Soffice, tmp_path: Path) -> None:
    made = compile_report(
        edition(), filing("hangzhou_style_2025"), "docx", draft=False, charts=True
    )
    report = tmp_path / "report.docx"
    report.write_bytes(made)
    saved = soffice.resave(report, tmp_path / "saved").read_bytes()
    drawn = word_charts(made)
    assert word_charts(saved) == drawn
    assert drawn[0]["自然人"] == ["13612"]
    with ZipFile(BytesIO(saved)) as package:
        assert sum(name.startswith("word/embeddings/") for name in package.namelist()) == len(drawn)
