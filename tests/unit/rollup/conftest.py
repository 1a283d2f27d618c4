"""Workbooks of a region, made once."""

from pathlib import Path

import pytest

from tests.support.rolled import write_filed

BODIES = 18
"""More than one chunk."""


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of workbooks, one of them with errors, and one that is none."""
    folder = tmp_path_factory.mktemp("region")
    files = {
        f"{number:02}.xlsx": {
            "name": f"第{number}局",
            "code": f"C{number:02}",
            "figures": {"proactive.licensing[decisions]": number},
        }
        for number in range(BODIES)
    }
    wrong = {"name": "错局", "code": "X", "figures": {"requests.received[natural]": 5}}
    write_filed(folder, {**files, "错.xlsx": wrong, "坏.xlsx": {"text": "no zip"}})
    return folder
