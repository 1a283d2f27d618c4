"""Official tables with other names than the form has, as published reports print them."""

from collections.abc import Mapping

import pytest

from disclose.form.filing import Filing
from tests.support.filings import FORMS, as_read, balanced, edition
from tests.support.imported import codes, taken, texts
from tests.support.published import figures, full, page, tables

OTHER_COLUMNS = (
    ("cn-2021", "本年制发件数", "本年度制发数"),
    ("cn-2021", "本年制发件数", "本年制发数"),
    ("cn-2021", "本年制发件数", "本年制发件数（件）"),
    ("cn-2021", "本年废止件数", "本年废止数"),
    ("cn-2021", "现行有效件数", "现行有效数"),
    ("cn-2021", "现行有效件数", "现行有效件数（历史累计）"),
    ("cn-2021", "现行有效件数", "现行有效件数(累计)（件）"),
    ("cn-2021", "现行有效件数", "现行有效件数【单位：件】"),
    ("cn-2021", "本年处理决定数量", "本年处理决定数 (件)"),
    ("cn-2021", "本年收费金额（单位：万元）", "本年收费金额（单位：0万元）"),
    ("cn-2021", "本年收费金额（单位：万元）", "本年收费金额（万元）"),
    ("cn-2021", "本年收费金额（单位：万元）", "本年度收费金额（单位：万元）"),
    ("cn-2021", "社会公益组织", "公益组织"),
    ("cn-2021", "法律服务机构", "法律服务机构（含律师）"),
    ("cn-2021", "自然人", "自然人（个人）"),
    ("cn-2021", "尚未审结", "尚未审结（件）"),
    ("cn-2021", "其他结果", "其它结果"),
    ("cn-2019", "本年新制作数量", "本年新制作数"),
    ("cn-2019", "本年新公开数量", "本年新公开数量（件）"),
    ("cn-2019", "对外公开总数量", "对外公开总数"),
    ("cn-2019", "处理决定数量", "处理决定数（件）"),
    ("cn-2019", "采购总金额", "采购总金额（单位：万元）"),
    ("cn-2014", "统计数", "统计数（件、条）"),
    ("gz-2017", "统计数", "统计数（件、条）"),
)
"""A form, the name of one of its columns, and that name as a report prints it."""

ANOTHER_COLUMN = (
    ("本年制发件数", "上年制发件数"),
    ("本年制发件数", "本年制发件数（上年）"),
    ("本年制发件数", "本年未制发件数"),
    ("现行有效件数", "现行有效件数（其中：规章）"),
    ("现行有效件数", "有效率"),
    ("本年收费金额（单位：万元）", "本年收费金额（单位：元）"),
    ("本年收费金额（单位：万元）", "本年收费金额（单位：百万元）"),
    ("本年收费金额（单位：万元）", "本年收费金额（单位：10万元）"),
    ("本年收费金额（单位：万元）", "本年收费金额"),
)
"""Names of columns that mean, or may mean, something else."""

OTHER_ROWS = (
    ("cn-2021", "规章", "规章（设区的市、自治州人民政府应提供相关数据）"),
    ("cn-2021", "行政规范性文件", "行政规范性文件（以标题中有“规定”“办法”等字样的公文为准）"),
    ("cn-2021", "行政许可", "行政许可（件）"),
    ("cn-2021", "（七）总计", "（七）总计（各项之和）"),
    ("cn-2019", "规范性文件", "规范性文件（决定、公告、通告、意见、通知）"),
    ("cn-2019", "行政事业性收费", "行政事业性收费（项）"),
    ("cn-2019", "政府集中采购", "政府集中采购（单位：次、万元）"),
)


def filed(form: str) -> Filing:
    return as_read(balanced(form))


def renamed(form: str, name: str, shown: str) -> dict[str, list[list[str]]]:
    """The tables of a filing, with another name for one of their rows or columns."""
    return {
        table: [[shown if text == name else text for text in row] for row in rows]
        for table, rows in tables(filed(form), form).items()
    }


def printed(named: Mapping[str, list[list[str]]]) -> bytes:
    return page(*(full(rows) for rows in named.values()))


def published(form: str) -> Mapping[str, str]:
    """The figures of the filing that the tables of the form print, however it was read."""
    return texts(taken(printed(tables(filed(form), form)), form=form))


@pytest.mark.parametrize("form", FORMS)
def test_printed_names_are_no_other_names(form: str) -> None:
    read = taken(printed(tables(filed(form), form)), form=form)
    assert {*codes(read)}.isdisjoint({"DOC09", "DOC58", "DOC59"})
    assert texts(read).items() <= figures(filed(form)).items()


@pytest.mark.parametrize(("form", "name", "shown"), OTHER_COLUMNS)
def test_a_column_with_another_name(form: str, name: str, shown: str) -> None:
    tables_ = renamed(form, name, shown)
    assert any(shown in row for rows in tables_.values() for row in rows)
    read = taken(printed(tables_), form=form)
    assert texts(read) == published(form)
    [*others] = {*codes(read)} - {"DOC58"}
    assert "DOC04" not in others
    assert "DOC03" not in others


@pytest.mark.parametrize(("name", "shown"), ANOTHER_COLUMN)
def test_another_column_is_not_taken_for_one_of_the_form(name: str, shown: str) -> None:
    read = taken(printed(renamed("cn-2021", name, shown)))
    gone = {key for key, figure in edition().figures.items() if figure.column.label == name}
    assert not gone & {*texts(read)}
    assert {"DOC04"} <= {*codes(read)}
    assert "DOC58" not in codes(read)


def test_two_columns_that_may_be_one_are_not_read() -> None:
    rows = renamed("cn-2021", "本年废止件数", "现行有效数")
    rows = {
        table: [
            ["现行有效的件数" if text == "现行有效件数" else text for text in row] for row in each
        ]
        for table, each in rows.items()
    }
    read = taken(printed(rows))
    assert not [key for key in texts(read) if key.endswith(("[repealed]", "[in_force]"))]


@pytest.mark.parametrize(("form", "name", "shown"), OTHER_ROWS)
def test_a_row_with_a_remark(form: str, name: str, shown: str) -> None:
    read = taken(printed(renamed(form, name, shown)), form=form)
    assert texts(read) == published(form)
    assert "DOC09" in codes(read)


def test_all_columns_of_a_table_with_other_names() -> None:
    named = tables(filed("cn-2021"))
    other = {old: new for form, old, new in OTHER_COLUMNS if form == "cn-2021"}
    changed = {
        table: [[other.get(text, text) for text in row] for row in rows]
        for table, rows in named.items()
    }
    read = taken(printed(changed))
    assert texts(read) == published("cn-2021")
    assert {*codes(read)} == {"DOC58"}


def test_a_column_of_remarks_at_the_right() -> None:
    named = tables(filed("cn-2021"))
    beside = {
        table: [[*row, "" if at else "备注"] for at, row in enumerate(rows)]
        for table, rows in named.items()
    }
    assert texts(taken(printed(beside))) == published("cn-2021")


def test_a_row_that_the_form_does_not_have() -> None:
    named = tables(filed("cn-2021"))
    at = next(n for n, row in enumerate(named["proactive"]) if row[0] == "行政规范性文件")
    named["proactive"][at + 1 : at + 1] = [["其他主动公开文件", "12", "12", "60"]]
    read = taken(printed(named))
    assert texts(read) == published("cn-2021")
    [found] = read.checked.findings
    assert found.code == "DOC59"
    assert found.places[0].label == "其他主动公开文件"
