"""Which language a command speaks."""

from collections.abc import Mapping, Sequence

import pytest

from disclose.cli import main
from disclose.cli.language import VARIABLES, language_of
from disclose.core.language import Language

ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ZH),
        ({"DISCLOSE_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, EN),
        ({"DISCLOSE_LANG": "zh", "LANG": "en_US.UTF-8"}, ZH),
        ({"DISCLOSE_LANG": "", "LC_ALL": "en_GB.UTF-8"}, EN),
        ({"LC_ALL": "C.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, EN),
        ({"LC_ALL": "zh_CN.GB18030", "LANG": "en_US.UTF-8"}, ZH),
        ({"LANG": "zh_TW.UTF-8"}, ZH),
        ({"LANG": "Chinese (Simplified)_China.936"}, ZH),
        ({"LANG": "C"}, ZH),
        ({"LANG": "POSIX"}, ZH),
    ],
)
def test_the_variable_then_the_locale(environment: Mapping[str, str], expected: Language) -> None:
    assert language_of(environment) is expected


HEADS = {
    ZH: ("列出全部表格格式", "语言：中文"),
    EN: ("List the editions of the form", "language: English"),
}
"""The start of the help of `editions`, and a line of `doctor`."""


def printed(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "variable", "expected"),
    [
        (["editions", "--help"], "", ZH),
        (["editions", "--help"], "en", EN),
        (["editions", "--help", "--lang", "en"], "", EN),
        (["editions", "--lang=en", "--help"], "zh", EN),
        (["--lang", "zh", "editions", "--help"], "en", ZH),
        (["--lang", "zh", "editions", "--lang", "en", "--help"], "", EN),
        (["--help", "--lang", "zh"], "en", ZH),
        (["--lang", "en", "--help"], "", EN),
    ],
)
def test_help_is_in_the_language_asked_for(
    arguments: list[str],
    variable: str,
    expected: Language,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISCLOSE_LANG", variable)
    help_text = printed(arguments, capsys)
    assert [language for language, (head, _) in HEADS.items() if head in help_text] == [expected]
    assert ("输出用中文或英文" in help_text) == (expected is ZH)


@pytest.mark.parametrize("variable", VARIABLES)
def test_the_option_comes_before_the_environment_and_ends_with_the_command(
    variable: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert HEADS[EN][1] in printed(["doctor", "--lang", "en"], capsys)
    assert HEADS[ZH][1] in printed(["doctor"], capsys)
    monkeypatch.setenv(variable, "en_US.UTF-8")
    assert HEADS[EN][1] in printed(["doctor"], capsys)
    assert HEADS[ZH][1] in printed(["--lang", "zh", "doctor"], capsys)
