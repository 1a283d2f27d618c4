"""Every workbook that the tests make or ship, by name; each is made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from disclose import api
from disclose.excel.mark.marker import unmark
from disclose.excel.write.writer import write
from disclose.form.filing import empty
from disclose.form.layout.book import plan
from disclose.rollup.outcome import WORKBOOK
from tests.support import rolled, typed
from tests.support.cases import RollUpCase, WorkbookCase, load
from tests.support.damages import DAMAGES
from tests.support.executors import Here
from tests.support.filings import FORMS, balanced, changed, edition
from tests.support.hostile.sheets import SHEETS
from tests.support.marked_copies import faulty, marked
from tests.support.places import EXAMPLES
from tests.support.raw_workbooks import filled, pack
from tests.support.rolled import filed
from tests.support.second_reader.facts import loaded
from tests.support.second_reader.odd import ODD
from tests.support.workbooks import workbook
from tests.support.years import CARRIED_ON, continued_workbook, last_year

Maker: TypeAlias = Callable[[], bytes]


def books() -> Mapping[str, Maker]:
    """Return all that can be read."""
    return {
        **dict(_forms()),
        **{f"example {path.relative_to(EXAMPLES)}": path.read_bytes for path in _examples()},
        **{f"case {case}": case.workbook for case in _cases()},
        **dict(_filed()),
        **{f"typed {each}": partial(typed.workbook, each) for each in typed.cases()},
        **dict(_damaged()),
        "marked": lambda: marked(faulty()),
        "marked and unmarked": lambda: unmark(marked(faulty())),
        "region": _region,
    }


def resaved(data: bytes) -> bytes:
    """Return a workbook as openpyxl saves it."""
    out = BytesIO()
    loaded(data).save(out)
    return out.getvalue()


def of_forms() -> Mapping[str, Maker]:
    """Return a balanced workbook of each form, and one that goes on from last year."""
    return {
        **{f"balanced {form}": partial(workbook, balanced(form)) for form in FORMS},
        "continued": lambda: continued_workbook(changed(), last_year()),
    }


def _forms() -> Iterator[tuple[str, Maker]]:
    for form in FORMS:
        yield f"template {form}", partial(_template, form)
    for form in CARRIED_ON:
        yield f"continued {form}", partial(_continued, form)
    for name, make in of_forms().items():
        yield name, make
        yield f"{name}, saved by openpyxl", partial(_resaved, make)
    for name, (data, _) in ODD.items():
        yield f"odd {name}", partial(bytes, data)


def _template(form: str) -> bytes:
    given = edition(form)
    return write(plan(given), empty(given, given.last_year, {}))


def _continued(form: str) -> bytes:
    return continued_workbook(changed(form=form), last_year(form=form))


def _resaved(make: Maker) -> bytes:
    return resaved(make())


UNREADABLE = {f"BOOK0{number}" for number in range(1, 6)}
"""Codes of files that are refused."""

READ_ONCE = {"BOOK50", "BOOK51"}
"""Codes of files that the second reader reads otherwise, or not at all."""


def _examples() -> list[Path]:
    return sorted(
        path for path in EXAMPLES.rglob("*.xlsx") if path.parent.name not in UNREADABLE | READ_ONCE
    )


def _cases() -> list[WorkbookCase]:
    cases = (case for case in load() if isinstance(case, WorkbookCase))
    return [
        case
        for case in cases
        if case.code not in READ_ONCE and not {each[:6] for each in case.expect} & UNREADABLE
    ]


def _filed() -> Iterator[tuple[str, Maker]]:
    for case in load():
        if not isinstance(case, RollUpCase):
            continue
        for name, given in case.filed.items():
            if "text" not in given:
                yield f"filed {case} {name}", partial(rolled.workbook, filed(given))


def _damaged() -> Iterator[tuple[str, Maker]]:
    for name in DAMAGES:
        for form in FORMS:
            yield f"damage {name}, {form}", partial(_damage, name, form)


def _damage(name: str, form: str) -> bytes:
    sheets = filled(form)
    DAMAGES[name].befall(sheets, form)
    return pack(sheets)


def hostile() -> Mapping[str, Maker]:
    """Return the hostile workbooks whose attack is in a sheet."""
    return {f"hostile {name}": make for name, (make, _) in SHEETS.items()}


def _region() -> bytes:
    """Return the workbook that a roll-up of the shipped examples writes."""
    with TemporaryDirectory() as folder:
        paths = [EXAMPLES / "rollup"]
        return api.roll_up(paths, Path(folder) / "汇总", executor=Here()).documents[WORKBOOK]
