"""The desk: it takes a request of the page, JSON with files, and gives an answer of the same kind.

An answer is `{"data": …}`, or `{"error": message}` in the language that was asked for: no request
raises. `templates/page/worker.js` calls it. The page is ready when this module is imported, so it
imports the rooms with the first request, or in `prepare`.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from disclose.browser.request import Answer, OutputFile, OwnForms, Request
from disclose.core.language import Language
from disclose.core.season import report_year

VERBS: Mapping[str, str] = {
    "template": "workbook_verbs.template",
    "check": "workbook_verbs.check",
    "mark": "workbook_verbs.mark",
    "agree_blanks": "workbook_verbs.agree_blanks",
    "compile": "workbook_verbs.compile_",
    "verify": "report_verbs.verify",
    "mark_report": "report_verbs.mark_report",
    "explain": "explain_verb.explain",
}
"""The function that answers each verb, as `module.function`; `about` is the desk's own."""

FORM, PAGE = "form", "page"
STEPS = (
    *("form.edition.load", FORM, "excel.read.reader", "checks.run", "api.workbooks"),
    *("browser.workbook_verbs", "output.findings_page", PAGE, "checks.localise.run"),
    *("report.narrative", "report.word.document", "report.compile", "excel.mark.marker"),
    *("excel.read.second_reader", "excel.write.writer", "api.reports"),
    *("documents.verify.verifier", "documents.mark.word_comments"),
)
"""What is loaded while nobody waits: modules, the form in force, the templates of the findings.

In the order in which people come to need it: a check, a report, a marked copy, a blank workbook, an
edited report.
"""


class Desk:
    """Answers the requests of one page; `about` are the facts that were written into it, as JSON.

    `own` is the folder of the forms and words of the office that gives out the page, or empty.
    """

    def __init__(self, about: str, own: str = "") -> None:
        """Keep both."""
        self._about: Mapping[str, Any] = json.loads(about)
        self._own = OwnForms(Path(own) if own else None)
        self._steps = iter(STEPS)

    def prepare(self) -> bool:
        """Load a part of what requests need, while nobody waits; return whether there is more."""
        step = next(self._steps, "")
        if step == FORM:
            from disclose.api import CURRENT

            self._own.library.get(CURRENT)
        elif step == PAGE:
            # A check that finds no workbook writes the page of findings all the same.
            self.answer(json.dumps({"verb": "check", "args": {"workbook": ""}}), [("", b"")])
        elif step:
            import_module(f"disclose.{step}")
        return bool(step)

    def answer(
        self, text: str, files: Sequence[tuple[str, bytes]]
    ) -> tuple[str, list[tuple[str, str, bytes]]]:
        """Return the answer to the request `text` as JSON; files as name, media type and bytes."""
        asked = json.loads(text)
        given = {name: bytes(data) for name, data in files}
        request = Request(asked["args"], given, self._own)
        try:
            data, written = self._answered(asked["verb"], request)
        except Exception as error:  # noqa: BLE001 - nobody in front of the page can use a traceback
            from disclose.browser.failures import message

            return json.dumps({"error": message(error, request.language)}), []
        return json.dumps({"data": data}), [(each.name, each.media, each.data) for each in written]

    def _answered(self, verb: str, request: Request) -> tuple[Any, Sequence[OutputFile]]:
        if verb == "about":
            return self.about(request.language), ()
        from disclose.browser.page_words import for_page

        found = function_of(verb)(request)
        return for_page(found.data, request.language), found.files

    def about(self, language: Language) -> Mapping[str, Any]:
        """Return what the page is: versions, forms, the usual year."""
        return {
            "version": self._about["version"],
            "fingerprint": self._about["fingerprint"],
            "python": sys.version.split()[0],
            "year": report_year(datetime.now(UTC).date()),
            "levels": self._about["levels"],
            "own": self._about["own"],
            "editions": [
                {**each, "title": each["title"][language]} for each in self._about["editions"]
            ],
        }


def function_of(verb: str) -> Callable[[Request], Answer]:
    """Return the function that answers a verb."""
    module, _, name = VERBS[verb].partition(".")
    function: Callable[[Request], Answer] = getattr(
        import_module(f"disclose.browser.{module}"), name
    )
    return function
