"""The language of a command: `--lang`, then DISCLOSE_LANG, then the locale."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from disclose.core.language import Language, Wording

VARIABLES = ("DISCLOSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
NEUTRAL = ("", "C", "POSIX")
"""Locales that name no language: then it is Chinese, the language of the form."""

_CHOSEN: ContextVar[Language] = ContextVar("language")


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Speak the language that `--lang` names, for as long as this context lasts."""
    token = _CHOSEN.set(chosen)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def language() -> Language:
    """Return the language of this command."""
    return _CHOSEN.get(None) or language_of(os.environ)


def language_of(environment: Mapping[str, str]) -> Language:
    """Return the language that the environment asks for."""
    for variable in VARIABLES:
        name = environment.get(variable, "")
        if name.split(".")[0] not in NEUTRAL:
            is_chinese = name.lower().startswith(("zh", "chinese"))  # Windows says "Chinese (…)"
            return Language.ZH if is_chinese else Language.EN
    return Language.ZH


def say(zh: str, en: str) -> str:
    """Return the text in the language of this command."""
    return Wording(zh, en).in_(language())
