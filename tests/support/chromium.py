"""Headless Chromium: what does a reader of the HTML report see?"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from lxml import html

from tests.support.processes import run
from tests.support.programs import require

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def screenshot(html_path: Path, png_path: Path, width: int, height: int) -> None:
    """Draw the page in a window of `width` by `height` pixels into `png_path`."""
    png = png_path.resolve()
    png.unlink(missing_ok=True)
    _chromium(html_path, f"--window-size={width},{height}", f"--screenshot={png}")
    if not png.is_file():
        raise RuntimeError(f"Chromium wrote no {png.name}")


def dom(html_path: Path) -> str:
    """Return the page as HTML after its scripts have run."""
    return _chromium(html_path, "--dump-dom")


def console(html_path: Path) -> list[str]:
    """Return what the page makes the browser say on its console."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        _chromium(html_path, "--dump-dom", "--enable-logging", f"--log-file={log}")
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if "CONSOLE" in line]


def pdf(html_path: Path, pdf_path: Path, *, header: bool = False) -> None:
    """Print the page into `pdf_path`; with a `header`, date, title and address in the margins."""
    made = pdf_path.resolve()
    bare = () if header else ("--no-pdf-header-footer",)
    _chromium(html_path, *bare, f"--print-to-pdf={made}")
    if not made.is_file():
        raise RuntimeError(f"Chromium wrote no {made.name}")


def seen(page: bytes, folder: Path, script: str, width: int = 1200) -> Any:
    """Return what the body of a function, `script`, makes of `page` shown `width` pixels wide.

    It gets the loaded document as `page` and what went wrong there as `faults`; its result is
    handed over as JSON. A console message, a failed resource, an exception each are a fault.
    """
    watched = page.decode().replace("<head>", f"<head><script>{_WATCH}</script>", 1)
    source = json.dumps(watched).replace("</", "<\\/")
    frame = folder / f"frame{width}.html"
    frame.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><iframe width="{width}" height="800"></iframe>'
        "<pre id='seen'></pre><script>const frame = document.querySelector('iframe');"
        f"const look = (page, faults) => {{{script}}};"
        "frame.addEventListener('load', () => { document.querySelector('#seen').textContent ="
        " JSON.stringify(look(frame.contentDocument, frame.contentWindow.faults)); });"
        f"frame.srcdoc = {source};</script>",
        encoding="utf-8",
    )
    [result] = html.document_fromstring(dom(frame)).xpath("//pre[@id='seen']/text()")
    return json.loads(result)


_WATCH = """window.faults = [];
addEventListener("error", (event) => faults.push(String(event.message || event.target)), true);
for (const name of ["error", "warn", "log"]) console[name] = (...said) => faults.push(said.join());
"""


def _chromium(html_path: Path, *options: str) -> str:
    program = require(("chromium", "chromium-browser"), variable="DISCLOSE_REQUIRE_CHROMIUM")
    page = html_path.resolve(strict=True).as_uri()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *FLAGS, f"--user-data-dir={profile}", *options, page]
        return run(command, timeout=90, env={**os.environ, "HOME": profile})
