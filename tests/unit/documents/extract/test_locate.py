"""Official tables found by their printed names, however they are laid out."""

from functools import cache
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.form.filing import Filing
from disclose.form.layout.book import plan
from tests.support.filings import as_read, balanced, edition
from tests.support.imported import codes, taken, texts
from tests.support.published import figures, full, merged, page, tables

GRIDS = plan(edition()).grids
WIDE = {narrow: narrow + 0xFEE0 for narrow in map(ord, "0123456789.")}


@cache
def _filing() -> Filing:
    return as_read(balanced())


def test_tables_without_a_merged_cell() -> None:
    read = taken(page(*(full(each) for each in tables(_filing()).values())))
    assert texts(read) == figures(_filing())
    assert codes(read) == []


def test_tables_in_another_order_with_others_between() -> None:
    parts = [full(each) for each in reversed(tables(_filing()).values())]
    other = full([["项目", "总计"], ["其他", "9"], ["自然人", "3"]])
    read = taken(page(other, parts[0], other, parts[1], other, parts[2], other))
    assert texts(read) == figures(_filing())
    assert codes(read) == []


def test_rows_and_columns_in_another_order() -> None:
    named = tables(_filing())
    requests = named["requests"]
    mixed = [[*row[:3], *reversed(row[3:])] for row in (*requests[:3], *reversed(requests[3:]))]
    disputes = [[*row[5:], *row[:5]] for row in named["disputes"]]
    read = taken(page(full(mixed), full(disputes), full(named["proactive"])))
    assert texts(read) == figures(_filing())


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_in_two_parts_with_or_without_its_head_again(repeated: bool) -> None:
    requests = tables(_filing())["requests"]
    for at in range(4, len(requests)):
        rest = [*requests[:3], *requests[at:]] if repeated else requests[at:]
        read = taken(page(full(requests[:at]), full(rest)))
        wanted = {k: v for k, v in figures(_filing()).items() if k.startswith("requests")}
        assert texts(read) == wanted, at


def test_a_group_that_the_second_part_leaves_blank() -> None:
    requests = tables(_filing())["requests"]
    rest = [["", "", *row[2:]] for row in requests[17:20]]
    read = taken(page(full(requests[:17]), full([*rest, *requests[20:]])))
    assert {k for k in figures(_filing()) if k.startswith("requests")} == set(texts(read))


def test_a_first_row_whose_name_is_damaged() -> None:
    requests = tables(_filing())["requests"]
    requests[3][:3] = ["一、本年新收信息公开申请数量"] * 3
    read = taken(page(full(requests)))
    assert texts(read)["requests.received[natural]"] == "50"
    assert "DOC09" in codes(read)


def test_a_row_that_is_not_there_is_named_and_its_rules_are_not_judged() -> None:
    named = tables(_filing())
    del named["requests"][4]
    read = taken(page(*map(full, named.values())))
    [gap] = [each for each in read.checked.findings if each.code == "DOC04"]
    assert gap.args["count"] == 7
    assert all("二、上年结转" in place.label for place in gap.places)
    assert read.checked.tally is not None
    assert read.checked.tally.codes == ("REQ01", "REQ03")
    assert "requests.carried_in[natural]" not in texts(read)


def test_a_row_printed_twice_with_other_figures_is_not_read() -> None:
    named = tables(_filing())
    again = [*named["requests"][3]]
    again[3] = "51"
    read = taken(page(*map(full, named.values()), full([*named["requests"][:3], again])))
    [gap] = [each for each in read.checked.findings if each.code == "DOC04"]
    assert [(each.key, each.typed) for each in gap.places] == [
        ("requests.received[natural]", "50 | 51")
    ]
    assert "requests.received[natural]" not in texts(read)


def test_placeholders_blanks_and_notes_are_kept_as_they_stand() -> None:
    named = tables(_filing())
    named["proactive"][2][1:] = ["—", "/", ""]
    named["proactive"][3][3] = "23（其中修订16件）"
    named["requests"][3][3] = "５０"
    read = taken(page(*map(full, named.values())))
    got = texts(read)
    assert [got[f"proactive.rules[{each}]"] for each in ("issued", "repealed", "in_force")] == [
        "—",
        "/",
        "",
    ]
    assert got["proactive.normative_documents[in_force]"] == "23（其中修订16件）"
    assert got["requests.received[natural]"] == "５０"
    assert codes(read) == ["CELL05", "CELL05", "CELL01"]


def test_trailing_zeros_are_kept_and_other_forms_of_a_number_are_text() -> None:
    named = tables(_filing())
    named["proactive"][13][1:] = ["18.8710"] * 3
    named["proactive"][6][1:] = ["0120"] * 3
    read = taken(page(full(named["proactive"])))
    assert read.content is not None
    assert str(read.content.figures["proactive.fees[amount]"]) == "18.8710"
    assert read.content.figures["proactive.licensing[decisions]"] == "0120"


