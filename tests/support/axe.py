"""What axe-core, which judges by WCAG and the practices of ARIA, finds wrong in a page."""

from playwright.sync_api import Page

from tests.support.node_tools import package


def violations(page: Page) -> list[tuple[str, list[list[str]]]]:
    """Return rules that the page breaks, with the selectors of the elements that break them."""
    page.evaluate((package("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { iframes: false })")
    return [
        (each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]
    ]
