"""A definition file: its data, and the line of each value for findings."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources.abc import Traversable

from disclose.core import system_errors
from disclose.core.errors import EditionError
from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, error
from disclose.core.language import Wording
from disclose.form.edition.toml_lines import positions

NOT_UTF8 = Wording("不是 UTF-8 文本", "not UTF-8 text")

_POSITION = expression(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """A definition file as text; its name is shown in findings.

    `behind` counts, for each list, the entries of an extended edition that precede its own.
    """

    name: str
    text: str
    behind: Mapping[str, int] = field(default_factory=dict)

    def place(self, *steps: str | int) -> Place:
        """Return the line where the value at `steps` begins, or its nearest known parent."""
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

    def _unreadable(self, message: str) -> Finding:
        """Return the finding for the parser's `message`, with its line and column if given."""
        match = _POSITION.search(message)
        line, column = (int(match[1]), int(match[2])) if match else (len(self.text.splitlines()), 0)
        reason = _POSITION.sub("", message).strip()
        return unreadable(self.name, reason, line, column)


@lru_cache(maxsize=32)
def _parsed(text: str) -> Mapping[str, object]:
    """Return the parsed text; cached because decoding and the fingerprint both need it."""
    return tomllib.loads(text, parse_float=Decimal)


def read(folder: Traversable, name: str) -> DefinitionFile:
    """Return the definition file `name` of an edition's folder.

    Raises:
        EditionError: it does not exist or is not UTF-8 text.
    """
    shown = f"{folder.name}/{name}"
    try:
        return DefinitionFile(shown, (folder / name).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise EditionError(unreadable(shown, NOT_UTF8)) from error
    except OSError as error:
        raise EditionError(unreadable(shown, system_errors.reason(error))) from error


def unreadable(where: str, reason: str | Wording, line: int = 1, column: int = 0) -> Finding:
    """Return the finding for a definition that cannot be read; `column` is 0 if not known."""
    place = Place(file=where, line=line)
    return error("DEF08", place, where=where, line=line, column=column, reason=reason)


def suggest(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the one of `known` most similar to `name`, or the best three if none is similar."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return tuple(near or get_close_matches(name, known, n=3, cutoff=0.0))
