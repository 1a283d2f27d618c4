"""Workbooks of a region, made once."""

from pathlib import Path

import pytest

from tests.support.rolled import write_region


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of workbooks, one of them with errors, and one that is none."""
    folder = tmp_path_factory.mktemp("region")
    write_region(folder)
    return folder
