"""Files as the verbs take them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from disclose.core.errors import DiscloseError, FileError

if TYPE_CHECKING:
    from collections.abc import Callable

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def verb(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Return `function`, from which every OSError comes as a `FileError`."""

    @wraps(function)
    def called(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except (DiscloseError, BrokenPipeError):  # a broken pipe is the terminal's, not a file's
            raise
        except OSError as error:
            raise FileError(error.errno, error.strerror, error.filename) from error

    return called
