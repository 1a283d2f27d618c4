"""qpdf finds nothing wrong in the structure of any PDF that the program writes."""

import subprocess
from pathlib import Path

from tests.support.node_tools import VARIABLE
from tests.support.programs import require
from tests.support.written_files import reports


def told(data: bytes, path: Path) -> str:
    """Return what `qpdf --check` says of a PDF, nothing if it is sound."""
    qpdf = require(("qpdf",), variable=VARIABLE)
    path.write_bytes(data)
    done = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{path.name}: {done.stdout}{done.stderr}"


def test_a_damaged_file_is_told_and_no_report_is_one(tmp_path: Path) -> None:
    made = dict(reports("pdf"))
    assert len(made) > 10
    assert [said for name, data in made.items() if (said := told(data, tmp_path / name))] == []
    data = made["plain.pdf"]
    middle = len(data) // 2
    assert "plain.pdf" in told(data[:middle] + data[middle + 9 :], tmp_path / "plain.pdf")
