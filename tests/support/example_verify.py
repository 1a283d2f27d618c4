"""The example of an edited report: the edits, and what `verify` says of them.

`python -m tests.support.example_verify` writes it anew, after `python -m tests.support.examples`.
"""

import contextlib
import re
from collections.abc import Mapping

from disclose import api
from disclose.core.language import Language
from disclose.documents.verify.summary import summary
from disclose.output.text import render_outcome
from tests.support.edited_reports import rewritten
from tests.support.places import CHECKOUT, EXAMPLES
from tests.support.report_names import report_in

FOLDER = EXAMPLES / "verify"
SOURCE = report_in(EXAMPLES / "qinghe-2025" / "report", "docx")
WORKBOOK = EXAMPLES / "qinghe-2025" / "filled.xlsx"

_ROW = re.compile(r"<w:tr>(?:(?!</w:tr>).)*?重复申请.*?</w:tr>", re.DOTALL)
_TEXT = {
    "改版政府网站信息公开专栏": "改版政府网站信息公开专栏，全年发布信息1860条",
    "年新收政府信息公开申请<": "年里共收到公众提出的政府信息公开申请<",
    "，上年结转": "，另有上年结转",
}
_FIGURES = {
    "requests.received[total]": ("49", "50"),
    "proactive.penalties[decisions]": ("187", "178"),
}


def edited(text: str) -> str:
    """The text of the document after the edits: words, two figures, a row of a table."""
    for old, new in _TEXT.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    for key, (old, new) in _FIGURES.items():
        tag = re.escape(f'<w:tag w:val="{key}" />')
        where = re.finditer(rf"{tag}(?:(?!</w:sdt>).)*?>(?P<text>{old})</w:t>", text, re.DOTALL)
        start, end = [each.span("text") for each in where][_which(key)]
        text = text[:start] + new + text[end:]
    assert len(_ROW.findall(text)) == 1
    return _ROW.sub("", text)


def _which(key: str) -> int:
    """Which of the figures of that name is changed: the one in the text, the one in the table."""
    return 0 if key.startswith("requests") else 1


def outputs() -> Mapping[str, bytes]:
    """What the example holds besides its page, by name; the edited report must stand there."""
    made = {"edited.docx": rewritten(SOURCE.read_bytes(), edited)}
    with contextlib.chdir(CHECKOUT):
        report, workbook = (
            FOLDER.relative_to(CHECKOUT) / "edited.docx",
            WORKBOOK.relative_to(CHECKOUT),
        )
        done = api.verify(report, workbook, api.library())
    for language, name in ((Language.ZH, "verify.txt"), (Language.EN, "verify.en.txt")):
        said = "".join(
            f"{line.plain}\n" for line in render_outcome(done, summary(done, language), language)
        )
        made[name] = said.encode()
    return made


def main() -> None:
    """Write the example anew."""
    (FOLDER / "edited.docx").write_bytes(rewritten(SOURCE.read_bytes(), edited))
    for name, data in outputs().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
