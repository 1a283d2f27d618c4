"""Find a program that some tests need, and say what happens without it."""

import os
import shutil

import pytest


def require(names: tuple[str, ...], *, variable: str) -> str:
    """Return the path of the first program of `names` that is installed.

    Without one the test is skipped with a reason; with the environment
    variable `variable` set to 1 it fails instead, so that a complete run
    cannot pass by leaving these tests out.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    missing = f"{names[0]} is not installed"
    if os.environ.get(variable) == "1":
        pytest.fail(f"{missing}, and {variable}=1 forbids skipping", pytrace=False)
    pytest.skip(missing)
