"""The manifest of a report: its origin and its figures, as every writer records them.

This module needs no library, so that no writer imports one for it; `manifest` reads it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

NAMESPACE = "urn:disclose-cn:report:1"
MANIFEST, FIGURE = "report", "figure"
"""The elements, in that namespace, of the part in which a Word document carries it."""

META = "disclose-"
"""The prefix of the names of the `meta` elements in a page."""

COMMENT_AUTHOR = "disclose 核对"
"""The author of our own comments in a Word document, which are no text of the report."""

DRAFT_INITIALS, VERIFY_INITIALS = "草稿", "核对"
"""The initials of those that a draft is made with and of those of `verify --mark`.

They differ so that a renewal of the latter keeps the former."""

OPEN_POINTS = "待核实、待填写事项"
OPEN_POINTS_END = "以上由程序列出，正式报告没有这一页。"
"""The first and the last line of the list in front of a draft, which is no text of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The sources of a report, as texts; empty if unknown.

    `workbook` and `previous` are names of files, with the SHA-256 of their bytes; `template` is
    the narrative's name; `draft` and `annex` are `yes` for a draft and for one with explanations;
    `tool` is the version of the program.
    """

    edition: str = ""
    year: str = ""
    body: str = ""
    workbook: str = ""
    sha256: str = ""
    previous: str = ""
    previous_sha256: str = ""
    draft: str = ""
    annex: str = ""
    template: str = ""
    template_sha256: str = ""
    tool: str = ""

    def attributes(self) -> Mapping[str, str]:
        """Return the facts by the names under which they are written."""
        return {attribute(each.name): getattr(self, each.name) for each in fields(self)}


def attribute(name: str) -> str:
    """Return the name under which a fact of `Provenance` is written."""
    return name.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure as printed: its bookmark, the tag of its control, its expression and text."""

    bookmark: str
    tag: str
    expression: str
    text: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sources of a report, and all printed figures in order."""

    making: Provenance
    figures: tuple[Cited, ...] = ()
