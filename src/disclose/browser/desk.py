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

from disclose.browser.request import Answer, OwnForms, Request
from disclose.core.language import Language
from disclose.core.season import report_year

VERBS: Mapping[str, str] = {
    "template": "workbook_verbs.template",
    "check": "workbook_verbs.check",
    "mark": "workbook_verbs.mark",
    "compile": "workbook_verbs.compile_",
    "verify": "report_verbs.verify",
    "mark_report": "report_verbs.mark_report",
    "explain": "explain_verb.explain",
}
"""The function that answers each verb, as `module.function`; `about` is the desk's own."""


class Desk:
    """Answers the requests of one page; `about` are the facts that were written into it, as JSON.

    `own` is the folder of the forms and words of the office that gives out the page, or empty.
    """

    def __init__(self, about: str, own: str = "") -> None:
        """Keep both."""
        self._about: Mapping[str, Any] = json.loads(about)
        self._own = OwnForms(Path(own) if own else None)

    def prepare(self) -> None:
        """Import what the first check needs, while nobody waits."""
        import_module("disclose.browser.workbook_verbs")
        import_module("disclose.output.findings_page")
        import_module("disclose.api.workbooks")
        import_module("disclose.excel.read.reader")
        import_module("disclose.checks.run")

    def answer(
        self, request: str, files: Sequence[tuple[str, bytes]]
    ) -> tuple[str, list[tuple[str, str, bytes]]]:
        """Return the answer as JSON, and the files that belong to it: name, media type, bytes."""
        asked = json.loads(request)
        given = {name: bytes(data) for name, data in files}
        language = Language(asked["args"].get("lang", Language.ZH))
        try:
            found = self._verb(asked["verb"])(Request(asked["args"], given, self._own))
        except Exception as error:  # noqa: BLE001 - nobody in front of the page can use a traceback
            from disclose.browser.failures import message

            return json.dumps({"error": message(error, language)}), []
        out = [(each.name, each.media, each.data) for each in found.files]
        return json.dumps({"data": found.data}), out

    def _verb(self, name: str) -> Callable[[Request], Answer]:
        if name == "about":
            return self.about
        module, _, function = VERBS[name].partition(".")
        verb: Callable[[Request], Answer] = getattr(
            import_module(f"disclose.browser.{module}"), function
        )
        return verb

    def about(self, request: Request) -> Answer:
        """Say what the page is: versions, forms, the usual year."""
        forms = ({**each, "title": each["title"][request.language]} for each in self._forms)
        data = {
            "version": self._about["version"],
            "fingerprint": self._about["fingerprint"],
            "python": sys.version.split()[0],
            "year": report_year(datetime.now(UTC).date()),
            "levels": self._about["levels"],
            "own": self._about["own"],
            "editions": list(forms),
        }
        return Answer(data)

    @property
    def _forms(self) -> Sequence[Mapping[str, Any]]:
        forms: Sequence[Mapping[str, Any]] = self._about["editions"]
        return forms
