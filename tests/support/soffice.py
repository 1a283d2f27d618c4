"""LibreOffice as a calculator and a printer.

A plain conversion does not recalculate: LibreOffice keeps the results stored
in a file that looks as if Excel had made it. The profile used here sets
"recalculate on load: always"; `test_canary.py` proves that it does.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.support.processes import run
from tests.support.programs import require

BATCH = 100
"""How many workbooks one process converts; starting LibreOffice costs a second."""

PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
           xmlns:xs="http://www.w3.org/2001/XMLSchema"
           xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">\
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""OOXMLRecalcMode: 0 always, 1 never, 2 ask."""


WRITER = {
    ".docx": "docx:MS Word 2007 XML",
    ".odt": "odt",
    ".doc": "doc:MS Word 97",
    ".html": "html:HTML (StarWriter)",
    ".pdf": "pdf",
}
"""What a document is saved as, by the suffix of its file."""

_SHOWN_CELLS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
"""Commas, quotation marks, UTF-8; the last option asks for contents as they are shown."""

_FONTS = {"FONTCONFIG_FILE": str(Path(__file__).parent / "fonts.conf")}
"""The fonts that documents name, mapped to those of this machine."""


@dataclass(frozen=True, slots=True)
class Soffice:
    """One LibreOffice with a profile of its own; not for two threads at once."""

    program: str
    profile: Path

    def recalculate(self, paths: Sequence[Path], outdir: Path) -> list[Path]:
        """Recalculate workbooks and return the copies in `outdir`, in the same order."""
        return self._convert(paths, outdir, to="xlsx:Calc MS Excel 2007 XML", suffix=".xlsx")

    def to_pdf(self, path: Path, outdir: Path) -> Path:
        """Print a workbook or document and return the PDF in `outdir`."""
        return self.print([path], outdir)[0]

    def print(self, paths: Sequence[Path], outdir: Path) -> list[Path]:
        """Print workbooks or documents and return the PDFs in `outdir`, in the same order."""
        return self._convert(paths, outdir, to="pdf", suffix=".pdf")

    def as_csv(self, path: Path, outdir: Path) -> Path:
        """Save the first sheet of a workbook as text, cells as they are shown; return the copy."""
        return self._convert([path], outdir, to=_SHOWN_CELLS, suffix=".csv")[0]

    def resave(self, path: Path, outdir: Path) -> Path:
        """Load and save a Word document and return the copy in `outdir`."""
        return self._convert([path], outdir, to="docx:MS Word 2007 XML", suffix=".docx")[0]

    def save_as(self, suffix: str, paths: Sequence[Path], outdir: Path) -> list[Path]:
        """Load and save documents in another format; return the copies in the same order."""
        return self._convert(paths, outdir, to=WRITER[suffix], suffix=suffix)

    def _convert(self, paths: Sequence[Path], outdir: Path, *, to: str, suffix: str) -> list[Path]:
        results = [outdir / f"{path.stem}{suffix}" for path in paths]
        _refuse_collisions(paths, results)
        outdir.mkdir(parents=True, exist_ok=True)
        for batch in _batches(paths):
            command = [self.program, f"-env:UserInstallation={self.profile.as_uri()}"]
            command += ["--headless", "--norestore", "--convert-to", to, "--outdir", str(outdir)]
            run(
                [*command, *map(str, batch)],
                timeout=60 + 5 * len(batch),
                env={**os.environ, **_FONTS},
            )
        if missing := [result.name for result in results if not result.is_file()]:
            raise RuntimeError(f"LibreOffice wrote no {', '.join(missing)}")
        return results


def start(directory: Path, *, recalculate: bool = True) -> Soffice:
    """Return a LibreOffice whose profile lives in `directory` (skips or fails without one)."""
    program = require(("soffice", "libreoffice"), variable="DISCLOSE_REQUIRE_SOFFICE")
    profile = directory.resolve() / "profile"
    (profile / "user").mkdir(parents=True)
    if recalculate:
        settings = profile / "user" / "registrymodifications.xcu"
        settings.write_text(PROFILE, encoding="utf-8")
    return Soffice(program, profile)


def _refuse_collisions(paths: Sequence[Path], results: Sequence[Path]) -> None:
    if len(set(results)) < len(results):
        raise ValueError("two files of the same name would overwrite each other's result")
    if any(result.exists() for result in results):
        raise ValueError("a result is already there: an old one could pass for a new one")
    if absent := [str(path) for path in paths if not path.is_file()]:
        raise FileNotFoundError(", ".join(absent))


def _batches(paths: Iterable[Path]) -> Iterator[list[Path]]:
    rest = iter(paths)
    while batch := list(islice(rest, BATCH)):
        yield batch
