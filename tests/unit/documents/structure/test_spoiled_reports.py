"""One fault planted in a sound report: it is found, and nothing else."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from tests.support.structures import (
    HEADINGS,
    compiled,
    found,
    written,
    year_of_title,
)

Fault: TypeAlias = Callable[[str], str]

_PART = re.compile(r"^(?:## )?[一二三四五六] ?[、．,].*$", re.MULTILINE)


def _without_part(index: int) -> Fault:
    def fault(text: str) -> str:
        starts = [match.start() for match in _PART.finditer(text)]
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        return text[: starts[index]] + text[end:]

    return fault


def _numbered(number: str, wrong: str) -> Fault:
    return lambda text: re.sub(
        rf"(?m)^((?:## )?){number}( ?[、．,])", rf"\1{wrong}\2", text, count=1
    )


def _swapped(text: str) -> str:
    first, second, end = [match.start() for match in _PART.finditer(text)][1:4]
    return text[:first] + text[second:end] + text[first:second] + text[end:]


def _other_notice(text: str) -> str:
    known = ("〔2021〕30号", "〔2019〕60号")
    own, other = known if known[0] in text else known[::-1]
    return text.replace(own, other)


def _cited(form: str) -> Fault:
    return lambda text: re.sub(r"〔(20\d\d)〕(\d\d号)", form, text)


def _year_before(text: str) -> str:
    before = year_of_title(text) - 1
    return re.sub(r"20\d\d年1月1日", f"{before}年1月1日", text)


def _copied_opening(text: str) -> str:
    sentence = f"{year_of_title(text) - 1}年，我局认真贯彻落实条例，推进公开。\n\n"
    return re.sub(
        r"(一 ?、总体情况[^\n]*\n+(?:### （一）主动公开\n+)?)",
        lambda match: match[0] + sentence,
        text,
        count=1,
    )


def _added(words: str) -> Fault:
    return lambda text: f"{text}\n\n{words}\n"


FAULTS: Mapping[str, tuple[str, Fault]] = {
    **{f"part {index + 1} deleted": ("DOC80", _without_part(index)) for index in range(6)},
    "number of a part repeated": ("DOC81", _numbered("四", "三")),
    "number of a part skipped": ("DOC81", _numbered("五", "六")),
    "parts swapped": ("DOC81", _swapped),
    "heading renamed": (
        "DOC82",
        lambda text: re.sub("存在的主要问题[及和]改进情况", "存在的问题和下一步打算", text),
    ),
    "notice of other years": ("DOC83", _other_notice),
    "notice in round brackets": ("DOC83", _cited(r"（\1）\2")),
    "notice with 第": ("DOC83", _cited(r"〔\1〕第\2")),
    "notice without brackets": ("DOC83", _cited(r"\1\2")),
    "period of the year before": ("DOC84", _year_before),
    "opening of the year before": ("DOC84", _copied_opening),
    "signed in the report year": (
        "DOC85",
        lambda text: f"{text}\n\n{year_of_title(text)}年1月20日\n",
    ),
    "30 February": ("DOC85", lambda text: f"{text}\n\n{year_of_title(text) + 1}年2月30日\n"),
    "31 November": ("DOC85", lambda text: text.replace("12月31日", "11月31日", 1)),
    "section repeated": (
        "DOC86",
        lambda text: text.replace("（三）政府信息管理", "（二）政府信息管理"),
    ),
    "section skipped": (
        "DOC86",
        lambda text: text.replace("（二）依申请公开", "（三）依申请公开"),
    ),
    "item skipped": ("DOC86", _added("一是甲；二是乙；四是丙。")),
    "word doubled": ("DOC87", _added("网站改版改版完成。")),
    "particle doubled": ("DOC87", _added("主动公开的的信息。")),
    "sentence broken off": (
        "DOC88",
        lambda text: re.sub(r"。\n+(?=(?:## )?二 ?[、．])", "，\n\n", text, count=1),
    ),
    "quotation left open": ("DOC88", _added("坚持“公开为常态。")),
    "comma of half width": (
        "DOC89",
        lambda text: re.sub(r"(?<=[一-鿿])，(?=[一-鿿])", ",", text, count=1),
    ),
}
SOUND: Mapping[str, str] = {
    **{name: written(headings) for name, headings in HEADINGS.items()},
    **{form: compiled(form) for form in ("cn-2019", "cn-2021")},
}


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_and_nothing_else_is_found(fault: str, name: str) -> None:
    code, plant = FAULTS[fault]
    text = plant(SOUND[name])
    assert text != SOUND[name]
    assert set(found(text)) == {code}


@pytest.mark.parametrize("name", SOUND)
def test_nothing_is_found_before(name: str) -> None:
    assert found(SOUND[name]) == []
