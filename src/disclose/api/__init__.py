"""The verbs of `disclose` as functions: what each command does, without a terminal.

Heavy libraries are imported where they are used, so that a verb pays for its own only.
"""

from disclose.api.forms import CURRENT, edition_for, editions, explain, library, nearest, schema
from disclose.api.machine import Machine, Package, doctor
from disclose.api.reports import audit, import_report
from disclose.api.rolling import RolledUp, rollup, who
from disclose.api.verifying import verify
from disclose.api.workbooks import (
    Compiled,
    ExportFormat,
    WrongYearError,
    check,
    check_templates,
    compile_report,
    export,
    fill,
    follow,
    mark,
    previous,
    template,
)

__all__ = [
    "CURRENT",
    "Compiled",
    "ExportFormat",
    "Machine",
    "Package",
    "RolledUp",
    "WrongYearError",
    "audit",
    "check",
    "check_templates",
    "compile_report",
    "doctor",
    "edition_for",
    "editions",
    "explain",
    "export",
    "fill",
    "follow",
    "import_report",
    "library",
    "mark",
    "nearest",
    "previous",
    "rollup",
    "schema",
    "template",
    "verify",
    "who",
]
