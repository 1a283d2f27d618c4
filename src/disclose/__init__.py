"""Workbook, checks and report of the 政府信息公开工作年度报告.

The functions of `disclose.api`, one per command, are also found here; they are imported on first
use, because most programs need one of them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclose.api import (
        audit,
        check,
        compile_report,
        editions,
        explain,
        export,
        fill,
        import_report,
        library,
        mark,
        template,
        verify,
    )

__all__ = [
    "audit",
    "check",
    "compile_report",
    "editions",
    "explain",
    "export",
    "fill",
    "import_report",
    "library",
    "mark",
    "template",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        message = f"module 'disclose' has no attribute {name!r}"
        raise AttributeError(message)
    from disclose import api

    return getattr(api, name)
