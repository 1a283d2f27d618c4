"""Marked copies: what they are called, and that none is written over someone's work."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from disclose import api
from disclose.cli.language import say
from disclose.cli.output import note, save, show_written
from disclose.excel.mark.copy_names import copy_names, is_copy_name

if TYPE_CHECKING:
    from disclose.api import InputFile
    from disclose.checks.outcome import Checked


def save_marked(source: "InputFile", folder: Path, checked: "Checked") -> bool:
    """Write the marked copy of `source` to `folder` and say where; return whether it was possible.

    It is called `<stem>.marked.xlsx`. One of that name that somebody has saved since may hold
    corrections and is left alone, as is the source itself: then a number is added. An unreadable
    file gets none.
    """
    from disclose.core.errors import UnmarkableError

    try:
        data = api.mark(source, checked)
    except UnmarkableError as error:
        note(_damaged(source.path, error.part))
        return False
    if data is not None:
        names = (folder / name for name in copy_names(source.path.name))
        path = next(each for each in names if _is_free(each, source.path))
        save(path, data)
        show_written(path, aside=True)
    return True


def is_copy(path: Path) -> bool:
    """Return whether a file is a marked copy that nobody has saved since it was written."""
    if not is_copy_name(path.name):
        return False
    from disclose.excel.mark.marker import is_pristine

    return is_pristine(path.read_bytes())


def originals(paths: list[Path]) -> Iterator[Path]:
    """Yield the files of a folder, passing over marked copies that nobody has worked on."""
    for path in paths:
        if is_copy(path):
            note(_passed_over(path))
        else:
            yield path


def _is_free(path: Path, source: Path) -> bool:
    return not path.exists() or (not path.samefile(source) and is_copy(path))


def _damaged(source: Path, part: str) -> str:
    return say(
        f"{source} 里的 {part} 损坏或过大，写不出审核副本；请用 Excel 或 WPS 打开，另存后再试。",
        f"{part} inside {source} is damaged or too large and no marked copy can be written; open "
        "it in Excel or WPS, save it and try again.",
    )


def _passed_over(path: Path) -> str:
    return say(
        f"{path} 是没有改动过的审核副本，跳过。", f"{path} is an unchanged marked copy, skipped."
    )
