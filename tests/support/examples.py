"""The shipped examples, made from their figures by the commands that their pages name.

`python -m tests.support.examples` writes them anew; `tests/cli/test_examples.py`
shows that they are up to date.
"""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from disclose import api
from disclose.checks.outcome import Checked
from disclose.core.language import Language
from disclose.form.edition.library import Library
from disclose.output.text import render_all
from disclose.report.compile import report_name
from tests.support.places import CHECKOUT, EXAMPLES

GALLERY = EXAMPLES / "broken"
REPORTED = ("qinghe-2025", "corrected", "province", "sentence", "later")
"""Folders whose report is shipped too; the others have findings that block it."""


def folders() -> list[Path]:
    """Return the folder of every example; the gallery is the business of `gallery.py`."""
    found = (figures.parent for figures in EXAMPLES.glob("**/figures.json"))
    return sorted(each for each in found if GALLERY not in each.parents)


def library_of(folder: Path) -> Library:
    """Return the editions at hand, with those that an example brings along."""
    own = folder / "editions"
    return api.library([own] if own.is_dir() else [])


def outputs(folder: Path) -> Mapping[str, bytes]:
    """Return what the commands of an example write, by name in its folder.

    The workbook must stand there already for everything but itself, as it does for a user.
    """
    return dict(_outputs(folder))


def _outputs(folder: Path) -> Iterator[tuple[str, bytes]]:
    library = library_of(folder)
    yield "filled.xlsx", api.fill(folder / "figures.json", library)
    with contextlib.chdir(CHECKOUT):
        workbook = folder.relative_to(CHECKOUT) / "filled.xlsx"
        checked = api.check(workbook, library)
        for language, name in ((Language.ZH, "check.txt"), (Language.EN, "check.en.txt")):
            lines = "".join(f"{line.plain}\n" for line in render_all([checked], language))
            yield name, lines.encode()
        if folder.name in REPORTED:
            compiled = api.compile_report(workbook, library, ("docx", "html", "md"))
            for suffix, data in compiled.documents.items():
                yield f"report/{_report_name(checked, suffix)}", data


def _report_name(checked: Checked, to: str) -> str:
    assert checked.edition
    assert checked.filing
    return report_name(checked.edition, checked.filing, to, draft=False)


def main() -> None:
    """Write every example anew."""
    for folder in folders():
        (folder / "filled.xlsx").write_bytes(api.fill(folder / "figures.json", library_of(folder)))
        for name, data in outputs(folder).items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)


if __name__ == "__main__":
    main()
