"""Knows marked copies by their content."""

from posixpath import basename

LIST_PART = "xl/worksheets/problems.xml"
"""The part of the list of findings. A program that saves the workbook renames its parts, so this
name shows that nobody has saved a marked copy since it was written."""


def is_pristine(data: bytes) -> bool:
    """Return whether `data` is a marked copy that nobody has saved since it was written.

    Nobody has filed such a file, whatever its name: `check --mark -o` may give it any. The copies
    of earlier versions have no seal: there the name of the part must do.
    """
    # A zip has the names of its parts as they are, but for the kind of the slashes.
    if basename(LIST_PART).encode() not in data.lower():
        return False
    # The command line imports this for its help, which reads no workbook.
    from disclose.core.package import PackageError  # noqa: PLC0415
    from disclose.core.seal import has_seal, is_sealed  # noqa: PLC0415
    from disclose.excel.read.refused import RefusedWorkbookError, unpack  # noqa: PLC0415

    try:
        part = unpack(data).read(LIST_PART)
    except (RefusedWorkbookError, PackageError):
        return False
    return part is not None and (not has_seal(part) or is_sealed(data))
