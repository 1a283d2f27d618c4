"""A definition file: its data, and the line where something in it stands."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources.abc import Traversable

from disclose.core.errors import EditionError
from disclose.core.finding import Finding, Place, error
from disclose.form.edition.toml_lines import positions

_SPOT = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """A definition file as text; its name is shown in findings.

    `behind` says how many entries of an extended edition come before its own, by list.
    """

    name: str
    text: str
    behind: Mapping[str, int] = field(default_factory=dict)

    def place(self, *steps: str | int) -> Place:
        """Return the line where the value at `steps` begins, or the nearest one around it."""
        match steps:
            case (str() as key, int() as number, *rest) if key in self.behind:
                own = number - self.behind[key]
                steps = (key, own, *rest) if own >= 0 else ()
        lines = positions(self.text)
        known = next(steps[:end] for end in range(len(steps), -1, -1) if steps[:end] in lines)
        return Place(file=self.name, line=lines[known])

    def data(self) -> Mapping[str, object]:
        """Return the parsed file.

        Raises:
            EditionError: it is not TOML.
        """
        try:
            return _parsed(self.text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise EditionError(self._unreadable(str(error))) from error

    def _unreadable(self, said: str) -> Finding:
        """Return the finding for what the parser `said`, with the spot if it named one."""
        at = _SPOT.search(said)
        line, column = (int(at[1]), int(at[2])) if at else (len(self.text.splitlines()), 0)
        reason = _SPOT.sub("", said).strip()
        return unreadable(self.name, reason, line, column)


@lru_cache(maxsize=32)
def _parsed(text: str) -> Mapping[str, object]:
    """Return the parsed text: decoded first, then part of the edition's fingerprint."""
    return tomllib.loads(text, parse_float=Decimal)


def read(folder: Traversable, name: str) -> DefinitionFile:
    """Return the definition file `name` of an edition's folder.

    Raises:
        EditionError: it is not there or not UTF-8 text.
    """
    shown = f"{folder.name}/{name}"
    try:
        return DefinitionFile(shown, (folder / name).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = type(error).__name__
        raise EditionError(unreadable(shown, reason)) from error


def unreadable(where: str, reason: str, line: int = 1, column: int = 0) -> Finding:
    """Return the finding for a definition that cannot be read; `column` is 0 if not known."""
    place = Place(file=where, line=line)
    return error("DEF08", place, where=where, line=line, column=column, reason=reason)


def suggest(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the nearest of `known` to `name`, or the three least far if none is near."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return tuple(near or get_close_matches(name, known, n=3, cutoff=0.0))
