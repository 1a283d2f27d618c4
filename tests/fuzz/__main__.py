"""Fuzz a reader, or each for a bounded time: `python -m tests.fuzz --seconds 20 [target ...]`.

It starts from files that are made when it starts and from those kept in `tests/fuzz/corpus`. What
it finds out is kept with `--corpus FOLDER` only, what breaks a reader as `crash-...`, `timeout-...`
or `oom-...` in the folder it is run in. `tests.fuzz.smallest` chooses what the repository keeps.
"""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST = 200_000
LONGEST_KEPT = 1500
SLOWEST = 10
"""Bytes of a file, of one that is kept, and seconds that one may take."""

SPARE = 120
"""Seconds to start and to go through the files before the fuzzing begins."""

ONE = "--one"
NAMES = (
    "workbook",
    "cells",
    "sheets",
    "package",
    "figures",
    "edition",
    "document",
    "word",
    "pdf",
    "template",
)
KEPT = Path(__file__).parent / "corpus"


def _fuzz(name: str, seeds: Path, arguments: list[str]) -> None:
    import atheris  # noqa: PLC0415 - instruments what is imported after it

    with atheris.instrument_imports(include=["disclose", "pdfplumber", "pdfminer"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415
    for number, seed in enumerate(TARGETS[name].seeds()):
        (seeds / f"seed-{number}").write_bytes(seed)
    atheris.Setup([name, *arguments], TARGETS[name].take)
    atheris.Fuzz()


def _unpacked(name: str, into: Path) -> None:
    kept = KEPT / f"{name}.txt"
    for number, line in enumerate(kept.read_text().split() if kept.exists() else ()):
        (into / f"kept-{number}").write_bytes(b64decode(line))


def run(name: str, given: Namespace, place: Path) -> bool:
    """Fuzz a target from files in an empty folder; return whether it broke."""
    seeds, found = place / "seeds", Path(given.corpus or place / "found") / name
    for each in (seeds, found):
        each.mkdir(parents=True, exist_ok=True)
    _unpacked(name, seeds)
    bounds = [f"-max_len={LONGEST}", f"-timeout={SLOWEST}", "-len_control=0"]
    bounds += [f"-max_total_time={given.seconds}", "-print_final_stats=1"]
    command = [sys.executable, "-m", "tests.fuzz", ONE, name, seeds, *bounds, found, seeds]
    ran = subprocess.run(list(map(str, command)), check=False, timeout=given.seconds + SPARE)
    return ran.returncode != 0


def main() -> int:
    """Return 0 if no reader broke."""
    if sys.argv[1:2] == [ONE]:
        _fuzz(sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
        return 0
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="of each target")
    parser.add_argument("--corpus", help="folder in which finds are kept")
    parser.add_argument("targets", nargs="*", help=" ".join(NAMES))
    given = parser.parse_args()
    broken = False
    for name in given.targets or NAMES:
        with TemporaryDirectory() as place:
            broken |= run(name, given, Path(place))
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