TITLES = [
    ("青禾县民政局2025年政府信息公开工作年度报告", (2025, "青禾县民政局")),
    ("《青禾县民政局２０２５年度政府信息公开工作年度报告》", (2025, "青禾县民政局")),
    ("青禾县民政局</h1><h1>二〇二五年<br>政府信息公开工作年度报告", (2025, "青禾县民政局")),
    ("2025 年 政府信息公开工作年度报告", (2025, "")),
    ("信息公开</h1><p>数据统计期限为 2025 年 1 月 1 日至 12 月 31 日。</p><h1>", (2025, "")),
    ("首页</h1><p>首页 > 青禾县2024年政府信息公开工作年度报告</p><h1>", (None, "")),
]


@pytest.mark.parametrize(("title", "cover"), TITLES)
def test_year_and_name(title: str, cover: tuple[int | None, str]) -> None:
    read = taken(page(full(tables(_filing())["disputes"]), title=title))
    assert read.content is not None
    assert (read.content.year, read.content.body.get("name", "")) == cover
    assert ("DOC10" in codes(read)) == (not all(cover))


WRAPPINGS = (
    *("{}", "<p>{}</p>", "<span>{}</span>", "<p><span>&nbsp;{}</span></p>", "<div>\n{}\n</div>"),
    *("<font face='宋体'><b>{}</b></font>", "<!-- x -->{}", "{}<br>", "<p></p><p>{}</p>"),
)
CLOTHES = st.tuples(st.lists(st.sampled_from(WRAPPINGS), max_size=2), st.integers(0, 9))
WARDROBES = st.lists(CLOTHES, min_size=1, max_size=11)


def _cluttered(text: str, around: list[str], apart: int, *, wide: bool) -> str:
    shown = text.translate(WIDE) if wide else text
    cut = apart % (len(shown) + 1)
    if len(shown) > 1 and not shown[0].isdigit() and not wide:
        shown = f"{shown[:cut]}<span> </span>{shown[cut:]}" if 0 < cut < len(shown) else shown
    for each in around:
        shown = each.format(shown)
    return shown


@settings(max_examples=25)
@given(WARDROBES, st.booleans(), st.booleans())
def test_any_clutter_reads_back_to_the_same_figures(
    wardrobe: list[tuple[list[str], int]], spans: bool, wide: bool
) -> None:
    # Dealt out in turn: hypothesis gives up on an example that draws anew for every cell.
    clothes = cycle(wardrobe)

    def dress(text: str) -> str:
        around, apart = next(clothes)
        return _cluttered(text, around, apart, wide=wide)

    filing = _filing()
    parts = [
        merged(grid, filing, dress) if spans else full(tables(filing)[name], dress)
        for name, grid in GRIDS.items()
    ]
    read = taken(page(*parts))
    assert read.checked.filing is not None
    entries = read.checked.filing.entries
    assert {key: entry.value for key, entry in entries.items()} == {
        key: entry.value for key, entry in filing.entries.items()
    }
    unwide = {
        key: text.translate({v: k for k, v in WIDE.items()}) for key, text in texts(read).items()
    }
    assert unwide == figures(filing)


def test_a_column_of_units_between_names_and_figures() -> None:
    requests = tables(_filing())["requests"]
    with_units = [
        [*row[:3], "件" if at > 2 else "单位", *row[3:]] for at, row in enumerate(requests)
    ]
    read = taken(page(full(with_units)))
    wanted = {k: v for k, v in figures(_filing()).items() if k.startswith("requests")}
    assert texts(read) == wanted


def test_a_damaged_row_is_not_taken_for_the_group_it_stands_in() -> None:
    named = tables(_filing())
    for row in named["requests"][-5:-2]:
        row[2] = "看不清楚的一行"
    read = taken(page(*map(full, named.values())))
    [gap] = [each for each in read.checked.findings if each.code == "DOC04"]
    assert gap.args["count"] == 21
    assert "DOC08" not in codes(read)


def test_a_merged_cell_that_reaches_under_the_next_group() -> None:
    named = tables(_filing())
    disputes = [[*row[:5], row[4], *row[5:]] for row in named["disputes"]]
    disputes[0][5], disputes[1][5] = disputes[0][6], disputes[1][6]
    read = taken(page(full(named["proactive"]), full(named["requests"]), full(disputes)))
    assert texts(read) == figures(_filing())
    assert codes(read) == []


def test_a_line_of_one_name_through_the_head_hides_no_column_of_that_name() -> None:
    requests = tables(_filing())["requests"]
    requests.insert(1, ["其他"] * len(requests[0]))
    read = taken(page(full(requests)))
    wanted = {key: text for key, text in figures(_filing()).items() if key.startswith("requests")}
    assert texts(read) == wanted
