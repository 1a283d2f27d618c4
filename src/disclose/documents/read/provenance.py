"""The origin of a report: workbook, year, template and program, as every writer records them.

This module needs no library, so that a format without XML imports none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

META = "disclose-"
"""The prefix of the names of the `meta` elements in a page."""


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
