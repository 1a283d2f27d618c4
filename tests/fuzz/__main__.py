"""Fuzz a reader, or each for a bounded time: `python -m tests.fuzz --seconds 20 [target ...]`.

It starts from files that are made when it starts and from those in `tests/fuzz/corpus`. What it
finds out is kept with `--corpus FOLDER` only, what breaks a reader as `crash-...` in the folder it
is run in. `--smallest` puts the fewest files of `--corpus` that reach as much into the repository.
"""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST = 200_000
SLOWEST = 10
"""Bytes of a file, and seconds that one may take."""

SPARE = 120
"""Seconds to start and to go through the files before the fuzzing begins."""

ONE = "--one"
NAMES = ("workbook", "cells", "package", "figures", "edition", "document", "word", "pdf")
KEPT = Path(__file__).parent / "corpus"


def _fuzz(name: str, arguments: list[str], folder: Path) -> None:
    import atheris  # noqa: PLC0415 - instruments what is imported after it

    with atheris.instrument_imports(include=["disclose", "pdfplumber", "pdfminer"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415
    for number, seed in enumerate(TARGETS[name].seeds()):
        (folder / f"seed-{name}-{number}").write_bytes(seed)
    atheris.Setup([name, *arguments], TARGETS[name].take)
    atheris.Fuzz()


def _command(name: str, given: Namespace, seeds: str) -> list[str]:
    kept, found = KEPT / name, Path(given.corpus or seeds) / name
    for each in (kept, found) if given.smallest else (found,):
        each.mkdir(parents=True, exist_ok=True)
    bounds = [f"-max_len={LONGEST}", f"-timeout={SLOWEST}", "-len_control=0"]
    bounds += [f"-max_total_time={given.seconds}", "-print_final_stats=1"]
    bounds += ["-merge=1"] if given.smallest else []
    folders = [kept, found] if given.smallest else [found, kept, Path(seeds)]
    there = (str(each) for each in folders if each.is_dir())
    return [sys.executable, "-m", "tests.fuzz", ONE, name, seeds, *bounds, *there]


def main() -> int:
    """Return 0 if no reader broke."""
    if sys.argv[1:2] == [ONE]:
        _fuzz(sys.argv[2], sys.argv[4:], Path(sys.argv[3]))
        return 0
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="of each target")
    parser.add_argument("--corpus", help="folder in which finds are kept")
    parser.add_argument("--smallest", action="store_true", help="keep the fewest in the repository")
    parser.add_argument("targets", nargs="*")
    given = parser.parse_args()
    broken = 0
    for name in given.targets or NAMES:
        with TemporaryDirectory() as seeds:
            command = _command(name, given, seeds)
            ran = subprocess.run(command, check=False, timeout=given.seconds + SPARE)
            broken += ran.returncode != 0
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main())
