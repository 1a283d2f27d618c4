"""A workbook that cannot be read at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from disclose.core.errors import InternalError
from disclose.core.finding import Finding, error
from disclose.core.language import Wording
from disclose.core.messages.workbook_refused import (
    DOCTYPE,
    LARGE_PART,
    STRANGE_PART,
    TOO_LARGE,
    TOO_LARGE_UNPACKED,
    TOO_LONG_TAG,
    TOO_MANY_ELEMENTS,
    TOO_MANY_MARKS,
    TOO_MANY_NAMES,
    TOO_MANY_PARTS,
)
from disclose.core.package import PackageError, PackageFault

_UNSAFE: Mapping[PackageFault, Wording] = {
    PackageFault.FILE_TOO_LARGE: TOO_LARGE,
    PackageFault.TOO_MANY_PARTS: TOO_MANY_PARTS,
    PackageFault.TOO_LARGE_UNPACKED: TOO_LARGE_UNPACKED,
    PackageFault.PART_TOO_LARGE: LARGE_PART,
    PackageFault.METHOD: STRANGE_PART,
    PackageFault.PART_NAME: STRANGE_PART,
    PackageFault.DOCTYPE: DOCTYPE,
    PackageFault.LONG_TAG: TOO_LONG_TAG,
    PackageFault.TOO_MANY_NAMES: TOO_MANY_NAMES,
    PackageFault.TOO_MANY_ELEMENTS: TOO_MANY_ELEMENTS,
    PackageFault.TOO_MUCH_MARKUP: TOO_MANY_MARKS,
}


class RefusedWorkbookError(InternalError):
    """The file is refused; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        """Keep the reason."""
        super().__init__(finding.code)
        self.finding = finding


@contextmanager
def refusing() -> Iterator[None]:
    """Raise a `RefusedWorkbookError` for every fault of the package that occurs inside."""
    try:
        yield
    except PackageError as error:
        raise _refusal(error) from error


def _refusal(cause: PackageError) -> RefusedWorkbookError:
    match cause.fault:
        case PackageFault.DAMAGED:
            return RefusedWorkbookError(error("BOOK04", what=cause.part or "ZIP"))
        case PackageFault.LOCKED:
            return RefusedWorkbookError(error("BOOK02"))
        case PackageFault.PART_TOO_LARGE:
            return RefusedWorkbookError(
                error("BOOK05", what=LARGE_PART, part=cause.part, size=cause.amount)
            )
        case fault:
            return RefusedWorkbookError(
                error("BOOK05", what=_UNSAFE[fault], part=cause.part, most=cause.amount)
            )
