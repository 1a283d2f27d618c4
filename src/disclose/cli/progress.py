"""How far long work is: a bar on a terminal, now and then a line elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeAlias

from disclose.cli.language import say
from disclose.cli.output import note

Tell: TypeAlias = Callable[[int, int], None]
"""Told how many are done, and of how many."""

EVERY = 10
"""Seconds between plain lines."""


@contextmanager
def progress() -> Iterator[Tell]:
    """Give what shows progress on standard error while it lasts."""
    if not sys.stderr.isatty():
        yield Plain()
        return
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.TextColumn(say("审核", "checking")),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None, rate="")
        began = monotonic()

        def tell(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total, rate=_rate(done, monotonic() - began))

        yield tell


class Plain:
    """Progress as lines of text, at most one in `EVERY` seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._began = self._told = clock()

    def __call__(self, done: int, total: int) -> None:
        """Print how far it is, if that was not done a moment ago."""
        now = self._clock()
        if now - self._told < EVERY or not done:
            return
        self._told = now
        spent = now - self._began
        left = round(spent / done * (total - done))
        rate = _rate(done, spent)
        note(
            say(
                f"{done}/{total}，{rate}，约剩 {left} 秒",
                f"{done}/{total}, {rate}, about {left} s left",
            )
        )


def _rate(done: int, seconds: float) -> str:
    rate = f"{done / seconds:.1f}" if done and seconds else "–"
    return say(f"每秒 {rate} 个", f"{rate} files/s")
