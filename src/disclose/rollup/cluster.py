"""A Dask cluster behind the `Executor` interface: its workers need `disclose`, none of our files.

A task contains the bytes of its workbooks. The files that all tasks read (editions, the prior
year's figures) are sent once and unpacked in a folder on each worker. A worker of the cluster
checks nothing itself: it hands each task to processes of its own (`rollup.processes`), so that a
file that kills or hangs a process costs only itself, as on one machine, and every thread of the
worker keeps a processor busy. If a worker is lost, the scheduler gives its tasks to another.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import current_process
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from uuid import uuid4

from disclose.core.errors import EngineError, Trouble
from disclose.rollup.processes import Processes
from disclose.rollup.sources import FileSource
from disclose.rollup.work import Chunk

if TYPE_CHECKING:
    from distributed import Client

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")

PACKAGE = "disclose-cn"

CONNECT = 10
"""Seconds for a scheduler to answer, and for a first worker to be there."""

PATIENCE: float = 60
"""Seconds that a cluster may be without any worker; those with a nanny come back in ten."""

_BEAT: float = 5
"""Seconds between looks at whether there are workers."""


def installed_version() -> str:
    """Return the version of the program in this process."""
    return version(PACKAGE)


@dataclass(frozen=True, slots=True)
class SharedFiles:
    """The files that every task of a run reads, by name, and our version; `a/` is a folder."""

    run: str
    version: str
    files: Mapping[str, bytes]


class Cluster(Executor):
    """An executor of the Dask cluster whose scheduler is at `address` (`tcp://HOST:PORT`).

    `paths` are the files and folders that tasks read; on a worker they are at their `place`.
    """

    def __init__(self, address: str, paths: Sequence[Path] = ()) -> None:
        """Connect, and see that the workers can do the work.

        Raises:
            EngineError: `distributed` is not installed, nobody answers, or no worker can work.
        """
        self._client = _connected(address)
        self._numbers = {path: number for number, path in enumerate(paths)}
        self._shared = SharedFiles(uuid4().hex, installed_version(), self._packed())
        self._closed = Event()
        try:
            _require_workers(self._client)
            shared = self._shared
            self._sent = self._client.submit(
                SharedFiles, shared.run, shared.version, shared.files, pure=False
            )
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)
        Thread(target=self._watch, daemon=True).start()

    def submit(
        self, fn: Callable[Arguments, Value], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Value]:
        """Return the future of `fn`; it is cancelled when the cluster is gone."""
        task: Any = _with_bytes(fn) if isinstance(fn, Chunk) else fn
        future: Future[Value] = self._executor.submit(_run_task, self._sent, task, args, kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of `Executor`
        """End the work, the processes of this run, and the connection."""
        self._closed.set()
        self._executor.shutdown(wait=wait and not cancel_futures)
        with suppress(Exception):  # whoever does not answer is gone
            self._client.run(_end_run, self._shared.run, on_error="ignore")
        self._client.close()

    def place(self, path: Path) -> Path:
        """Return where tasks find one of `paths`, relative to the folder that they run in."""
        folder = str(self._numbers[path])
        return Path(folder, path.name) if path.is_file() else Path(folder)

    def _packed(self) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        for path in self._numbers:
            place = self.place(path)
            if path.is_file():
                files[place.as_posix()] = path.read_bytes()
                continue
            files[f"{place.as_posix()}/"] = b""
            for inside in path.rglob("*"):
                if inside.is_file():
                    files[(place / inside.relative_to(path)).as_posix()] = inside.read_bytes()
        return files

    def _watch(self) -> None:
        """Cancel the waiting tasks if the cluster has had no worker for too long."""
        since = 0.0
        while not self._closed.wait(_BEAT):
            since = 0 if self._workers() else since + _BEAT
            if since >= PATIENCE:
                self._executor.shutdown(wait=False)
                return

    def _workers(self) -> int:
        with suppress(OSError):  # the client itself tells when a scheduler is gone for good
            return len(self._client.scheduler_info()["workers"])
        return 0


def _with_bytes(chunk: Chunk) -> Chunk:
    """Return the same task with the bytes of its files."""
    return replace(chunk, files=tuple(map(_read, chunk.files)))


def _read(source: FileSource) -> FileSource:
    data: bytes | OSError
    try:
        data = source.read()
    except OSError as error:  # the worker raises it, as if it had read the file itself
        data = error
    return source._replace(data=data)


def _connected(address: str) -> "Client":
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise EngineError(Trouble.NOT_INSTALLED, str(error)) from error
    _silence_dask()
    try:
        asyncio.run(asyncio.wait_for(_probe_scheduler(address), CONNECT))
        return Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EngineError(Trouble.UNREACHABLE, address) from error


def _silence_dask() -> None:
    """Silence the library: its errors reach the user as one message of ours.

    Its warning of large tasks is turned off too: the prior year's figures of a province are one.
    """
    import dask  # noqa: PLC0415 - an extra

    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TB"})
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


async def _probe_scheduler(address: str) -> None:
    """Connect to the scheduler once: a client waits for minutes if nobody answers.

    Raises:
        OSError: no scheduler answers.
        ValueError: `address` is no address.
    """
    from distributed.comm import connect  # noqa: PLC0415 - an extra, and slow to import
    from distributed.security import Security  # noqa: PLC0415 - as before

    comm = await connect(address, timeout=CONNECT, **Security().get_connection_args("client"))
    comm.abort()


def _require_workers(client: "Client") -> None:
    """Raise EngineError unless there are workers, and all have this version of the program.

    So must the scheduler: it unpacks tasks on their way.
    """
    try:
        client.wait_for_workers(1, timeout=CONNECT)
    except TimeoutError as error:
        raise EngineError(Trouble.NO_WORKERS) from error
    found = dict(client.run(version, PACKAGE, on_error="return"))
    try:
        found[client.scheduler.address] = client.run_on_scheduler(version, PACKAGE)
    except PackageNotFoundError as error:
        found[client.scheduler.address] = error
    foreign = [
        f"{where} {'—' if isinstance(answer, Exception) else answer}"
        for where, answer in sorted(found.items())
        if answer != installed_version()
    ]
    if foreign:
        raise EngineError(Trouble.FOREIGN, ", ".join(foreign))


class _WorkerState:
    """What a worker of the cluster has for one run: the shared files, and processes."""

    def __init__(self, shared: SharedFiles) -> None:
        from distributed import get_worker  # noqa: PLC0415 - an extra, and slow to import

        current_process().daemon = False  # under a nanny it is one, and may not start others
        self._folder = TemporaryDirectory(prefix="disclose-", ignore_cleanup_errors=True)
        self.root = Path(self._folder.name)
        for name, data in shared.files.items():
            path = self.root.joinpath(*PurePosixPath(name).parts)
            (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
            if not name.endswith("/"):
                path.write_bytes(data)
        self.processes = Processes(get_worker().state.nthreads)

    def end(self) -> None:
        """End the processes and remove the files."""
        self.processes.shutdown(cancel_futures=True)
        self._folder.cleanup()


_states: dict[str, _WorkerState] = {}
_one_at_a_time = Lock()


def _run_task(shared: SharedFiles, task: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    """Return the result of `task`, done in a process of this worker.

    Raises:
        EngineError: the worker has another version of the program.
    """
    if installed_version() != shared.version:
        raise EngineError(Trouble.FOREIGN, installed_version())
    with _one_at_a_time:
        state = _states.get(shared.run) or _states.setdefault(shared.run, _WorkerState(shared))
    return state.processes.submit(_run_in, state.root, task, args, kwargs).result()


def _run_in(root: Path, task: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    """Return the result of `task`, done in the folder `root`."""
    os.chdir(root)
    return task(*args, **kwargs)


def _end_run(run: str) -> None:
    with _one_at_a_time:
        state = _states.pop(run, None)
    if state:
        state.end()
