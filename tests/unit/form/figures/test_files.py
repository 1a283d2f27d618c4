"""Figures files: what was typed comes back; what is not understood is refused, never dropped."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.errors import FiguresError
from disclose.core.text import unified
from disclose.form.figures import csv_file, json_file
from disclose.form.figures.content import TOO_LARGE, FiguresFile, Value, content, filing
from disclose.form.filing import Origin, State
from tests.support.filings import balanced, changed, edition

KEYS = sorted(edition().figures)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0")).map(unified)
"""A radical is read as the Chinese character that it shows."""

NUMBERS: st.SearchStrategy[Value] = st.one_of(
    st.integers(-(10**12), 10**12),
    st.decimals(-(10**9), 10**9, places=6),
)
CONTENTS = st.builds(
    FiguresFile,
    edition=st.just("cn-2021"),
    year=st.none() | st.integers(0, 9999),
    body=st.dictionaries(st.sampled_from([field.id for field in edition().body]), TEXT),
    figures=st.dictionaries(st.sampled_from(KEYS), NUMBERS | TEXT),
    texts=st.dictionaries(st.sampled_from([section.id for section in edition().texts]), TEXT),
)


@given(CONTENTS)
def test_json_is_lossless(source: FiguresFile) -> None:
    back = json_file.read(json_file.write(source))
    assert back == source
    assert list(map(str, back.figures.values())) == list(map(str, source.figures.values()))


@given(CONTENTS)
def test_csv_is_lossless(source: FiguresFile) -> None:
    back = csv_file.read(csv_file.write(source, edition()))
    assert back == source


def test_trailing_zeros_stay() -> None:
    for file in (json_file.write(balanced()), csv_file.write(balanced(), edition())):
        assert b"1.50" in file


def test_numbers_of_json_are_exact() -> None:
    back = json_file.read(b'{"figures": {"proactive.fees[amount]": 18.8710}}')
    assert str(back.figures["proactive.fees[amount]"]) == "18.8710"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_means_nothing(mark: bytes) -> None:
    assert json_file.read(mark + b'{"year": 2025}').year == 2025
    assert csv_file.read(mark + b"key,value\r\nyear,2025\r\n").year == 2025


def test_csv_opens_in_excel() -> None:
    data = csv_file.write(balanced(), edition())
    assert data.startswith(b"\xef\xbb\xbfkey,value,type,label\r\nedition,cn-2021,text,\r\n")
    assert "proactive.fees[amount],1.50,number,行政事业性收费 · 本年收费金额（单位：万元）\r\n" in (
        data.decode("utf-8-sig")
    )


def test_csv_as_a_chinese_excel_saves_it_is_read() -> None:
    lines = "key,value\r\nbody.name,青禾县人民政府办公室\r\n"
    assert csv_file.read(lines.encode("gbk")).body == {"name": "青禾县人民政府办公室"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-", "@x", "\t1", "\r1", "'quoted"])
def test_no_text_of_a_csv_is_a_formula(text: str) -> None:
    source = changed(
        {"proactive.fees[amount]": text}, body={"address": text}, texts={"problems": text}
    )
    data = csv_file.write(source, edition())
    cells = [line.split(",")[1] for line in data.decode("utf-8-sig").split("\r\n") if "," in line]
    assert not [cell for cell in cells if cell.startswith(text[0]) and text[0] != "'"]
    assert csv_file.read(data) == source


def test_a_csv_without_types_tells_them_from_the_values() -> None:
    data = (
        b"value,key\r\n3,requests.received[natural]\r\n1.50,proactive.fees[amount]\r\n"
        b"/,requests.received[other]\r\n,requests.received[legal]\r\n+4,requests.granted[natural]\r\n"
    )
    figures = csv_file.read(data).figures
    assert figures == {
        "requests.received[natural]": 3,
        "proactive.fees[amount]": Decimal("1.50"),
        "requests.received[other]": "/",
        "requests.received[legal]": "",
        "requests.granted[natural]": 4,
    }


def test_lines_about_the_body_are_text_whatever_they_look_like() -> None:
    data = b"key,value\r\nbody.postcode,050000\r\nbody.telephone,1.50\r\ntext.problems,007\r\n"
    back = csv_file.read(data)
    assert back.body == {"postcode": "050000", "telephone": "1.50"}
    assert back.texts == {"problems": "007"}


def test_more_columns_and_short_lines_do_no_harm() -> None:
    back = csv_file.read(b"key,value,note\r\nyear,2025,a,b\r\nbody.email\r\n")
    assert back.year == 2025
    assert back.body == {"email": ""}


REFUSED_JSON = [
    (b"\xff\xfe{\0", "BOOK40"),
    ("指标".encode("gb18030"), "BOOK40"),
    (b"", "BOOK40"),
    (b"[]", "BOOK40"),
    (b'"text"', "BOOK40"),
    (b"[" * 100_000, "BOOK40"),
    (b'{"year": Infinity}', "BOOK40"),
    (b'{"year": "2025"}', "BOOK42"),
    (b'{"year": 2025.0}', "BOOK42"),
    (b'{"year": true}', "BOOK42"),
    (b'{"edition": 2021}', "BOOK42"),
    (b'{"body": "x"}', "BOOK42"),
    (b'{"body": {"name": 1}}', "BOOK42"),
    (b'{"figures": 0}', "BOOK42"),
    (b'{"figures": {"a": true}}', "BOOK42"),
    (b'{"figures": {"a": {}}}', "BOOK42"),
    (b'{"texts": []}', "BOOK42"),
    (b'{"figures": {"a": 1, "a": 1}}', "BOOK43"),
    (b'{"year": 1, "year": 1}', "BOOK43"),
    (b'{"figure": {}}', "BOOK41"),
]

REFUSED_CSV = [
    ("键,值\r\n".encode("gb18030"), "BOOK40"),
    (b"", "BOOK40"),
    (b"key,value\r\n", "BOOK40"),
    (b"a,b\r\n1,2\r\n", "BOOK40"),
    (b'key,value\r\na,"' + b"x" * 200_000 + b'"\r\n', "BOOK40"),
    (b"key,value\r\nyear,2025.5\r\n", "BOOK42"),
    (b"key,value\r\nyear,nineteen\r\n", "BOOK42"),
    (b"key,value,type\r\na,1,number\r\nb,x,number\r\n", "BOOK42"),
    (b"key,value\r\na,1\r\na,1\r\n", "BOOK43"),
]


@pytest.mark.parametrize(("data", "code"), REFUSED_JSON)
def test_json_that_is_not_understood_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FiguresError) as refused:
        json_file.read(data)
    assert [each.code for each in refused.value.findings] == [code]
    assert str(refused.value) == code


@pytest.mark.parametrize(("data", "code"), REFUSED_CSV)
def test_csv_that_is_not_understood_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FiguresError) as refused:
        csv_file.read(data)
    assert [each.code for each in refused.value.findings] == [code]


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    for file in (json_file, csv_file):
        with suppress(FiguresError):
            assert file.read(data).figures is not None


def test_null_is_nothing() -> None:
    back = json_file.read(b'{"year": null, "body": null, "texts": {"problems": null}}')
    assert (back.year, back.body, back.texts) == (None, {}, {"problems": ""})


def _refused(source: FiguresFile) -> list[tuple[str, object, object]]:
    with pytest.raises(FiguresError) as refused:
        filing(source, edition(), Origin())
    return [(f.code, f.args["name"], f.args.get("suggestion")) for f in refused.value.findings]


def test_unknown_names_are_refused_with_the_nearest_known_one() -> None:
    source = changed({"requests.recieved[natural]": 1}, {"nmae": ""}, {"problem": ""})
    assert _refused(source) == [
        ("BOOK41", "requests.recieved[natural]", "requests.received[natural]"),
        ("BOOK41", "nmae", "name"),
        ("BOOK41", "problem", "problems"),
    ]


def test_of_unknown_names_without_end_the_first_are_told_and_cut() -> None:
    """Found by fuzzing: looking for the nearest known name took seconds for some hundred names."""
    source = changed({f"requests.{n}.{'x' * 5000}": 1 for n in range(1000)})
    told = _refused(source)
    assert len(told) == 20
    assert {len(str(name)) for _, name, _ in told} == {101}


@pytest.mark.parametrize("reader", [json_file.read, csv_file.read])
def test_a_file_larger_than_any_figures_is_not_taken_apart(
    reader: Callable[[bytes], FiguresFile],
) -> None:
    with pytest.raises(FiguresError) as refused:
        reader(b" " * (2 << 20) + b"{}")
    [found] = refused.value.findings
    assert (found.code, found.args["reason"]) == ("BOOK40", TOO_LARGE)


@pytest.mark.parametrize("bad", ["\0", "\x1b", "\ud800", "\ufffe"])
def test_characters_that_no_workbook_holds_are_refused(bad: str) -> None:
    figure = "proactive.fees[amount]"
    source = changed({figure: bad}, {"name": bad}, {"problems": bad})
    assert [(code, name) for code, name, _ in _refused(source)] == [
        ("BOOK42", figure),
        ("BOOK42", "name"),
        ("BOOK42", "problems"),
    ]


def test_a_text_that_fills_a_cell_is_taken_and_a_longer_one_is_not() -> None:
    assert filing(changed(texts={"problems": "长" * 32_767}), edition(), Origin()).texts
    long = changed({"proactive.fees[amount]": "长" * 32_768}, texts={"problems": "长" * 32_768})
    assert [(code, name) for code, name, _ in _refused(long)] == [
        ("BOOK44", "proactive.fees[amount]"),
        ("BOOK44", "problems"),
    ]


def test_white_space_of_texts_is_no_fault() -> None:
    text = "一\n\t二\r\n"
    assert filing(changed(texts={"problems": text}), edition(), Origin()).texts["problems"] == text


@pytest.mark.parametrize("text", ["1e99999999", "-1e99999999"])
def test_a_number_beyond_all_measure_is_unreadable_text(text: str) -> None:
    source = json_file.read(f'{{"figures": {{"proactive.fees[amount]": {text}}}}}'.encode())
    entry = filing(source, edition(), Origin()).entries["proactive.fees[amount]"]
    assert entry.state is State.TEXT
    assert len(entry.typed) < 20


def test_a_total_that_agrees_keeps_its_formula_and_another_stays_as_typed() -> None:
    right, wrong = "disputes.reconsideration[total]", "disputes.litigation_direct[total]"
    taken = filing(changed({right: 6, wrong: 5}), edition(), Origin()).entries
    assert taken[right].state is State.COMPUTED
    assert (taken[wrong].state, taken[wrong].amount) == (State.AMOUNT, Decimal(5))


def test_the_content_of_a_filing_is_what_was_typed() -> None:
    figures: dict[str, Value] = {
        "proactive.fees[amount]": Decimal("1.50"),
        "requests.received[natural]": "３",
        "requests.received[other]": "",
        "requests.received[legal]": "无",
        "requests.granted[legal]": "约5件",
        "requests.granted[natural]": 12,
    }
    back = content(filing(changed(figures), edition(), Origin()))
    assert {key: back.figures[key] for key in figures} == figures
    assert str(back.figures["proactive.fees[amount]"]) == "1.50"
    assert back.figures["disputes.reconsideration[total]"] == 6
    assert list(back.figures) == list(edition().figures)
