"""The pictures of the READMEs, and digests of what they show.

`python -m tests.support.pictures` draws them anew, with LibreOffice, Chromium, poppler-utils, the
fonts of fonts-noto-cjk and the tools of `tests/package.json`. `tests/cli/test_readme.py` compares
the digests beside the pictures with those of today's program, and draws nothing.
"""

import contextlib
import hashlib
import json
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles.colors import Color

from disclose import api
from disclose.form.templating import packaged
from tests.support import chromium, face
from tests.support.command_line import disclose
from tests.support.node_tools import package
from tests.support.places import EXAMPLES
from tests.support.processes import run
from tests.support.soffice import start

PICTURES = EXAMPLES / "pictures"
DIGESTS = PICTURES / "digests.json"

EXAMPLE = EXAMPLES / "qinghe-2025"
BOOK = Path("青禾县人民政府办公室-2025.xlsx")
MARKED = Path("青禾县人民政府办公室-2025（审核）.xlsx")
PAGE = Path("findings.html")
REPORT = Path("report.docx")

MISTAKES = {"requests.received[natural]": 14, "disputes.litigation_direct[upheld]": None}
"""Figures that the clerk of the pictures got wrong: 41 in the example, and 1."""

TABLE_THREE = "（七）总计"
"""Words that only the page with table three has."""


def work(folder: Path) -> None:
    """Write into `folder` the example's workbook with mistakes, its findings, and its report."""
    filing = json.loads((EXAMPLE / "figures.json").read_text(encoding="utf-8"))
    filing["figures"] |= MISTAKES
    del filing["texts"]["problems"]
    (folder / "figures.json").write_text(json.dumps(filing), encoding="utf-8")
    (folder / BOOK).write_bytes(api.fill(folder / "figures.json", api.library()))
    check = ("check", BOOK, "--previous", EXAMPLE / "last-year.json", "--lang", "zh")
    with contextlib.chdir(folder):
        disclose(*check, "--format", "html", "-o", PAGE, code=1)
        disclose(*check, "--mark", code=1)
    right = api.fill(EXAMPLE / "figures.json", api.library())
    compiled = api.compile_report(right, api.library(), ("docx",))
    (folder / REPORT).write_bytes(compiled.documents["docx"])


def digests(folder: Path) -> Mapping[str, str]:
    """Return a digest of what each picture shows of the files in `folder`.

    It depends on no version of the libraries that write them.
    """
    findings = _page(folder / PAGE)
    shell = [packaged(f"page/{each}") for each in ("page.html.j2", "page.css", "words.toml")]
    shown = {
        "page": [*shell, findings],
        "cover": _sheet(folder / BOOK, "填表说明"),
        "findings": findings,
        "marked": [_sheet(folder / MARKED, each) for each in ("问题清单", "表三")],
        "report": _report(folder / REPORT),
    }
    return {
        name: hashlib.sha256(json.dumps(each).encode()).hexdigest()[:16]
        for name, each in shown.items()
    }


def _sheet(path: Path, name: str) -> list[object]:
    """Return what is in a sheet and how it looks; widths depend on the version of XlsxWriter."""
    sheet = load_workbook(path)[name]
    return [
        sorted(each.coord for each in sheet.merged_cells.ranges),
        [_cell(each) for row in sheet.iter_rows() for each in row],
        sorted(
            [str(each.sqref), *rule.formula, str(_colour(rule.dxf.fill.bgColor))]
            for each in sheet.conditional_formatting
            for rule in each.rules
            if rule.dxf and rule.dxf.fill
        ),
    ]


def _cell(cell: Cell | MergedCell) -> tuple[object, ...]:
    font, place = cell.font, cell.alignment
    colours = _colour(font.color), _colour(cell.fill.fgColor), cell.border.left.style
    return (str(cell.value), font.sz, font.b, *colours, place.horizontal, place.wrap_text)


def _colour(colour: Color | None) -> object:
    return colour.rgb if colour and colour.type == "rgb" else None


def _page(path: Path) -> str:
    """Return a page without its seal and the version of the program."""
    return re.sub("<!--.*?-->|disclose [0-9.]+", "", path.read_text(encoding="utf-8"))


