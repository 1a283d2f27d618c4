"""Packaged files: the editions, the report's page templates, the gallery of broken examples."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from disclose.core.errors import MissingTemplatesError


def templates() -> Traversable:
    """Return the folder of packaged templates.

    An installed package carries them as `_templates`; in a checkout they are read live from the
    top-level `templates/`, and only if that checkout is this project's.

    Raises:
        MissingTemplatesError: neither place holds them.
    """
    found = _found("_templates", "templates")
    if found is None:
        raise MissingTemplatesError(str(files("disclose") / "_templates"))
    return found


def gallery() -> Traversable | None:
    """Return the folder of broken examples, one folder a code; None where there is none.

    An installed package carries their outputs as `_gallery`.
    """
    return _found("_gallery", "examples/broken")


def _found(packaged: str, live: str) -> Traversable | None:
    folder = files("disclose") / packaged
    if folder.is_dir():
        return folder
    checkout = Path(__file__).resolve().parents[3]
    if _is_ours(checkout / "pyproject.toml") and (checkout / live).is_dir():
        return checkout / live
    return None


def _is_ours(project: Path) -> bool:
    if not project.is_file():
        return False
    return 'name = "disclose-cn"' in project.read_text(encoding="utf-8")
