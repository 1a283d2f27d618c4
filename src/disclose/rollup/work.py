"""Files checked by an executor: in chunks, and one at a time if a chunk was lost."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from disclose.core.errors import EngineError, MissingLibraryError, Trouble
from disclose.rollup.processes import FailedTaskError, LostWorkerError
from disclose.rollup.result import LOST, FileResult
from disclose.rollup.sources import ListedFile

CHUNK = 16
"""Files of one task: enough that sending a task takes no time beside checking its files."""

CHUNK_BYTES = 4 * 2**20
"""Size of the files of one task, unless a single file is larger."""

AHEAD = 256
"""Most tasks without a result; bounds the memory, and the work that is lost by Ctrl-C."""

Examine: TypeAlias = Callable[[ListedFile], FileResult]
"""The check of one file; picklable, because most executors have other processes."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One task: files and their check."""

    examine: Examine
    files: tuple[ListedFile, ...]

    def __call__(self) -> tuple[FileResult, ...]:
        """Return the results of the files."""
        return tuple(self.examine(each) for each in self.files)


Running: TypeAlias = dict["Future[tuple[FileResult, ...]]", Chunk]


def checked_batches(
    files: Sequence[ListedFile], examine: Examine, executor: Executor, chunk: int = CHUNK
) -> Iterator[tuple[FileResult, ...]]:
    """Yield the results of `files` as they are done, in any order.

    The files of a task that failed are checked again one by one, so that a hostile file costs no
    other; a file that fails alone is `LOST`.

    Raises:
        EngineError: the executor does no work any more.
        MissingLibraryError: a library is not installed where the work is done.
    """
    chunks = _chunks(files, examine, chunk)
    running = _submitted(islice(chunks, AHEAD), executor)
    while running:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            task = running.pop(future)
            error = _failure(future)
            if error is None:
                yield future.result()
            elif len(task.files) == 1:
                yield (lost_result(task.files[0], error),)
            else:
                singles = (Chunk(examine, (each,)) for each in task.files)
                running |= _submitted(singles, executor)
        running |= _submitted(islice(chunks, max(0, AHEAD - len(running))), executor)


def _chunks(files: Sequence[ListedFile], examine: Examine, most: int) -> Iterator[Chunk]:
    taken: list[ListedFile] = []
    size = 0
    for each in files:
        if taken and (len(taken) == most or size + each.size > CHUNK_BYTES):
            yield Chunk(examine, tuple(taken))
            taken, size = [], 0
        taken.append(each)
        size += each.size
    if taken:
        yield Chunk(examine, tuple(taken))


def _submitted(chunks: Iterator[Chunk], executor: Executor) -> Running:
    return {executor.submit(each): each for each in chunks}


def _failure(future: "Future[tuple[FileResult, ...]]") -> BaseException | None:
    """Return the error of a task, None if it succeeded; raise one that every task would have."""
    if future.cancelled():
        raise EngineError(Trouble.GONE)
    error = future.exception()
    if isinstance(error, EngineError | MissingLibraryError):
        raise error
    return error


def lost_result(file: ListedFile, error: BaseException) -> FileResult:
    """Return the result of a file whose check did not finish."""
    ours = isinstance(error, (FailedTaskError, LostWorkerError))
    reason = str(error) if ours else f"{type(error).__name__}: {error}"
    return FileResult(sha256=file.sha256, verdict=LOST, reason=reason)
