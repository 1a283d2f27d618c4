"""Sentences of reports in words of our own: what their numbers are, and errors made in them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from tests.support.places import TESTS

TEXTS = TESTS / "data" / "texts"

Table = Mapping[str, Decimal]
"""Figures of the form that a sentence states, by key or by the id of the lexicon."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a sentence: its place, and the classes that are right for it.

    A class that ends in `*` stands for all that begin like it.
    """

    text: str
    start: int
    kinds: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def allows(self, kind: str) -> bool:
        """Return whether `kind` is a right class."""
        return any(
            kind.startswith(each[:-1]) if each.endswith("*") else kind == each
            for each in self.kinds
        )

    @property
    def amount(self) -> Decimal | None:
        return amount(self.text)


_DIGITS = re.compile(r"(\d+(?:\.\d+)?)(万|亿)?", re.ASCII)
_CHINESE = "零一二三四五六七八九"
_POWERS = {"十": 10, "百": 100, "千": 1000}
_FACTORS = {"": 1, "万": 10**4, "亿": 10**8}


def amount(text: str) -> Decimal | None:
    """Return the amount that a number of a sentence means, None for dates and the like."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    match = _DIGITS.fullmatch(re.sub("[余多%]", "", plain))
    if match is not None:
        return Decimal(match[1]) * _FACTORS[match[2] or ""]
    if set(plain) <= {*_CHINESE, *_POWERS}:
        return Decimal(_chinese(plain))
    return None


def _chinese(text: str) -> int:
    total, digit = 0, 0
    for each in text:
        if each in _POWERS:
            total += (digit or 1) * _POWERS[each]
            digit = 0
        else:
            digit = _CHINESE.index(each)
    return total + digit


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A wrong value for one number, and the ways in which it can be heard.

    `sum`: it breaks a sum inside the text; `table`: it contradicts the tables; `share`: it does
    not fit a share; `silent`: the sentence is as sound as before.
    """

    index: int
    value: str
    ways: tuple[str, ...]

    @property
    def silent(self) -> bool:
        return self.ways == ("silent",)

    @property
    def inside(self) -> bool:
        """Return whether the text alone shows the error."""
        return "sum" in self.ways or "share" in self.ways


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or short passage.

    `sums` are closed lists: the index of the total, then those of its parts. `table` is sound for
    the sentence, each of `contradicted` contradicts it. Without a table, none stands beside it.
    """

    id: str
    shape: str
    edition: str
    year: int
    text: str
    numbers: tuple[Number, ...]
    sums: tuple[tuple[int, ...], ...] = ()
    table: Table | None = None
    contradicted: tuple[Table, ...] = ()
    spoiled: tuple[Spoiled, ...] = ()

    def with_value(self, index: int, value: str) -> str:
        """Return the text with another value for one number."""
        number = self.numbers[index]
        return f"{self.text[: number.start]}{value}{self.text[number.end :]}"


@cache
def sentences(name: str) -> tuple[Sentence, ...]:
    """Return the sentences of `open` or `sealed`."""
    data = tomllib.loads((TEXTS / f"{name}.toml").read_text("utf-8"), parse_float=Decimal)
    return tuple(_sentence(each) for each in data["sentence"])


def _sentence(data: Mapping[str, Any]) -> Sentence:
    return Sentence(
        id=data["id"],
        shape=data["shape"],
        edition=data["edition"],
        year=data["year"],
        text=data["text"],
        numbers=tuple(_numbers(data["text"], data.get("numbers", ()))),
        sums=tuple(map(tuple, data.get("sums", ()))),
        table=_table(data["table"]) if "table" in data else None,
        contradicted=tuple(map(_table, data.get("contradicted", ()))),
        spoiled=tuple(
            Spoiled(index, value, tuple(ways)) for index, value, ways in data.get("spoiled", ())
        ),
    )


def _table(data: Mapping[str, int | Decimal]) -> Table:
    return {key: Decimal(value) for key, value in data.items()}


def _numbers(text: str, numbers: Sequence[Sequence[str]]) -> Iterator[Number]:
    at = 0
    for number, kinds in numbers:
        start = text.index(number, at)
        at = start + len(number)
        yield Number(number, start, tuple(kinds.split("|")))
