"""What this machine has of what the program uses; nothing that is missing raises."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from disclose.api.inputs import FolderPath
    from disclose.core.errors import PdfError
    from disclose.report.pdf.fonts import Served
    from disclose.report.pdf.typefaces import FontRole

DISTRIBUTION = "disclose-cn"

PROGRAMS = {
    "LibreOffice": ("soffice", "libreoffice"),
    "Chromium": ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"),
}
"""Programs that no command starts, but that people use beside it, by the names of their files."""

_PLACES = (
    *("C:/Program Files/LibreOffice/program", "C:/Program Files (x86)/LibreOffice/program"),
    *("C:/Program Files/Google/Chrome/Application", "C:/Program Files/Chromium/Application"),
    *("C:/Program Files (x86)/Microsoft/Edge/Application", "C:/Program Files/WPS Office"),
    *("/Applications/LibreOffice.app/Contents/MacOS", "/Applications/Chromium.app/Contents/MacOS"),
)
"""Where they are installed without being on the search path."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that the program requires: its version (empty if missing), why it does not load.

    `built` is false if nobody builds it for the processor of this machine: it is not required.
    """

    name: str
    version: str
    fault: str = ""
    built: bool = True

    @property
    def sound(self) -> bool:
        """Return whether it is there and loads."""
        return bool(self.version) and not self.fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What is there: versions, templates, fonts, programs.

    `templates` and `programs` are paths, empty where there is none; `no_pdf` is what keeps PDFs
    from being made. `page` is the fingerprint of the offline page that would be built here without
    forms of an office, empty if none can be.
    """

    python: str
    system: str
    version: str
    parser: str
    packages: tuple[Package, ...]
    templates: str
    editions: tuple[str, ...]
    fonts: Mapping[FontRole, Served]
    no_pdf: PdfError | None
    programs: Mapping[str, str]
    page: str

    @property
    def faulty(self) -> tuple[Package, ...]:
        """Return the packages that are missing or do not load, but for those in `unbuilt`."""
        return tuple(each for each in self.packages if not each.sound and each not in self.unbuilt)

    @property
    def unbuilt(self) -> tuple[Package, ...]:
        """Return the packages that are missing because nobody builds them for this processor."""
        return tuple(each for each in self.packages if not each.built and not each.version)

    @property
    def sound(self) -> bool:
        """Return whether every command can do its work, or all that this processor allows."""
        there = not self.faulty and self.templates and self.editions
        return bool(there and (self.unbuilt or not self.no_pdf))


def doctor(fonts_dir: FolderPath | None = None) -> Machine:
    """Return what is there; PDFs would take their fonts from `fonts_dir` first."""
    import platform

    from disclose.core.markup import PARSER

    folder = _templates()
    fonts, no_pdf = _fonts(fonts_dir)
    return Machine(
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        version=_version(DISTRIBUTION),
        parser=PARSER.removeprefix("expat_"),
        packages=_packages(),
        templates=folder,
        editions=_editions() if folder else (),
        fonts=fonts,
        no_pdf=no_pdf,
        programs={name: _program(files) for name, files in PROGRAMS.items()},
        page=_page() if folder else "",
    )


def _version(distribution: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _required() -> list[tuple[str, bool]]:
    """Return the packages that the program declares to need, and whether there is one to install.

    Those of extras are left out. The only other condition in `pyproject.toml` lists processors.
    """
    import platform
    import re
    from importlib.metadata import PackageNotFoundError, requires

    try:
        declared = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return []
    lines = (line.partition(";") for line in declared if "extra ==" not in line)
    names = ((re.match(r"[\w.-]+", wanted), condition) for wanted, _, condition in lines)
    machine = platform.machine()
    return [
        (name[0], "platform_machine" not in condition or machine in re.findall(r"\w+", condition))
        for name, condition in names
        if name
    ]


def _packages() -> tuple[Package, ...]:
    from importlib.metadata import packages_distributions

    modules: dict[str, list[str]] = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(name, []).append(module)
    return tuple(
        Package(name, _version(name), _fault(modules.get(name)), built)
        for name, built in _required()
    )


def _fault(modules: Iterable[str] | None) -> str:
    """Return what stops one of `modules` from loading; empty if nothing does."""
    from importlib import import_module

    for module in modules or ():
        try:
            import_module(module)
        except Exception as error:  # noqa: BLE001 - whatever stops it is what is to be told
            return f"{type(error).__name__}: {error}"
    return ""


def _templates() -> str:
    from disclose.core.errors import MissingTemplatesError
    from disclose.core.resources import templates

    try:
        return str(templates())
    except MissingTemplatesError:
        return ""


def _editions() -> tuple[str, ...]:
    from disclose.core.errors import EditionError
    from disclose.core.resources import templates
    from disclose.form.edition.library import Library

    library = Library([templates() / "editions"])
    try:
        return tuple(library.get(each).id for each in library.ids)
    except EditionError:
        return ()


def _fonts(fonts_dir: FolderPath | None) -> tuple[Mapping[FontRole, Served], PdfError | None]:
    from disclose.core.errors import NoTypesetterError, PdfError

    try:
        from disclose.report.pdf.fonts import find

        return find(Path(fonts_dir) if fonts_dir else None).served, None
    except ImportError:
        return {}, NoTypesetterError()
    except PdfError as error:
        return {}, error


def _page() -> str:
    """Return the fingerprint of the page; the pins stand for its runtime, which may be absent."""
    from importlib.metadata import PackageNotFoundError

    from disclose.page.build import fingerprint_of
    from disclose.page.program import program

    try:
        return fingerprint_of(program(), {})
    except PackageNotFoundError:
        return ""


def _program(files: tuple[str, ...]) -> str:
    import os
    import shutil

    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *_PLACES))
    return next((found for name in files if (found := shutil.which(name, path=path))), "")
