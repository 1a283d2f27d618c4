"""The runtime of the page: files of the npm package `pyodide`, of the version that is pinned.

The pins are data: `templates/page/package.json` has the version, `templates/page/pyodide.sha256`
the SHA-256 of each file that is used.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from disclose.core.errors import MissingRuntimeError, WrongRuntimeError
from disclose.core.resources import templates

PACKAGE = "pyodide"
PLACE = Path("node_modules") / PACKAGE
"""Where npm puts the package, in the folder that it is called in."""

SCRIPT, LOADER, MODULE, LIBRARY, LOCK = (
    *("pyodide.asm.mjs", "pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip"),
    "pyodide-lock.json",
)
"""The files that are used."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The files of the runtime by name, all as they are pinned."""

    version: str
    files: Mapping[str, bytes]

    @property
    def built_for(self) -> Mapping[str, Any]:
        """Return what its loader wants to know of it: the platform and the version of Python."""
        return dict(json.loads(self.files[LOCK])["info"])


def pinned_version() -> str:
    """Return the version of the package that pages are built with."""
    manifest = json.loads((templates() / "page" / "package.json").read_text(encoding="utf-8"))
    return str(manifest["dependencies"][PACKAGE])


def pinned_hashes() -> Mapping[str, str]:
    """Return the SHA-256 of every file that is used, by its name."""
    lines = (templates() / "page" / "pyodide.sha256").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def find_runtime(folder: Path | None) -> Runtime:
    """Return the runtime in `folder`, by default in `node_modules` of the working directory.

    Raises:
        MissingRuntimeError: there is none.
        WrongRuntimeError: it is of another version, or a file is not as it was published.
    """
    version = pinned_version()
    place = folder or PLACE
    try:
        found = json.loads((place / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise MissingRuntimeError(place, version) from None
    if not isinstance(found, dict) or found.get("name") != PACKAGE:
        raise MissingRuntimeError(place, version)
    if found.get("version") != version:
        raise WrongRuntimeError(place, version, found=str(found.get("version")))
    return Runtime(version, {name: _file(place, version, name) for name in pinned_hashes()})


def _file(place: Path, version: str, name: str) -> bytes:
    try:
        data = (place / name).read_bytes()
    except OSError:
        data = b""
    if sha256(data).hexdigest() != pinned_hashes()[name]:
        raise WrongRuntimeError(place, version, damaged=name)
    return data
