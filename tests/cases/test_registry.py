"""Every code: one kind, stable, named after the fault, worded in both languages, exemplified."""

import re
from string import Formatter

import pytest

from disclose import api
from disclose.core.finding import Kind
from disclose.core.language import Language, Wording
from disclose.core.messages import auditing as audit_kinds
from disclose.core.messages import cell_entries as cell_kinds
from disclose.core.messages import definition as edition_kinds
from disclose.core.messages import document_refused as document_kinds
from disclose.core.messages import explaining, prior_year_file, totals, workbook_layout
from disclose.core.messages import extraction as published_kinds
from disclose.core.messages import figures_file as figures_kinds
from disclose.core.messages import rolling as rollup_kinds
from disclose.core.messages import verification as verify_kinds
from disclose.core.messages import workbook_refused as intake_kinds
from disclose.form.edition.model import Edition
from disclose.output.message_catalog import BUILT_IN, RETIRED, example, kinds, page
from tests.support.examples import GALLERY
from tests.support.places import CASES, DATA

GOLDEN = DATA / "golden" / "codes.txt"

FAMILIES = (
    edition_kinds,
    intake_kinds,
    workbook_layout,
    figures_kinds,
    cell_kinds,
    totals,
    prior_year_file,
    explaining,
    document_kinds,
    published_kinds,
    audit_kinds,
    verify_kinds,
    rollup_kinds,
)
EDITIONS = api.editions(api.library())
KINDS = tuple({code: kind for form in EDITIONS for code, kind in kinds(form).items()}.values())

CHINESE = re.compile(r"[\u4e00-\u9fff]")
UNITS = {"万元", "元"}
"""What English wording quotes in Chinese besides the names of sheets."""


def _codes(form: Edition | None = None) -> list[str]:
    built_in = [kind.code for family in FAMILIES for kind in family.KINDS]
    if form is None:
        return built_in
    return [
        *built_in,
        *(rule.code for rule in form.rules),
        *(rule.code for rule in form.text_rules),
        *(rule.code for rule in form.prior_year_rules),
        *(rule.code for rule in form.year_rules),
    ]


def _wordings(kind: Kind) -> tuple[Wording, ...]:
    return kind.title, kind.message, kind.hint, kind.page


def _named() -> list[object]:
    return [pytest.param(kind, id=kind.code) for kind in KINDS]


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.id)
def test_every_code_once(form: Edition) -> None:
    codes = _codes(form)
    assert len(codes) == len(set(codes))
    assert set(codes) == set(kinds(form))
    assert [code for code in codes if not re.fullmatch(r"[A-Z]{3,4}\d\d", code)] == []


def test_names_are_unique_and_name_the_fault() -> None:
    names = [kind.name for kind in BUILT_IN.values()]
    assert len(names) == len(set(names))
    for name in names:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name), name
        assert not name.startswith(("avoid-", "use-", "must-", "do-not-", "check-for-")), name


@pytest.mark.parametrize("kind", _named())
def test_every_wording_stands_in_both_languages(kind: Kind) -> None:
    for wording in _wordings(kind):
        assert CHINESE.search(wording.zh.replace("{", "字{")), wording.zh
        assert re.search(r"[a-z]", wording.en), wording.en
        assert _fields(wording.zh) == _fields(wording.en)


@pytest.mark.parametrize("kind", [*BUILT_IN.values()], ids=lambda kind: kind.code)
def test_english_has_chinese_only_for_what_is_printed_or_shown(kind: Kind) -> None:
    for wording in _wordings(kind):
        for word in re.findall(r"[\u4e00-\u9fff]+", wording.en):
            assert word in _shown(), f"{kind.code}: {word}"


def _shown() -> set[str]:
    return {"填表说明", "单位信息", "文字部分", "审核", "出错说明", *UNITS}


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_code_has_cases() -> None:
    cased = {path.stem for path in CASES.glob("*.toml") if path.stem.isupper()}
    codes = {kind.code for kind in KINDS}
    assert cased - codes == set(), "cases of codes that are not there"
    assert codes - cased == set(), "write tests/cases/<CODE>.toml: a broken and a holding case"


@pytest.mark.parametrize("kind", _named())
def test_every_code_has_an_example(kind: Kind) -> None:
    files = ("command.txt", *(f"output.{language}.txt" for language in Language))
    missing = [name for name in files if not (GALLERY / kind.code / name).is_file()]
    assert missing == [], f"run python -m tests.support.gallery {kind.code}"
    assert list(example(kind, Language.ZH))


@pytest.mark.parametrize("kind", _named())
@pytest.mark.parametrize("language", Language)
def test_every_code_is_explained(kind: Kind, language: Language) -> None:
    lines = list(page(kind, language))
    assert lines[0].split()[0] == kind.code
    text = "\n".join(lines)
    assert kind.title.in_(language) in text
    assert kind.page.in_(language) in text
    assert "{" not in text


def test_codes_are_never_dropped_and_never_used_again() -> None:
    """`golden/codes.txt` is only added to: a code and the name it will always have.

    Codes that an edition gives to its rules are called `rule`.
    """
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    named = dict(line.split(maxsplit=1) for line in golden)
    assert len(named) == len(golden)
    current = {
        kind.code: BUILT_IN[kind.code].name if kind.code in BUILT_IN else "rule" for kind in KINDS
    }
    assert named == {**dict.fromkeys(RETIRED, "retired"), **current}


def test_retired_codes_are_not_in_use() -> None:
    codes = {kind.code for kind in KINDS}
    assert not RETIRED.keys() & codes
    assert set(RETIRED.values()) <= codes
