"""Years that follow each other: real chains, one-off changes, and the change of form."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.checks.run import check
from disclose.checks.year_over_year import across_years, comparison
from disclose.form.filing import Entry, Filing, State
from disclose.form.prior_year import Past, seen_from
from tests.cases.test_mutations import Line, lines
from tests.cases.test_real_reports import filled
from tests.support.command_line import checked, disclose, exported, parsed, run
from tests.support.filings import as_read, balanced, edition
from tests.support.places import REAL
from tests.support.years import last_year

YEAR_CODES = {"REQ11", "REQ12", "PRO11", "PRO12", "PRO24", "DSP11"}

CHAINS = {
    ("pingtan_2019", "pingtan_2020"): set[tuple[str, str]](),
    ("pingtan_2020", "pingtan_2021"): {
        ("PAST04", ""),
        ("PRO12", "表二!B9 278 → 2293"),
        ("PRO12", "表三!D18 4 → 22"),
        ("PRO12", "表三!J18 4 → 25"),
    },
    ("pingtan_2021", "pingtan_2022"): {
        ("PRO12", "表二!C6 3 → 55"),
        ("PRO12", "表二!B13 42 → 0"),
        ("PRO12", "表三!D16 6 → 1"),
        ("PRO12", "表三!J16 6 → 1"),
        ("PRO12", "表四!F6 12 → 1"),
        ("PRO12", "表四!J6 12 → 1"),
    },
    ("pingtan_2022", "pingtan_2023"): {
        ("PRO11", "表二!D6 470 643"),
        ("PRO12", "表四!J6 1 → 5"),
    },
}
"""What stands in the published reports: worked out by hand from their figures.

