"""The first sheet, recalculated by LibreOffice, says 可以上报 exactly if `check` finds no error.

Fillings by chance of every form: blanks, texts and placeholders in cells, wrong sums, numbers that
the form does not admit, texts and lines that are missing, blank cells agreed to be zeros.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest

from disclose import api
from disclose.checks.outcome import Checked
from disclose.core.finding import Finding, Severity
from disclose.excel.write.writer import write
from disclose.form.figures.content import FiguresFile, Value, filing
from disclose.form.filing import Origin
from disclose.form.layout.book import plan
from tests.support.filings import CURRENT, FORMS, changed, edition
from tests.support.soffice import Soffice
from tests.support.years import continued_workbook, last_year

pytestmark = pytest.mark.soffice

COUNT = 32
"""Fillings of the form in force; each combination of `FAULTS` is in one of them, then some by
chance. Of an earlier form every second one: the same code writes their first sheets."""

UNSEEN = re.compile(r"DOC\d+|BOOK\d+|PAST\d+|CELL2[01]|CELL3[02-9]")
"""Errors that no formula sees: a text against the tables, names in 【】, the file, last year's,
struck or differently shown numbers, lines of 单位信息 that are not as they should be.
"""

READ_ALL_THE_SAME = "CELL05"
"""A text that `check` reads as a number, such as `12件`: a spreadsheet does not add it up."""

READY = "可以上报"
KINDS = ("单位信息未填", "未填", "填成文字", "数字不合要求", "文字未写", "勾稽不符")


@dataclass
class Draft:
    """A filling that is still being spoiled."""

    form: str
    chance: Random
    figures: dict[str, Value]
    body: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    year: bool = True

    def inputs(self, count: int) -> list[str]:
        """Return some keys of figures that are typed."""
        fills = edition(self.form).fills
        return self.chance.sample(
            [key for key in edition(self.form).figures if key not in fills], count
        )


def blanks(draft: Draft) -> None:
    draft.figures |= dict.fromkeys(draft.inputs(draft.chance.choice([1, 5])), "")


def all_blank(draft: Draft) -> None:
    draft.figures |= dict.fromkeys(draft.figures, "")


def a_text(draft: Draft) -> None:
    draft.figures |= dict.fromkeys(
        draft.inputs(1), draft.chance.choice(["/", "无", "见附件", "约12"])
    )


def a_number_as_text(draft: Draft) -> None:
    draft.figures |= dict.fromkeys(draft.inputs(1), "12件")


def one_off(draft: Draft) -> None:
    [key] = draft.inputs(1)
    draft.figures[key] = 98_765


def a_typed_total(draft: Draft) -> None:
    draft.figures |= dict.fromkeys(draft.chance.sample([*edition(draft.form).fills], 1), 77)


def a_negative(draft: Draft) -> None:
    draft.figures |= dict.fromkeys(draft.inputs(1), -3)


def a_fraction(draft: Draft) -> None:
    draft.figures |= dict.fromkeys(draft.inputs(1), Decimal("0.1234567"))


def agreed(draft: Draft) -> None:
    draft.body["blank_as_zero"] = "是"


def not_agreed(draft: Draft) -> None:
    draft.body["blank_as_zero"] = "否"


def no_date(draft: Draft) -> None:
    draft.body["date"] = ""


def no_day(draft: Draft) -> None:
    draft.body["date"] = "二〇二六年一月"


def no_year(draft: Draft) -> None:
    draft.year = False


def a_silent_text(draft: Draft) -> None:
    sections = [each.id for each in edition(draft.form).texts]
    draft.texts[draft.chance.choice(sections)] = draft.chance.choice(["", "无", "暂无。", "/"])


def no_part_six(draft: Draft) -> None:
    draft.texts |= {each.id: "" for each in edition(draft.form).texts if each.fees}


def fees(draft: Draft) -> None:
    draft.figures |= dict.fromkeys(edition(draft.form).fees, 0)


def a_blank_fee(draft: Draft) -> None:
    draft.figures |= dict.fromkeys([*edition(draft.form).fees][:1], "")


Spoiler = Callable[[Draft], None]

FAULTS: Sequence[tuple[Spoiler, ...]] = (
    (),
    (agreed,),
    (blanks,),
    (blanks, agreed),
    (blanks, not_agreed, a_text),
    (all_blank,),
    (all_blank, agreed),
    (all_blank, agreed, one_off),
    (a_text, agreed),
    (a_text,),
    (a_number_as_text,),
    (one_off,),
    (one_off, one_off, blanks),
    (a_typed_total, agreed),
    (a_negative,),
    (a_fraction, agreed),
    (no_date,),
    (no_day,),
    (no_year, agreed),
    (a_silent_text,),
    (a_silent_text, a_silent_text, blanks),
    (no_part_six,),
    (no_part_six, fees),
    (no_part_six, fees, a_blank_fee),
    (no_part_six, fees, a_blank_fee, agreed),
)


def _filling(form: str, number: int) -> FiguresFile:
    base = changed(form=form)
    chance = Random(f"{form} {number}")  # noqa: S311 - the same fillings in every run
    draft = Draft(form, chance, dict(base.figures))
    every = list(dict.fromkeys(spoil for faults in FAULTS for spoil in faults))
    by_chance = tuple(chance.sample(every, 3))
    for spoil in FAULTS[number] if number < len(FAULTS) else by_chance:
        if spoil is not a_typed_total or edition(form).fills:
            spoil(draft)
    return FiguresFile(
        edition=base.edition,
        year=base.year if draft.year else None,
        body={**base.body, **draft.body},
        figures=draft.figures,
        texts={**base.texts, **draft.texts},
    )


def _status(data: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(data), data_only=True, read_only=True)
    rows = book.worksheets[0].iter_rows(max_col=3, values_only=True)
    [said] = [content for _, label, content in rows if label == "填报状态"]
    return str(said)


def _errors(checked: Checked) -> list[Finding]:
    """Return the errors that formulas can see, and the texts that are numbers to `check` alone."""
    return [
        each
        for each in checked.findings
        if each.code == READ_ALL_THE_SAME
        or (each.severity is Severity.ERROR and not UNSEEN.fullmatch(each.code))
    ]


def _counts(checked: Checked) -> Mapping[str, int]:
    """Return the open points as `check` counts them, without those of a count of 0."""
    form, counts = edition(checked.edition.id if checked.edition else ""), Counter[str]()
    written = {rule.code for rule in form.text_rules if rule.kind == "written"}
    for found in _errors(checked):
        cells = {place.cell for place in found.places}
        match found.code:
            case "CELL01":
                counts["未填"] += int(str(found.args["blanks"]))
                counts["填成文字"] += int(str(found.args["placeholders"]))
            case "CELL02":
                sheet = found.places[0].sheet
                [table] = [each.id for each in form.tables if each.sheet == sheet]
                counts["未填"] += len(plan(form).inputs(table))
            case "CELL03" | "CELL05":
                counts["填成文字"] += len(cells)
            case "CELL07" | "CELL08" | "CELL22":
                counts["数字不合要求"] += len(cells)
            case "CELL09" | "CELL10" | "CELL12" | "CELL31":
                counts["单位信息未填"] += 1
            case code if code in written:
                counts["文字未写"] += len(cells)
            case _:
                assert found.equation, found.code
                counts["勾稽不符"] += 1
    return {name: count for name, count in counts.items() if count}


def _said(status: str) -> Mapping[str, int]:
    if status == READY:
        return {}
    total, kinds = re.fullmatch(r"还有 (\d+) 处：\n(.+)", status).groups()  # type: ignore[union-attr]
    said = {name: int(count) for name, count in (each.split(" ") for each in kinds.split("、"))}
    assert sum(said.values()) == int(total)
    return said


def _compare(data: bytes, path: Path) -> Mapping[str, int]:
    """Compare the status of a recalculated workbook with `check`; return the kinds it names."""
    path.write_bytes(data)
    said, counted = _said(_status(data)), _counts(api.check(path, localised=False))
    assert bool(said) == bool(counted), (path.name, said, counted)
    if said.keys().isdisjoint({"填成文字", "数字不合要求"}):
        assert said == counted, path.name
    # A formula leaves out a text, and a fraction where the form has none; the checks do not.
    rules = {"勾稽不符"}
    assert {name: said[name] for name in said.keys() - rules} == {
        name: counted[name] for name in counted.keys() - rules
    }, path.name
    return said


@pytest.mark.parametrize("form", FORMS)
def test_the_first_sheet_says_what_check_says(form: str, soffice: Soffice, tmp_path: Path) -> None:
    paths = []
    for number in range(COUNT) if form == CURRENT else range(1, COUNT, 2):
        paths.append(tmp_path / f"{number}.xlsx")
        content = filing(_filling(form, number), edition(form), Origin())
        paths[-1].write_bytes(write(plan(edition(form)), content))
    kinds = Counter[str]()
    for path in soffice.recalculate(paths, tmp_path / "out"):
        said = _compare(path.read_bytes(), path)
        kinds.update(said or [READY])
    assert kinds.keys() == {READY, *KINDS}


def test_rules_with_last_year_count_as_well(soffice: Soffice, tmp_path: Path) -> None:
    paths = [tmp_path / "fits.xlsx", tmp_path / "differs.xlsx"]
    paths[0].write_bytes(continued_workbook(changed(), last_year()))
    paths[1].write_bytes(
        continued_workbook(changed(), last_year({"requests.carried_out[natural]": 99}))
    )
    for path in soffice.recalculate(paths, tmp_path / "out"):
        _compare(path.read_bytes(), path)
