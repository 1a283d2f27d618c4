"""The licences of everything that a page contains, with their texts."""

from collections.abc import Iterator
from importlib.metadata import Distribution, distribution

from disclose.core.resources import templates
from disclose.page.program import DISTRIBUTION, LIBRARIES
from disclose.page.runtime import PACKAGE, pinned_version

_SIGNS = ("licen", "copying", "notice")
"""What the names of files of licences begin with."""

_METADATA = ".dist-info"
"""Ends the name of the folder of a package's metadata; code may be named after licences, too."""

_BRIEF = 100
"""Most characters of the name of a licence; some packages have its text in that place."""

RUNTIME = (
    (PACKAGE, "MPL-2.0", "pyodide.txt"),
    ("CPython", "PSF-2.0", "python.txt"),
    ("libraries in the runtime", "", "runtime.txt"),
)
"""Names, licences and files in `templates/page/licences` of the runtime, whose package has none."""


def licences() -> list[dict[str, str]]:
    """Return name, version, licence and text of the program, its libraries and its runtime."""
    return [*map(_installed, (DISTRIBUTION, *LIBRARIES)), *_runtime()]


def _installed(name: str) -> dict[str, str]:
    found = distribution(name)
    texts = (
        file.read_text(encoding="utf-8").strip()
        for file in found.files or ()
        if file.parts[0].endswith(_METADATA) and file.name.lower().startswith(_SIGNS)
    )
    return {
        "name": name,
        "version": found.version,
        "licence": _licence(found),
        "text": "\n\n".join(texts),
    }


def _licence(found: Distribution) -> str:
    told = found.metadata
    for field in ("License-Expression", "License"):
        if field in told and len(told[field]) < _BRIEF:
            return told[field]
    classifiers = told.get_all("Classifier") or []
    known = [each for each in classifiers if each.startswith("License :: ")]
    return known[0].rpartition(" :: ")[2] if known else ""


def _runtime() -> Iterator[dict[str, str]]:
    for name, licence, file in RUNTIME:
        text = (templates() / "page" / "licences" / file).read_text(encoding="utf-8")
        version = pinned_version() if name == PACKAGE else ""
        yield {"name": name, "version": version, "licence": licence, "text": text.strip()}
