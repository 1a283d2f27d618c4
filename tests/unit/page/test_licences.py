"""The licences in the page: of the program, of every library, and of the runtime."""

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
