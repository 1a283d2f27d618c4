"""Files of many bodies for tests of roll-ups: small filings in which nothing is wrong.

A file is stated as `{name, code, form, year, figures, texts}`, all of which may be left out, or by
its `text` where it is no workbook, or by the `files` inside where it is an archive. What is not
stated is blank, and agreed to be 0. Every required text is short: short texts are not compared.
"""

import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from disclose import api
from disclose.api import RolledUp
from disclose.api.workbooks import workbook_of
from disclose.form.edition.model import Section
from disclose.form.figures import json_file
from disclose.form.figures.content import FiguresFile, filing
from disclose.form.filing import Origin
from disclose.rollup.schema import NAME
from disclose.rollup.selection import Options
from tests.support.executors import Dead, Here
from tests.support.filings import CURRENT, edition
from tests.support.places import DATA

BODIES = 18
"""Bodies of a region in order: more than one chunk."""

YEAR = 2025


def filed(given: Mapping[str, Any]) -> FiguresFile:
    """Return the filing that is stated."""
    form = edition(given.get("form", CURRENT))
    figures = given.get("figures", {})
    required = [
        each for each in form.texts if each.required and figures.keys().isdisjoint(each.fees)
    ]
    return FiguresFile(
        edition=form.id,
        year=given.get("year", YEAR),
        body={
            "name": given.get("name", ""),
            "code": given.get("code", ""),
            "date": "2026年1月15日",
            "blank_as_zero": "是",
        },
        figures=figures,
        texts={**{each.id: _text(each) for each in required}, **given.get("texts", {})},
    )


def _text(section: Section) -> str:
    return "未收取信息处理费。" if section.fees else f"{section.label}有序。"


def write_filed(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the files that are stated into `folder`."""
    for name, given in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(given))


def _bytes(given: Mapping[str, Any]) -> bytes:
    if "text" in given:
        return str(given["text"]).encode()
    if "files" not in given:
        return workbook(filed(given))
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name, each in given["files"].items():
            package.writestr(ZipInfo(name), _bytes(each))
    return packed.getvalue()


def workbook(content: FiguresFile) -> bytes:
    """Return the workbook that holds `content`."""
    form = edition(content.edition)
    return workbook_of(form, filing(content, form, Origin()))


def write_earlier_database(folder: Path) -> None:
    """Write the database of a roll-up that the version before this one has written."""
    folder.mkdir(exist_ok=True)
    shutil.copyfile(DATA / "rollup" / "version-2.sqlite", folder / NAME)


def figures_file(given: Mapping[str, Any]) -> bytes:
    """Return the filing that is stated as a figures file."""
    return json_file.write(filed(given))


def roll_up(
    folder: str, output: str, roster: str, options: Mapping[str, Any], *, broken: bool = False
) -> RolledUp:
    """Return the roll-up of `folder`, done in this process; a `broken` one loses every file."""
    return api.roll_up(
        [Path(folder)],
        Path(output),
        roster=Path(roster) if roster else None,
        options=Options(**{**options, "use": tuple(options.get("use", ()))}),
        executor=Dead() if broken else Here(),
    )


def write_region(folder: Path) -> None:
    """Write more workbooks than one chunk holds, one of them with errors, and one that is none."""
    files = {
        f"{number:02}.xlsx": {
            "name": f"第{number}局",
            "code": f"C{number:02}",
            "figures": {"proactive.licensing[decisions]": number},
        }
        for number in range(BODIES)
    }
    wrong = {"name": "错局", "code": "X", "figures": {"requests.received[natural]": 5}}
    write_filed(folder, {**files, "错.xlsx": wrong, "坏.xlsx": {"text": "no zip"}})
