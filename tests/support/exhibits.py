"""What the gallery shows of each code: the inputs and the commands, taken from its cases.

It is the case whose words are recorded, given as files that a user would have. Where that is not
the smallest input, or no input of a user, the table `[gallery]` that stands before the cases says
otherwise:

- `files`: the inputs instead, texts by name;
- `commands`: the commands instead, `{here}` being the folder;
- `province = [file, old, new, …]`: changes to the form in `examples/province`, for faulty forms;
- `because.zh`, `because.en`: how it was provoked, where no input of a user can.
"""

import re
import shutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from disclose import api
from disclose.core.language import Wording
from disclose.excel.read.reader import read
from disclose.form.figures import json_file
from tests.support.cases import ROSTER, Case, content, expanded, published, spoken
from tests.support.edited_reports import last, replaced
from tests.support.editions import edited, replace_once
from tests.support.filings import CURRENT, changed, edition
from tests.support.places import CASES, EXAMPLES
from tests.support.reports import compile_report
from tests.support.rolled import figures_file
from tests.support.workbooks import apply, balanced_workbook, bare
from tests.support.years import continued_workbook, last_year, write_last

PROVINCE = EXAMPLES / "province"
IN_ORDER = "filled.xlsx"
"""A workbook in order, for codes whose fault lies elsewhere; it stands in the gallery's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """Inputs by name, and commands after the name of the program, as they are typed at the root.

    `because` says how a code was provoked that no input of a user raises: by a check that breaks
    down if `broken_check`.
    """

    commands: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    because: Wording | None = None
    broken_check: bool = False


def exhibit(code: str) -> Exhibit:
    """Return what the gallery shows of `code`."""
    case, stated = spoken(code), _stated(code)
    with TemporaryDirectory() as folder:
        take = next((take for key, take in TAKERS.items() if getattr(case, key)), _filing)
        take = take if case.verified is None else _verified
        commands = take(case, Path(folder))
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file()
        }
    if "files" in stated:
        files = {name: expanded(text).encode() for name, text in stated["files"].items()}
    here = f"examples/broken/{code}"
    return Exhibit(
        commands=tuple(
            each.replace("{here}", here).replace("{code}", code)
            for each in stated.get("commands", commands)
        ),
        files=files,
        because=because(code),
        broken_check=case.broken_check,
    )


def because(code: str) -> Wording | None:
    """Return how `code` was provoked, None if inputs of a user raise it."""
    stated = _stated(code).get("because")
    return Wording(**stated) if stated else None


def _stated(code: str) -> Mapping[str, Any]:
    data = tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))
    stated: Mapping[str, Any] = data.get("gallery", {})
    assert stated.keys() <= {"files", "commands", "province", "because"}, code
    return stated


def _faulty_form(case: Case, folder: Path) -> tuple[str, ...]:
    province = _stated(case.code).get("province", ())
    if province:
        shutil.copytree(PROVINCE / "editions", folder / "editions")
        for name, old, new in zip(province[::3], province[1::3], province[2::3], strict=True):
            replace_once(folder / "editions" / "hn-2021" / name, old, new)
    else:
        file, old, new = case.definition
        edited(folder / "editions", (file, old, new))
    if case.compiled:
        workbook = "examples/province/filled.xlsx"
        return (f"compile {workbook} --editions {{here}}/editions --to md -o {{code}}",)
    return ("editions --editions {here}/editions",)


def _unknown_form(case: Case, _: Path) -> tuple[str, ...]:
    return (f"template -e {case.edition}",)


def _audited(case: Case, folder: Path) -> tuple[str, ...]:
    (folder / "报告.md").write_text(case.audited, encoding="utf-8")
    return ("audit {here}/报告.md",)


def _verified(case: Case, folder: Path) -> tuple[str, ...]:
    """Write the report of the workbook in order, edited, and what the workbook later became."""
    filing = read(in_order(), IN_ORDER, api.library()).filing
    assert filing is not None
    past = last() if case.compared else None
    made = compile_report(edition(), filing, case.to, draft=case.draft, past=past)
    pairs = zip((case.verified or ())[::2], (case.verified or ())[1::2], strict=True)
    edited_by_hand = case.contents.encode() or replaced(made, case.to, dict(pairs))
    (folder / f"报告.{case.to}").write_bytes(edited_by_hand)
    if not (case.saved or case.figures or case.texts or case.body):
        return (f"verify {{here}}/报告.{case.to} examples/broken/{IN_ORDER}",)
    (folder / "figures.json").write_bytes(json_file.write(content(case)))
    return (
        "fill {here}/figures.json -o {code}.xlsx",
        f"verify {{here}}/报告.{case.to} {{code}}.xlsx",
    )


def _rolled(case: Case, folder: Path) -> tuple[str, ...]:
    """Write what is filed as figures files, which are filled in, and the rest as it is."""
    commands, paths = [], ["{code}"]
    for name, given in case.filed.items():
        if "text" in given:
            (folder / name).write_text(given["text"], encoding="utf-8")
            paths.append(f"{{here}}/{name}")
        else:
            stem = name.removesuffix(".xlsx")
            (folder / f"{stem}.json").write_bytes(figures_file(given))
            commands.append(f"fill {{here}}/{stem}.json -o {{code}}/{name}")
    roll_up = f"rollup {' '.join(paths)} -o 汇总"
    if case.roster:
        (folder / ROSTER).write_text(case.roster, encoding="utf-8")
        roll_up += f" --roster {{here}}/{ROSTER}"
    roll_up += "".join(f" --use {each}" for each in case.options.get("use", ()))
    roll_up += " --with-errors" if case.options.get("with_errors") else ""
    return (*commands, roll_up)


def _imported(case: Case, folder: Path) -> tuple[str, ...]:
    (folder / case.document).write_bytes(published(case))
    return (f"import {{here}}/{case.document} -o {{code}}.json",)


def _figures_file(case: Case, folder: Path) -> tuple[str, ...]:
    name = "figures.json" if case.json else "figures.csv"
    (folder / name).write_bytes(expanded(case.json or case.csv).encode())
    return (f"fill {{here}}/{name} -o {{code}}.xlsx",)


def _changed_workbook(case: Case, folder: Path) -> tuple[str, ...]:
    data = bare(continued_workbook(changed(), last_year())) if case.beside else in_order()
    (folder / "filled.xlsx").write_bytes(apply(data, case.file, case.cells))
    return ("check {here}/filled.xlsx",)


@cache
def in_order() -> bytes:
    """Return the workbook in which nothing is to be found."""
    return bare(balanced_workbook())


def _filing(case: Case, folder: Path) -> tuple[str, ...]:
    filing = content(case)
    unchanged = case.form == CURRENT and filing == changed()
    fill = () if unchanged else ("fill {here}/figures.json -o {code}.xlsx",)
    check = f"check examples/broken/{IN_ORDER}" if unchanged else "check {code}.xlsx"
    if not unchanged:
        (folder / "figures.json").write_bytes(json_file.write(filing))
    if case.previous:
        last = case.last or {case.previous: {}}
        for name, given in last.items():
            write_last(folder / name, given)
        check += f" --previous {{here}}/{case.previous}"
        if any("edition" in given for given in last.values()):
            check += " --editions {here}"
    return (*fill, check)


TAKERS: Mapping[str, Callable[[Case, Path], tuple[str, ...]]] = {
    "definition": _faulty_form,
    "edition": _unknown_form,
    "filed": _rolled,
    "audited": _audited,
    "json": _figures_file,
    "csv": _figures_file,
    "document": _imported,
    "cells": _changed_workbook,
    "file": _changed_workbook,
}
"""What writes the inputs of a case into a folder and returns its commands, by a key it has."""


def named(command: str) -> list[str]:
    """Return the inputs that a command names, as paths from the root."""
    return re.findall(r"examples/\S+", command)
