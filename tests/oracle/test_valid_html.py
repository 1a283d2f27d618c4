"""The Nu Html Checker and axe-core find nothing wrong in the HTML that the program writes."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.axe import violations
from tests.support.face import chromium
from tests.support.node_tools import VARIABLE, package
from tests.support.programs import require
from tests.support.written_files import html_pages, reports

pytestmark = pytest.mark.node

WIDTHS = (1280, 390)
DIFFERENT = (
    *("findings-cn-2021-zh.html", "findings-several-en.html", "findings-several-zh.html"),
    *("overview-en.html", "overview-zh.html"),
    *("whole-cn-2014.html", "whole-cn-2021.html", "draft-cn-2021.html", "annex.html"),
    "draft-cn-2021.fragment.html",
)
"""Pages that differ in more than figures; the offline page is looked at in `tests/browser`."""

WEBSITE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>年度报告</title></head>'
    "<body><main><h1>年度报告</h1>{}</main></body></html>"
)
"""A page into which somebody pastes the fragment."""

OF_DATA = "Inline script violates Content Security Policy"
"""Said of scripts that hold data, to which the policy of a page does not apply."""


@pytest.fixture(scope="module")
def written() -> Mapping[str, bytes]:
    """Return all pages by name; fragments as they are in the page of a website."""
    made = {**dict(html_pages()), **dict(reports("html", "fragment.html"))}
    return {
        name: WEBSITE.format(data.decode()).encode() if "fragment" in name else data
        for name, data in made.items()
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


def told(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """Return what the Nu Html Checker says of pages: errors and warnings."""
    java = require(("java",), variable=VARIABLE)
    checker = package("vnu-jar") / "build" / "dist" / "vnu.jar"
    for name, data in pages.items():
        (folder / name).write_bytes(data)
    command = [java, "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *(str(folder / name) for name in pages)],
        capture_output=True,
        check=True,
        timeout=300,
    )
    return [
        f"{each['url'].rpartition('/')[2]} {each['type']} {each['message']}"
        for each in json.loads(done.stdout)["messages"]
        if not each["message"].startswith(OF_DATA)
    ]


def test_a_fault_of_markup_is_told(tmp_path: Path) -> None:
    page = WEBSITE.format("<img src=a.png>")
    [said] = told({"faulty.html": page.encode(), "sound.html": WEBSITE.encode()}, tmp_path)
    assert said.startswith("faulty.html error An “img” element must have an “alt” attribute")


def test_no_page_has_a_fault_of_markup(written: Mapping[str, bytes], tmp_path: Path) -> None:
    assert len(written) > 30
    assert told(written, tmp_path) == []


@pytest.mark.chromium
def test_a_barrier_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(WEBSITE.format('<p style="color:#aaa">灰字</p>'))
    [(rule, [[element]])] = violations(page)
    page.close()
    assert (rule, element) == ("color-contrast", "p")


@pytest.mark.chromium
def test_no_page_has_a_barrier(
    written: Mapping[str, bytes], browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    found = {}
    for name in DIFFERENT:
        path = tmp_path / name
        path.write_bytes(written[name])
        page.goto(path.as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if faults := violations(page):
                found[name, width] = faults
    page.close()
    assert found == {}
