"""The page answers as the command line does: the same findings as JSON, the same files."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import window
from tests.support.questions import (
    Answer,
    Question,
    by_command,
    cases,
    checks,
    documents,
    examples,
    hostile,
    verified,
)

pytestmark = [pytest.mark.node, pytest.mark.chromium]


def differences(browser: Browser, file: Path, questions: Iterable[Question]) -> Mapping[str, str]:
    """Return what the page answers otherwise than the command line, by question."""
    found, count = {}, 0
    with window(browser, file) as asked:
        for question in questions:
            told = asked.ask(question.verb, question.files, **question.to_page)
            expected = by_command(question)
            shown = Answer(told.data.get("json", ""), told.files)
            if shown != expected:
                found[f"{question.verb} {question.name}"] = told.error or _first(shown, expected)
            count += 1
    assert count, "nothing was asked"
    return found


def _first(shown: Answer, expected: Answer) -> str:
    if shown.files.keys() != expected.files.keys():
        return f"files {sorted(shown.files)}, not {sorted(expected.files)}"
    files = [name for name, data in shown.files.items() if data != expected.files[name]]
    return f"bytes of {files}" if files else f"{shown.json}\n{expected.json}"


def test_examples(browser: Browser, file: Path) -> None:
    assert differences(browser, file, checks(examples())) == {}


@pytest.mark.exhaustive
def test_documents(browser: Browser, file: Path) -> None:
    assert differences(browser, file, documents()) == {}


@pytest.mark.exhaustive
def test_gallery(browser: Browser, file: Path) -> None:
    assert differences(browser, file, checks(examples(broken=True))) == {}


@pytest.mark.exhaustive
def test_cases(browser: Browser, file: Path) -> None:
    assert differences(browser, file, cases()) == {}


@pytest.mark.exhaustive
def test_edited_reports(browser: Browser, file: Path) -> None:
    assert differences(browser, file, verified()) == {}


@pytest.mark.exhaustive
def test_hostile_files(browser: Browser, file: Path) -> None:
    assert differences(browser, file, hostile()) == {}
