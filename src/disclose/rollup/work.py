"""Files checked by an executor: in chunks, and one at a time if a chunk was lost."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TypeAlias

from disclose.core.errors import EngineError, MissingLibraryError, Trouble
from disclose.core.folders import PassedOver
from disclose.rollup.processes import FailedTaskError, LostWorkerError
from disclose.rollup.result import LOST, FileResult
from disclose.rollup.sources import FileSource, read

CHUNK = 16
"""Files of one task: enough that sending a task takes no time beside checking its files."""

CHUNK_BYTES = 4 * 2**20
"""Size of the files of one task, unless a single file is larger."""

AHEAD = 256
"""Most tasks without a result; bounds the memory, and the work that is lost by Ctrl-C."""

Answer: TypeAlias = FileResult | PassedOver
"""What a worker says of a file: its result, or why it was passed over when it was read."""

Examine: TypeAlias = Callable[[FileSource], Answer]
"""The check of one file; picklable, because most executors have other processes."""

Batch: TypeAlias = Sequence[tuple[FileSource, Answer]]
"""Files that are done, with their answers."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One task: files and their check."""

    examine: Examine
    files: tuple[FileSource, ...]

    def __call__(self) -> tuple[Answer, ...]:
        """Return the answers of the files."""
        return tuple(self.examine(each) for each in self.files)


Running: TypeAlias = dict["Future[tuple[Answer, ...]]", Chunk]


def checked_batches(
    files: Sequence[FileSource], examine: Examine, executor: Executor, chunk: int = CHUNK
) -> Iterator[Batch]:
    """Yield `files` as they are done, in any order.

    A batch are all that were done while the one before was kept, so that a slow disk does not keep
    the workers waiting.

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
        batch: list[tuple[FileSource, Answer]] = []
        for future in done:
            task = running.pop(future)
            error = _failure(future)
            if error is None:
                batch += zip(task.files, future.result(), strict=True)
            elif len(task.files) == 1:
                batch.append((task.files[0], lost_result(task.files[0], error)))
            else:
                singles = (Chunk(examine, (each,)) for each in task.files)
                running |= _submitted(singles, executor)
        if batch:
            yield batch
        running |= _submitted(islice(chunks, max(0, AHEAD - len(running))), executor)


def _chunks(files: Sequence[FileSource], examine: Examine, most: int) -> Iterator[Chunk]:
    taken: list[FileSource] = []
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


def _failure(future: "Future[tuple[Answer, ...]]") -> BaseException | None:
    """Return the error of a task, None if it succeeded; raise one that every task would have."""
    if future.cancelled():
        raise EngineError(Trouble.GONE)
    error = future.exception()
    if isinstance(error, EngineError | MissingLibraryError):
        raise error
    return error


def lost_result(file: FileSource, error: BaseException) -> Answer:
    """Return the result of a file whose check did not finish; its content is hashed here."""
    data = read(file)
    if isinstance(data, PassedOver):
        return data
    ours = isinstance(error, (FailedTaskError, LostWorkerError))
    reason = str(error) if ours else f"{type(error).__name__}: {error}"
    return FileResult(sha256=sha256(data).hexdigest(), verdict=LOST, reason=reason)
