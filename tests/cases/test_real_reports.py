"""Figures of real published reports through the whole chain, errors and blanks included.

`real/*.json` are facts: nothing in them was made to suit the program.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import checked, disclose, exported, parsed
from tests.support.filings import edition
from tests.support.places import REAL

NAMES = sorted(path.stem for path in REAL.glob("*.json"))

WRONG = {
    "hongze_2023": [
        ("DSP01", "disputes.reconsideration[total]", 0, 11),
        ("DSP01", "disputes.litigation_after_reconsideration[total]", 0, 5),
    ],
    # natural: 6 + 6 + 4 + 3 + 3 + 4; the total column has one more granted
    "pingtan_2020": [
        ("REQ02", "requests.total[natural]", 20, 26),
        ("REQ02", "requests.total[total]", 21, 27),
    ],
}
"""What is wrong in the reports as published: rule, its first figure, left side, right side."""


def given(name: str) -> dict[str, Any]:
    """Return the published report called `name`."""
    return dict(parsed((REAL / f"{name}.json").read_text(encoding="utf-8")))


def filled(name: str, folder: Path) -> Path:
    """Return the workbook that holds a published report."""
    path = folder / f"{name}.xlsx"
    disclose("fill", REAL / f"{name}.json", "-o", path)
    return path


def errors(file: Mapping[str, Any]) -> list[tuple[str, str, object, object]]:
    """Return code, first figure and both sides of everything at error level."""
    return [
        (each["code"], each["places"][0]["key"], each["left"], each["right"])
        for each in file["findings"]
        if each["severity"] == "error"
    ]


def same(name: str, figures: Mapping[str, object]) -> None:
    """Compare every figure with the published one; a total left blank is computed, and is 0.

    A row that a report does not print is left out of its file and comes back blank.
    """
    published, form = given(name)["figures"], edition(given(name)["edition"])
    assert list(figures) == list(form.figures)
    for key, figure in figures.items():
        value = published.get(key, "")
        assert figure == (0 if value == "" and key in form.fills else value), key


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
    findings = checked(filled("shuyang_fgj_2023", tmp_path), code=0)["findings"]
    [blank] = [each for each in findings if each["code"] == "CELL01"]
    assert len(blank["places"]) == 125
    tables = Counter(place["key"].split(".")[0] for place in blank["places"])
    assert tables == {"requests": 125}
    totals = [place["key"] for place in blank["places"] if place["key"] in edition().fills]
    assert len(totals) == 5
    assert "125" in blank["message"]
    assert "120" in blank["message"]
