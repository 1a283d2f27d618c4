"""Run a program that starts children of its own, and leave none behind."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence


class ProgramFailedError(RuntimeError):
    """A program ended badly, or had to be ended."""


def run(command: Sequence[str], *, timeout: float, env: Mapping[str, str] | None = None) -> str:
    """Run `command` in a process group of its own and return its standard output.

    When the time is up the whole group is ended: the launchers of LibreOffice
    and Chromium would otherwise leave the real program running.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=env,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise ProgramFailedError(f"{command[0]}: not finished after {timeout:.0f} s") from None
    if process.returncode:
        raise ProgramFailedError(f"{command[0]}: exit code {process.returncode}\n{out}\n{err}")
    return out
