"""Run a command of `disclose` and write down every function of it that was entered.

`walk` runs this file as a script: `python entered.py PACKAGE RESULT [ARGUMENT ...]`. The result is
a JSON list of file, line and name. Lambdas, comprehensions and class bodies are left out: a reader
follows no call to them. Left out, too, is everything that runs while a module is imported.
"""

import json
import sys
import threading
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType


class Watch:
    """Notes the functions of the package at the path `package` when they are first called."""

    def __init__(self, package: str) -> None:
        self.entered: set[CodeType] = set()
        self._inside = f"{package}/"

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Take an event as `sys.setprofile` gives it."""
        if event == "call":
            code = frame.f_code
            if code not in self.entered and self._is_function(code) and not self._imports(frame):
                self.entered.add(code)

    def _is_function(self, code: CodeType) -> bool:
        named = not code.co_name.startswith("<")
        # The bodies of classes and modules keep their names in a dictionary.
        optimized = bool(code.co_flags & CO_OPTIMIZED)
        return named and optimized and code.co_filename.startswith(self._inside)

    def _imports(self, frame: FrameType) -> bool:
        above = frame.f_back
        while above:
            code = above.f_code
            if code.co_name == "<module>" and code.co_filename.startswith(self._inside):
                return True
            above = above.f_back
        return False


def main() -> None:
    """Run the command, and exit as it does."""
    package, result, *arguments = sys.argv[1:]
    watch = Watch(package)
    sys.path.insert(0, str(Path(package).parent))
    sys.argv = ["disclose", *arguments]
    from disclose.cli import main as command  # noqa: PLC0415 - found by the path of a moment ago

    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        command()
    finally:
        sys.setprofile(None)
        functions = sorted(
            (code.co_filename, code.co_firstlineno, code.co_name) for code in watch.entered
        )
        Path(result).write_text(json.dumps(functions), encoding="utf-8")


if __name__ == "__main__":
    main()