def _report(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        return [package.read(f"word/{each}.xml").decode() for each in ("document", "styles")]


@dataclass(frozen=True, slots=True)
class Clipping:
    """A part of the page of a PDF that has some words: left, top, width, height in millimetres."""

    pdf: Path
    words: str
    box: tuple[int, int, int, int]

    def cut(self, png: Path, dots: int) -> None:
        """Draw it into `png`, with so many dots an inch."""
        pages = run(["pdftotext", str(self.pdf), "-"], timeout=60).split("\f")
        number = next(n for n, text in enumerate(pages, 1) if self.words in text)
        page = ["-f", str(number), "-singlefile", "-r", str(dots)]
        places = [str(_pixels(each, dots)) for each in self.box]
        box = [part for pair in zip(("-x", "-y", "-W", "-H"), places, strict=True) for part in pair]
        run(["pdftoppm", "-png", *page, *box, str(self.pdf), str(png.with_suffix(""))], timeout=60)


def _pixels(millimetres: int, dots: int) -> int:
    return round(millimetres * dots / 25.4)


def draw(folder: Path, pictures: Path) -> None:
    """Draw the files in `folder` into `pictures`."""
    papers = [folder / each for each in (BOOK, MARKED, REPORT)]
    book, marked, report = start(folder).print(papers, folder / "printed")
    cover = Clipping(book, "填报进度", (34, 18, 146, 138))
    problems = Clipping(marked, "问题清单", (12, 16, 274, 108))
    table = Clipping(marked, TABLE_THREE, (12, 16, 186, 62))
    pages = [Clipping(report, each, (0, 0, 210, 297)) for each in ("一、总体情况", TABLE_THREE)]
    _mount([[cover]], pictures / "cover.png", 150)
    _mount([[problems], [table]], pictures / "marked.png", 96)
    _mount([pages], pictures / "report.png", 72)
    chromium.screenshot(folder / PAGE, pictures / "findings.png", 1000, 880)
    _photograph(folder, pictures / "page.png")


def _photograph(folder: Path, picture: Path) -> None:
    """Draw the offline page onto which the workbook and last year's file were dropped."""
    page = folder / "disclose.html"
    disclose("page", "-o", page, "--runtime", package("pyodide"))
    last_year = EXAMPLE / "last-year.json"
    with face.chromium() as browser:
        window = browser.new_page(viewport={"width": 1080, "height": 1000})
        shown = face.Face(window)
        shown.open(page)
        shown.drop({each.name: each.read_bytes() for each in (folder / BOOK, last_year)})
        window.evaluate("scrollTo(0, 0); document.activeElement.blur()")
        window.screenshot(path=picture)


def _mount(rows: Sequence[Sequence[Clipping]], picture: Path, dots: int) -> None:
    """Draw clippings in rows, one below the other, on a grey ground."""
    width = max(sum(_pixels(each.box[2], dots) + GAP for each in row) for row in rows)
    height = sum(max(_pixels(each.box[3], dots) for each in row) + GAP for row in rows)
    page = MOUNT
    with tempfile.TemporaryDirectory() as folder:
        for i, row in enumerate(rows):
            for j, clipping in enumerate(row):
                clipping.cut(Path(folder) / f"{i}{j}.png", dots)
                page += f"<img src='{i}{j}.png'>"
            page += "<br>"
        html = Path(folder) / "mount.html"
        html.write_text(page, encoding="utf-8")
        chromium.screenshot(html, picture, width + GAP, height + GAP)


GAP = 16
"""Pixels around clippings."""

MOUNT = f"""\
<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: {GAP}px 0 0 {GAP}px; background: #eef0f3; line-height: 0; white-space: nowrap; }}
img {{ margin: 0 {GAP}px {GAP}px 0; outline: 1px solid #d0d5dc; }}
</style>
"""


def main() -> None:
    """Draw the pictures anew, and write what they show."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work(folder)
        PICTURES.mkdir(exist_ok=True)
        draw(folder, PICTURES)
        DIGESTS.write_text(json.dumps(digests(folder), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