2019 and 2020 carry nothing out, the next years nothing in; every list of 2019 goes on unchanged.
2020 breaks REQ02. Across the change of form only what both count is compared: licences 278 and
2293, not held 4 and 22, in all 4 and 25. Repealed 3 and 55; coercion 42 and 0; enforcement files 6
and 1; litigation 12 and 1, then 1 and 5.
698 in force and 77 issued less 132 repealed are 643, 470 are reported.
"""


@pytest.mark.parametrize("years", CHAINS, ids="-".join)
@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_published_years_follow_each_other(
    years: tuple[str, str], kind: str, tmp_path: Path
) -> None:
    last, this = years
    previous = REAL / f"{last}.json" if kind == "json" else filled(last, tmp_path)
    out = disclose(
        *("check", filled(this, tmp_path), "--previous", previous, "--format", "json"),
        *("--lang", "zh"),
        code=1 if this == "pingtan_2020" else 0,
    )
    [file] = parsed(out)["files"]
    assert file["previous"] == previous.name
    assert {each for found in file["findings"] for each in _shown(found)} == CHAINS[years]


def _shown(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    code = found["code"]
    if code == "PRO12":
        return [
            (code, cell) for cell in str(found["message"]).rsplit("：", 1)[1].split("、") if cell
        ]
    if str(code).startswith("PAST"):
        return [(code, "")]
    if code in YEAR_CODES:
        first = found["places"][0]
        return [(code, f"{first['sheet']}!{first['cell']} {found['left']} {found['right']}")]
    return []


def test_a_folder_of_last_years_serves_a_folder_of_workbooks(tmp_path: Path) -> None:
    last = tmp_path / "last"
    this = tmp_path / "this"
    last.mkdir()
    this.mkdir()
    for name in ("pingtan_2021", "pingtan_2022"):
        filled(name, last)
    for name in ("pingtan_2022", "pingtan_2023", "hongze_2023"):
        filled(name, this)
    out = disclose("check", this, "--previous", last, "--format", "json", code=1)
    used = {Path(each["file"]).stem: each["previous"] for each in parsed(out)["files"]}
    assert used == {
        "hongze_2023": None,
        "pingtan_2022": "pingtan_2021.xlsx",
        "pingtan_2023": "pingtan_2022.xlsx",
    }


def test_without_last_year_it_is_said_once_that_nothing_was_compared(tmp_path: Path) -> None:
    files = [filled(name, tmp_path) for name in ("pingtan_2022", "pingtan_2023")]
    out = disclose("check", *files)
    assert out.count("--previous") == 1
    assert all(out.count(code) == 1 for code in YEAR_CODES - {"PRO24"})
    compared = disclose("check", files[1], "--previous", files[0])
    assert "没有给出上年数据" not in compared
    assert checked(files[0], code=0)["previous"] is None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    file = filled("pingtan_2023", tmp_path)
    ran = run("check", file, "--previous", tmp_path / "no.xlsx")
    assert ran.code == 2
    assert "no.xlsx" in ran.err


def test_a_wrong_year_blocks_the_report(tmp_path: Path) -> None:
    file = filled("pingtan_2023", tmp_path)
    out = disclose(
        "compile", file, "--previous", REAL / "pingtan_2021.json", "-o", tmp_path / "r", code=1
    )
    assert "PAST02" in out
    assert [each.suffixes for each in (tmp_path / "r").iterdir()] == [[".marked", ".xlsx"]]


def test_a_template_continues_last_year(tmp_path: Path) -> None:
    out = tmp_path / "2022.xlsx"
    disclose("template", "-y", 2022, "--previous", REAL / "pingtan_2021.json", "-o", out)
    figures = exported(out)["figures"]
    assert figures["requests.carried_in[natural]"] == 1
    assert figures["requests.carried_in[business]"] == 0
    assert figures["requests.received[natural]"] == ""
    assert checked(out, code=1)["previous"] == "上年数"


def test_no_template_continues_another_year(tmp_path: Path) -> None:
    out = tmp_path / "2023.xlsx"
    ran = run("template", "-y", 2023, "--previous", REAL / "pingtan_2021.json", "-o", out)
    assert ran.code == 2
    assert "PAST02" in ran.err
    assert not out.exists()


# ------------------------------------------------------------------ one-off changes

PAST_LINES = tuple(line for line in lines("cn-2021") if "previous." in line.says)


def _amounts(figures: Mapping[str, Decimal], last: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {**figures, **{f"previous.{key}": amount for key, amount in last.items()}}


def _this() -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in balanced().figures.items()}


def _past(changes: Mapping[str, Decimal] | None = None) -> Past:
    past = seen_from(edition(), as_read(last_year()))
    assert past is not None
    return replace(past, amounts={**past.amounts, **(changes or {})})


def _last() -> dict[str, Decimal]:
    return {key: amount for key, amount in _past().amounts.items() if amount is not None}


def _expected(amounts: Mapping[str, Decimal]) -> Counter[tuple[str, str]]:
    return Counter((line.code, line.at) for line in PAST_LINES if not line.holds(amounts))


def _found(past: Past) -> Counter[tuple[str, str]]:
    found = across_years(edition(), as_read(balanced()), past)
    return Counter((each.code, str(each.args["at"])) for each in found)


def test_both_readings_see_the_same_rules_across_years() -> None:
    stated = (each for rule in edition().past_rules for each in rule.instances)
    assert Counter((line.code, line.at) for line in PAST_LINES) == Counter(
        (each.code, each.at) for each in stated
    )
    assert not _expected(_amounts(_this(), _last()))


@pytest.mark.parametrize("step", [1, -1])
def test_last_years_figure_off_by_one_breaks_its_rules_and_no_others(step: int) -> None:
    last = _last()
    seen: Counter[tuple[str, str]] = Counter()
    for key in sorted({each for line in PAST_LINES for each in line.figures()}):
        if not key.startswith("previous."):
            continue
        bare = key.removeprefix("previous.")
        changed = {**last, bare: last[bare] + step}
        wanted = _expected(_amounts(_this(), changed))
        assert _found(_past({bare: changed[bare]})) == wanted, key
        seen += wanted
    equal = {(line.code, line.at) for line in PAST_LINES if "==" in line.says}
    assert set(seen) == equal


@given(st.sets(st.sampled_from(sorted(_last()))))
def test_what_last_year_does_not_say_is_never_counted_as_holding(missing: set[str]) -> None:
    past = _past()
    known = {key: amount for key, amount in past.amounts.items() if key not in missing}
    tally = comparison(edition(), as_read(balanced()), replace(past, amounts=known))
    lost = [line for line in PAST_LINES if _reads(line) & missing]
    tables = {key.split(".")[0] for key in missing if edition().figures[key].measure.id == "count"}
    assert tally.fails == 0
    assert tally.undecided == len(lost) + len(tables)
    assert tally.holds == len(PAST_LINES) + len(edition().tables) - tally.undecided


def _reads(line: Line) -> set[str]:
    return {key.removeprefix("previous.") for key in line.figures() if key.startswith("previous.")}


# --------------------------------------------------------------- the change of form


def _old(figures: Mapping[str, int]) -> Filing:
    """Return a filing in the earlier form that holds these figures."""
    entries = {
        key: Entry(
            key=key, state=State.AMOUNT, amount=Decimal(value), typed=str(value), numeric=True
        )
        for key, value in figures.items()
    }
    return Filing(edition="cn-2019", year=2020, body={"name": "青禾县"}, entries=entries)


def test_across_the_forms_only_what_means_the_same_is_compared() -> None:
    old = _old(
        {
            "requests.carried_out[total]": 12,
            "requests.other[natural]": 3,
            "disputes.reconsideration[pending]": 1,
            "proactive.licensing[decisions]": 120,
            "proactive.licensing[items_last_year]": 7,
            "proactive.normative_documents[published_total]": 23,
            "proactive.rules[in_force]": 5,
        }
    )
    past = seen_from(edition(), old)
    assert past is not None
    assert past.amounts == {
        "requests.carried_out[total]": 12,
        "disputes.reconsideration[pending]": 1,
        "proactive.licensing[decisions]": 120,
    }
    [merged] = past.merged
    assert merged.amount == 3
    assert merged.keys == (
        "requests.other.not_supplemented[natural]",
        "requests.other.fee_unpaid[natural]",
        "requests.other.other[natural]",
    )


def test_a_row_that_was_one_is_compared_with_the_sum_of_its_parts() -> None:
    """其他处理 of natural persons was 20; it is 1 + 1 + 1, so a fifth or less."""
    past = seen_from(edition(), _old({"requests.other[natural]": 20}))
    assert past is not None
    [found] = check(edition(), as_read(balanced()), (), past)
    assert (found.code, found.args["cells"]) == ("PRO12", ("表三!D26 20 → 3",))
    tally = comparison(edition(), as_read(balanced()), past)
    assert (tally.holds, tally.fails) == (0, 1)


def test_a_form_that_nothing_is_said_of_is_not_followed() -> None:
    assert seen_from(edition(), replace(_old({}), edition="cn-1999")) is None


def test_the_stock_of_the_form_of_2019_goes_on_from_last_year(tmp_path: Path) -> None:
    """Items of 2019 and their change: 396, 10, 2648, 126 and 35, none of them changed."""
    out = tmp_path / "2020.xlsx"
    name = "平潭综合实验区管理委员会（全区汇总）"
    previous = REAL / "pingtan_2019.json"
    disclose("template", "-y", 2020, "--body", name, "--previous", previous, "-o", out)
    figures = exported(out)["figures"]
    rows = ("licensing", "other_services", "penalties", "coercion", "fees")
    begun = [figures[f"proactive.{row}[items_last_year]"] for row in rows]
    assert begun == [396, 10, 2648, 126, 35]
    assert figures["proactive.licensing[items_change]"] == ""
