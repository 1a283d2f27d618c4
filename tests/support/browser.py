"""The offline page in Chromium, asked by its own script, with the network off."""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.support.face import PATIENCE

READY = "() => window.disclose.ready"
ASK = """async ([verb, args, files, patience]) => {
  const unpacked = (text) => Uint8Array.fromBase64?.(text)
    ?? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const packed = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) {
      text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    }
    return btoa(text);
  };
  const given = files.map(([name, text]) => ({ name, bytes: unpacked(text) }));
  const timer = setTimeout(window.disclose.stop, patience);
  try {
    const { data, files: out } = await window.disclose.ask(verb, args, given);
    return { data, files: out.map((each) => [each.name, packed(each.bytes)]), error: "" };
  } catch (error) {
    return { data: {}, files: [], error: error.message };
  } finally {
    clearTimeout(timer);
  }
}"""
"""Asks the engine of the page; ends it if it takes longer than `patience` milliseconds."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page answers: data and files by name, or an error in words."""

    data: Mapping[str, Any]
    files: Mapping[str, bytes]
    error: str


class Window:
    """A window with the page: what it is asked, and what it asks of the network."""

    def __init__(self, page: Page) -> None:
        """Watch a window in which nothing is open yet, and switch its network off."""
        self.page = page
        self.requests: list[str] = []
        page.context.set_offline(offline=True)
        page.context.on("request", lambda request: self.requests.append(request.url))

    def open(self, address: str) -> None:
        """Open the page and wait until its engine is ready."""
        self.page.goto(address, timeout=PATIENCE)
        self.page.evaluate(READY)

    def ask(self, verb: str, files: Mapping[str, bytes], **args: Any) -> Answered:
        """Return the answer to a request with files."""
        given = [(name, b64encode(data).decode()) for name, data in files.items()]
        told = self.page.evaluate(ASK, [verb, args, given, PATIENCE])
        out = {name: b64decode(text) for name, text in told["files"]}
        return Answered(told["data"], out, told["error"])

    @property
    def requests_to_others(self) -> list[str]:
        """Return the addresses that were asked for, without the page and what it made itself."""
        return [each for each in self.requests[1:] if not each.startswith(("blob:", "data:"))]


@contextmanager
def window(browser: Browser, path: Path) -> Iterator[Window]:
    """Open the page in a window that shares nothing with others."""
    context = browser.new_context(accept_downloads=True)
    opened = Window(context.new_page())
    opened.open(path.as_uri())
    yield opened
    context.close()
    assert opened.requests_to_others == []
