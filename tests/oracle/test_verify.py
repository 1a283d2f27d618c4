"""Reports edited by way of LibreOffice: exactly the findings they should have, and by what.

LibreOffice itself loads and saves; between the two a text is changed in the file, as a hand would.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from disclose.documents.read.anchors import Level
from tests.support.edited_reports import made, rewritten, summary, verified
from tests.support.soffice import Soffice

pytestmark = pytest.mark.soffice

RECEIVED, CARRIED = "requests.received[total]", "requests.carried_in[total]"
LICENSING = "proactive.licensing[decisions]"
THIRD_PARTY = "requests.denied.third_party[natural]"

Edit = Callable[[str], str]


def pieces(text: str) -> str:
    """A pattern for `text`, whatever markup stands between its characters."""
    return "(?:<[^>]*>)*".join(re.escape(each) for each in text)


def retyped(before: str, old: str, after: str, new: str) -> Edit:
    """What puts `new` in the place of `old`, which stands between two words once."""

    def edit(text: str) -> str:
        pattern = re.compile(f"({pieces(before)}(?:<[^>]*>)*){old}((?:<[^>]*>)*{pieces(after)})")
        assert len(pattern.findall(text)) == 1
        return pattern.sub(rf"\g<1>{new}\g<2>", text)

    return edit


def reworded(text: str) -> str:
    """The sentence about new requests in other words, its numbers as they are."""
    changes = {
        "(?<!本)年新收政府信息公开申请": "年里我办共收到公众的公开申请",
        "，上年结转": "，另有结转来的",
    }
    for old, new in changes.items():
        text, count = re.subn(old, new, text)
        assert count == 1
    return text


def added(text: str) -> str:
    """A number that no workbook has."""
    assert text.count("县政府网站改版上线") == 1
    return text.replace("县政府网站改版上线", "县政府网站改版上线，发布信息3500条")


def row_deleted(text: str) -> str:
    """The table of requests without one of its rows, in Word's markup or in LibreOffice's own."""
    rows = re.compile(r"<(w:tr|table:table-row)[ >].*?</\1>", re.DOTALL)
    name = re.compile(pieces("4.保护第三方合法权益"))
    chosen = [match for match in rows.finditer(text) if name.search(match[0])]
    assert len(chosen) == 1
    start, end = chosen[0].span()
    text = text[:start] + text[end:]
    for many, few in (("22", "21"), ("8", "7")):
        text = text.replace(
            f'table:number-rows-spanned="{many}"', f'table:number-rows-spanned="{few}"'
        )
    return text


EDITS: Mapping[str, tuple[Edit, list[str]]] = {
    "nothing": (str, []),
    "a figure in the text": (
        retyped("新收政府信息公开申请", "72", "件", "73"),
        [f"DOC40 {RECEIVED}"],
    ),
    "a figure in a table": (
        retyped("行政许可", "120", "第二十条第（六）项", "210"),
        [f"DOC40 {LICENSING}"],
    ),
    "a sentence reworded": (reworded, []),
    "a number added": (added, ["DOC43"]),
    "a row deleted": (row_deleted, [f"DOC47 {THIRD_PARTY}"]),
}


def reports(folder: Path) -> list[Path]:
    """A report for every edit, as it was made."""
    paths = [folder / f"{name}.docx" for name in EDITS]
    for path in paths:
        path.write_bytes(made("docx"))
    return paths


def edited(paths: list[Path], part: str) -> list[Path]:
    """The files, each with its edit made in place."""
    for path in paths:
        edit, _ = EDITS[path.stem]
        path.write_bytes(rewritten(path.read_bytes(), edit, part))
    return paths


def check(paths: list[Path], level: Level) -> None:
    """The findings of each report, and that all its figures were found by one level."""
    assert [path.stem for path in paths] == [*EDITS]
    for path in paths:
        done = verified(path.read_bytes(), path.suffix.removeprefix("."))
        assert summary(done) == EDITS[path.stem][1], path.stem
        gone = [int(str(each.args["count"])) for each in done.findings if each.code == "DOC47"]
        found = {name: count for name, count in done.found.items() if count}
        assert found == {level: done.figures - sum(gone)}, path.stem


def test_saved_as_word(soffice: Soffice, tmp_path: Path) -> None:
    once = soffice.save_as(".docx", reports(tmp_path), tmp_path / "once")
    twice = soffice.save_as(".docx", edited(once, "word/document.xml"), tmp_path / "twice")
    check(twice, Level.CONTROL)


def test_saved_as_odt_and_back(soffice: Soffice, tmp_path: Path) -> None:
    odt = soffice.save_as(".odt", reports(tmp_path), tmp_path / "odt")
    back = soffice.save_as(".docx", edited(odt, "content.xml"), tmp_path / "back")
    check(back, Level.BOOKMARK)
    body = ZipFile(back[0]).read("word/document.xml")
    assert body.count(b"<w:sdt>") == 0
    assert body.count(b"<w:bookmarkStart ") >= 247


def test_saved_as_doc_and_back(soffice: Soffice, tmp_path: Path) -> None:
    paths = edited(reports(tmp_path), "word/document.xml")
    doc = soffice.save_as(".doc", paths, tmp_path / "doc")
    back = soffice.save_as(".docx", doc, tmp_path / "back")
    check(back, Level.ALIGNMENT)
    body = ZipFile(back[0]).read("word/document.xml")
    assert body.count(b"<w:sdt>") == body.count(b"<w:bookmarkStart ") == 0


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_saved_as_a_page(suffix: str, soffice: Soffice, tmp_path: Path) -> None:
    paths = edited(reports(tmp_path), "word/document.xml")
    check(soffice.save_as(suffix, paths, tmp_path / "page"), Level.ALIGNMENT)
