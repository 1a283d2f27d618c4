"""Where the two readers differ, and for which listed reason."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.formula.translate import TranslatorError

from disclose.core.finding import Finding
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.second_reader import read_again
from tests.support.raw_workbooks import reading
from tests.support.second_reader.facts import Both, Where, ours, theirs
from tests.support.second_reader.reasons import REASONS, Difference


@dataclass(frozen=True, slots=True)
class Compared:
    """How often each reason was needed, and what no reason explains."""

    reasons: Counter[str]
    unexplained: tuple[str, ...]


def compare(data: bytes) -> Compared:
    """Return how both readers read a workbook.

    Raises:
        RefusedWorkbookError: ours does not read it.
    """
    return explained(Both(data))


def explained(both: Both) -> Compared:
    """Return which of the differences have a reason."""
    reasons: Counter[str] = Counter()
    unexplained = []
    for each in differences(both):
        name = next((name for name, reason in REASONS.items() if reason.applies(each)), None)
        if name is not None:
            reasons[name] += 1
        else:
            unexplained.append(f"{' '.join(each.where)}: {each.ours!r}, openpyxl {each.theirs!r}")
    return Compared(reasons, tuple(unexplained))


def found_again(data: bytes) -> tuple[Finding, ...]:
    """Return the findings of the second reader, none for a workbook that the first refuses."""
    first = reading(data)
    if first.filing is None or first.edition is None:
        return ()
    return read_again(data, first.edition, first.filing)


def readable(data: bytes) -> bool:
    """Return whether our reader takes all sheets of a workbook."""
    try:
        ours(Both(data))
    except RefusedWorkbookError:
        return False
    return True


def differences(both: Both) -> Iterator[Difference]:
    """Yield what the readers tell differently."""
    mine = ours(both)
    try:
        other = theirs(both)
    except (ValueError, TypeError, LookupError, AttributeError, TranslatorError) as error:
        yield Difference(both, Where("", "", "loading"), None, _cause(error))
        return
    for where in sorted(mine.keys() | other.keys()):
        one, two = mine.get(where), other.get(where)
        both_hold = where in mine and where in other
        if one != two and (both_hold or where.what not in {"format", "struck"}):
            yield Difference(both, where, one, two)


def _cause(error: BaseException) -> str:
    """Return what openpyxl stumbled over, which it wraps in a sentence of its own."""
    first = error.__cause__ or error
    return f"{type(first).__name__}: {first}"
