"""The verbs of `disclose` as functions: what each command does, without a terminal.

Heavy libraries are imported where they are used, so that a verb pays for its own only.
"""

from disclose.api.forms import CURRENT, edition_for, editions, explain, library, nearest, schema
from disclose.api.reports import audit, import_report
from disclose.api.workbooks import (
    Compiled,
    ExportFormat,
    WrongYearError,
    check,
    compile_report,
    export,
    fill,
    follow,
    previous,
    template,
)

__all__ = [
    "CURRENT",
    "Compiled",
    "ExportFormat",
    "WrongYearError",
    "audit",
    "check",
    "compile_report",
    "edition_for",
    "editions",
    "explain",
    "export",
    "fill",
    "follow",
    "import_report",
    "library",
    "nearest",
    "previous",
    "schema",
    "template",
]
