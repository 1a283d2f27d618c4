"""A definition file: its data, and the line where something in it stands."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from importlib.resources.abc import Traversable

from disclose.edition.kinds import UNREADABLE_DEFINITION
from disclose.finding import Finding, Place, finding


class EditionError(Exception):
    """An edition that does not load; `findings` say why, with file and line."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the reasons."""
        super().__init__(", ".join(found.code for found in findings))
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Source:
    """A definition file as text; its name is shown in findings."""

    name: str
    text: str

    def place(self, *anchors: str, occurrence: int = 1) -> Place:
        """Return the line where the last of `anchors` that can be found stands.

        Each anchor is looked for from the one before it on: an `id = "…"`, a `code = "…"`, a key;
        `occurrence` picks among the lines that match the last.
        """
        lines = self.text.splitlines()
        at = 0
        for number, anchor in enumerate(anchors, 1):
            found = [n for n in range(at, len(lines)) if re.search(anchor, lines[n])]
            wanted = occurrence if number == len(anchors) else 1
            at = found[wanted - 1] if len(found) >= wanted else at
        return Place(file=self.name, line=at + 1)

    def data(self) -> Mapping[str, object]:
        """Return the parsed file.

        Raises:
            EditionError: it is not TOML.
        """
        try:
            return tomllib.loads(self.text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            place = Place(file=self.name, line=int(line[1]) if line else 1)
            raise EditionError(
                [finding(UNREADABLE_DEFINITION, place, where=self.name, reason=str(error))]
            ) from error


def read(folder: Traversable, name: str) -> Source:
    """Return the definition file `name` of an edition's folder.

    Raises:
        EditionError: it is not there or not UTF-8 text.
    """
    shown = f"{folder.name}/{name}"
    try:
        return Source(shown, (folder / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = type(error).__name__
        place = Place(file=shown, line=1)
        raise EditionError(
            [finding(UNREADABLE_DEFINITION, place, where=shown, reason=reason)]
        ) from error


def suggest(name: str, known: Sequence[str]) -> str:
    """Return the nearest of `known` to `name`, or all of them if none is near."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return near[0] if near else "、".join(known)
