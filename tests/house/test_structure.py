"""The measures of `tests.benchmarks.structure` on small packages made up here."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.benchmarks.structure import circular, comment_lines, floors, measured, modules, table
from tests.benchmarks.walk import entered

ORDER = ("base", "middle", "top")
HOUSE = {
    "__init__.py": "from shop.top import run\n",
    "base.py": "class Row: ...\nclass Row: ...\n",
    "middle/__init__.py": "",
    "middle/rows.py": '''\
"""Rows, which need a `Row`."""

from ..base import Row

# Why this is short: nothing
# else was needed.
def first() -> Row:
    """Return a row."""
    return Row()  # a comment beside code


class Row:
    text = """two
    lines"""
    """What a row says."""
''',
    "middle/inner/rows.py": "import typing\nif typing.TYPE_CHECKING:\n    import shop.base\n",
    "top/__init__.py": "def run() -> None:\n    from shop import middle\n\n    a = 1\n    b = 2\n",
    "top/rows.py": "import os\nfrom shop import run\n",
}


def build(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a package called `shop` and return its folder."""
    for name, text in files.items():
        path = folder / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "shop"


def test_every_measure_of_a_small_package(tmp_path: Path) -> None:
    assert (
        table(measured(build(tmp_path, HOUSE), ORDER), "shop")
        == """\
| shop | |
|---|--:|
| rooms | 3 |
| floors | 4 |
| arrows between rooms | 3 |
| upward arrows | 0 |
| arrows in circles | 0 |
| files | 7 |
| lines | 28 |
| lines of code | 18 |
| lines of comment | 2 |
| functions | 2 |
| median lines of a function | 4 |
| functions of at most 4 lines | 1 |
| functions of more than 80 lines | 0 |
| files of more than 600 lines | 0 |
| classes | 3 |
| class names used twice or more | 1 |
| module names used three times or more | 1 |
"""
    )


def test_an_arrow_upwards_is_counted_and_closes_a_circle(tmp_path: Path) -> None:
    upward = {"base.py": "def later():\n    import shop.top.rows\n"}
    rows = measured(build(tmp_path, {**HOUSE, **upward}), ORDER)
    assert (rows["upward arrows"], rows["arrows in circles"]) == ("1", "3")
    assert rows["floors"] == "2", "the circle is one floor, and the face stands on it"


def test_rooms_that_are_not_in_the_order_have_no_upward_arrows(tmp_path: Path) -> None:
    rows = measured(build(tmp_path, HOUSE), ("base", "top"))
    assert rows["upward arrows"] == "no order known"


@pytest.mark.parametrize(
    ("arrows", "height", "circles"),
    [
        ("", 1, ""),
        ("ba", 2, ""),
        ("ba cb ca", 3, ""),
        ("ba ab", 1, "ab ba"),
        ("ba cb bc dc", 3, "bc cb"),
        ("ba cb ac da ed fe", 4, "ac ba cb"),
    ],
)
def test_floors_and_circles(arrows: str, height: int, circles: str) -> None:
    drawn = {(pair[0], pair[1]) for pair in arrows.split()}
    assert floors(drawn) == height
    assert sorted(map("".join, circular(drawn))) == circles.split()


def test_a_hash_in_a_text_is_no_comment(tmp_path: Path) -> None:
    [module] = modules(build(tmp_path, {"a.py": 'text = """\n# no comment\n"""\n    # one\n'}))
    assert comment_lines(module) == 1


COMMAND = """\
import sys
from disclose.lines import Line, shown

def main():
    line = Line("a")
    print(shown(line), [part for part in line.parts()], (lambda: None)())
    from disclose.late import later
    sys.exit(later(3))
"""
LINES = """\
def decorator(function):
    return function

class Line:
    def __init__(self, text):
        self.text = text

    def parts(self):
        yield self.text

@decorator
def shown(line):
    return line.text

def never():
    pass
"""
LATE = "from disclose.lines import decorator\n\n@decorator\ndef later(code):\n    return code\n"


def test_functions_that_a_command_enters_without_those_of_imports(tmp_path: Path) -> None:
    package = tmp_path / "disclose"
    package.mkdir()
    for name, text in {"__init__": "", "cli": COMMAND, "lines": LINES, "late": LATE}.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    functions = entered(package, [], tmp_path, code=3)
    assert [(Path(file).stem, name) for file, _, name in functions] == [
        ("cli", "main"),
        ("late", "later"),
        ("lines", "__init__"),
        ("lines", "parts"),
        ("lines", "shown"),
    ]


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    package = tmp_path / "disclose"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "cli.py").write_text("def main():\n    raise ValueError('no')\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"check exits with 1[^|]*ValueError: no"):
        entered(package, ["check"], tmp_path)
