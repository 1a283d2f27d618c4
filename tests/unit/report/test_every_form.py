"""Every form: each figure of a filing is found again in the tables of its Word and HTML report."""

import re
from dataclasses import replace

import pytest

from disclose.form.filing import empty
from disclose.form.layout.book import plan
from disclose.form.layout.draw import CellRole
from tests.support.filings import FORMS, as_read, balanced, edition
from tests.support.report_readers import (
    Rows,
    W,
    page,
    page_tables,
    part,
    word_controls,
    word_tables,
    word_text,
)
from tests.support.reports import compile_report


def _made(form: str, to: str) -> bytes:
    return compile_report(edition(form), as_read(balanced(form)), to, draft=False)


def _printed(form: str) -> dict[str, str]:
    """Return what the balanced filing prints for each figure, from the text of its file."""
    given = {key: str(value) for key, value in balanced(form).figures.items()}
    return {key: given[key] for key in edition(form).figures}


@pytest.mark.parametrize("form", FORMS)
def test_word_controls_name_every_figure(form: str) -> None:
    document = part(_made(form, "docx"), "word/document.xml")
    found = {
        tag: text for table in document.iter(f"{W}tbl") for tag, _, _, text in word_controls(table)
    }
    assert found == {key: text for key, text in _printed(form).items() if key not in _told(form)}


def _in_place(form: str, tables: list[Rows]) -> dict[str, str]:
    """Return what stands where the form draws its figures, tables in their printed order."""
    names = re.findall(r"^:::table (\w+)$", edition(form).narrative, re.MULTILINE)
    return {
        cell.key: table[cell.row][cell.column]
        for name, table in zip(names, tables, strict=True)
        for cell in plan(edition(form)).grids[name].cells
        if cell.role is CellRole.FIGURE
    }


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_stands_in_its_place(form: str) -> None:
    printed = _printed(form)
    for tables in (word_tables(_made(form, "docx")), page_tables(_made(form, "html"))):
        found = _in_place(form, tables)
        assert found == {key: printed[key] for key in found}
        assert found.keys() | _told(form) == printed.keys()


def _told(form: str) -> set[str]:
    """Return the figures of tables that are told in the text alone."""
    printed = re.findall(r"^:::table (\w+)$", edition(form).narrative, re.MULTILINE)
    return {key for key in edition(form).figures if key.split(".")[0] not in printed}


@pytest.mark.parametrize("form", FORMS)
def test_figures_told_in_the_text_alone_are_told(form: str) -> None:
    document = part(_made(form, "docx"), "word/document.xml")
    tags = {tag: text for tag, _, _, text in word_controls(document)}
    told = page(_made(form, "html")).iter("data")
    data = {each.get("data-key"): each.text_content() for each in told}
    for key in _told(form):
        assert tags[key] == data[key] == _printed(form)[key]


@pytest.mark.parametrize("form", FORMS)
def test_text_and_tables_of_word_and_page_agree(form: str) -> None:
    document = part(_made(form, "docx"), "word/document.xml")
    shown = "".join(word_text(document).split())
    for each in page(_made(form, "html")).iter("p"):
        assert "".join(each.text_content().split()) in shown


@pytest.mark.parametrize("form", FORMS)
def test_a_year_without_anything_is_told_without_a_gap(form: str) -> None:
    nothing = dict.fromkeys(edition(form).figures, 0)
    filed = as_read(replace(balanced(form), figures=nothing, texts={}))
    text = compile_report(edition(form), filed, "md", draft=False).decode()
    told = text.partition("<table>")[0]
    assert "占" not in told
    assert "【" not in told
    assert not re.search(r"(?<![0-9.])0(?:\.0+)?[件条次宗篇项万元人]", told)
    assert not re.search(r"## [^\n]+\n\n##? ", told)
    assert not re.search(r"，。|：。|，，|、。|其中。", text)


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_of_a_blank_form_names_every_required_text(form: str) -> None:
    blank = empty(edition(form), edition(form).first_year, {})
    text = compile_report(edition(form), blank, "md", draft=True).decode()
    for section in edition(form).texts:
        assert (f"【待填写：{section.label}】" in text) is section.required
