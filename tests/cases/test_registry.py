"""Every code: one message, stable, named after the fault, worded in both languages, exemplified."""

import re
from string import Formatter

import pytest

from disclose import api
from disclose.core.language import Language, Wording
from disclose.core.messages import BUILT_IN, MessageType
from disclose.form.edition.model import Edition
from disclose.output.console import WIDTH, width
from disclose.output.message_catalog import RETIRED, example, message_types, page
from disclose.rollup.csv_lists import FILES, SHARED
from tests.support.examples import GALLERY
from tests.support.places import CASES, DATA

GOLDEN = DATA / "golden" / "codes.txt"

EDITIONS = api.editions(api.library())
MESSAGE_TYPES = tuple(
    {code: shown for form in EDITIONS for code, shown in message_types(form).items()}.values()
)

CHINESE = re.compile(r"[\u4e00-\u9fff]")
UNITS = {"万元", "元"}
"""What English wording quotes in Chinese besides the names of sheets."""


def _codes(form: Edition | None = None) -> list[str]:
    built_in = list(BUILT_IN)
    if form is None:
        return built_in
    return [
        *built_in,
        *(rule.code for rule in form.rules),
        *(rule.code for rule in form.text_rules),
        *(rule.code for rule in form.prior_year_rules),
        *(rule.code for rule in form.year_rules),
        *(condition.code for condition in form.conditions),
    ]


def _wordings(message_type: MessageType) -> tuple[Wording, ...]:
    shown = (message_type.title, message_type.message, message_type.hint, message_type.page)
    return *shown, *message_type.document.values()


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.id)
def test_every_code_once(form: Edition) -> None:
    codes = _codes(form)
    assert len(codes) == len(set(codes))
    assert set(codes) == set(message_types(form))
    assert [code for code in codes if not re.fullmatch(r"[A-Z]{3,4}\d\d", code)] == []


def test_names_are_unique_and_name_the_fault() -> None:
    names = [message_type.name for message_type in BUILT_IN.values()]
    assert len(names) == len(set(names))
    for name in names:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name), name
        assert not name.startswith(("avoid-", "use-", "must-", "do-not-", "check-for-")), name


def test_every_wording_stands_in_both_languages() -> None:
    for message_type in MESSAGE_TYPES:
        for wording in _wordings(message_type):
            assert CHINESE.search(wording.zh.replace("{", "字{")), (message_type.code, wording.zh)
            assert re.search(r"[a-z]", wording.en), (message_type.code, wording.en)
            assert _fields(wording.zh) == _fields(wording.en), message_type.code


def test_english_has_chinese_only_for_what_is_printed_or_shown() -> None:
    for message_type in BUILT_IN.values():
        for wording in _wordings(message_type):
            words = re.findall(r"[\u4e00-\u9fff]+", wording.en)
            assert set(words) <= _shown(), (message_type.code, wording.en)


def _shown() -> set[str]:
    lists = {each.removesuffix(".csv") for each in (FILES, SHARED)}
    agreed = {"空白的格按", "上报", "是"}
    return {"填表说明", "单位信息", "文字部分", "审核", "出错说明", *agreed, *lists, *UNITS}


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_code_has_cases() -> None:
    cased = {path.stem for path in CASES.glob("*.toml") if path.stem.isupper()}
    codes = {message_type.code for message_type in MESSAGE_TYPES}
    assert cased - codes == set(), "cases of codes that are not there"
    assert codes - cased == set(), "write tests/cases/<CODE>.toml: a broken and a holding case"


def test_every_code_has_an_example() -> None:
    files = ("command.txt", *(f"output.{language}.txt" for language in Language))
    for code in (each.code for each in MESSAGE_TYPES):
        missing = [name for name in files if not (GALLERY / code / name).is_file()]
        assert missing == [], f"run python -m tests.support.gallery {code}"
    assert [each.code for each in MESSAGE_TYPES if not list(example(each, Language.ZH))] == []


@pytest.mark.parametrize("language", Language)
def test_every_code_is_explained(language: Language) -> None:
    for message_type in MESSAGE_TYPES:
        lines = list(page(message_type, language))
        assert lines[0].split()[0] == message_type.code
        assert [line for line in lines if width(line) > WIDTH] == []
        text = "".join("".join(lines).split())
        for part in (message_type.title, message_type.page):
            assert "".join(part.in_(language).split()) in text, message_type.code
        assert "{" not in text, message_type.code


def test_codes_are_never_dropped_and_never_used_again() -> None:
    """`golden/codes.txt` is only added to: a code and the name it will always have.

    Codes that an edition gives to its rules are called `rule`.
    """
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    named = dict(line.split(maxsplit=1) for line in golden)
    assert len(named) == len(golden)
    current = {
        code: BUILT_IN[code].name if code in BUILT_IN else "rule"
        for code in (message_type.code for message_type in MESSAGE_TYPES)
    }
    assert named == {**dict.fromkeys(RETIRED, "retired"), **current}


def test_retired_codes_are_not_in_use() -> None:
    codes = {message_type.code for message_type in MESSAGE_TYPES}
    assert not RETIRED.keys() & codes
    assert set(RETIRED.values()) <= codes
