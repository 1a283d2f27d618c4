"""Every value of a definition is found on the line where it stands."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal

import pytest

from disclose.core.resources import templates
from disclose.form.edition.toml_lines import Steps, positions

DOCUMENT = r"""top = 1 # [no] = 2
"dotted.key" = "a # b ] } = \" ["
path.to.it = 'raw \'

[plain]
x = 1979-05-27 07:32:00
y = [1, [2,
  3], { z = "#", w.v = 5 },
  # comment
  4]
long = '''
one "two" ''
# three'''
"quoted" = 'x'

[[items]]
id = "first"
[[items.inner]]
k = 1
[[items.inner]]
k = 2
[items.more]
m = 3.5

[[items]]
id = '''
second'''
[[ items . inner ]]
k = 3
[[items]]"""

LINES = """
1 top
2 dotted.key
3 path/to/it
5 plain
6 plain/x
7 plain/y
7 plain/y/0
7 plain/y/1
7 plain/y/1/0
8 plain/y/1/1
8 plain/y/2
8 plain/y/2/z
8 plain/y/2/w/v
10 plain/y/3
11 plain/long
14 plain/quoted
16 items/0
17 items/0/id
18 items/0/inner/0
19 items/0/inner/0/k
20 items/0/inner/1
21 items/0/inner/1/k
22 items/0/more
23 items/0/more/m
25 items/1
26 items/1/id
28 items/1/inner/0
29 items/1/inner/0/k
30 items/2
"""


def _steps(text: str) -> Steps:
    return tuple(int(step) if step.isdigit() else step for step in text.split("/"))


@pytest.mark.parametrize("expected", LINES.split("\n")[1:-1])
def test_values_are_found_on_their_lines(expected: str) -> None:
    line, _, path = expected.partition(" ")
    assert positions(DOCUMENT)[_steps(path)] == int(line)


def _leaves(value: object, steps: Steps = ()) -> Iterator[tuple[Steps, object]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, (*steps, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _leaves(each, (*steps, number))
    else:
        yield steps, value


def test_the_example_is_what_the_standard_reader_reads() -> None:
    known = positions(DOCUMENT)
    assert [steps for steps, _ in _leaves(tomllib.loads(DOCUMENT)) if steps not in known] == []


@pytest.mark.parametrize("name", ["edition.toml", "rules.toml"])
def test_each_value_of_the_form_stands_on_its_line(name: str) -> None:
    text = (templates() / "editions" / "cn-2021" / name).read_text(encoding="utf-8")
    lines, known = text.splitlines(), positions(text)
    leaves = list(_leaves(tomllib.loads(text, parse_float=Decimal)))
    assert len(leaves) > 100
    for steps, value in leaves:
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        assert shown in lines[known[steps] - 1]
