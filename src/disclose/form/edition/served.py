"""Report years that editions serve."""

from dataclasses import dataclass

OPEN_YEAR = 9999
"""Last report year of an edition that is still in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Report years that an edition serves, both included."""

    first: int
    last: int = OPEN_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another edition, by id, and the report years it serves, both included."""

    id: str
    first: int
    last: int = OPEN_YEAR
