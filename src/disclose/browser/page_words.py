"""The words of the page in the place of words about commands, which its reader has not."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from disclose.core.language import Language
from disclose.core.resources import templates

AS_WRITTEN = frozenset({"json", "file", "body"})
"""Fields of an answer that stay as they are: the JSON of a command, and words of the filler."""


def for_page(data: Any, language: Language) -> Any:
    """Return the data of an answer in the words of the page."""
    match data:
        case str():
            return in_words(data, language)
        case list():
            return [for_page(each, language) for each in data]
        case dict():
            return {
                name: each if name in AS_WRITTEN else for_page(each, language)
                for name, each in data.items()
            }
        case _:
            return data


def in_words(text: str, language: Language) -> str:
    """Return a text in the words of the page."""
    instead = phrases()[language]
    return _pattern(language).sub(lambda found: instead[found[0]], text)


@cache
def phrases() -> Mapping[str, Mapping[str, str]]:
    """Return what is said instead of words about commands, by language."""
    file = templates() / "page" / "instead.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    longest_first = sorted(phrases()[language], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))
