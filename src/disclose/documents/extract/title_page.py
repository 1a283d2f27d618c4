"""The agency and the year of a report: from its title, else the year from its period."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from disclose.documents.read.model import Line

TITLE_WITHIN = 60
"""Among how many lines at the beginning the title is looked for; web pages begin with menus."""

TITLE_LINES = 3
"""Over how many lines a title may be spread."""

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_PERIOD = re.compile(r"(?<!\d)(20\d\d)年(?:度)?1月1日")
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
    for text in _windows(lines):
        if found := pattern.fullmatch(text):
            year = int(found["year"].translate(_DIGITS))
            if found["name"]:
                return year, found["name"].removeprefix("关于")
            bare = bare or year
    return bare or _period(lines), ""


def _windows(lines: Sequence[Line]) -> Iterator[str]:
    texts = [_close(line.text) for line in islice(lines, TITLE_WITHIN)]
    for size in range(1, TITLE_LINES + 1):
        for start in range(len(texts) - size + 1):
            yield "".join(texts[start : start + size])


def _close(text: str) -> str:
    """Return `text` without white space and with narrow digits; brackets stay as they are."""
    return "".join(text.split()).translate(_WIDE)


def _period(lines: Sequence[Line]) -> int | None:
    found = (_PERIOD.search(_close(line.text)) for line in lines)
    return next((int(match[1]) for match in found if match), None)
