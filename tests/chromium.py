"""Headless Chromium: what does a reader of the HTML report see?"""

import os
import tempfile
from pathlib import Path

from tests.processes import run
from tests.programs import require

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


def _chromium(html_path: Path, *options: str) -> str:
    program = require(("chromium", "chromium-browser"), variable="DISCLOSE_REQUIRE_CHROMIUM")
    page = html_path.resolve(strict=True).as_uri()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *FLAGS, f"--user-data-dir={profile}", *options, page]
        return run(command, timeout=90, env={**os.environ, "HOME": profile})
