"""Workbook, checks and report of the 政府信息公开工作年度报告.

Every verb and every type of a result stands here, one verb for each command:

    from disclose import DiscloseError, Severity, check, compile_report

    try:
        checked = check("filled.xlsx")
    except DiscloseError as error:
        print(error)
    else:
        print(checked.judgement, checked.count(Severity.ERROR))
        documents = compile_report("filled.xlsx", formats=["docx"]).documents

A file is given by its path, as bytes, or as `InputFile` (bytes with a name). Whatever a verb raises
is a `DiscloseError`, but for a wrong argument; `disclose.core.errors` prints the tree of them. The
verb of the command `rollup` is called `roll_up`, that of `page` `offline_page`, because
`disclose.rollup` and `disclose.page` are packages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclose.api import *  # noqa: F403 - every name that is public there
else:

    def __getattr__(name: str) -> object:
        try:
            return getattr(import_module("disclose.api"), name)
        except AttributeError:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return dir(import_module("disclose.api"))
