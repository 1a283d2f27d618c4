"""What stops a job, as one clear message and exit code 2."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from disclose.cli.output import fail, fail_with, unopened

Arguments = ParamSpec("Arguments")


def refusals(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Return `command` with faulty editions and unopenable files told instead of raised."""

    @wraps(command)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        from disclose.core.errors import EditionError

        try:
            command(*args, **kwargs)
        except EditionError as error:
            fail_with("", error.findings)
        except BrokenPipeError:
            raise  # whoever reads the output has seen enough: typer ends quietly
        except OSError as error:
            fail(unopened(Path(str(error.filename)), error))

    return guarded
