"""The reports that lie in a folder, by their format: they are called by agency and year."""

from pathlib import Path


def report_in(folder: Path, to: str, *, draft: bool = False) -> Path:
    """Return the one report of the format `to` in `folder`, final or a draft."""
    [found] = folder.glob(f"*报告（草稿）.{to}" if draft else f"*报告.{to}")
    return found
