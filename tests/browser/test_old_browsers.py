"""The oldest browser that is served does everything; an older one says what it lacks."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Page

from tests.support.browser import Window
from tests.support.face import Face
from tests.support.node_tools import VARIABLE, package
from tests.support.places import EXAMPLES
from tests.support.programs import require
from tests.support.questions import BOOK, TO, Question, by_command

pytestmark = [pytest.mark.node, pytest.mark.chromium, pytest.mark.exhaustive]

UNPACK = """const [from, to] = process.argv.slice(1);
const packed = require("fs").readFileSync(from);
require("fs").writeFileSync(to, require("zlib").brotliDecompressSync(packed), { mode: 0o755 });"""

FEATURES = {
    "DecompressionStream": "DecompressionStream",
    "WebAssembly": "WebAssembly.Exception",
    "BigInt": "BigInt",
    "Worker": "Worker",
    "Promise": "Promise",
}
"""What the page says that a browser lacks, and what is taken from this one."""


def old(kind: BrowserType, name: str, folder: Path) -> Browser:
    """Start the browser of an npm package, which is packed with Brotli."""
    packed = package(name) / "bin" / "chromium.br"
    program = folder / "chromium"
    node = require(("node", "nodejs"), variable=VARIABLE)
    subprocess.run([node, "-e", UNPACK, packed, program], check=True)
    return kind.launch(executable_path=program, args=["--no-sandbox", "--no-zygote"])


def test_chromium_109_does_the_main_job(browser: Browser, file: Path, tmp_path: Path) -> None:
    """The last one for Windows 7."""
    started = old(browser.browser_type, "@sparticuz/chromium", tmp_path)
    assert started.version.startswith("109.")
    asked = Window(started.new_page())
    face = Face(asked.page)
    face.open(file)
    data = (EXAMPLES / "hongze-2023/filled.xlsx").read_bytes()
    face.drop({BOOK: data})
    assert face.text("#verdict").startswith("✗ 未通过")
    assert "PRO11" in face.findings.inner_text("body")
    with asked.page.expect_download() as saved:
        face.click("#mark")
    marked = saved.value.path().read_bytes()
    assert [marked] == list(by_command(_on("mark", data)).files.values())
    for verb in ("check", "compile"):
        question = _on(verb, data)
        told = asked.ask(verb, question.files, **question.to_page)
        assert told.data.get("json", "") == by_command(question).json
        assert told.files == by_command(question).files
    assert len(told.files) == len(TO)
    started.close()
    assert face.faults == []
    assert asked.requests_to_others == []


def _on(verb: str, data: bytes) -> Question:
    return Question(verb, verb, {"workbook": BOOK}, {BOOK: data})


def test_chromium_92_says_that_it_is_too_old(browser: Browser, file: Path, tmp_path: Path) -> None:
    started = old(browser.browser_type, "chromium-92", tmp_path)
    assert started.version.startswith("92.")
    page = started.new_page()
    page.goto(file.as_uri())
    says_that_it_lacks("WebAssembly", page)
    started.close()


def says_that_it_lacks(feature: str, page: Page) -> None:
    """Check the message, in both languages, and that nothing else invites to work."""
    zh, en = page.inner_text("#unable").split("\n\n")
    assert zh.startswith(f"这个浏览器太旧，打不开本页（缺少 {feature}）。")
    assert en.startswith(f"This browser is too old for this page (it lacks {feature}). ")
    for each in ("tabs", "choose", "loading"):
        assert page.evaluate(f"document.getElementById('{each}').getClientRects().length") == 0


def test_a_browser_without_a_feature_says_so(browser: Browser, file: Path) -> None:
    for name, feature in FEATURES.items():
        face = Face(browser.new_page())
        face.page.add_init_script(f"delete globalThis.{feature}")
        face.page.goto(file.as_uri())
        says_that_it_lacks(name, face.page)
        face.page.close()
        assert face.faults == []
