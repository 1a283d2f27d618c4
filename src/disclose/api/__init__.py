"""The verbs of `disclose` as functions: one for each command, without a terminal.

A name is imported when it is first used. Imported at once, all verbs and results cost every command
the time of `sqlite3`, `lxml` and the rooms that it does not use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclose.api.forms import CURRENT as CURRENT
    from disclose.api.forms import edition_for as edition_for
    from disclose.api.forms import editions as editions
    from disclose.api.forms import explain as explain
    from disclose.api.forms import library as library
    from disclose.api.forms import nearest as nearest
    from disclose.api.forms import schema as schema
    from disclose.api.inputs import Input as Input
    from disclose.api.inputs import InputFile as InputFile
    from disclose.api.installation import Machine as Machine
    from disclose.api.installation import Package as Package
    from disclose.api.installation import doctor as doctor
    from disclose.api.pages import offline_page as offline_page
    from disclose.api.prior_input import PriorYearInput as PriorYearInput
    from disclose.api.prior_input import read_prior_year as read_prior_year
    from disclose.api.reports import Compiled as Compiled
    from disclose.api.reports import audit as audit
    from disclose.api.reports import check_templates as check_templates
    from disclose.api.reports import compile_report as compile_report
    from disclose.api.reports import import_report as import_report
    from disclose.api.reports import mark_report as mark_report
    from disclose.api.reports import verify as verify
    from disclose.api.rollups import RolledUp as RolledUp
    from disclose.api.rollups import compile_rollup as compile_rollup
    from disclose.api.rollups import roll_up as roll_up
    from disclose.api.rollups import who as who
    from disclose.api.workbooks import ContinuedWorkbook as ContinuedWorkbook
    from disclose.api.workbooks import ExportFormat as ExportFormat
    from disclose.api.workbooks import agree_blanks as agree_blanks
    from disclose.api.workbooks import carried_lines as carried_lines
    from disclose.api.workbooks import check as check
    from disclose.api.workbooks import continue_workbook as continue_workbook
    from disclose.api.workbooks import export as export
    from disclose.api.workbooks import fill as fill
    from disclose.api.workbooks import mark as mark
    from disclose.api.workbooks import match_prior_year as match_prior_year
    from disclose.api.workbooks import open_workbook as open_workbook
    from disclose.api.workbooks import template as template
    from disclose.api.workbooks import workbooks_in as workbooks_in
    from disclose.checks.outcome import Checked as Checked
    from disclose.checks.outcome import Judgement as Judgement
    from disclose.checks.prior_year import PriorYearMatch as PriorYearMatch
    from disclose.core.errors import DiscloseError as DiscloseError
    from disclose.core.finding import Finding as Finding
    from disclose.core.finding import Place as Place
    from disclose.core.finding import Severity as Severity
    from disclose.core.finding import Suspect as Suspect
    from disclose.core.messages import MessageType as MessageType
    from disclose.documents.audit.auditor import Audited as Audited
    from disclose.documents.extract.extraction import Imported as Imported
    from disclose.documents.verify.verifier import Verified as Verified
    from disclose.form.edition.library import Library as Library
    from disclose.form.edition.model import Edition as Edition
    from disclose.form.filing import Filing as Filing
    from disclose.page.build import BuiltPage as BuiltPage
    from disclose.rollup.database import Contribution as Contribution
    from disclose.rollup.outcome import RollUpOutcome as RollUpOutcome
    from disclose.rollup.selection import Options as Options

_NAMES = {
    "api.forms": "CURRENT edition_for editions explain library nearest schema",
    "api.inputs": "Input InputFile",
    "api.installation": "Machine Package doctor",
    "api.pages": "offline_page",
    "api.prior_input": "PriorYearInput read_prior_year",
    "api.reports": "Compiled audit check_templates compile_report import_report mark_report verify",
    "api.rollups": "RolledUp compile_rollup roll_up who",
    "api.workbooks": "ContinuedWorkbook ExportFormat agree_blanks carried_lines check "
    "continue_workbook export fill mark match_prior_year open_workbook template workbooks_in",
    "checks.outcome": "Checked Judgement",
    "checks.prior_year": "PriorYearMatch",
    "core.errors": "DiscloseError",
    "core.messages": "MessageType",
    "core.finding": "Finding Place Severity Suspect",
    "documents.audit.auditor": "Audited",
    "documents.extract.extraction": "Imported",
    "documents.verify.verifier": "Verified",
    "form.edition.library": "Library",
    "form.edition.model": "Edition",
    "form.filing": "Filing",
    "page.build": "BuiltPage",
    "rollup.database": "Contribution",
    "rollup.outcome": "RollUpOutcome",
    "rollup.selection": "Options",
}
"""The public names by the module that defines them; a test compares them with the imports above."""

_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __dir__() -> list[str]:
    return sorted(_HOMES)


if not TYPE_CHECKING:  # else every name would be known to the type checker, as Any

    def __getattr__(name: str) -> object:
        """Return the verb or class `name` from the module that defines it."""
        if name == "__all__":  # what `from disclose import *` asks for
            return sorted(_HOMES)
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"disclose.{_HOMES[name]}"), name)
        return found
