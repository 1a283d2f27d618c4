"""Figures of real published reports through the whole chain, errors and blanks included.

`real/*.json` are facts: nothing in them was made to suit the program.
"""

from collections import Counter
from pathlib import Path

import pytest

from tests.support.command_line import checked, disclose, exported
from tests.support.filings import edition
from tests.support.places import REAL
from tests.support.real_reports import NAMES, WRONG, errors, filled, given, same


@pytest.mark.parametrize("name", NAMES)
def test_the_errors_are_those_of_the_published_report(name: str, tmp_path: Path) -> None:
    wrong = WRONG.get(name, [])
    file = checked(filled(name, tmp_path), code=1 if wrong else 0)
    assert errors(file) == wrong
    assert file["verdict"] == ("fail" if wrong else "pass")


@pytest.mark.parametrize("name", NAMES)
def test_what_was_typed_comes_back(name: str, tmp_path: Path) -> None:
    back = exported(filled(name, tmp_path))
    source = given(name)
    same(name, back["figures"])
    assert (back["edition"], back["year"]) == (source["edition"], source["year"])
    assert {key: text for key, text in back["body"].items() if text} == source["body"]


def test_125_blanks_are_one_finding(tmp_path: Path) -> None:
    book = tmp_path / "县.xlsx"
    disclose("fill", REAL / "shuyang_fgj_2023.json", "-o", book)
    findings = checked(book, code=1)["findings"]
    [blank] = [each for each in findings if each["code"] == "CELL01"]
    assert len(blank["places"]) == 125
    tables = Counter(place["key"].split(".")[0] for place in blank["places"])
    assert tables == {"requests": 125}
    totals = [place["key"] for place in blank["places"] if place["key"] in edition().fills]
    assert len(totals) == 5
    assert "125" in blank["message"]
    assert "120" in blank["message"]
