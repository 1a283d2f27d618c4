"""The files of messages: read when a message is asked for, and strictly."""

import re
from pathlib import Path

import pytest

from disclose.core import messages
from disclose.core.errors import MessageFileError
from disclose.core.finding import Severity
from disclose.core.language import Wording
from disclose.core.messages import (
    BUILT_IN,
    RuleWording,
    arguments,
    read_family,
    read_rule_wordings,
)
from tests.support.places import CHECKOUT

GOOD = '''
[pages.cells]
zh = "格里的内容。"
en = "What is typed into cells."

[CELL01]
name = "too-large"
severity = "warning"
title.zh = "太大"
title.en = "too large"
message.zh = "{count} 格：{cells}"
message.en = "{count:cell/cells}: {cells}"
hint.zh = """
改成 {limit}，\\
再试。"""
hint.en = """
Change it to {limit} \\
and try again."""
page = "cells"

[CELL02]
name = "empty"
severity = "error"
title = {zh = "空", en = "empty"}
message = {zh = "[{cells}|都]空", en = "[{cells} are|all is] empty"}
hint = {zh = "填上。", en = "Fill it in."}
document.hint = {zh = "核对 {count}。", en = "Compare {count}."}
filler = {zh = "在网页上填 {count} 格。", en = "Fill in {count} cells on the page."}
page = {zh = "不能空。", en = "It must not be empty."}
'''


