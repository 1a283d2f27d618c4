"""Fuzz a reader, or each for a bounded time: `python -m tests.fuzz --seconds 20 [target ...]`.

The files it starts from are made when it starts; what it finds out about them is kept under
`--corpus` only, what breaks a reader as `crash-...` in the folder it is run in.
"""

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST = 200_000
SLOWEST = 10
"""Bytes of a file, and seconds that one may take."""

ONE = "--one"


def _fuzz(name: str, arguments: list[str]) -> None:
    import atheris  # noqa: PLC0415 - instruments what is imported after it

    with atheris.instrument_imports(include=["disclose"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415
    folder = Path(arguments[-1])
    for number, seed in enumerate(TARGETS[name].seeds()):
        (folder / f"seed-{name}-{number}").write_bytes(seed)
    atheris.Setup([name, *arguments], TARGETS[name].take)
    atheris.Fuzz()


def main() -> int:
    """Return 0 if no reader broke."""
    if sys.argv[1:2] == [ONE]:
        _fuzz(sys.argv[2], sys.argv[3:])
        return 0
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="of each target")
    parser.add_argument("targets", nargs="*")
    given = parser.parse_args()
    names = given.targets or ["workbook", "package", "figures", "edition", "document"]
    bounds = [f"-max_total_time={given.seconds}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}"]
    broken = 0
    for name in names:
        with TemporaryDirectory() as corpus:
            command = [sys.executable, "-m", "tests.fuzz", ONE, name, *bounds, corpus]
            limit = given.seconds + 120
            broken += subprocess.run(command, check=False, timeout=limit).returncode != 0
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main())
