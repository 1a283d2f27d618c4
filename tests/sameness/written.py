"""A workbook that the program wrote, as text in which only what its readers see counts.

One validation may say in a range what several say in its cells: they are told cell by cell. The
seal, which is a digest of all other bytes, is left out for that reason.
"""

import re
from io import BytesIO
from zipfile import ZipFile

from tests.sameness.plain import plain

_VALIDATIONS = re.compile(r"<dataValidations\b.*?</dataValidations>", re.DOTALL)
_VALIDATION = re.compile(r"<dataValidation\b(.*?)(?:/>|>(.*?)</dataValidation>)", re.DOTALL)
_RANGES = re.compile(r' sqref="([^"]*)"')
_SEAL = re.compile(r"disclose-seal:[0-9a-f]{16}")
_CELL = re.compile(r"\$?([A-Z]+)\$?(\d+)")


def as_written(data: bytes) -> bytes:
    """Return a workbook as text, a line for each element."""
    with ZipFile(BytesIO(data)) as package:
        listed = [(each.filename, each.date_time, each.compress_type) for each in package.filelist]
        parts = {each.filename: package.read(each) for each in package.filelist}
    shown = "".join(f"{name}: {_part(part)}\n" for name, part in parts.items())
    return plain([(name, str(when), kind) for name, when, kind in listed]) + shown.encode()


def _part(part: bytes) -> str:
    text = _SEAL.sub("(seal)", part.decode("utf-8", "backslashreplace"))
    told = sorted(
        f"{column}{row} validation {rest}"
        for block in _VALIDATIONS.findall(text)
        for found in _VALIDATION.finditer(block)
        for rest in [f"{_RANGES.sub('', found[1])} {found[2]}"]
        for one in _RANGES.findall(found[1])
        for column, row in _cells(one)
    )
    return "\n".join([_VALIDATIONS.sub("", text).replace("><", ">\n<"), *told])


def _cells(ranges: str) -> list[tuple[str, int]]:
    """Return the cells of ranges: `B4 C5:C7`."""
    found = []
    for each in ranges.split():
        ends = _CELL.findall(each)
        (first, top), (last, bottom) = ends[0], ends[-1]
        for column in range(_number(first), _number(last) + 1):
            found += [(_letters(column), row) for row in range(int(top), int(bottom) + 1)]
    return found


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
