"""Last year's filings for tests: the one that the balanced filing follows, and changes to it.

Its totals and carried out were worked out by hand from `cases/balanced.toml`: what 2025 carries in
is what 2024 carried out (6 2 1 1 1 1), and 23 documents in force are 20 and 4 issued less 1
repealed. All other figures are as in 2025, so that none jumps; the problems have other words.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from disclose import api
from disclose.checks.outcome import Checked
from disclose.excel.write.writer import write
from disclose.form.figures import json_file
from disclose.form.figures.content import FiguresFile, Value, filing
from disclose.form.filing import Origin
from disclose.form.layout.book import plan
from disclose.form.prior_year import PriorYear, map_to_form
from tests.support.editions import edited
from tests.support.filings import CURRENT, changed, edition

YEAR = 2024

CARRIED_OUT = {"natural": 6, "business": 2, "research": 1, "welfare": 1, "legal": 1, "other": 1}
RECEIVED = {"natural": 51, "business": 9, "research": 3, "welfare": 2, "legal": 4, "other": 5}
"""So many that received and carried in (as in 2025) are concluded and carried out."""


CARRIED_ON: Mapping[str, Mapping[str, Value]] = {
    "cn-2021": {"proactive.normative_documents[in_force]": 20},
    "cn-2019": {
        f"proactive.{row}[items_change]": 0
        for row in ("licensing", "other_services", "penalties", "coercion", "fees")
    },
}
"""What else of last year a form carries on: documents in force; items that did not change."""

PROBLEMS = "政策解读形式单一，部分栏目更新较慢。拟编写解读范例，按季度通报各栏目更新情况。"


def last_year(
    figures: Mapping[str, Value] | None = None,
    body: Mapping[str, str] | None = None,
    year: int | None = YEAR,
    form: str = CURRENT,
    texts: Mapping[str, str] | None = None,
) -> FiguresFile:
    """Return the filing of the year before the balanced one, with inputs changed."""
    own = dict(CARRIED_ON[form])
    own |= {f"requests.carried_out[{column}]": value for column, value in CARRIED_OUT.items()}
    own |= {f"requests.received[{column}]": value for column, value in RECEIVED.items()}
    then = changed(
        figures={**own, **(figures or {})},
        body=body,
        texts={"problems": PROBLEMS, **(texts or {})},
        form=form,
    )
    return replace(then, year=year)


def write_prior_year(path: Path, given: Mapping[str, Any]) -> None:
    """Write last year's file: `text` as it is, else the filing with what is `given` changed.

    An `edition` is made beside it: the packaged form under another name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if "text" in given:
        path.write_text(given["text"], encoding="utf-8")
        return
    changes = {name: value for name, value in given.items() if name != "edition"}
    content = last_year(**changes)
    if "edition" in given:
        content = replace(content, edition=given["edition"])
        made = edited(path.parent, ("edition.toml", 'id = "cn-2021"', f'id = "{content.edition}"'))
        made.rename(path.parent / content.edition)
    path.write_bytes(json_file.write(content))


def prior_year_of(content: FiguresFile) -> PriorYear:
    """Return what a filing after `content` is compared with."""
    form = edition(content.edition)
    prior_year = map_to_form(form, filing(content, form, Origin(name="上年.json")))
    assert prior_year is not None
    return prior_year


def continued_workbook(content: FiguresFile, last: FiguresFile) -> bytes:
    """Return the workbook that holds `content` and, beside it, the figures of `last`."""
    form = edition(content.edition)
    book = plan(form, years=True)
    return write(book, filing(content, form, Origin()), prior_year_of(last))


def compare(content: FiguresFile, previous: Path, folder: Path) -> Checked:
    """Return the check of the workbook that holds `content` against what stands at `previous`."""
    figures, workbook = folder / "this.json", folder / "this.xlsx"
    figures.write_bytes(json_file.write(content))
    library = api.library([folder])
    workbook.write_bytes(api.fill(figures, library))
    return api.check(workbook, library, api.read_prior_year(previous, library))
