"""The program as the page carries it: its modules, its templates, the libraries that it needs.

Only texts are packed: no compiled module, nothing of the machine on which the page is built.
"""

from collections.abc import Iterator, Mapping
from importlib.metadata import distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from disclose.core.resources import templates

DISTRIBUTION = "disclose-cn"

LEFT_OUT = frozenset({"cli", "rollup", "page", "__main__.py", "_templates", "_gallery"})
"""What of the package has no use in a page: commands, roll-ups, and the making of the page."""

SHELL = frozenset({"page.css", "page.html.j2", "package.json", "words.toml"})
"""Texts in the folder `page` of the templates that only the making of the page needs."""

LIBRARIES = ("et_xmlfile", "jinja2", "markupsafe", "openpyxl", "simplejson", "xlsxwriter")
"""The libraries, by the names of their packages and modules, which are the same."""

_OTHERS = frozenset({"node_modules", "__pycache__"})
"""Folders that other programs make beside ours; hidden files and folders are theirs, too."""

_OF_PAGE = (".js", ".css", ".j2", ".toml", ".json", ".sha256", ".txt")
"""The endings of the files of `templates/page`."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip directory can hold."""


def program() -> Mapping[str, bytes]:
    """Return every file of the program by its path in the page, in order."""
    found = {
        **dict(_modules()),
        **dict(_templates()),
        **{name: data for each in LIBRARIES for name, data in _library(each)},
        f"{DISTRIBUTION.replace('-', '_')}-{version()}.dist-info/METADATA": _metadata(),
    }
    return dict(sorted(found.items()))


def version() -> str:
    """Return the version of the program."""
    return distribution(DISTRIBUTION).version


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Return `contents` as an archive without compression; equal contents give equal bytes."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, data in contents.items():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.create_system = 0
            archive.writestr(entry, data)
    return target.getvalue()


def page_files() -> Mapping[str, bytes]:
    """Return the files of `templates/page`, from which the page itself is made."""
    files_below = _below(templates() / "page", _OF_PAGE)
    found = ((path.removeprefix("page/"), data) for path, data in files_below)
    return dict(sorted(found))


def _modules() -> Iterator[tuple[str, bytes]]:
    for each in files("disclose").iterdir():
        if each.name not in LEFT_OUT:
            yield from ((f"disclose/{path}", data) for path, data in _below(each, (".py",)))


def _templates() -> Iterator[tuple[str, bytes]]:
    for folder in templates().iterdir():
        for path, data in _below(folder, (".toml", ".j2", ".css", ".json", ".xml", ".typ")):
            room, _, name = path.partition("/")
            if room != "rollup" and not (room == "page" and name in SHELL):
                yield f"disclose/_templates/{path}", data


def _library(name: str) -> Iterator[tuple[str, bytes]]:
    for file in distribution(name).files or ():
        path = file.as_posix()
        if path.startswith(f"{name}/") and path.endswith(".py") and "/tests/" not in path:
            yield path, file.read_binary()


def _metadata() -> bytes:
    """Return what `importlib.metadata` reads in the page: the version of the program."""
    return f"Metadata-Version: 2.1\nName: {DISTRIBUTION}\nVersion: {version()}\n".encode()


def _below(path: Traversable, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield the files at or below `path` that have one of `endings`, with their paths."""
    if path.name in _OTHERS or path.name.startswith("."):
        return
    if path.is_dir():
        for each in path.iterdir():
            yield from ((f"{path.name}/{below}", data) for below, data in _below(each, endings))
    elif path.name.endswith(endings):
        yield path.name, path.read_bytes()
