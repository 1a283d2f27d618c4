"""One root exception, and the tree of exceptions as it is printed."""

import inspect
from importlib import import_module
from pkgutil import walk_packages

import disclose
from disclose.core import errors
from disclose.core.errors import DiscloseError


def exceptions() -> list[type[BaseException]]:
    """Return every exception class that a module of the package defines."""
    modules = [
        import_module(found.name)
        for found in walk_packages(disclose.__path__, "disclose.")
        if found.name != "disclose.__main__"
    ]
    return [
        each
        for module in modules
        for each in vars(module).values()
        if inspect.isclass(each)
        and issubclass(each, BaseException)
        and each.__module__ == module.__name__
    ]


def printed() -> dict[str, str]:
    """Return the parent of each name in the docstring of `core.errors`; the root has none."""
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (inspect.getdoc(errors) or "").splitlines():
        if line.startswith("    "):
            depth, name = (len(line) - len(line.lstrip())) // 4 - 1, line.split()[0]
            parents[name] = path[depth - 1] if depth else ""
            path[depth:] = [name]
    return parents


def test_every_exception_is_below_the_root() -> None:
    assert [each for each in exceptions() if not issubclass(each, DiscloseError)] == []


def test_the_printed_tree_is_the_real_one() -> None:
    found = exceptions()
    assert printed() == {
        each.__name__: "" if each is DiscloseError else each.__bases__[0].__name__ for each in found
    }
    assert len(printed()) == len(found)


def test_a_file_error_is_an_os_error() -> None:
    both = {each.__name__ for each in exceptions() if issubclass(each, OSError)}
    assert both == {"FileError", "UnreadableMemberError", "UnwritableFileError"}
