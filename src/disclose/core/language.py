"""The languages that users read, and texts in all of them."""

from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """Languages of messages and help."""

    ZH = "zh"
    EN = "en"


class Wording(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.zh if language is Language.ZH else self.en
