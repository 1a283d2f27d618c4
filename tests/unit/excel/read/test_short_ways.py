"""What is remembered, or not looked for, changes nothing that is read."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.core.bounded_cache import BoundedCache
from disclose.excel.read import layout_checks
from disclose.excel.read.reader import Reading
from disclose.excel.read.sheet import RawSheet
from disclose.form.layout.address import Position
from disclose.form.layout.book import ReviewColumn, plan
from disclose.form.locate.doubled import doubled_line
from disclose.form.locate.labels import TableLabels, table_labels
from disclose.form.locate.on_sheet import as_printed, locate_on_sheet
from tests.support.damages import Target
from tests.support.filings import FORMS
from tests.support.hostile.files import FILES, HEAVIEST
from tests.support.random_damages import CHANCES
from tests.support.raw_workbooks import edition, filled, formula, pack, reading
from tests.support.second_reader.books import books
from tests.support.workbooks import MAKERS, balanced_workbook

LAYOUT = layout_checks.__name__


@contextmanager
def _the_long_way() -> Iterator[None]:
    """Let nothing be remembered between files, and everything be looked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BoundedCache, "get", lambda _, __: None)
        patch.setattr(RawSheet, "hides_any", True)
        patch.setattr(f"{LAYOUT}._are_as_written", lambda *_: False)
        patch.setattr(f"{LAYOUT}._near", lambda merged, _: merged)
        patch.setattr(f"{LAYOUT}._remembered", layout_checks._reads_as_amount)
        patch.setattr("disclose.excel.read.table_sheets.as_printed", lambda *_: None)
        yield


def _read(data: bytes) -> Reading:
    with _the_long_way():
        return reading(data)


def _agree(makers: Mapping[str, Callable[[], bytes]]) -> None:
    """Compare both ways, in one order and in the other, so that each file comes after others."""
    made = [(name, make()) for name, make in makers.items()]
    wanted = {name: _read(data) for name, data in made}
    for name, data in (*made, *reversed(made)):
        assert reading(data) == wanted[name], name


@pytest.mark.exhaustive
def test_every_workbook_of_the_suite() -> None:
    _agree(books())


def test_hostile_workbooks() -> None:
    _agree({name: make for name, (make, _) in FILES.items() if name not in HEAVIEST})


def test_workbooks_as_people_and_programs_leave_them() -> None:
    whole = balanced_workbook()
    _agree({name: partial(change, whole) for name, change in MAKERS.items()})


@cache
def _whole(form: str) -> bytes:
    return pack(filled(form))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15)
@given(st.integers(0, 1 << 32))
def test_workbooks_with_damages(form: str, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - not for secrets
    sheets = filled(form)
    for _ in range(chance.randint(1, 2)):
        chance.choice(CHANCES)(chance, Target(sheets, form, chance.choice(edition(form).tables)))
    data = pack(sheets)
    reading(_whole(form))
    assert reading(data) == reading(data) == _read(data)


@given(st.sampled_from(FORMS), st.data())
@settings(max_examples=15)
def test_live_checks_that_were_changed(form: str, data: st.DataObject) -> None:
    book, sheets = plan(edition(form)), filled(form)
    line = data.draw(st.sampled_from(book.review))
    beside = book.beside(line.constraint)
    for at in (line.at(data.draw(st.integers(ReviewColumn.LEFT, ReviewColumn.RESULT))), beside):
        content = data.draw(st.sampled_from((None, 0, formula("0"), formula("$A$1 "))))
        if content is None:
            sheets[at.sheet].pop(at.a1, None)
        else:
            sheets[at.sheet][at.a1] = content
    changed = pack(sheets)
    assert reading(changed) == _read(changed)
    assert any(each.code == "BOOK14" for each in reading(changed).findings)


Texts = dict[Position, str]


def _printed(labels: TableLabels) -> Texts:
    return {label.cell: label.text for label in labels.labels}


@pytest.mark.parametrize("form", FORMS)
@given(st.data())
def test_names_as_printed(form: str, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(edition(form).tables))
    labels = table_labels(edition(form), table.id)
    typed = _printed(labels)
    places = st.tuples(st.integers(0, 40), st.integers(0, 20)) | st.sampled_from(sorted(typed))
    names = st.sampled_from(sorted(typed.values())) | st.sampled_from(("1", "备注", ""))
    typed |= data.draw(st.dictionaries(places, names, max_size=2))
    for gone in data.draw(st.lists(st.sampled_from(sorted(typed)), max_size=1)):
        del typed[gone]
    numbers = {figure.cell: f"{at}" for at, figure in enumerate(labels.figures.values())}
    other = data.draw(st.dictionaries(places, st.sampled_from(("7", "八")), max_size=20))
    shown = {**other, **numbers, **typed}
    found = as_printed(labels, typed)
    if found is not None and not doubled_line(labels, found.figures, shown):
        assert found == locate_on_sheet(labels, shown, typed)


@pytest.mark.parametrize("form", FORMS)
def test_every_table_of_a_form_is_as_printed(form: str) -> None:
    for table in edition(form).tables:
        labels = table_labels(edition(form), table.id)
        assert as_printed(labels, _printed(labels))


@pytest.mark.parametrize("form", FORMS)
@given(st.data())
@settings(max_examples=15)
def test_numbers_beside_a_row_without_a_name(form: str, data: st.DataObject) -> None:
    sheets = filled(form)
    table = data.draw(st.sampled_from(edition(form).tables))
    cells = plan(edition(form)).cells
    for key in (key for key, figure in edition(form).figures.items() if figure.table is table):
        other = cells[key]._replace(row=cells[key].row + data.draw(st.sampled_from((-1, 1))))
        sheets[table.sheet].setdefault(other.a1, data.draw(st.integers(0, 9)))
    changed = pack(sheets)
    reading(_whole(form))
    assert reading(changed) == _read(changed)
