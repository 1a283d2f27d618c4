"""Links within the workbook, from a cell to the cell that a finding is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from disclose.core.finding import Place
from disclose.excel.mark.book import WorkbookPart
from disclose.excel.mark.markup import WORKSHEET, child_or_new, new_element


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """The sheets that a link can lead to: their names as the workbook writes them."""

    sheets: Mapping[str, str]

    @classmethod
    def of(cls, book: WorkbookPart) -> "LinkTargets":
        """Return the worksheets of `book`, by their usual names."""
        return cls({tab.usual: tab.name for tab in book.tabs})

    def location(self, place: Place) -> str:
        """Return where a link to `place` leads, empty if it is no place of this workbook."""
        if place.file or place.sheet not in self.sheets:
            return ""
        name = self.sheets[place.sheet].replace("'", "''")
        return f"'{name}'!{place.cell or 'A1'}"


def add_links(sheet: Element, places: Mapping[str, Place], targets: LinkTargets) -> None:
    """Make cells of a sheet lead to `places`, as far as these are in the workbook."""
    locations = {cell: targets.location(place) for cell, place in places.items()}
    there = {cell: location for cell, location in locations.items() if location}
    if not there:
        return
    listed = child_or_new(sheet, "hyperlinks", WORKSHEET)
    for cell, location in there.items():
        listed.append(new_element(sheet, "hyperlink", {"ref": cell, "location": location}))
