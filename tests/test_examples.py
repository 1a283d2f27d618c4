"""The examples are what the program makes of their figures today."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.examples import folders, outputs

TEXTS = {".xlsx": "xl/sharedStrings.xml", ".docx": "word/document.xml"}
"""The part of a packed file that says what it says.

The bytes around it depend on the versions of the libraries that pack it.
"""


def said(name: str, data: bytes) -> list[str]:
    """Return the lines of a text, or the pieces of text of a packed file."""
    part = TEXTS.get(Path(name).suffix)
    if part is None:
        return data.decode().splitlines()
    markup = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
    return [piece for piece in re.split(r"<[^>]+>", markup) if piece.strip()]


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_an_example_is_up_to_date(folder: Path) -> None:
    for name, data in outputs(folder).items():
        shipped = said(name, (folder / name).read_bytes())
        assert shipped == said(name, data), f"{name}: run python -m tests.examples"


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_an_example_has_a_page_that_names_its_commands(folder: Path) -> None:
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert f"disclose check examples/{folder.name}/filled.xlsx" in page
    assert f"disclose fill examples/{folder.name}/figures.json" in page
