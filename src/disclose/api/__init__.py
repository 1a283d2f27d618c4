"""The verbs of `disclose` as functions: what each command does, without a terminal.

A verb is imported on first use, and heavy libraries where they are used: each pays for its own.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclose.api.forms import CURRENT, edition_for, editions, explain, library, nearest, schema
    from disclose.api.installation import Machine, Package, doctor
    from disclose.api.reports import audit, import_report
    from disclose.api.rollups import RolledUp, rollup, who
    from disclose.api.verification import verify
    from disclose.api.workbooks import (
        Compiled,
        ExportFormat,
        check,
        check_templates,
        compile_report,
        export,
        fill,
        mark,
        match_prior_year,
        previous,
        template,
    )
    from disclose.core.errors import WrongYearError

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
    "import_report",
    "library",
    "mark",
    "match_prior_year",
    "nearest",
    "previous",
    "rollup",
    "schema",
    "template",
    "verify",
    "who",
]

_VERBS = {
    "forms": ("CURRENT", "edition_for", "editions", "explain", "library", "nearest", "schema"),
    "installation": ("Machine", "Package", "doctor"),
    "reports": ("audit", "import_report"),
    "rollups": ("RolledUp", "rollup", "who"),
    "verification": ("verify",),
    "workbooks": (
        "Compiled",
        "ExportFormat",
        "WrongYearError",
        "check",
        "check_templates",
        "compile_report",
        "export",
        "fill",
        "match_prior_year",
        "mark",
        "previous",
        "template",
    ),
}
_HOMES = {name: home for home, names in _VERBS.items() for name in names}

if not TYPE_CHECKING:  # else every name would be known to the type checker, as Any

    def __getattr__(name: str) -> object:
        """Return what is called `name`, from the module that it stands in."""
        if name not in _HOMES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
