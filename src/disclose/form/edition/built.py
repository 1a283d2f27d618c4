"""The packaged editions in the form that the wheel carries: read at once, and never out of date.

When the wheel is built, each edition is loaded from its definition and written into the package.
The file begins with the hash of all that the edition was made from. If any of that has changed
since, or there is no such file, as in a checkout, the definition is read instead.
"""

import pickle
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from disclose.core.resources import package
from disclose.form.edition.file_names import ALL
from disclose.form.edition.model import Edition

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER = "_editions"
"""In the package; a file of the folder is called as its edition."""

MAKERS = ("core/finding.py", "core/language.py", "core/numbers.py", "form/edition")
"""The modules that say what an edition is and how its definition is read: files and a folder."""


def built(folder: "Traversable", others: "Mapping[str, Traversable]") -> Edition | None:
    """Return the edition in `folder` as the wheel carries it, None if it must be read.

    `others` are the folders that it may extend, by id.
    """
    ours = package()
    try:
        head, _, form = (ours / FOLDER / folder.name).read_bytes().partition(b"\n")
        known, *extended = head.decode("ascii").split()
        folders = [folder, *(others[each] for each in extended)]
        if known != _hash([form, *_sources(ours, folders)]):
            return None
    except (OSError, ValueError, KeyError):
        return None
    edition = pickle.loads(form)  # noqa: S301 - of our own package, as it was built
    return edition if isinstance(edition, Edition) else None


def written(edition: Edition, folder: "Traversable", others: "Mapping[str, Traversable]") -> bytes:
    """Return the file for an edition that was loaded from `folder`; equal editions, equal bytes."""
    extended = [each.partition("/")[0] for each in edition.extended_narratives]
    folders = [folder, *(others[each] for each in extended)]
    form = pickle.dumps(edition, protocol=5)
    known = _hash([form, *_sources(package(), folders)])
    return " ".join([known, *extended]).encode("ascii") + b"\n" + form


def _sources(ours: "Traversable", folders: "Sequence[Traversable]") -> Iterable[bytes]:
    """Yield the definition files in `folders`, and the modules that make an edition of them."""
    for folder in folders:
        for name in ALL:
            file = folder / name
            if file.is_file():
                yield from (name.encode("ascii"), file.read_bytes())
    for each in MAKERS:
        maker = ours / each
        modules = [maker] if each.endswith(".py") else sorted(maker.iterdir(), key=_name)
        yield from (module.read_bytes() for module in modules if module.name.endswith(".py"))


def _name(file: "Traversable") -> str:
    return file.name


def _hash(parts: Iterable[bytes]) -> str:
    """Return the hash of `parts`: each by its own hash, so that the bounds between them count."""
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()
