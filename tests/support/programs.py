"""Find a program that some tests need, and say what happens without it."""

import os
import shutil
from typing import NoReturn

import pytest


def require(names: tuple[str, ...], *, variable: str) -> str:
    """Return the path of the first program of `names` that is installed, or leave the test out."""
    for name in names:
        if path := shutil.which(name):
            return path
    return leave_out(f"{names[0]} is not installed", variable=variable)


def leave_out(missing: str, *, variable: str) -> NoReturn:
    """Skip the test because of `missing`.

    With the environment variable `variable` set to 1 it fails instead, so that
    a complete run cannot pass by leaving these tests out.
    """
    if os.environ.get(variable) == "1":
        pytest.fail(f"{missing}, and {variable}=1 forbids skipping", pytrace=False)
    pytest.skip(missing)
