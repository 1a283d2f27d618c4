"""The offline page as its reader handles it: in Chromium, from a file, with the network off."""

import os
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from tests.support.programs import require

PATIENCE = 120_000
"""Milliseconds for one job of the page, on a machine that is at work."""

DROP = """([files, target]) => {
  const carried = new DataTransfer();
  for (const [name, content] of files) {
    carried.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
  }
  for (const type of ["dragover", "drop"]) {
    const event = new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true });
    document.querySelector(target).dispatchEvent(event);
  }
}"""
AT_REST = """!document.querySelector(".busy, [aria-disabled=true], [aria-busy=true]")
  && document.getElementById("loading").hidden"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium, driven by playwright (skips without it)."""
    program = require(("chromium", "chromium-browser"), variable="DISCLOSE_REQUIRE_CHROMIUM")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program,
            args=["--no-sandbox"],
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # else no Chinese name of a file
        )
        yield browser
        browser.close()


class Face:
    """One window with the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text))
        page.context.set_offline(offline=True)

    def open(self, path: Path) -> None:
        """Open the page and wait until it is ready."""
        self.page.goto(path.as_uri())
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is being done."""
        for _ in range(PATIENCE // 50):
            self.page.wait_for_timeout(50)  # its policy forbids to wait for an expression
            if self.page.evaluate(AT_REST):
                return
        raise TimeoutError(self.text(".busy"))

    def drop(self, files: Mapping[str, bytes], target: str = "body", *, wait: bool = True) -> None:
        """Drop files on an element."""
        content = [(name, b64encode(data).decode()) for name, data in files.items()]
        self.page.evaluate(DROP, [content, target])
        if wait:
            self.rest()

    def click(self, what: str) -> None:
        """Click on an element and wait until it is done."""
        self.page.click(what)
        self.rest()

    def text(self, what: str) -> str:
        """Return the text that is shown of an element."""
        return self.page.inner_text(what)

    def focused(self) -> str:
        """Return the id of the element that has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    @property
    def findings(self) -> Frame:
        """Return the page of findings."""
        holder = self.page.query_selector("#findings")
        frame = holder.content_frame() if holder else None
        assert frame is not None
        return frame

    def width(self) -> int:
        """Return how wide the content is, in pixels."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))
