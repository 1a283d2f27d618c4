"""The licences in the page: of the program, of every library, and of the runtime."""

from importlib.metadata import Distribution
from pathlib import Path

import pytest

from disclose.page import licences as room
from disclose.page.licences import licences
from disclose.page.program import DISTRIBUTION, LIBRARIES
from tests.support.pages import built

WORDS = {
    DISTRIBUTION: "Apache License",
    "et_xmlfile": "MIT",
    "jinja2": "Redistribution and use",
    "markupsafe": "Redistribution and use",
    "openpyxl": "MIT Licence",
    "simplejson": "MIT License",
    "xlsxwriter": "Redistribution and use",
    "pyodide": "Mozilla Public License",
    "CPython": "Python Software Foundation",
    "libraries in the runtime": "Jean-loup Gailly",
}


def test_everything_that_the_page_contains_has_its_licence() -> None:
    found = {each["name"]: each for each in licences()}
    assert set(LIBRARIES) < found.keys() == WORDS.keys()
    for name, words in WORDS.items():
        assert words in found[name]["text"], name
    assert found[DISTRIBUTION]["licence"] == "Apache-2.0"
    assert found["openpyxl"]["licence"] == "MIT"


def test_the_page_shows_them() -> None:
    page = built().data.decode()
    for words in ("Mozilla Public License Version 2.0", "Copyright 2010 Pallets", "Rich Felker"):
        assert words in page


def test_a_module_named_after_licences_is_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "disclose_cn-0.1.0.dist-info"
    for file, content in {
        told / "METADATA": b"Metadata-Version: 2.4\nName: disclose-cn\nVersion: 0.1.0\n",
        told / "RECORD": b"disclose/page/licences.pyc,,\n"
        b"disclose_cn-0.1.0.dist-info/licenses/LICENSE,,\n",
        told / "licenses" / "LICENSE": b"Take it.\n",
        tmp_path / "disclose" / "page" / "licences.pyc": b"\xa7\r\r\n",
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    monkeypatch.setattr(room, "distribution", lambda _name: Distribution.at(told))

    assert licences()[0]["text"] == "Take it."
