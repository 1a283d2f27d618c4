"""The agency and the year of a report: from its title, else the year from its period."""

import re
from collections.abc import Iterator, Sequence

from disclose.core.expressions import expression
from disclose.core.numbers import CHINESE_DIGITS
from disclose.documents.read.model import Line

TITLE_WITHIN = 60
"""Among how many lines at the beginning the title is looked for; web pages begin with menus."""

TITLE_LINES = 3
"""Over how many lines a title may be spread."""

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_PERIOD = expression(r"(?<!\d)(20\d\d)年(?:度)?1月1日")
_YEAR = r"(?P<year>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年度?"


def read_title_page(lines: Sequence[Line], title: str) -> tuple[int | None, str]:
    """Return the report year and the name of the agency; None and "" if they are not found.

    `title` is the form's title, which follows the year.
    """
    ending = r"》?(?:[（(].{1,10}[）)])?"
    pattern = re.compile(
        rf"《?(?P<name>[^>＞|\d]{{2,60}}?)?{_YEAR}{re.escape(_close(title))}{ending}"
    )
    bare: int | None = None
    texts = [_close(line.text) for line in lines]
    for start, stop in _windows(min(len(texts), TITLE_WITHIN)):
        if found := pattern.fullmatch("".join(texts[start:stop])):
            year = int(found["year"].translate(CHINESE_DIGITS))
            if found["name"]:
                name = _from_above(found["name"], texts[:start], "".join(texts[stop:]))
                return year, name.removeprefix("关于")
            bare = bare or year
    return bare or _period(lines), ""


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """Yield where a title may begin and end among `count` lines, the shortest first."""
    for size in range(1, TITLE_LINES + 1):
        for start in range(count - size + 1):
            yield start, start + size


def _from_above(name: str, above: Sequence[str], text: str) -> str:
    """Return `name` with the lines above that it begins on: with them it is in the text, too.

    Any other line above, such as a website's menu, is no part of it.
    """
    for line in reversed(above[-TITLE_LINES:]):
        if line + name not in text:
            break
        name = line + name
    return name


def _close(text: str) -> str:
    """Return `text` without white space and with narrow digits; brackets stay as they are."""
    return "".join(text.split()).translate(_WIDE)


def _period(lines: Sequence[Line]) -> int | None:
    found = (_PERIOD.search(_close(line.text)) for line in lines)
    return next((int(match[1]) for match in found if match), None)
