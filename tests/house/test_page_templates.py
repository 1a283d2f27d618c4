"""The templates of all pages: a name for assistive technology only where HTML allows one."""

import re
from pathlib import Path

import pytest

from tests.support.places import CHECKOUT

PAGES = sorted((CHECKOUT / "templates").rglob("*.html.j2"))

NAMED = re.compile(r"<(?P<tag>[a-z0-9]+)\b(?P<attributes>[^<]*?\saria-label(?:ledby)?=[^<]*)")

WITH_ROLE = {"a", "article", "aside", "button", "caption", "figure", "input", "main", "nav"} | {
    "progress",
    *("section", "select", "svg", "table", "td", "textarea", "th", "ul", "ol"),
}
"""Elements that have a role of their own; WAI-ARIA forbids a name for the others."""


def _nameless(markup: str) -> list[str]:
    return [
        each[0]
        for each in NAMED.finditer(markup)
        if each["tag"] not in WITH_ROLE and 'role="' not in each["attributes"].split(">")[0]
    ]


def test_the_templates_are_found() -> None:
    assert len(PAGES) > 4


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_only_an_element_with_a_role_is_named(path: Path) -> None:
    assert _nameless(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        pytest.param('<span class="x" aria-label="1">1</span>', 1, id="span"),
        pytest.param('<div aria-labelledby="x">1</div><b>', 1, id="div"),
        pytest.param('<div role="region" aria-label="1">1</div>', 0, id="role"),
        pytest.param('<section aria-labelledby="x">', 0, id="section"),
    ],
)
def test_a_planted_name_is_caught(markup: str, count: int) -> None:
    assert len(_nameless(markup)) == count
