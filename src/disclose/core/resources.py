"""The files of the package: editions, templates of reports, messages, broken examples."""

from pathlib import Path
from typing import TYPE_CHECKING

from disclose.core.errors import MissingTemplatesError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def package() -> "Traversable":
    """Return the folder of the package, which may lie in a zip file."""
    folder = Path(__file__).parents[1]
    if folder.is_dir():  # `importlib.resources` finds the same, and takes a hundredth of `check`
        return folder
    from importlib.resources import files

    return files("disclose")


def templates() -> "Traversable":
    """Return the folder of packaged templates.

    An installed package carries them as `_templates`; a checkout has them at its top, as
    `templates/`.

    Raises:
        MissingTemplatesError: neither folder exists.
    """
    folder = _folder("_templates", "templates")
    if folder is None:
        raise MissingTemplatesError(str(package() / "_templates"))
    return folder


def gallery() -> "Traversable | None":
    """Return the folder of broken examples, which has a folder for each code; None if missing.

    An installed package carries only their outputs, as `_gallery`.
    """
    return _folder("_gallery", "examples/broken")


def _folder(packaged: str, in_checkout: str) -> "Traversable | None":
    folder = package() / packaged
    if folder.is_dir():
        return folder
    checkout = Path(__file__).resolve().parents[3]
    # The package may lie inside a folder of another project that happens to have `templates/`.
    if _is_ours(checkout / "pyproject.toml") and (checkout / in_checkout).is_dir():
        return checkout / in_checkout
    return None


def _is_ours(project: Path) -> bool:
    if not project.is_file():
        return False
    return 'name = "disclose-cn"' in project.read_text(encoding="utf-8")
