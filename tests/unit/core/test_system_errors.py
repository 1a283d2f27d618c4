"""Errors of the operating system in both languages."""

import errno
import os
from pathlib import Path

import pytest

from disclose.core import system_errors
from disclose.core.language import Language, Wording


@pytest.mark.parametrize(
    "code", sorted(errno.errorcode), ids=lambda code: errno.errorcode.get(code, str(code))
)
def test_no_reason_in_chinese_is_in_english(code: int) -> None:
    reason = system_errors.reason(OSError(code, os.strerror(code), "甲.xlsx"))
    assert os.strerror(code) not in reason.in_(Language.ZH)
    assert reason.in_(Language.EN)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as raised:
        (tmp_path / "甲").read_bytes()
    assert system_errors.reason(raised.value).zh == "没有这个文件或文件夹"


def test_a_file_that_is_open_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a file that Excel has open gives either of these errors."""
    shared = PermissionError(errno.EACCES, "The process cannot access the file")
    shared.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert system_errors.reason(shared).en == "it is open in Excel, WPS or another program"
    denied = PermissionError(errno.EACCES, "Permission denied")
    assert system_errors.reason(denied).zh == "没有权限"
    monkeypatch.setattr(os, "name", "nt")
    assert "Excel" in system_errors.reason(denied).zh


def test_an_error_without_a_number() -> None:
    assert system_errors.reason(OSError("changed")) == Wording("系统出错", "system error")
