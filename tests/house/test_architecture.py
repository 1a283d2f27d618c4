"""ARCHITECTURE.md is true: its rooms, its files and the functions that a cell passes exist."""

import ast
import re

import pytest

from disclose.form.layout.book import plan
from tests.support.filings import edition
from tests.support.places import CHECKOUT, SOURCE
from tests.support.rooms import HOMES, ROOMS

PAGE = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
FILES = sorted(set(re.findall(r"`((?:\w+/)+[\w.]*)(?::(\w+))?`", PAGE)))
"""Every path between backquotes, with the name behind its colon, if any."""


def _defined(path: str) -> set[str]:
    tree = ast.parse((SOURCE / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


@pytest.mark.parametrize(("path", "name"), FILES)
def test_every_file_and_function_that_the_page_names_exists(path: str, name: str) -> None:
    places = (CHECKOUT, SOURCE, *SOURCE.iterdir(), CHECKOUT / "templates")
    assert any((place / path).exists() for place in places)
    if name:
        assert name in _defined(path)


def test_the_table_lists_the_rooms_from_the_top_down() -> None:
    listed = re.findall(r"^\| `(\w+)/` \|", PAGE, re.MULTILINE)
    assert listed == list(reversed(ROOMS))


def test_the_page_names_files_and_functions() -> None:
    assert len(FILES) > 30
    assert sum(bool(name) for _, name in FILES) > 10


def test_the_table_lists_the_libraries_of_each_room() -> None:
    rows = re.findall(r"^\| `(\w+)/` \|.*\|([^|]*)\|$", PAGE, re.MULTILINE)
    listed = {
        room: set(re.findall(r"[\w.]+\w", re.sub(r"\([^)]*\)", "", text))) for room, text in rows
    }
    short = {"xml.parsers.expat": "expat", "distributed": "dask"}
    homes: dict[str, set[str]] = {room: set() for room in ROOMS}
    for library, rooms in HOMES.items():
        for room in rooms:
            homes[room].add(short.get(library, library))
    assert {room: {name.lower() for name in names} for room, names in listed.items()} == homes


def test_the_cell_that_the_page_follows_holds_that_figure() -> None:
    assert "表三!D7" in PAGE
    address = plan(edition("cn-2021")).cells["requests.carried_in[natural]"]
    assert (address.sheet, address.a1) == ("表三", "D7")
