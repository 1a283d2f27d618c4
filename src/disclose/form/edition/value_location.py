"""A value of a definition file, and the findings that can be made about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclose.core.finding import Finding, finding
from disclose.core.language import Wording
from disclose.core.messages.definition import (
    CIRCULAR_GROUP,
    DUPLICATE_ID,
    MATCHES_NOTHING,
    UNKNOWN_NAME,
    WRONG_VALUE,
)
from disclose.form.edition.model import matches
from disclose.form.edition.source import Source, suggest


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a definition: the file, the way to it, and the nearest id around it."""

    source: Source
    steps: tuple[str | int, ...]
    where: str

    def at(self, *steps: str | int, where: str = "") -> "Spot":
        """Return the value that `steps` lead to from here."""
        return Spot(self.source, (*self.steps, *steps), where or self.where)

    def wrong(self, expected: str | Wording) -> Finding:
        """Return that this is not `expected`."""
        key = next(step for step in reversed(self.steps) if isinstance(step, str))
        place = self.source.place(*self.steps)
        return finding(WRONG_VALUE, place, key=key, where=self.where, expected=expected)

    def repeated(self, name: str) -> Finding:
        """Return that `name` stands here a second time."""
        place = self.source.place(*self.steps)
        return finding(DUPLICATE_ID, place, id=name, where=self.where)

    def unknown(self, name: str, known: Sequence[str]) -> Finding:
        """Return that `name` is none of `known`."""
        place = self.source.place(*self.steps)
        suggestion = suggest(name, [each for each in known if each])
        return finding(
            UNKNOWN_NAME, place, where=self.where, at="", name=name, suggestion=suggestion
        )

    def dead(self, pattern: str, known: Sequence[str]) -> Finding:
        """Return that `pattern` fits none of `known`."""
        place = self.source.place(*self.steps)
        suggestion = suggest(pattern, known)
        return finding(
            MATCHES_NOTHING, place, where=self.where, pattern=pattern, suggestion=suggestion
        )

    def circular(self) -> Finding:
        """Return that this group stands in itself."""
        return finding(CIRCULAR_GROUP, self.source.place(*self.steps), group=self.where)


def dead_patterns(patterns: Sequence[str], names: Sequence[str], spot: Spot) -> Iterator[Finding]:
    """Yield a finding for each of `patterns` that fits none of `names`."""
    for number, pattern in enumerate(patterns):
        if not any(matches(name, (pattern,)) for name in names):
            yield spot.at(number).dead(pattern, names)
