"""Printed grids: the official page, every figure once, no hole and no overlap."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.form.edition.model import Block, Column, Group, Print, Row, Table
from disclose.form.layout.draw import CellRole, Grid, draw
from tests.support.editions import packaged
from tests.support.filings import FORMS

LEFT, ABOVE, FIGURE = "<", "^", "·"


def _drawn(grid: Grid) -> list[list[str]]:
    """Return each place of `grid`: the start of a text, a figure, or what covers it."""
    page = [["?"] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for down in range(cell.rows):
            for along in range(cell.columns):
                text = FIGURE if cell.role is CellRole.FIGURE else cell.text[:4]
                covered = ABOVE if down else LEFT if along else text
                page[cell.row + down][cell.column + along] = covered
    return page


PAGES = {
    "cn-2019 proactive": """
    第二十条 <     <     <
    信息内容 本年新制 本年新公 对外公开
    规章    ·     ·     ·
    规范性文 ·     ·     ·
    第二十条 <     <     <
    信息内容 上一年项 本年增/ 处理决定
    行政许可 ·     ·     ·
    其他对外 ·     ·     ·
    第二十条 <     <     <
    信息内容 上一年项 本年增/ 处理决定
    行政处罚 ·     ·     ·
    行政强制 ·     ·     ·
    第二十条 <     <     <
    信息内容 上一年项 本年增/ <
    行政事业 ·     ·     <
    第二十条 <     <     <
    信息内容 采购项目 采购总金 <
    政府集中 ·     ·     <
    """,
    "cn-2021 proactive": """
    第二十条 <     <     <
    信息内容 本年制发 本年废止 现行有效
    规章    ·     ·     ·
    行政规范 ·     ·     ·
    第二十条 <     <     <
    信息内容 本年处理 <     <
    行政许可 ·     <     <
    第二十条 <     <     <
    信息内容 本年处理 <     <
    行政处罚 ·     <     <
    行政强制 ·     <     <
    第二十条 <     <     <
    信息内容 本年收费 <     <
    行政事业 ·     <     <
    """,
    "cn-2021 requests": """
    （本列数 <      <      申请人情 <     <      <      <      <     <
    ^      ^      ^      自然人  法人或其 <      <      <      <     总计
    ^      ^      ^      ^     商业企业 科研机构 社会公益 法律服务 其他   ^
    一、本年 <      <      ·     ·     ·      ·      ·      ·     ·
    二、上年 <      <      ·     ·     ·      ·      ·      ·     ·
    三、本年 （一）予 <      ·     ·     ·      ·      ·      ·     ·
    ^      （二）部 <      ·     ·     ·      ·      ·      ·     ·
    ^      （三）不 1.属于 ·     ·     ·      ·      ·      ·     ·
    ^      ^      2.其他 ·     ·     ·      ·      ·      ·     ·
    ^      ^      3.危及 ·     ·     ·      ·      ·      ·     ·
    ^      ^      4.保护 ·     ·     ·      ·      ·      ·     ·
    ^      ^      5.属于 ·     ·     ·      ·      ·      ·     ·
    ^      ^      6.属于 ·     ·     ·      ·      ·      ·     ·
    ^      ^      7.属于 ·     ·     ·      ·      ·      ·     ·
    ^      ^      8.属于 ·     ·     ·      ·      ·      ·     ·
    ^      （四）无 1.本机 ·     ·     ·      ·      ·      ·     ·
    ^      ^      2.没有 ·     ·     ·      ·      ·      ·     ·
    ^      ^      3.补正 ·     ·     ·      ·      ·      ·     ·
    ^      （五）不 1.信访 ·     ·     ·      ·      ·      ·     ·
    ^      ^      2.重复 ·     ·     ·      ·      ·      ·     ·
    ^      ^      3.要求 ·     ·     ·      ·      ·      ·     ·
    ^      ^      4.无正 ·     ·     ·      ·      ·      ·     ·
    ^      ^      5.要求 ·     ·     ·      ·      ·      ·     ·
    ^      （六）其 1.申请 ·     ·     ·      ·      ·      ·     ·
    ^      ^      2.申请 ·     ·     ·      ·      ·      ·     ·
    ^      ^      3.其他 ·     ·     ·      ·      ·      ·     ·
    ^      （七）总 <      ·     ·     ·      ·      ·      ·     ·
    四、结转 <      <      ·     ·     ·      ·      ·      ·     ·
    """,
    "cn-2021 disputes": """
    行政复议 <      <      <      <      行政诉讼 <      <      <      <      <      <      <      <      <
    ^      ^      ^      ^      ^      未经复议 <      <      <      <      复议后起 <      <      <      <
    结果维持 结果纠正 其他结果 尚未审结 总计    结果维持 结果纠正 其他结果 尚未审结 总计    结果维持 结果纠正 其他结果 尚未审结 总计
    ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·      ·
    """,  # noqa: E501 - as wide as the form
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_official_one(name: str) -> None:
    page = [line.split() for line in PAGES[name].strip().splitlines()]
    form, table = name.split()
    assert _drawn(draw(packaged(form).table(table))) == page


def test_a_list_has_label_unit_and_figure_in_each_row() -> None:
    statistics = packaged("cn-2014").table("statistics")
    page = _drawn(draw(statistics, {"entries": "条", "count": "件"}))
    assert page[:8] == [
        ["统计指标", "单位", "统计数"],
        ["一、主动", "——", ""],
        ["（一）主", "条", FIGURE],
        ["其中：主", "条", FIGURE],
        ["制发规范", "件", FIGURE],
        ["（二）通", "——", ""],
        ["1.政府", "条", FIGURE],
        ["2.政府", "条", FIGURE],
    ]
    # 58 figures, 7 headings without one, the head
    assert len(page) == 66


@pytest.mark.parametrize(("name", "head"), [("proactive", 0), ("requests", 3), ("disputes", 3)])
def test_the_heads_of_long_tables_are_repeated(name: str, head: int) -> None:
    grid = draw(packaged().table(name))
    assert grid.head == head
    assert all(cell.row >= head for cell in grid.figures())
    assert all(cell.row + cell.rows <= head for cell in grid.cells if cell.row < head)


@pytest.mark.parametrize("form", FORMS)
def test_each_figure_has_one_cell(form: str) -> None:
    edition = packaged(form)
    keys = Counter(cell.key for table in edition.tables for cell in draw(table).figures())
    assert keys == Counter(list(edition.figures))


def test_only_the_outcomes_are_written_downwards() -> None:
    cells = [cell for table in packaged().tables for cell in draw(table).cells]
    assert [cell.text for cell in cells if cell.vertical] == ["三、本年度办理结果"]


def test_lines_give_the_cells_in_reading_order() -> None:
    grid = draw(packaged().table("requests"))
    lines = grid.lines()
    assert len(lines) == grid.rows == 28
    assert [cell.text for cell in lines[1]] == ["自然人", "法人或其他组织", "总计"]
    assert sum(len(line) for line in lines) == len(grid.cells)


GROUPS = (
    Group(id="g", label="组"),
    Group(id="h", label="小组", under="g"),
    Group(id="i", label="细组", under="h"),
    Group(id="k", label="另组"),
)
groups = st.lists(st.sampled_from(["", "g", "h", "i", "k"]), min_size=1, max_size=6)


@st.composite
def tables(draw_: st.DrawFn) -> Table:
    """Make tables with any nesting of groups, split ones included."""
    printed = draw_(st.sampled_from(list(Print)))
    count = draw_(st.integers(1, 3)) if printed is Print.BLOCKS else 1
    blocks = []
    for number in range(count):
        columns, rows = draw_(groups), draw_(groups)
        blocks.append(
            Block(
                title="块",
                columns=tuple(
                    Column(id=f"c{n}", label=f"列{n}", group=group)
                    for n, group in enumerate(columns)
                ),
                rows=tuple(
                    Row(id=f"r{number}_{n}", label=f"行{n}", measure="m", group=group)
                    for n, group in enumerate(rows)
                ),
            )
        )
    lines, across = blocks[0].rows, max(len(block.columns) for block in blocks)
    nested = {"": 0, "g": 1, "h": 2, "i": 3, "k": 1}
    width = {
        Print.BLOCKS: 1 + across,
        Print.MATRIX: 1 + max(nested[row.group] for row in lines) + across,
        Print.ACROSS: len(lines) * across,
        Print.LIST: 2 + across,
    }[printed]
    return Table(
        id="t",
        sheet="表",
        title="题",
        short="短",
        print=printed,
        widths=(Decimal(10),) * width,
        blocks=tuple(blocks),
        groups=GROUPS,
        heading=draw_(st.sampled_from(["", "总题"])),
        corner=draw_(st.sampled_from(["", "角"])),
    )


@given(st.one_of(tables(), st.sampled_from(packaged().tables)))
def test_the_cells_cover_the_page_once_and_whole(table: Table) -> None:
    grid = draw(table)
    covered = Counter(
        (cell.row + down, cell.column + along)
        for cell in grid.cells
        for down in range(cell.rows)
        for along in range(cell.columns)
    )
    page = [(row, column) for row in range(grid.rows) for column in range(grid.columns)]
    assert covered == Counter(page)


@given(tables())
def test_every_row_and_column_has_its_figure_and_its_name(table: Table) -> None:
    grid = draw(table)
    figures = [
        f"t.{row.id}[{column.id}]"
        for block in table.blocks
        for row in block.rows
        for column in block.columns
    ]
    assert sorted(cell.key for cell in grid.figures()) == sorted(figures)
    texts = {cell.text for cell in grid.cells}
    assert {row.label for block in table.blocks for row in block.rows} <= texts
