"""A relation that was checked: the numbers that it joins, and the finding if it is broken."""

from dataclasses import dataclass

from disclose.core.finding import Finding
from disclose.prose.mentions import Mention


@dataclass(frozen=True, slots=True)
class Judged:
    """One relation between numbers of a text, or between one and a table.

    `of_shares`: it joins the shares that are said beside the numbers as well.
    """

    numbers: tuple[Mention, ...]
    finding: Finding | None = None
    of_shares: bool = False

    @property
    def places(self) -> frozenset[tuple[int, int]]:
        """Return where the numbers stand: their passage and their offset in it."""
        counts = {(each.passage, each.at) for each in self.numbers}
        shares = {
            (each.passage, each.share.at)
            for each in self.numbers
            if self.of_shares and each.share is not None
        }
        return frozenset(counts | shares)
