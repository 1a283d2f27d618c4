"""Figures of published reports, `data/real/*.json`: nothing was made to suit the program."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.command_line import disclose, parsed
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


COMPILED = ("pingtan_2022", "hangzhou_style_2025", "shuyang_fgj_2023")
"""Reports in the form in force, whose every table is read back from the compiled report."""


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
    assert list(figures) == [*form.figures, *form.fees]
    for key, figure in figures.items():
        value = published.get(key, "")
        assert figure == (0 if value == "" and key in form.fills else value), key


def wanted(name: str) -> dict[str, object]:
    """Return published figures as a compiled report prints them: totals of blanks are 0."""
    figures = given(name)["figures"]
    fills = edition().fills
    return {key: 0 if each == "" and key in fills else each for key, each in figures.items()}


def compiled(name: str, folder: Path) -> Path:
    """Return the folder, with the report of published figures in every format in it."""
    disclose("compile", filled(name, folder), "-o", folder)
    return folder
