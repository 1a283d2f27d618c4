"""The page, built once for all tests, and a browser."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.command_line import disclose
from tests.support.face import chromium
from tests.support.node_tools import package


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the page, or take the one that another process of this run has built."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    path = folder / "disclose.html"
    with (folder / "page.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            disclose("page", "-o", path, "--runtime", package("pyodide"))
    return path


# Not for the session: while it is there, tests elsewhere can run no event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made
