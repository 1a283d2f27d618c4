"""Regular expressions that are compiled when they are first used."""

import re
from typing import cast, overload


@overload
def expression(text: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def expression(text: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def expression(text: str | bytes, flags: int = 0) -> re.Pattern[str] | re.Pattern[bytes]:
    """Return the expression `text`, for one that not every run of the program uses.

    To compile an expression takes longer than to load a module. It serves by its methods; it is no
    argument of the functions in `re`.
    """
    return cast("re.Pattern[str]", _Uncompiled(text, flags))


class _Uncompiled:
    """Stands for a compiled expression, whose methods it takes over when one is first needed."""

    __slots__ = (
        *("_flags", "_text"),
        *("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"),
    )

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Return what the compiled expression has by this name: called while it is not here yet."""
        compiled = re.compile(self._text, self._flags)
        for method in self.__slots__[2:]:
            object.__setattr__(self, method, getattr(compiled, method))
        return getattr(compiled, name)
