"""The few finds worth keeping: `python -m tests.fuzz.smallest FOLDER [target ...]`.

FOLDER is what `python -m tests.fuzz --corpus` was given. Of its files those are kept, the shortest
first, that reach a branch of the program which neither the files made nor those kept before reach.
"""

import sys
from base64 import b64encode
from pathlib import Path

from coverage import Coverage

from tests.fuzz.__main__ import KEPT, LONGEST_KEPT, NAMES
from tests.fuzz.targets import TARGETS, Target

Arcs = set[tuple[str, tuple[int, int]]]


def reached(target: Target, data: bytes) -> Arcs:
    """Return the branches of the program that a file takes."""
    watch = Coverage(data_file=None, branch=True, source=["disclose"])
    watch.start()
    try:
        target.take(data)
    finally:
        watch.stop()
    told = watch.get_data()
    return {(file, arc) for file in told.measured_files() for arc in told.arcs(file) or ()}


def main() -> None:
    """Write the corpus of each target."""
    KEPT.mkdir(exist_ok=True)
    for name in sys.argv[2:] or NAMES:
        target, known = TARGETS[name], Arcs()
        for seed in target.seeds():
            known |= reached(target, seed)
        files = sorted((each.read_bytes() for each in Path(sys.argv[1], name).iterdir()), key=len)
        lines = []
        for data in files:
            if len(data) <= LONGEST_KEPT and (new := reached(target, data) - known):
                known |= new
                lines.append(f"{b64encode(data).decode()}\n")
        (KEPT / f"{name}.txt").write_text("".join(lines))
        sys.stdout.write(f"{name}: {len(lines)} of {len(files)}\n")


if __name__ == "__main__":
    main()
