"""Which edition a report is of, and what is handed on."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.documents.extract.extraction import extract_figures
from disclose.documents.read.model import Document, TableText
from disclose.documents.read.reader import read
from disclose.form.edition.load import load
from disclose.form.filing import Origin
from tests.support.editions import edited
from tests.support.filings import FORMS, as_read, balanced, changed, edition
from tests.support.imported import taken
from tests.support.published import full, page, tables
from tests.support.reports import compile_report

OLDER = (
    ("edition.toml", "years.first = 2021", "years.first = 2000\nyears.last = 2020"),
    ("edition.toml", 'label = "行政规范性文件"', 'label = "规范性文件总数"'),
    ("edition.toml", 'label = "本年制发件数"', 'label = "本年新制作数量"'),
)

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


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
    taken = extract_figures(document, editions, Origin())
    expected = other if older and year == 2019 else edition()
    assert taken.checked.edition
    assert taken.checked.edition.fingerprint == expected.fingerprint


def test_a_report_of_a_year_that_the_form_does_not_serve_is_told() -> None:
    parts = "".join(map(full, tables(as_read(balanced())).values()))
    document = read(page(parts, title="青禾县2018年政府信息公开工作年度报告"), "a.html")
    taken = extract_figures(document, [edition()], Origin())
    [wrong] = taken.checked.findings
    assert wrong.args["typed"] == "2018"
    assert taken.figures is not None
    assert b'"year": 2018' in taken.figures


@settings(max_examples=25)
@given(st.data())
def test_whatever_stands_in_the_cells_nothing_is_raised(data: st.DataObject) -> None:
    named = tables(as_read(balanced()))
    for _ in range(data.draw(st.integers(1, 8))):
        row = data.draw(st.sampled_from([row for each in named.values() for row in each]))
        text = data.draw(TEXTS | st.sampled_from(["其他", "总计", "1" * 600, "1E9"]))
        row[data.draw(st.integers(0, len(row) - 1))] = text
    source = full([]).join(full(each) for each in named.values())
    taken = extract_figures(read(page(source), "a.html"), [edition()], Origin())
    assert taken.checked.edition
    assert taken.checked.edition.fingerprint == edition().fingerprint


@given(st.lists(st.lists(st.text(max_size=4), min_size=3, max_size=3), max_size=5))
def test_foreign_tables_are_refused_with_one_finding(rows: list[list[str]]) -> None:
    grid = tuple(map(tuple, rows))
    document = Document("a.html", (), (TableText(1, grid, 0), TableText(2, (), 0)), "html")
    taken = extract_figures(document, [edition()], Origin())
    assert taken.figures is None
    assert [found.code for found in taken.checked.findings] == ["DOC03"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("to", ["docx", "html", "pdf", "md"])
def test_every_form_s_own_report_is_read_back_to_every_figure(form: str, to: str) -> None:
    """Every figure that the report prints in a table; gz-2017 tells its own in sentences."""
    filing = as_read(balanced(form))
    page = compile_report(edition(form), filing, to, draft=False)
    read_back = taken(page, f"年报.{to}", form)
    assert read_back.content is not None
    figures = {key: Decimal(str(value)) for key, value in read_back.content.figures.items()}
    printed = edition(form).narrative.split(":::table ")[1:]
    tables_of = {each.split()[0] for each in printed}
    assert figures == {
        key: entry.value
        for key, entry in filing.entries.items()
        if edition(form).figures[key].table.id in tables_of
    }


def test_a_report_is_not_asked_for_what_only_a_workbook_can_say(tmp_path: Path) -> None:
    """Neither for a line that the form requires, nor for an answer that its name does not give."""
    required = 'id = "code"\nlabel = "统一社会信用代码"'
    form = load(edited(tmp_path, ("edition.toml", required, f"{required}\nrequired = true")))
    assert form.rule("PRO02").exempt
    filing = as_read(changed({"proactive.rules[in_force]": 2}))
    title = "青禾市人民政府2025年政府信息公开工作年度报告"
    report = page(*map(full, tables(filing).values()), title=title)
    checked = extract_figures(read(report, "年报.html"), [form], Origin()).checked
    assert checked.findings == ()
