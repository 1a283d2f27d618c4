"""What workers of the tests do: check a file, or come to grief over some of them."""

import hashlib
import os
import signal
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from disclose.rollup.result import FileResult
from disclose.rollup.sources import FileSource
from disclose.rollup.work import Batch


def double(number: int) -> int:
    return 2 * number


def fail(text: str) -> None:
    raise ValueError(text)


def hang() -> None:
    time.sleep(60)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def examine(file: FileSource) -> FileResult:
    """Return a result; files are named after what becomes of the worker over them.

    The worker is a process of `Processes`; that which started it may be a worker of a cluster.
    """
    if "kills its worker once" in file.name and not file.path.exists():
        file.path.touch()
        os.kill(os.getppid(), signal.SIGKILL)
    if "dies" in file.name:
        os._exit(3)
    if "hangs" in file.name:
        hang()
    if "raises" in file.name:
        fail("no")
    return FileResult(sha256=hash_of(file.name), verdict="pass", name=file.name)


def hash_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def files(*names: str) -> list[FileSource]:
    """Return files that hold their names."""
    return [FileSource(name=name, path=Path(name), data=name.encode()) for name in names]


def done(batches: Iterable[Batch]) -> dict[str, FileResult]:
    """Return the result of each file, by its name; it has the hash of that file's content."""
    found = {}
    for file, answer in (each for batch in batches for each in batch):
        assert isinstance(answer, FileResult)
        assert answer.sha256 == hash_of(file.name)
        found[file.name] = answer
    return found


def verdicts(found: Mapping[str, FileResult]) -> dict[str, str]:
    return {name: each.verdict for name, each in found.items()}


def reasons(found: Mapping[str, FileResult]) -> dict[str, str]:
    return {name: each.reason for name, each in found.items() if each.reason}
