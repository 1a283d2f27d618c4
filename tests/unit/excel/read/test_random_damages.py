"""Whatever befalls a table, no figure is read from the cell of another, and none is lost unsaid."""

from collections.abc import Iterator, Mapping
from random import Random

import pytest

from disclose.core.finding import Severity
from disclose.form.filing import Entry, State
from tests.support.damages import Target
from tests.support.filings import FORMS
from tests.support.random_damages import CHANCES
from tests.support.raw_workbooks import Sheets, edition, filled, inputs, pack, reading


def _faults(form: str, seed: int, most: int) -> list[str]:
    """Name what is wrong with the reading of a workbook with up to `most` damages."""
    chance = Random(seed)  # noqa: S311 - not for secrets
    sheets = filled(form)
    befallen = []
    for _ in range(chance.randint(1, most)):
        target = Target(sheets, form, chance.choice(edition(form).tables))
        damage = chance.choice(CHANCES)
        befallen.append(f"{damage.__name__} {target.sheet}")
        damage(chance, target)
    found = reading(pack(sheets))
    if found.filing is None:
        return []
    entries = {key: found.filing.entries[key] for key in inputs(form)}
    faults = [
        f"{key} is read as {entry.amount} from {entry.cell}"
        for number, (key, entry) in enumerate(entries.items(), 1)
        if entry.state is State.AMOUNT and entry.amount != number
    ]
    if not any(each.severity is Severity.ERROR for each in found.findings):
        faults += (f"{key} is lost unsaid" for key in _lost(sheets, entries))
    return [f"{form} {seed} {befallen}: {fault}" for fault in faults]


def _lost(sheets: Sheets, entries: Mapping[str, Entry]) -> Iterator[str]:
    """Yield the figures that were not read although their numbers are still on a sheet.

    A table of which nothing was read is left out: `check` says so (CELL02).
    """
    numbers = {content for cells in sheets.values() for content in cells.values()}
    read = {key.partition(".")[0] for key, entry in entries.items() if entry.filled}
    for number, (key, entry) in enumerate(entries.items(), 1):
        if entry.state is not State.AMOUNT and number in numbers and key.partition(".")[0] in read:
            yield key


@pytest.mark.parametrize("form", FORMS)
def test_one_damage(form: str) -> None:
    assert [fault for seed in range(25) for fault in _faults(form, seed, 1)] == []


@pytest.mark.exhaustive
@pytest.mark.no_cover
@pytest.mark.parametrize("form", FORMS)
def test_up_to_two_damages(form: str) -> None:
    assert [fault for seed in range(200) for fault in _faults(form, seed, 2)] == []
