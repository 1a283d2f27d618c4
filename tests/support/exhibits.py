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
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, singledispatch
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from disclose import api
from disclose.core.language import Wording
from disclose.excel.read.reader import read
from disclose.form.figures import json_file
from disclose.form.figures.content import FiguresFile
from tests.support.cases import (
    ROSTER,
    AuditCase,
    Case,
    DefinitionCase,
    DocumentCase,
    EditionCase,
    FiguresFileCase,
    FilingCase,
    PriorYearCase,
    RollUpCase,
    VerifyCase,
    WorkbookCase,
    expanded,
    spoken,
)
from tests.support.edited_reports import filed, last
from tests.support.editions import edited, replace_once
from tests.support.filings import changed, edition
from tests.support.places import CASES, EXAMPLES
from tests.support.reports import compile_report
from tests.support.rolled import figures_file, write_earlier_database
from tests.support.workbooks import apply, balanced_workbook, bare
from tests.support.years import continued_workbook, last_year, write_prior_year

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
        commands = _commands(case, Path(folder))
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
        broken_check=case.is_provoked,
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


@singledispatch
def _commands(case: Case, folder: Path) -> tuple[str, ...]:
    """Write the inputs of `case` into `folder`, and return its commands."""
    raise NotImplementedError(case, folder)


@_commands.register
def _faulty_form(case: DefinitionCase, folder: Path) -> tuple[str, ...]:
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


@_commands.register
def _unknown_form(case: EditionCase, _: Path) -> tuple[str, ...]:
    return (f"template -e {case.edition}",)


@_commands.register
def _audited(case: AuditCase, folder: Path) -> tuple[str, ...]:
    (folder / "报告.md").write_text(case.audited, encoding="utf-8")
    return (f"audit {{here}}/报告.md{' --numbers' if case.numbers else ''}",)


@_commands.register
def _verified(case: VerifyCase, folder: Path) -> tuple[str, ...]:
    """Write the report of the workbook in order, edited, and what the workbook later became."""
    filing = read(in_order(), IN_ORDER, api.library()).filing
    assert filing is not None
    if case.compiled:
        filing = filed(case.content())
    prior_year = last() if case.compared else None
    made = compile_report(edition(), filing, case.to, draft=case.draft, prior_year=prior_year)
    (folder / f"报告.{case.to}").write_bytes(case.edited(made))
    if not (case.is_workbook_changed or case.compiled):
        return (f"verify {{here}}/报告.{case.to} examples/broken/{IN_ORDER}",)
    (folder / "figures.json").write_bytes(json_file.write(case.content()))
    return (
        "fill {here}/figures.json -o {code}.xlsx",
        f"verify {{here}}/报告.{case.to} {{code}}.xlsx",
    )


@_commands.register
def _rolled(case: RollUpCase, folder: Path) -> tuple[str, ...]:
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
    output = "汇总"
    if case.earlier:
        write_earlier_database(folder / output)
        output = f"{{here}}/{output}"
    roll_up = f"rollup {' '.join(paths)} -o {output}"
    if case.roster:
        (folder / ROSTER).write_text(case.roster, encoding="utf-8")
        roll_up += f" --roster {{here}}/{ROSTER}"
    roll_up += "".join(f" --use {each}" for each in case.options.get("use", ()))
    roll_up += " --with-errors" if case.options.get("with_errors") else ""
    return (*commands, roll_up)


@_commands.register
def _imported(case: DocumentCase, folder: Path) -> tuple[str, ...]:
    (folder / case.document).write_bytes(case.report())
    return (f"import {{here}}/{case.document} -o {{code}}.json",)


@_commands.register
def _figures_file(case: FiguresFileCase, folder: Path) -> tuple[str, ...]:
    name = "figures.json" if case.json else "figures.csv"
    (folder / name).write_bytes(expanded(case.json or case.csv).encode())
    return (f"fill {{here}}/{name} -o {{code}}.xlsx",)


@_commands.register
def _changed_workbook(case: WorkbookCase, folder: Path) -> tuple[str, ...]:
    data = bare(continued_workbook(changed(), last_year())) if case.beside else in_order()
    (folder / "filled.xlsx").write_bytes(apply(data, case.file, case.cells))
    return ("check {here}/filled.xlsx" + (" --second-reader" if case.second_reader else ""),)


@cache
def in_order() -> bytes:
    """Return the workbook in which nothing is to be found."""
    return bare(balanced_workbook())


@_commands.register
def _filing(case: FilingCase, folder: Path) -> tuple[str, ...]:
    return _checked_filing(case.content(), folder)


@_commands.register
def _prior_year(case: PriorYearCase, folder: Path) -> tuple[str, ...]:
    last = case.last or {case.previous: {}}
    for name, given in last.items():
        write_prior_year(folder / name, given)
    own_form = any("edition" in given for given in last.values())
    options = f" --previous {{here}}/{case.previous}" + (" --editions {here}" if own_form else "")
    return _checked_filing(case.content(), folder, options)


def _checked_filing(filing: FiguresFile, folder: Path, options: str = "") -> tuple[str, ...]:
    if filing == changed():
        return (f"check examples/broken/{IN_ORDER}{options}",)
    (folder / "figures.json").write_bytes(json_file.write(filing))
    return ("fill {here}/figures.json -o {code}.xlsx", f"check {{code}}.xlsx{options}")


def named(command: str) -> list[str]:
    """Return the inputs that a command names, as paths from the root."""
    return re.findall(r"examples/\S+", command)
