"""Which language to speak: `--lang`, then DISCLOSE_LANG, then the locale."""

import os
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

from disclose.core.language import Language, Wording

VARIABLES = ("DISCLOSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
NEUTRAL = ("", "C", "POSIX")
"""Locales that name no language; then it is Chinese, the language of the form."""


def spoken(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language that the command line or the environment asks for."""
    for option, value in pairwise(arguments):
        if option == "--lang":
            return _language(value)
    for argument in arguments:
        if argument.startswith("--lang="):
            return _language(argument.removeprefix("--lang="))
    for variable in VARIABLES:
        value = environment.get(variable, "")
        if value.split(".")[0] not in NEUTRAL:
            return _language(value)
    return Language.ZH


def _language(name: str) -> Language:
    return Language.ZH if name.lower().startswith(("zh", "chinese")) else Language.EN


LANGUAGE = spoken(sys.argv[1:], os.environ)
"""Language of this run, for help texts too."""


def say(zh: str, en: str) -> str:
    """Return the text in the language of this run."""
    return Wording(zh, en).in_(LANGUAGE)
