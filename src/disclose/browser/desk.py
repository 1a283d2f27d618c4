"""The desk: it takes a request of the page, JSON with files, and gives an answer of the same kind.

An answer is `{"data": …}`, or `{"error": message}` in the language that was asked for: no request
raises. `templates/page/worker.js` calls it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version
from typing import Any

from disclose import api
from disclose.browser import report_verbs, workbook_verbs
from disclose.browser.failures import message
from disclose.browser.request import Answer, OwnForms, Request
from disclose.core.dates import report_year
from disclose.core.finding import Severity
from disclose.core.language import Language
from disclose.form.edition.sheet_names import LEVEL


class Desk:
    """Answers the requests of one page; `about` are the facts that were written into it, as JSON.

    `own` is the folder of the forms and words of the office that gives out the page, or empty.
    """

    def __init__(self, about: str, own: str = "") -> None:
        self._about: Mapping[str, Any] = json.loads(about)
        self._own = OwnForms(Path(own) if own else None)
        self._verbs: Mapping[str, Callable[[Request], Answer]] = {
            "about": self.about,
            "template": workbook_verbs.template,
            "check": workbook_verbs.check,
            "mark": workbook_verbs.mark,
            "compile": workbook_verbs.compile_,
            "verify": report_verbs.verify,
            "mark_report": report_verbs.mark_report,
            "explain": explain,
        }

    def answer(
        self, request: str, files: Sequence[tuple[str, bytes]]
    ) -> tuple[str, list[tuple[str, str, bytes]]]:
        """Return the answer as JSON, and the files that belong to it: name, media type, bytes."""
        asked = json.loads(request)
        given = {name: bytes(data) for name, data in files}
        language = Language(asked["args"].get("lang", Language.ZH))
        try:
            found = self._verbs[asked["verb"]](Request(asked["args"], given, self._own))
        except Exception as error:  # noqa: BLE001 - nobody in front of the page can use a traceback
            return json.dumps({"error": message(error, language)}), []
        out = [(each.name, each.media, each.data) for each in found.files]
        return json.dumps({"data": found.data}), out

    def about(self, request: Request) -> Answer:
        """Say what the page is: versions, forms, the usual year."""
        language = request.language
        forms = api.editions(request.own.library)
        year = report_year(datetime.now(UTC).date())
        current = api.edition_for(year, request.own.library)
        levels = (line.choices for line in current.body if line.id == LEVEL)
        data = {
            "version": self._about["version"],
            "fingerprint": self._about["fingerprint"],
            "python": python_version(),
            "year": year,
            "levels": list(next(levels, ())),
            "own": self._about.get("own", {}),
            "editions": [
                {
                    "id": each.id,
                    "title": each.label.in_(language),
                    "first_year": each.first_year,
                    "last_year": each.last_year,
                }
                for each in forms
            ],
        }
        return Answer(data)


def explain(request: Request) -> Answer:
    """Give the pages of all codes, those of every form."""
    from disclose.output.message_catalog import message_types, page

    language = request.language
    built_in = message_types(None)
    pages = []
    for form in (None, *api.editions(request.own.library)):
        for code, kind in message_types(form).items():
            if form is not None and code in built_in:
                continue
            pages.append(
                {
                    "code": code,
                    "title": kind.title.in_(language),
                    "severity": kind.severity.value,
                    "text": "\n".join(page(kind, language)),
                    **({"edition": form.id} if form else {}),
                }
            )
    order = list(Severity)
    pages.sort(key=lambda each: (order.index(Severity(each["severity"])), each["code"]))
    return Answer(pages)
