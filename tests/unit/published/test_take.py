"""Which edition a report is of, and what is handed on."""

from pathlib import Path

import pytest

from disclose.documents.read import read
from disclose.edition.load import load
from disclose.filing import Origin
from disclose.published.take import take
from tests.editions import edited
from tests.filings import as_read, balanced, edition
from tests.published import full, page, tables

OLDER = (
    ("edition.toml", "years.first = 2021", "years.first = 2000\nyears.last = 2020"),
    ("edition.toml", 'label = "行政规范性文件"', 'label = "规范性文件总数"'),
    ("edition.toml", 'label = "本年制发件数"', 'label = "本年新制作数量"'),
)


@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("year", [2019, 2025])
def test_the_edition_is_told_by_the_names_and_then_by_the_year(
    older: bool, year: int, tmp_path: Path
) -> None:
    other = load(edited(tmp_path, *OLDER))
    parts = "".join(map(full, tables(as_read(balanced())).values()))
    title = f"青禾县{year}年政府信息公开工作年度报告"
    document = read(page(parts, title=title), "a.html")
    editions = [other, edition()] if older else [edition()]
    taken = take(document, editions, Origin())
    expected = other if older and year == 2019 else edition()
    assert taken.checked.edition is expected


def test_a_report_of_a_year_that_the_form_does_not_serve_is_told() -> None:
    parts = "".join(map(full, tables(as_read(balanced())).values()))
    document = read(page(parts, title="青禾县2018年政府信息公开工作年度报告"), "a.html")
    taken = take(document, [edition()], Origin())
    [wrong] = taken.checked.findings
    assert wrong.args["typed"] == 2018
    assert taken.figures is not None
    assert b'"year": 2018' in taken.figures
