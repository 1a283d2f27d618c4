"""Pages read back: what `take` makes of a page."""

from collections.abc import Mapping

from disclose.documents.extract.extraction import Imported, extract_figures
from disclose.documents.read.reader import read
from disclose.form.filing import Origin
from tests.support.filings import edition


def taken(page: bytes, name: str = "年报.html", form: str = "cn-2021") -> Imported:
    """What comes of a page."""
    return extract_figures(read(page, name), [edition(form)], Origin())


def texts(imported: Imported) -> Mapping[str, str]:
    """The figures that were read, as they would be printed."""
    assert imported.content is not None
    return {key: str(value) for key, value in imported.content.figures.items()}


def codes(imported: Imported) -> list[str]:
    """The codes of the findings."""
    return [found.code for found in imported.checked.findings]
