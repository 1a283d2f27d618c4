"""Packaged files: the editions and the report's page templates."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


class MissingTemplatesError(Exception):
    """The packaged templates are not there: a broken installation."""


def templates() -> Traversable:
    """Return the folder of packaged templates.

    An installed package carries them as `_templates`; in a checkout they are read live from the
    top-level `templates/`, and only if that checkout is this project's.

    Raises:
        MissingTemplatesError: neither place holds them.
    """
    packaged = files("disclose") / "_templates"
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[2]
    if _is_ours(checkout / "pyproject.toml") and (checkout / "templates").is_dir():
        return checkout / "templates"
    raise MissingTemplatesError(str(packaged))


def _is_ours(project: Path) -> bool:
    if not project.is_file():
        return False
    return 'name = "disclose-cn"' in project.read_text(encoding="utf-8")
