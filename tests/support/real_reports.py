"""Figures of published reports, `data/real/*.json`: nothing was made to suit the program.

The files have figures only: the date and the texts of a complete filing are added here.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from disclose.form.figures import json_file
from disclose.form.figures.content import FiguresFile
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
    """Return the published report called `name` as a complete filing; its blanks are zeros."""
    data = dict(parsed((REAL / f"{name}.json").read_text(encoding="utf-8")))
    required = [each for each in edition(data["edition"]).texts if each.required]
    texts = {
        each.id: "未收取信息处理费。" if each.fees else f"{each.label}有序。" for each in required
    }
    body = {**data["body"], "date": f"{data['year'] + 1}年1月15日", "blank_as_zero": "是"}
    known = {key: data[key] for key in ("edition", "year", "figures")}
    return {**known, "body": body, "texts": texts}


def filled(name: str, folder: Path) -> Path:
    """Return the workbook that holds a published report."""
    figures, path = folder / f"{name}.json", folder / f"{name}.xlsx"
    figures.write_bytes(json_file.write(FiguresFile(**given(name))))
    disclose("fill", figures, "-o", path)
    figures.unlink()
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
    """Return published figures as a compiled report prints them: a blank is 0."""
    return {key: 0 if each == "" else each for key, each in given(name)["figures"].items()}


def compiled(name: str, folder: Path) -> Path:
    """Return the folder, with the report of published figures in every format in it."""
    disclose("compile", filled(name, folder), "-o", folder)
    return folder
