"""Compare both readers on every workbook of the tests: `python -m tests.support.second_reader`.

Compared are all cells, and the figures as `check --second-reader` does it.

With `--soffice` each is compared as LibreOffice saves it, but for hostile ones.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from disclose.core.finding import Severity
from tests.support.second_reader.books import books, hostile
from tests.support.second_reader.compared import compare, found_again, readable
from tests.support.soffice import start

LINE = 100
"""Most characters of a difference that are shown."""


def main() -> int:
    """Return 0 if every difference has its reason."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--soffice", action="store_true")
    given = parser.parse_args()
    if given.soffice:
        made = {name: make() for name, make in books().items()}
        with TemporaryDirectory() as folder:
            return min(_told("saved by LibreOffice", _saved(made, Path(folder))), 1)
    made = {name: make() for name, make in {**books(), **hostile()}.items()}
    read = {name: data for name, data in made.items() if readable(data)}
    print(f"{len(made)} workbooks, {len(made) - len(read)} of them refused")  # noqa: T201
    return min(_told("as they are", read), 1)


def _told(title: str, given: Mapping[str, bytes]) -> int:
    """Print what came out and return how many differences have no reason."""
    reasons: Counter[str] = Counter()
    wrong = 0
    for name, data in given.items():
        again = found_again(data)
        reasons.update(f"{each.code} of the second reader" for each in again)
        blocks = [each for each in again if each.severity is Severity.ERROR]
        wrong += len(blocks)
        for each in blocks:
            print(f"{name}: {each.args['cells']}"[:LINE])  # noqa: T201
        done = compare(data)
        reasons.update(done.reasons)
        wrong += len(done.unexplained)
        for text in done.unexplained:
            print(f"{name}: {text[:LINE]}")  # noqa: T201
    counts = "\n".join(f"  {count:6} {name}" for name, count in reasons.most_common())
    print(f"{title}: {len(given)} compared, {wrong} without a reason\n{counts}")  # noqa: T201
    return wrong


def _saved(given: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them."""
    paths = []
    for number, data in enumerate(given.values()):
        paths.append(folder / f"{number}.xlsx")
        paths[-1].write_bytes(data)
    saved = start(folder).recalculate(paths, folder / "saved")
    return dict(zip(given, (path.read_bytes() for path in saved), strict=True))


if __name__ == "__main__":
    sys.exit(main())
