"""Tools of `tests/package.json`: `npm ci --ignore-scripts --prefix tests` installs them."""

from pathlib import Path

from tests.support.places import TESTS
from tests.support.programs import leave_out

VARIABLE = "DISCLOSE_REQUIRE_NODE"


def package(name: str) -> Path:
    """Return the folder of an installed package (skips, or fails if tools are required)."""
    folder = TESTS / "node_modules" / name
    if not (folder / "package.json").is_file():
        leave_out(f"the npm package {name} is not installed in tests", variable=VARIABLE)
    return folder
