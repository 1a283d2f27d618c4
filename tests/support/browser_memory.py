"""Memory of the process in which a browser shows a page."""

from pathlib import Path

from playwright.sync_api import Browser


def page_memory(browser: Browser) -> int:
    """Return the memory of the largest process that shows a page, in MiB. Linux only."""
    asked = browser.new_browser_cdp_session()
    processes = asked.send("SystemInfo.getProcessInfo")["processInfo"]
    asked.detach()
    return max(_resident(each["id"]) for each in processes if each["type"] == "renderer")


def _resident(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    [kilobytes] = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
    return int(kilobytes) // 1024