def test_a_family_is_read() -> None:
    family = read_family("CELL", GOOD)
    first, second = family["CELL01"], family["CELL02"]
    assert list(family) == ["CELL01", "CELL02"]
    assert (first.code, first.name, first.severity) == ("CELL01", "too-large", Severity.WARNING)
    assert first.hint == Wording("改成 {limit}，再试。", "Change it to {limit} and try again.")
    assert first.page == Wording("格里的内容。", "What is typed into cells.")
    assert second.page == Wording("不能空。", "It must not be empty.")
    assert first.about_document == first
    assert first.filler is None
    assert second.filler == Wording("在网页上填 {count} 格。", "Fill in {count} cells on the page.")
    assert second.about_document.filler is None
    assert second.about_document.title == second.title
    assert second.about_document.hint == Wording("核对 {count}。", "Compare {count}.")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "hint.en", "hnit.en", "CELL01: unknown key hnit; did you mean hint?", id="key"
        ),
        pytest.param(
            "title.en",
            "title.eng",
            "CELL01.title: unknown key eng; did you mean en?",
            id="language",
        ),
        pytest.param(
            'title.en = "too large"\n', "", "CELL01.title: en is missing", id="no-english"
        ),
        pytest.param('name = "too-large"\n', "", "CELL01: name is missing", id="no-name"),
        pytest.param(
            '"太大"', '" "', "CELL01.title.zh: must be a text in quotation marks", id="blank"
        ),
        pytest.param(
            '"太大"', "3", "CELL01.title.zh: must be a text in quotation marks", id="number"
        ),
        pytest.param(
            '{zh = "空", en = "empty"}',
            '"空"',
            "CELL02.title: must have the keys zh, en",
            id="text",
        ),
        pytest.param(
            "{count} 格",
            "几格",
            "CELL01.message: only one of the languages names the argument count",
            id="arguments-differ",
        ),
        pytest.param(
            "{count} 格",
            "{count 格",
            "CELL01.message: unexpected '{' in field name",
            id="braces",
        ),
        pytest.param(
            "document.hint",
            "document.hnit",
            "CELL02.document: unknown key hnit; did you mean hint?",
            id="document-key",
        ),
        pytest.param(
            '"Compare {count}."',
            '"Compare."',
            "CELL02.document.hint: only one of the languages names the argument count",
            id="document-arguments",
        ),
        pytest.param(
            "Fill in {count} cells",
            "Fill in cells",
            "CELL02.filler: only one of the languages names the argument count",
            id="filler",
        ),
        pytest.param(
            "document.hint = {",
            "document = {",
            "CELL02.document: unknown key zh",
            id="document-text",
        ),
        pytest.param("too-large", "Too large", "CELL01: name must be lower-case words", id="name"),
        pytest.param(
            '"warning"',
            '"grave"',
            "CELL01: severity must be one of error, warning, note",
            id="severity",
        ),
        pytest.param(
            'page = "cells"',
            'page = "cell"',
            "CELL01: there is no page cell; did you mean cells?",
            id="unknown-page",
        ),
        pytest.param(
            'page = "cells"',
            'page = {zh = "格。", en = "Cells."}',
            "pages.cells: no message uses this page",
            id="unused-page",
        ),
        pytest.param(
            'zh = "空", en = "empty"',
            'zh = "{n} 空", en = "{n} empty"',
            "CELL02.title: titles and pages take no arguments",
            id="title-with-argument",
        ),
        pytest.param(
            "[CELL02]",
            "[FORM02]",
            "FORM02: the codes of this file are CELL and two digits",
            id="family",
        ),
        pytest.param("[CELL02]", "[CELL01]", "Cannot declare ('CELL01',) twice", id="twice"),
        pytest.param('"空"', '"空', "Unclosed inline table (at line 24, column 25)", id="quotes"),
    ],
)
def test_a_fault_is_reported_with_file_and_code(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    with pytest.raises(MessageFileError, match=re.escape(f"CELL.toml: {expected}")):
        read_family("CELL", GOOD.replace(old, new, 1))


def test_all_faults_are_reported_at_once() -> None:
    faulty = GOOD.replace("hint.en", "hnit.en").replace('"error"', '"grave"')
    with pytest.raises(MessageFileError) as refused:
        read_family("CELL", faulty)
    assert str(refused.value).splitlines() == [
        "CELL.toml: CELL01: unknown key hnit; did you mean hint?",
        "CELL.toml: CELL01.hint: en is missing",
        "CELL.toml: CELL02: severity must be one of error, warning, note",
    ]


def test_the_wordings_for_rules_are_read_as_strictly() -> None:
    text = (
        '[jump]\nmessage = {zh = "{cells}升", en = "{cells} up"}\npage = {zh = "升。", en = "Up."}'
    )
    assert read_rule_wordings("edition.toml", text) == {
        "jump": RuleWording(message=Wording("{cells}升", "{cells} up"), page=Wording("升。", "Up."))
    }
    with pytest.raises(MessageFileError, match=re.escape("edition.toml: jump: page is missing")):
        read_rule_wordings("edition.toml", text.partition("page")[0])


def test_arguments_are_named_once() -> None:
    assert arguments("{count:cell/cells}[, {blanks} blank|: {cells}]: {cells}") == {
        "count",
        "blanks",
        "cells",
    }


@pytest.mark.parametrize("code", ["CELL99", "XYZ01", "cell01", "../CELL01", ""])
def test_an_unknown_code_has_no_message(code: str) -> None:
    assert code not in BUILT_IN
    with pytest.raises(KeyError):
        BUILT_IN[code]


def test_names_are_unique_in_all_families() -> None:
    names = [message_type.name for message_type in BUILT_IN.values()]
    assert len(names) == len(set(names)) == len(BUILT_IN)


def test_a_file_in_another_encoding_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages/ODD.toml").write_bytes("[ODD01]".encode("utf-16"))
    monkeypatch.setattr(messages, "templates", lambda: tmp_path)
    with pytest.raises(MessageFileError, match=r"ODD\.toml: not UTF-8"):
        "ODD01" in messages.BUILT_IN  # noqa: B015 - to look is enough


@pytest.mark.parametrize("text", [None, ""], ids=["missing", "empty"])
def test_a_missing_or_empty_file_is_a_broken_installation(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "messages").mkdir()
    if text is not None:
        (tmp_path / "messages" / "CELL.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(messages, "templates", lambda: tmp_path)
    messages._family.cache_clear()
    try:
        with pytest.raises(MessageFileError, match=r"CELL\.toml: missing or empty"):
            messages.BUILT_IN["CELL02"]
    finally:
        messages._family.cache_clear()


def test_the_families_are_the_files() -> None:
    files = {file.stem for file in (CHECKOUT / "templates" / "messages").glob("*.toml")}
    assert files == {*messages.FAMILIES, "edition"}
