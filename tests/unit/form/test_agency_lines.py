"""Lines of 单位信息: silence on what is sound, and the fault of what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.form.agency_lines import (
    ALPHABET,
    agency_name,
    check_character,
    is_sound_code,
    read_line,
)
from disclose.form.edition.model import BodyField, FieldKind
from tests.support.places import TESTS

SOUND = TESTS / "data" / "agency_lines"


def faults(kind: FieldKind, text: str) -> bool:
    return read_line(BodyField(id="line", label="项目", kind=kind), text).fault is not None


def lines(name: str) -> list[str]:
    return (SOUND / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind", ["telephone", "email", "web_address", "date", "credit_code"])
def test_sound_lines_are_silent(kind: FieldKind) -> None:
    sound = lines(f"{kind}.txt")
    assert [text for text in sound if faults(FieldKind(kind), text)] == []


@pytest.mark.parametrize("kind", ["telephone", "email", "web_address", "date", "credit_code"])
def test_unsound_lines_are_found(kind: FieldKind) -> None:
    unsound = lines(f"{kind}-wrong.txt")
    assert [text for text in unsound if not faults(FieldKind(kind), text)] == []


def test_two_hundred_sound_lines_are_tried() -> None:
    kinds = ("telephone", "email", "web_address", "date", "credit_code")
    assert sum(len(lines(f"{kind}.txt")) for kind in kinds) >= 200


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("青禾县人民政府办公室（盖章）", "青禾县人民政府办公室"),
        ("青禾县财政局 (章) ", "青禾县财政局"),
        ("青禾县财政局【公 章】", "青禾县财政局"),
        ("青禾县财政局（签章处）", "青禾县财政局"),
        ("青禾县财政局（本级）", "青禾县财政局（本级）"),
        ("青禾县印章管理所", "青禾县印章管理所"),
        ("（盖章）", ""),
    ],
)
def test_the_words_for_the_seal_are_no_part_of_a_name(typed: str, name: str) -> None:
    assert agency_name(typed) == name


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("credit_code", " 9144 0300 7152 6726 xg", "9144030071526726XG"),
        ("credit_code", "９１４４０３００７１５２６７２６ＸＧ", "9144030071526726XG"),
        ("postcode", "５１０ ８００", "510800"),
        ("telephone", "０７５５－８８８８８８８８", "0755-88888888"),
        ("telephone", "（0755）88888888", "（0755）88888888"),
        ("email", "zwgk＠qinghe．cn", "zwgk@qinghe.cn"),
        ("web_address", "http：／／www.qinghe.cn", "http://www.qinghe.cn"),
        ("date", "二〇二六年一月五日", "2026年1月5日"),
    ],
)
def test_a_line_is_meant_in_the_usual_characters(kind: str, typed: str, value: str) -> None:
    field = BodyField(id="line", label="项目", kind=FieldKind(kind))
    assert read_line(field, typed) == (value, None)


@pytest.mark.parametrize(
    ("kind", "typed", "proposal"),
    [
        ("web_address", "www.qinghe.cn/zwgk", "http://www.qinghe.cn/zwgk"),
        ("web_address", "https:/www.qinghe.cn", "https://www.qinghe.cn"),
        ("web_address", "http//www。qinghe。cn", "http://www.qinghe.cn"),
        ("web_address", "青禾县人民政府网站", ""),
        ("email", "zwgk@qinghe，cn", "zwgk@qinghe.cn"),
        ("email", "zwgk.qinghe.cn", ""),
        ("credit_code", "9144030071526762XG", "9144030071526726XG"),
        ("credit_code", "91440300715267Z6XG", "9144030071526726XG"),
        ("credit_code", "9144030071526726XA", ""),
    ],
)
def test_a_fault_proposes_the_one_text_that_is_sound(kind: str, typed: str, proposal: str) -> None:
    field = BodyField(id="line", label="项目", kind=FieldKind(kind))
    fault = read_line(field, typed).fault
    assert fault is not None
    assert fault.proposal == proposal


codes = st.text(ALPHABET, min_size=17, max_size=17).map(lambda code: code + check_character(code))


@given(codes)
def test_a_code_with_its_check_character_is_silent(code: str) -> None:
    assert not faults(FieldKind.CREDIT_CODE, code)
    assert not faults(FieldKind.CREDIT_CODE, code.lower())


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_changed_character_is_found(code: str, at: int, char: str) -> None:
    # 31 is prime and no weight is a multiple of it, so that each change shows.
    changed = code[:at] + char + code[at + 1 :]
    assert faults(FieldKind.CREDIT_CODE, changed) == (changed != code)


@given(codes, st.integers(0, 16))
def test_two_swapped_neighbours_are_found(code: str, at: int) -> None:
    # The weights of neighbours differ modulo 31, the last one counts once: -1 and 3^16 differ too.
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert faults(FieldKind.CREDIT_CODE, swapped) == (swapped != code)


def test_published_codes_are_sound_with_their_last_character_alone() -> None:
    for code in ("91330100799655058B", "9144030071526726XG", "914403001922038216"):
        assert is_sound_code(code)
        assert not any(is_sound_code(code[:-1] + each) for each in ALPHABET if each != code[-1])
        assert not is_sound_code(code.replace("0", "O"))


def test_a_choice_is_one_whatever_the_width_of_its_brackets() -> None:
    field = BodyField(id="level", label="报送层级", choices=("部门、乡镇（街道）", "县级汇总"))
    assert read_line(field, "部门、乡镇(街道)") == ("部门、乡镇（街道）", None)
    assert read_line(field, "县级").fault is not None
