"""The command that compares two checkouts hears what differs, and only that."""

import shutil
from argparse import Namespace
from dataclasses import make_dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from tests.sameness.__main__ import run, table
from tests.sameness.compared import difference
from tests.sameness.mutations import mutated, packed, unpacked
from tests.sameness.plain import plain
from tests.sameness.written import as_written
from tests.support.places import CHECKOUT, EXAMPLES
from tests.support.raw_workbooks import changed

ASKED = ("findings in English", "figures csv")


@pytest.mark.parametrize(
    ("changed_words", "different"),
    [
        pytest.param(None, [], id="nothing"),
        pytest.param(
            ("editions/cn-2021/rules.toml", "received + carried_in ==", "received - carried_in =="),
            ["findings in English"],
            id="a rule",
        ),
        pytest.param(
            ("messages/DOC.toml", "the text says", "The text says"),
            ["findings in English"],
            id="a message",
        ),
    ],
)
def test_a_change_is_heard_where_it_shows(
    changed_words: tuple[str, str, str] | None, different: list[str], tmp_path: Path
) -> None:
    before, keep = tmp_path / "before", tmp_path / "keep"
    for folder in ("src", "templates"):
        shutil.copytree(CHECKOUT / folder, before / folder)
    shutil.copy(CHECKOUT / "pyproject.toml", before)
    if changed_words:
        name, old, new = changed_words
        path = before / "templates" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    books = keep / "inputs" / "workbooks"
    books.mkdir(parents=True)
    (keep / "inputs" / "made").touch()
    for name in ("text-and-table", "qinghe-2025"):
        shutil.copy(EXAMPLES / name / "filled.xlsx", books / f"{name}.xlsx")
    asked = Namespace(kinds=ASKED, jobs=1, mutations=0, workbooks=0)
    found = [*run(before, asked, keep)]
    assert {each.kind: each.count for _, each in found} == dict.fromkeys(ASKED, 2)
    assert [each.kind for _, each in found if each.different] == different
    assert len([*table(found)]) == 2 + len(ASKED) + sum(len(each.different) for _, each in found)


class Pair(NamedTuple):
    one: object
    other: object


def test_values_are_equal_whatever_they_are_made_of() -> None:
    other = make_dataclass("Pair", ["one", "other"], frozen=True)
    assert plain(Pair({"a": 1}, (True,))) == plain(other({"a": 1}, [True]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(Pair(1, 2), Pair(2, 1), id="values"),
        pytest.param(Pair(1, 2), (1, 2), id="a name"),
        pytest.param({"a": 1, "b": 2}, {"b": 2, "a": 1}, id="an order"),
        pytest.param("1", 1, id="a text and a number"),
        pytest.param((), ((),), id="nothing in a sequence"),
        pytest.param(True, 1, id="true and one"),
    ],
)
def test_values_that_differ(one: object, other: object) -> None:
    assert plain(one) != plain(other)


def test_a_value_of_no_known_kind_is_not_passed_over() -> None:
    with pytest.raises(TypeError, match="no plain form"):
        plain(Pair(1, object()))


def _sheet(validations: str) -> bytes:
    part = f"<worksheet><dataValidations>{validations}</dataValidations></worksheet>"
    return packed([("xl/worksheets/sheet1.xml", part.encode())])


def test_one_validation_of_a_range_says_what_several_of_its_cells_say() -> None:
    said = '<dataValidation type="list" sqref="{}"><formula1>A</formula1></dataValidation>'
    one, several = _sheet(said.format("Z4:AA5")), ("AA4", "Z4", "AA5", "Z5")
    assert as_written(one) == as_written(_sheet("".join(map(said.format, several))))
    assert as_written(one) != as_written(_sheet("".join(map(said.format, several[:3]))))
    assert as_written(one) != as_written(_sheet(said.replace("A<", "B<").format("Z4:AA5")))


def test_the_first_difference_is_told() -> None:
    book = (EXAMPLES / "qinghe-2025" / "filled.xlsx").read_bytes()
    other = changed(book, lambda name, part: part + b"x" * (name == "xl/styles.xml"))
    assert difference(book, book) == ""
    assert difference(b"a\nb\nc", b"a\nd\nc") == "line 2: 'b' / 'd'"
    assert difference(b"a\n", b"a\nb") == "line 2, only after: 'b'"
    assert difference(None, b"") == "no answer before"
    assert difference(book, other).startswith("xl/styles.xml: line ")
    assert difference(book, packed(unpacked(book))) == "the parts are equal, the package is not"


def test_equal_seeds_damage_a_workbook_equally_others_otherwise() -> None:
    parts = unpacked((EXAMPLES / "qinghe-2025" / "filled.xlsx").read_bytes())
    made = [mutated(Random(seed), parts)[1] for seed in (1, 1, *range(2, 30))]  # noqa: S311
    assert made[0] == made[1]
    assert len(set(made)) > 25
    with ZipFile(BytesIO(made[0])) as package:
        times = {each.date_time for each in package.filelist}
    assert times == {(1980, 1, 1, 0, 0, 0)}, "a later run would make other bytes"
