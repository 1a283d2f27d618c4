"""A body's own names of figures: added to the editions' words, and read strictly."""

from pathlib import Path

import pytest

from disclose import api
from disclose.core.errors import EditionError
from tests.support.editions import line_of
from tests.support.filings import changed
from tests.support.workbooks import workbook

WORDS = """\
[[entries]]
id = "requests.received[total]"
labels = ["群众来件公开诉请"]
"""
TEXTS = {"overview.on_request": "2025年，群众来件公开诉请88件。"}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(WORDS, encoding="utf-8")
    return path


def test_check_and_compile_understand_a_name_of_ones_own(words: Path) -> None:
    filled = workbook(changed(texts=TEXTS))
    assert api.check(filled).findings == ()
    assert [each.code for each in api.check(filled, lexicon=words).findings] == ["DOC24"]
    assert api.compile_report(filled, formats=["md"]).documents
    assert not api.compile_report(filled, formats=["md"], lexicon=words).documents


def test_audit_understands_it(words: Path) -> None:
    report = "# 南溪区水务局2024年政府信息公开工作年度报告\n\n群众来件公开诉请88件。\n".encode()
    assert api.audit(report).figures == 0
    assert api.audit(report, lexicon=words).figures == 1


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("received", "recieved", "DEF05", "requests.recieved"),
        ("labels", "lables", "DEF01", "lables"),
        ('["群众来件公开诉请"]', '"群众来件公开诉请"', "DEF02", "labels"),
        ('["群众来件公开诉请"]', '[" "]', "DEF02", "labels"),
        ("[[entries]]", "[[entry]]", "DEF01", "[[entry]]"),
        ("id =", "id :", "DEF08", "id :"),
    ],
    ids=["unknown-figure", "unknown-key", "no-list", "empty-label", "other-table", "no-toml"],
)
def test_a_faulty_file_is_refused_with_its_line(
    old: str, new: str, code: str, line: str, words: Path
) -> None:
    words.write_text(WORDS.replace(old, new), encoding="utf-8")
    with pytest.raises(EditionError) as refused:
        api.check(workbook(changed()), lexicon=words)
    first = refused.value.findings[0]
    assert (first.code, first.places[0].file) == (code, str(words))
    assert first.places[0].line == line_of(words, line)


def test_a_file_that_is_not_utf_8_is_refused(words: Path) -> None:
    words.write_bytes(WORDS.encode("gb18030"))
    with pytest.raises(EditionError) as refused:
        api.audit("没有".encode(), lexicon=words)
    assert refused.value.findings[0].code == "DEF08"
