"""Runs commands on files and tells what they did beyond reading; run as a script by a test.

The hook sees what Python opens, starts and connects to, in this process of its own: a hook stays
until the process ends.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

OUTWARD = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")
STARTED = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.")
WRITTEN = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC

COMMANDS = (
    ("check", "{}", "--mark", "--format", "html", "-o", "{}.html"),
    ("compile", "{}", "--draft", "-o", "out"),
    ("audit", "{}"),
    ("import", "{}", "-o", "{}.figures.json"),
)
"""Commands for a file in the folder that they are run in; they write into it only."""


class Watch:
    """What was done: each event once, with the first thing that it was done to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: set[tuple[str, str]] = set()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith((*OUTWARD, *STARTED)):
            self.done.add((event, repr(arguments[:1])))
        elif event == "open":
            path, _, flags = (*arguments, 0, 0)[:3]
            self._opened(path, int(str(flags or 0)))
        elif event in WRITTEN and not self._inside(arguments[0]):
            self.done.add((event, str(arguments[0])))

    def _opened(self, path: object, flags: int) -> None:
        secret = str(path).startswith("/etc/passwd")
        if secret or (flags & WRITING and not self._inside(path)):
            self.done.add(("open", f"{path} {flags:o}"))

    def _inside(self, path: object) -> bool:
        if isinstance(path, int):
            return True  # opened before, and seen then
        return (self.folder / os.fsdecode(path)).resolve().is_relative_to(self.folder)  # type: ignore[arg-type]


def commands(folder: Path) -> Iterator[list[str]]:
    """Yield every command on every file."""
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        for command in COMMANDS[:3] if path.suffix == ".xlsx" else COMMANDS[2:]:
            yield [each.format(path.name) for each in command]


def main() -> None:
    """Print what commands on the files of the folder named did, and how many were run."""
    from disclose.cli import app  # noqa: PLC0415 - the watch alone needs none of it

    folder = Path(sys.argv[1]).resolve()
    os.chdir(folder)
    watch = Watch(folder)
    listed = list(commands(folder))
    sys.dont_write_bytecode = True
    sys.addaudithook(watch)
    codes = []
    for command in listed:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            try:
                app(command)
            except SystemExit as ended:
                codes.append(ended.code)
    told = {"done": sorted(watch.done), "codes": codes, "run": len(listed)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
