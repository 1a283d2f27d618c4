"""Files as the verbs take them: by their path, or as bytes that are already read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from errno import EINVAL
from functools import wraps
from os import PathLike, fsencode, fspath, strerror
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeAlias, TypeVar

from disclose.core.errors import (
    DiscloseError,
    FiguresError,
    FileError,
    MissingLibraryError,
    UnreadableDocumentError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclose.form.filing import Origin

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")

Endings: TypeAlias = Mapping[str, str]
"""The ending of a name by the first characters of a file; that of any other file by ``""``."""

WORKBOOK: Endings = {"": ".xlsx"}
FIGURES: Endings = {"{": ".json", "": ".csv"}
PRIOR_YEAR: Endings = {"PK": ".xlsx", **FIGURES}
DOCUMENT: Endings = {"PK": ".docx", "%PDF": ".pdf", "<": ".html", "": ".txt"}
ROSTER: Endings = {"": ".csv"}


class InputFile(NamedTuple):
    """A file that was read: its bytes, and its name, with or without folders, for messages."""

    data: bytes
    name: str

    def __repr__(self) -> str:  # without the bytes, which may be millions
        return f"InputFile(name={self.name!r})"

    @property
    def path(self) -> Path:
        """Return the name as a path; there need not be a file."""
        return Path(self.name)

    def origin(self) -> Origin:
        """Return the file as the origin of a filing."""
        from hashlib import sha256

        from disclose.form.filing import Origin

        return Origin(name=self.path.name, sha256=sha256(self.data).hexdigest())


Input: TypeAlias = InputFile | bytes | str | PathLike[str]
"""A path, bytes, or bytes with a name. Bytes alone are named after what they look like."""


FolderPath: TypeAlias = str | PathLike[str]
"""The path of a folder."""


def read_input(given: Input, most: int, endings: Endings) -> InputFile:
    """Return the file `given`, of a larger one `most` + 1 bytes, so that its reader refuses it.

    Raises:
        OSError: it cannot be opened.
    """
    if isinstance(given, InputFile):
        return given
    if isinstance(given, bytes):
        head = given[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
        ending = next(endings[sign] for sign in endings if head.startswith(sign.encode()))
        return InputFile(given, f"input{ending}")
    with path_of(given).open("rb") as file:
        return InputFile(file.read(most + 1), fspath(given))


def path_of(given: FolderPath) -> Path:
    """Return a path that a file can have.

    Raises:
        FileError: it holds a NUL, or a character that the file system cannot encode.
    """
    try:
        possible = b"\0" not in fsencode(given)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise FileError(EINVAL, strerror(EINVAL), fspath(given))
    return Path(given)


@contextmanager
def naming(file: InputFile) -> Iterator[None]:
    """Let an error that refuses `file` carry its name; one about an edition names its own."""
    try:
        yield
    except (FiguresError, UnreadableDocumentError) as error:
        error.file = file.name
        raise


def verb(function: Callable[Arguments, Value]) -> Callable[Arguments, Value]:
    """Return `function`, from which every OSError comes as a `FileError`.

    A library that cannot be imported comes as a `MissingLibraryError`.
    """

    @wraps(function)
    def called(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Value:
        try:
            return function(*args, **kwargs)
        except (DiscloseError, BrokenPipeError):  # a broken pipe is the terminal's, not a file's
            raise
        except OSError as error:
            windows = getattr(error, "winerror", None)
            raise FileError(error.errno, error.strerror, error.filename, windows) from error
        except ModuleNotFoundError as error:
            raise MissingLibraryError(error.name) from error

    return called
