"""The page asks for nothing, keeps nothing, runs nothing of a file, and cannot be made to."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy
from threading import Thread

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.support.browser import Window, window
from tests.support.browser_memory import page_memory
from tests.support.face import Face
from tests.support.hostile.files import FILES, HEAVIEST, MARKED
from tests.support.hostile.texts import TEXTS, attacked
from tests.support.places import EXAMPLES

pytestmark = [pytest.mark.node, pytest.mark.chromium]

BOOK = "表.xlsx"
PASSING = (EXAMPLES / "qinghe-2025/filled.xlsx").read_bytes()
MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"

ATTEMPTS = """async (address) => {
  const refused = [];
  addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
  const add = (tag, look, text = "") => {
    const element = document.createElement(tag);
    Object.assign(element, look);
    element.append(text);
    document.body.append(element);
    return element;
  };
  add("script", {}, "window.ran = true");
  add("div", { innerHTML: '<b onclick="window.ran = true">x</b>' }).firstChild.click();
  add("img", { src: address });
  add("iframe", { src: address });
  add("link", { rel: "stylesheet", href: address });
  add("style", {}, `@font-face { font-family: x; src: url(${address}) } p { font-family: x }`);
  add("audio", { src: address }).load();
  add("object", { data: address });
  add("form", { action: address, method: "post" }).submit();
  add("base", { href: address });
  await new Promise((done) => setTimeout(() => { // at once, the driver of this test would allow it
    try { eval("window.ran = true"); } catch {}
    done();
  }));
  const tried = [
    fetch(address), import(address), new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      Object.assign(request, { onload: done, onerror: failed });
      request.open("GET", address);
      request.send();
    }),
  ];
  navigator.sendBeacon(address, "x");
  try { new WebSocket(address.replace("http", "ws")); } catch {}
  try { new EventSource(address); } catch {}
  try { new Worker(`data:text/javascript,fetch("${address}")`); } catch {}
  const ended = await Promise.allSettled(tried);
  await document.fonts.ready;
  return {
    ran: Boolean(window.ran), base: document.baseURI, done: ended.map((each) => each.status),
    refused: [...new Set(refused)],
  };
}"""
"""Tries to run scripts and to reach an address in every way that pages have."""

REFUSED = {
    *("base-uri", "connect-src", "frame-src", "img-src", "script-src", "script-src-attr"),
    *("script-src-elem", "style-src-elem"),
}
"""What the browser then names as the reasons, among others."""

FROM_WORKER = """(address) => {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  try { request.send(); return "sent"; } catch (error) { return error.name; }
}"""

STORED = """async () => ({
  cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: await indexedDB.databases(), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""

TREE = """() => python.runPython(`
import os
sorted(os.path.join(folder, name) for folder, _, names in os.walk("/")
       if not folder.startswith(("/proc", "/dev")) for name in names if not name.endswith(".pyc"))
`).toJs()"""
"""Every file in the file system of the worker."""

HELD = "() => python._module.HEAPU8.length"
"""The memory of Python, in bytes."""

MEMORY = 300
"""MiB that a command may need."""


class _Log(SimpleHTTPRequestHandler):
    """Serves a folder and keeps what it was asked."""

    asked: list[str]

    def log_message(self, *_: object) -> None:
        self.asked.append(self.path)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder on this machine; give its address and what is asked of it."""
    asked: list[str] = []
    handler = partial(type("Log", (_Log,), {"asked": asked}), directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """Open the page at an address, with the network on."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.evaluate("() => window.disclose.ready")
    yield page
    context.close()


def do_the_main_job(asked: Window) -> None:
    """Check, mark and compile a workbook."""
    for verb in ("check", "mark", "compile"):
        told = asked.ask(verb, {BOOK: PASSING}, workbook=BOOK, to=["docx", "html", "md"])
        assert not told.error


def test_a_page_from_an_intranet_site_asks_for_nothing_else(
    browser: Browser, file: Path, tmp_path: Path
) -> None:
    place = tmp_path / "公开" / "工具"
    place.mkdir(parents=True)
    copy(file, place)
    with served(tmp_path) as (site, asked):
        address = f"{site}/公开/工具/disclose.html"
        context = browser.new_context()
        shown = Window(context.new_page())
        context.set_offline(offline=False)  # a request would get through
        shown.open(address)
        do_the_main_job(shown)
        stored = shown.page.evaluate(STORED)
        assert context.cookies() == []
        context.close()
        assert shown.requests_to_others == []
        assert len(asked) == 1
    nothing = {"cookie": "", "local": 0, "session": 0, "databases": [], "caches": [], "workers": 0}
    assert stored == nothing


def test_the_policy_holds(browser: Browser, file: Path, tmp_path: Path) -> None:
    copy(file, tmp_path)
    with served(tmp_path) as (site, asked), opened(browser, f"{site}/disclose.html") as page:
        told = page.evaluate(ATTEMPTS, f"{site}/secret")
        assert page.workers[0].evaluate(FROM_WORKER, f"{site}/secret") == "NetworkError"
        assert asked == ["/disclose.html"]
        assert not told["ran"]
        assert told["base"] == f"{site}/disclose.html"
        assert told["done"] == ["rejected"] * 3
        assert set(told["refused"]) >= REFUSED


def test_text_of_a_workbook_never_becomes_markup(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    face = Face(page)
    ran: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    face.open(file)
    elements = "document.querySelectorAll('img, script, iframe, [onerror], [onmouseover]').length"
    before = page.evaluate(elements)
    texts = {"problems": TEXTS["markup"] + MARKUP, "other_matters": TEXTS["attribute"]}
    book = attacked({"name": MARKUP, "address": TEXTS["attribute"]}, texts)
    face.drop({f"{MARKUP.replace('/', '／')}.xlsx": book})
    assert MARKUP in page.inner_text("#about-file")
    assert face.findings.evaluate("document.querySelectorAll('script, img, iframe').length") == 0
    assert MARKUP in str(face.findings.text_content("body"))
    face.click("#to-print")
    report = "document.getElementById('printer').contentDocument"
    found = page.evaluate(f"[...{report}.querySelectorAll('script, img')].map((e) => e.type)")
    assert found == ["application/ld+json"]  # data for search engines, which no browser runs
    face.drop({"<b>1.xlsx": book, "<img src=x onerror=alert(3)>.xlsx": b"no workbook"})
    face.click("#tab-verify")
    face.drop({"<b>.docx": (EXAMPLES / "verify/edited.docx").read_bytes(), BOOK: book})
    assert page.evaluate(elements) == before
    page.close()
    assert ran == []
    assert face.faults == []


def test_no_file_stays_in_the_worker(browser: Browser, file: Path) -> None:
    with window(browser, file) as asked:
        do_the_main_job(asked)
        [worker] = asked.page.workers
        before = worker.evaluate(TREE)
        for data in (PASSING, b"no workbook", FILES["billion laughs"][0]()):
            asked.ask("check", {BOOK: data}, workbook=BOOK)
        do_the_main_job(asked)
        assert worker.evaluate(TREE) == before
        assert any(each.endswith("desk.py") for each in before)


def test_a_job_without_end_is_stopped(browser: Browser, file: Path) -> None:
    with window(browser, file) as asked:
        [worker] = asked.page.workers
        worker.evaluate("() => { setTimeout(() => python.runPython('while True: pass'), 0); }")
        said = asked.page.evaluate(
            """() => { setTimeout(window.disclose.stop, 500);
            return window.disclose.ask("explain").catch((error) => error.stopped); }"""
        )
        assert said is True
        do_the_main_job(asked)


def test_memory_is_given_back(browser: Browser, file: Path) -> None:
    with window(browser, file) as asked:
        [worker] = asked.page.workers
        worker.evaluate("() => { python.runPython('held = bytes(500 << 20)'); }")
        do_the_main_job(asked)
        [another] = asked.page.workers
        assert another != worker
        assert another.evaluate(HELD) < MEMORY << 20


@pytest.mark.exhaustive
def test_no_file_needs_much_memory(browser: Browser, file: Path) -> None:
    """Not even the heaviest of the hostile files, one after another."""
    with window(browser, file) as asked:
        for name in (*HEAVIEST, *MARKED):
            asked.ask("mark", {BOOK: FILES[name][0]()}, workbook=BOOK)
            assert page_memory(browser) < 3 * MEMORY, name
        do_the_main_job(asked)
        [worker] = asked.page.workers
        assert worker.evaluate(HELD) < 384 << 20  # from there on it is renewed
