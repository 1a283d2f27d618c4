"""The languages that users read, and texts in all of them."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Languages of messages and help."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in both languages."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.zh if language is Language.ZH else self.en
