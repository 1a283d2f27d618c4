"""The browser helper proves itself before other tests rely on it."""

import struct
from pathlib import Path

import pytest

from tests.support.chromium import dom, screenshot

pytestmark = pytest.mark.chromium

PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>t</title><p id="p">before</p>
<script>document.getElementById("p").textContent = "政府信息公开";</script>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_the_document_is_read_after_its_scripts_ran(page: Path) -> None:
    assert '<p id="p">政府信息公开</p>' in dom(page)


def test_a_picture_has_the_size_asked_for(page: Path, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    screenshot(page, picture, 640, 480)
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert struct.unpack(">II", head[16:24]) == (640, 480)
