"""Files through an executor: in chunks, and one at a time where a chunk was lost."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from typing import TypeAlias

from disclose.rollup.result import LOST, Result
from disclose.rollup.sources import Listed

CHUNK = 16
"""Files of one task: enough that sending them costs nothing beside checking them."""

Examine: TypeAlias = Callable[[Listed], Result]
"""What checks one file; picklable where the executor has other processes."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    examine: Examine
    files: tuple[Listed, ...]

    def __call__(self) -> tuple[Result, ...]:
        return tuple(self.examine(each) for each in self.files)


def results(
    files: Sequence[Listed], examine: Examine, executor: Executor, chunk: int = CHUNK
) -> Iterator[tuple[Result, ...]]:
    """Yield the results of `files` as they are done, in no particular order.

    The files of a task that failed are tried again one by one; one that fails alone is `LOST`.
    """
    starts = range(0, len(files), chunk)
    chunks = (_Chunk(examine, tuple(files[start : start + chunk])) for start in starts)
    running = {executor.submit(each): each for each in chunks}
    while running:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            task = running.pop(future)
            error = future.exception()
            if error is None:
                yield future.result()
            elif len(task.files) == 1:
                yield (lost(task.files[0], error),)
            else:
                running |= _again(task, executor)


def _again(task: _Chunk, executor: Executor) -> dict["Future[tuple[Result, ...]]", _Chunk]:
    singles = [_Chunk(task.examine, (each,)) for each in task.files]
    return {executor.submit(each): each for each in singles}


def lost(file: Listed, error: BaseException) -> Result:
    """Return what there is to say of a file whose check did not come to an end."""
    return Result(sha256=file.sha256, verdict=LOST, reason=str(error) or type(error).__name__)
