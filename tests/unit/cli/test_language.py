"""Which language a run speaks."""

import pytest

from disclose.cli.language import spoken
from disclose.core.language import Language

ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, ZH),
        (["check", "--lang", "en"], {"DISCLOSE_LANG": "zh"}, EN),
        (["--lang=en", "check"], {"DISCLOSE_LANG": "zh"}, EN),
        (["check", "--lang", "zh"], {"DISCLOSE_LANG": "en", "LANG": "en_US.UTF-8"}, ZH),
        (["check", "--lang"], {"DISCLOSE_LANG": "en"}, EN),
        ([], {"DISCLOSE_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, EN),
        ([], {"DISCLOSE_LANG": "", "LC_ALL": "en_GB.UTF-8"}, EN),
        ([], {"LC_ALL": "C.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, EN),
        ([], {"LC_ALL": "zh_CN.GB18030", "LANG": "en_US.UTF-8"}, ZH),
        ([], {"LANG": "zh_TW.UTF-8"}, ZH),
        ([], {"LANG": "Chinese (Simplified)_China.936"}, ZH),
        ([], {"LANG": "C"}, ZH),
        ([], {"LANG": "POSIX"}, ZH),
    ],
)
def test_the_option_then_the_variable_then_the_locale(
    arguments: list[str], environment: dict[str, str], language: Language
) -> None:
    assert spoken(arguments, environment) is language
