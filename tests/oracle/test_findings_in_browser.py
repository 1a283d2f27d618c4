"""The page of findings in Chromium: it loads in silence, and its links lead where they say."""

import re
from html import escape
from pathlib import Path

import pytest
import simplejson

from disclose.core.language import Language
from disclose.output import findings_page
from tests.support.checked_filings import one_likely
from tests.support.chromium import console, dom

pytestmark = pytest.mark.chromium

FRAME = """<!DOCTYPE html><meta charset="utf-8"><title>t</title>
<iframe id="frame" style="width:390px;height:600px" srcdoc="{page}"></iframe><pre id="out"></pre>
<script>
frame.onload = () => {{
  const inside = frame.contentDocument, view = frame.contentWindow;
  const seen = (one) => {{
    const box = one.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= view.innerHeight;
  }};
  const follow = (link) => {{
    const target = inside.getElementById(link.hash.slice(1));
    const before = seen(target);
    view.location.hash = link.hash;  // a click is followed later, this at once
    return {{tag: target.tagName, mark: target.className, before: before, after: seen(target)}};
  }};
  const out = {{
    fetched: view.performance.getEntriesByType("resource").length,
    wide: inside.documentElement.scrollWidth > view.innerWidth,
    cell: follow(inside.querySelector(".finding .at a")),
    back: follow(inside.querySelector("td.mark .ref")),
  }};
  document.getElementById("out").textContent = JSON.stringify(out);
}};
</script>"""


def test_a_link_shows_the_marked_cell_and_the_cell_leads_back(tmp_path: Path) -> None:
    path = tmp_path / "frame.html"
    text = findings_page.render([one_likely()], Language.ZH).decode()
    path.write_text(FRAME.format(page=escape(text)), encoding="utf-8")
    match = re.search(r'<pre id="out">(.+?)</pre>', dom(path))
    assert match
    out = simplejson.loads(match[1])
    assert (out["fetched"], out["wide"]) == (0, False)
    assert out["cell"] == {
        "tag": "TD",
        "mark": "mark equation error",
        "before": False,
        "after": True,
    }
    assert (out["back"]["tag"], out["back"]["after"]) == ("LI", True)


def test_the_console_stays_silent(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(findings_page.render([one_likely()], Language.ZH))
    assert console(path) == []


def test_the_console_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "loud.html"
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    path.write_text(f"<!DOCTYPE html>{policy}<img src='a.png'>", encoding="utf-8")
    assert any("Content Security Policy" in line for line in console(path))
