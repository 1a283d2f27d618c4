"""The page and the fragment as a reader sees them in Chromium."""

from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

from disclose.core.language import Language
from disclose.output import findings_page
from disclose.report.compile import FRAGMENT
from tests.support.checked_filings import one_likely
from tests.support.chromium import dom, pdf, seen
from tests.support.filings import FORMS, as_read, balanced
from tests.support.filings import edition as form_of
from tests.support.report_filings import BODY, TEXTS, edition, filing, published
from tests.support.report_readers import figures_by_place, page_tables
from tests.support.reports import compile_report

pytestmark = pytest.mark.chromium

PHONE, DESK = 390, 1200
MM = 72 / 25.4
LOWEST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of any size."""

CONTRAST = """
const parts = (color) => color.match(/[\\d.]+/g).map(Number);
const over = ([r, g, b, a = 1], below) =>
  [r, g, b].map((part, at) => part * a + below[at] * (1 - a));
const behind = (element) => element === null ? [255, 255, 255]
  : over(parts(page.defaultView.getComputedStyle(element).backgroundColor),
         behind(element.parentElement));
const light = (color) => color.map((part) => part / 255)
  .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const ratio = (element) => {
  const ground = behind(element);
  const ink = over(parts(page.defaultView.getComputedStyle(element).color), ground);
  const [low, high] = [light(ink), light(ground)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const written = [...page.body.querySelectorAll("*")].filter((element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
return [written.length, String(Math.min(...written.map(ratio)))];
"""

COLUMNS = """
const [table] = page.querySelectorAll("table#requests, table[id$='-requests']");
const region = table.parentElement;
const row = [...table.rows].find((each) => each.querySelector("th.at-2"));
const shown = () => {
  const label = row.querySelector("th.at-2").getBoundingClientRect();
  const end = region.getBoundingClientRect().right;
  return [...row.cells].map((each) => each.getBoundingClientRect())
    .filter((each) => each.left >= label.right - 2 && each.right <= end + 1).length;
};
const before = shown();
region.scrollLeft = region.scrollWidth;
const last = [...row.cells].at(-1).getBoundingClientRect().right;
return [before, shown(), Math.round(last - region.getBoundingClientRect().right)];
"""
"""The columns of figures in view beside the labels, before and after scrolling to the end."""

SCROLLING = """
const regions = [...page.querySelectorAll("[tabindex][role=group]")];
return {
  page: page.documentElement.scrollWidth,
  wide: regions.filter((each) => each.scrollWidth > each.clientWidth).length,
  named: regions.every((each) => each.getAttribute("aria-label")),
  reached: regions.every((each) => {
    each.focus();
    return each.tabIndex === 0 && page.activeElement === each;
  }),
};
"""


def _page(name: str = "pingtan_2022", to: str = "html", *, draft: bool = False) -> bytes:
    return compile_report(edition(), filing(name, body=BODY, texts=TEXTS), to, draft=draft)


def _shown(content: bytes) -> bytes:
    """The fragment within the page of a website."""
    return b'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>' + content


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("draft", [False, True])
def test_it_loads_without_a_request_or_a_complaint(
    tmp_path: Path, width: int, *, draft: bool
) -> None:
    script = (
        "return [faults, page.defaultView.performance.getEntriesByType('resource')"
        ".map((each) => each.name)];"
    )
    assert seen(_page(draft=draft), tmp_path, script, width) == [[], []]


def test_a_request_or_a_complaint_would_be_noticed(tmp_path: Path) -> None:
    script = "return [faults, page.querySelectorAll('img').length];"
    broken = _shown(b"<img src='absent.png'><script>console.error('x')</script>")
    faults, images = seen(broken, tmp_path, script)
    assert images == 1
    assert "x" in faults
    assert len(faults) == 2


@pytest.mark.parametrize("to", ["html", FRAGMENT])
@pytest.mark.parametrize("draft", [False, True])
def test_every_text_stands_out_from_its_ground(tmp_path: Path, to: str, *, draft: bool) -> None:
    content = _page(to=to, draft=draft)
    texts, lowest = seen(content if to == "html" else _shown(content), tmp_path, CONTRAST)
    assert texts > 300
    assert Decimal(lowest) >= LOWEST_CONTRAST


def test_grey_on_grey_would_be_noticed(tmp_path: Path) -> None:
    faint = _shown(b"<p style='color:#777;background:#eee'>x")
    # relative luminance of #777 is 0.184, of #eee 0.855: 0.905 / 0.234
    texts, lowest = seen(faint, tmp_path, CONTRAST)
    assert texts == 1
    assert Decimal(lowest).quantize(Decimal("0.01")) == Decimal("3.86")


@pytest.mark.parametrize("to", ["html", FRAGMENT])
def test_a_narrow_screen_scrolls_tables_and_not_the_page(tmp_path: Path, to: str) -> None:
    content = _page("hangzhou_style_2025", to)
    shown = content if to == "html" else _shown(content)
    found = seen(shown, tmp_path, SCROLLING, PHONE)
    assert found == {"page": PHONE, "wide": 2, "named": True, "reached": True}
    found = seen(shown, tmp_path, SCROLLING, DESK)
    assert found == {"page": DESK, "wide": 0, "named": True, "reached": True}


def test_a_phone_shows_three_columns_of_figures_beside_the_labels(tmp_path: Path) -> None:
    assert seen(_page("hangzhou_style_2025"), tmp_path, COLUMNS, PHONE) == [3, 3, 0]
    findings = findings_page.render([one_likely()], Language.ZH)
    assert seen(findings, tmp_path, COLUMNS, PHONE) == [3, 3, 0]
    assert seen(_page(), tmp_path, COLUMNS, DESK) == [7, 7, 0]


def test_the_figures_survive_the_browser(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_bytes(_page())
    tables = page_tables(dom(report).encode())
    assert list(figures_by_place(tables)) == list(published("pingtan_2022").values())


@pytest.mark.parametrize("form", FORMS)
def test_in_print_tables_lie_between_the_margins_and_keep_their_heads(
    tmp_path: Path, form: str
) -> None:
    report, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    report.write_bytes(compile_report(form_of(form), as_read(balanced(form)), "html", draft=False))
    pdf(report, printed)
    with pdfplumber.open(printed) as document:
        pages = document.pages
        texts = ["".join(page.extract_text().split()) for page in pages]
        rules = [rule for page in pages for rule in (*page.lines, *page.rects)]
        assert {(round(page.width), round(page.height)) for page in pages} <= {
            *((595, 842), (594, 841), (595, 841), (596, 842)),
        }
    assert len(rules) > 20
    assert min(rule["x0"] for rule in rules) > 28 * MM - 1
    assert max(rule["x1"] for rule in rules) < (210 - 26) * MM + 1
    assert min(rule["top"] for rule in rules) > 37 * MM - 1
    assert max(rule["bottom"] for rule in rules) < (297 - 35) * MM + 1
    assert "目录" not in "".join(texts)
    assert all(text.endswith(f"—{number}—") for number, text in enumerate(texts, start=1))
    if "statistics" in {table.id for table in form_of(form).tables}:
        assert sum("统计指标" in text for text in texts) == 2
    else:
        [here] = [text for text in texts if "三、收到和处理政府信息公开申请情况" in text]
        assert "四、结转下年度继续办理" in here
