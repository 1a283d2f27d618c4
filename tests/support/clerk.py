"""The clerk of a county office, who fills two years' workbooks with openpyxl.

Each cell is found by the words printed beside it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

OFFICE = "青禾县人民政府办公室"
CODE = "11999900MB12345678"
"""A credit code that nobody has: by GB 32100, its last character checks the others."""

AGENCY = {
    "统一社会信用代码": CODE,
    "是否有规章制定权": "否",
    "报告电子版公布网址": "http://www.qinghe.example/zwgk/",
    "联系地址": "青禾县人民路1号",
    "联系电话": "0999-8100001",
}
TEXTS = {
    "（一）主动公开": "围绕群众关心的事项主动公开政府信息，行政规范性文件均在门户网站公布。",
    "（二）依申请公开": "对【新收】件新收申请逐件登记，均在法定期限内答复。",
    "（三）政府信息管理": "对现行有效的行政规范性文件逐件清理，标注效力。",
    "（四）政府信息公开平台": "改版政府门户网站政府信息公开专栏，按主题分类集中展示。",
    "（五）监督保障": "组织业务培训2次，培训80余人次。",
    "五、存在的主要问题": "政策解读形式单一。下一步增加图解和视频解读。",
    "六、其他需要报告": "制作惠企政策汇编1册，发放给企业。",
}

Written = int | str | None


class Clerk:
    """One workbook, open until `save`."""

    def __init__(self, path: Path) -> None:
        """Open the workbook."""
        self.path = path
        self.book = load_workbook(path)

    def save(self, path: Path | None = None) -> None:
        """Save the workbook, under the name that it has unless another is given."""
        self.book.save(path or self.path)

    def line(self, sheet: str, label: str) -> Cell:
        """Return the cell to the right of a label in the first column."""
        page = self.book[sheet]
        [row] = [row for row in range(1, page.max_row + 1) if label in _words(page, row, 1)]
        return _cell(page, row, 2)

    def write(self, sheet: str, lines: Mapping[str, Written]) -> None:
        """Write beside labels of 单位信息 or 文字部分."""
        for label, content in lines.items():
            self.line(sheet, label).value = content

    def number(self, sheet: str, row: str, column: str) -> Cell:
        """Return the cell of 表二 or 表三 in the row and the column with these words.

        The words of a column are the last ones above the row.
        """
        page = self.book[sheet]
        [at] = [line for line, _, words in _printed(page) if row in words]
        heads = [each for line, each, words in _printed(page) if line < at and column in words]
        return _cell(page, at, heads[-1])

    def outcome(self, group: str, outcome: str) -> Cell:
        """Return the cell of 表四 under a group, such as 行政复议, and the result in it."""
        page = self.book["表四"]
        [start] = [column for _, column, words in _printed(page) if words == group]
        [at, *_] = [
            column for _, column, words in _printed(page) if words == outcome and column >= start
        ]
        return _cell(page, 6, at)

    def explain(self, label: str, words: str) -> None:
        """Write an explanation on 出错说明, in the line that begins with `label`."""
        page = self.book["出错说明"]
        [row] = [row for row in range(1, page.max_row + 1) if label in _words(page, row, 1)]
        _cell(page, row, 4).value = words


def _printed(page: Worksheet) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and words of each cell, from the top down."""
    for row in range(1, page.max_row + 1):
        for column in range(1, page.max_column + 1):
            if words := _words(page, row, column):
                yield row, column, words


def _words(page: Worksheet, row: int, column: int) -> str:
    return str(page.cell(row, column).value or "").replace("\n", "")


def _cell(page: Worksheet, row: int, column: int) -> Cell:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell), cell.coordinate
    return cell


@contextmanager
def at_work(book: Path) -> Iterator[Clerk]:
    """Open a workbook, and save it when the clerk is done."""
    clerk = Clerk(book)
    yield clerk
    clerk.save()


def first_filling(book: Path) -> None:
    """Fill in 2024 as people do: texts forgotten, cells left blank, a total typed, 三件."""
    with at_work(book) as clerk:
        clerk.write("单位信息", AGENCY | {"统一社会信用代码": CODE[:-1] + "0"})
        forgotten = ("（三）政府信息管理", "五、存在的主要问题")
        clerk.write(
            "文字部分", {name: text for name, text in TEXTS.items() if name not in forgotten}
        )
        for column, count in (("本年制发", 3), ("本年废止", 1), ("现行有效", 12)):
            clerk.number("表二", "行政规范性文件", column).value = count
        for row, column, count in (
            ("一、本年新收", "自然人", 8),
            ("二、上年结转", "自然人", 1),
            ("（一）予以公开", "自然人", 5),
            ("1.本机关不掌握", "自然人", 2),
            ("1.信访举报投诉", "自然人", 1),
            ("（七）总计", "自然人", 7),
            ("四、结转下年度", "自然人", 1),
            ("一、本年新收", "商业企业", 2),
            ("（一）予以公开", "商业企业", 2),
        ):
            clerk.number("表三", row, column).value = count
        clerk.outcome("行政复议", "结果维持").value = "三件"


def correct(book: Path) -> None:
    """Correct what `check` found in 2024; the formula comes from the column beside it."""
    with at_work(book) as clerk:
        agreed = {"统一社会信用代码": CODE, "成文日期": "2025年1月14日", "空白的格按0上报": "是"}
        clerk.write("单位信息", agreed)
        clerk.write("文字部分", TEXTS)
        beside = str(clerk.number("表三", "（七）总计", "商业企业").value)
        clerk.number("表三", "（七）总计", "自然人").value = beside.replace("E", "D")
        clerk.outcome("行政复议", "结果维持").value = 3


def next_filling(book: Path, carried_out: int) -> None:
    """Fill in 2025: 30 + 1 of natural persons are 25 + 3 + 2 and one carried out; 5 of companies.

    12 in force and 2 issued are 14, where the clerk counts 15 and says why.
    """
    with at_work(book) as clerk:
        clerk.write("单位信息", {"成文日期": "2026年1月12日", "空白的格按0上报": "是"})
        clerk.write("文字部分", TEXTS)
        for column, count in (("本年制发", 2), ("现行有效", 15)):
            clerk.number("表二", "行政规范性文件", column).value = count
        for row, column, count in (
            ("一、本年新收", "自然人", 30),
            ("（一）予以公开", "自然人", 25),
            ("（二）部分公开", "自然人", 3),
            ("1.本机关不掌握", "自然人", 2),
            ("四、结转下年度", "自然人", carried_out),
            ("一、本年新收", "商业企业", 5),
            ("（一）予以公开", "商业企业", 5),
        ):
            clerk.number("表三", row, column).value = count


def other_filling(book: Path) -> None:
    """Fill in another office's first year: 4 of legal service bodies, all granted."""
    with at_work(book) as clerk:
        clerk.write("单位信息", {"成文日期": "2026年1月9日", "空白的格按0上报": "是"})
        clerk.write("文字部分", TEXTS)
        for row in ("一、本年新收", "（一）予以公开"):
            clerk.number("表三", row, "法律服务机构").value = 4
