"""What workers of the tests do: check a file, or come to grief over some of them."""

import os
import signal
import time
from pathlib import Path

from disclose.rollup.result import FileResult
from disclose.rollup.sources import FileSource, ListedFile


def double(number: int) -> int:
    return 2 * number


def fail(text: str) -> None:
    raise ValueError(text)


def hang() -> None:
    time.sleep(60)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def examine(file: ListedFile) -> FileResult:
    """Return a result; files are named after what becomes of the worker over them.

    The worker is a process of `Processes`; that which started it may be a worker of a cluster.
    """
    if "kills its worker once" in file.source.name and not file.source.path.exists():
        file.source.path.touch()
        os.kill(os.getppid(), signal.SIGKILL)
    if "dies" in file.source.name:
        os._exit(3)
    if "hangs" in file.source.name:
        hang()
    if "raises" in file.source.name:
        fail("no")
    return FileResult(sha256=file.sha256, verdict="pass", name=file.source.name)


def files(*names: str) -> list[ListedFile]:
    return [ListedFile(FileSource(name=name, path=Path(name)), f"hash of {name}") for name in names]


def by_name(found: list[FileResult]) -> dict[str, str]:
    return {each.sha256.removeprefix("hash of "): each.verdict for each in found}
