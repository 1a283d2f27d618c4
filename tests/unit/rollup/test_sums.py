"""Sums are those of the figures files, whatever the order; every level has its own."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.checks.outcome import Checked
from disclose.checks.rules import failed_constraints, judge_rules
from disclose.form.figures.content import FiguresFile, filing
from disclose.form.filing import Origin, State
from disclose.rollup.database import Database
from disclose.rollup.result import FileResult, amounts_of, result_of
from disclose.rollup.roster import Roster, roster
from disclose.rollup.selection import File, Options, Selection, Status, select
from disclose.rollup.sums import Sums, add_up
from tests.support.filings import CURRENT, edition
from tests.support.rolled import YEAR, filed

FORM = edition(CURRENT)
INPUTS = [key for key in FORM.figures if key not in FORM.fills]
AMOUNTS = st.one_of(
    st.integers(0, 10**8), st.decimals(0, 10**6, places=4, allow_nan=False, allow_infinity=False)
)
FILED = st.lists(
    st.dictionaries(st.sampled_from(INPUTS), AMOUNTS, max_size=12), min_size=1, max_size=6
)
ROSTER = "name,code,parent\n市,,\n东县,,市\n西县,,市\n" + "".join(
    f"局{number},C{number},{'东县' if number % 2 else '西县'}\n" for number in range(6)
)


def as_result(content: FiguresFile, number: int) -> FileResult:
    """Return what a worker hands back of a filing, without a workbook between."""
    read = filing(content, FORM, Origin())
    return FileResult(
        sha256=f"{number:064}",
        verdict="pass",
        edition=FORM.id,
        year=YEAR,
        name=f"局{number}",
        code=f"C{number}",
        amounts=amounts_of(read, {}),
    )


def rolled(results: Sequence[FileResult], known: Roster | None) -> tuple[Selection, Sums]:
    """Return the roll-up of `results`, through a database as in a run."""
    files = [File(f"{each.name}.xlsx", each) for each in results]
    done = select(files, known, Options())
    with TemporaryDirectory() as folder, Database(Path(folder) / "a.sqlite") as database:
        database.add(results, "")
        return done, add_up(done, FORM, database.amounts())


@settings(max_examples=25, deadline=None)
@given(bodies=FILED, order=st.randoms())
def test_sums_are_those_of_the_figures_files(
    bodies: list[dict[str, int | Decimal]], order: Random
) -> None:
    results = [as_result(filed({"figures": each}), at) for at, each in enumerate(bodies)]
    known = roster(ROSTER.encode(), "r.csv")
    _, sums = rolled(results, known)
    shuffled = list(results)
    order.shuffle(shuffled)
    assert rolled(shuffled, known)[1].amounts == sums.amounts
    expected: dict[str, dict[str, Decimal]] = {"": {}, "东县": {}, "西县": {}}
    for number, each in enumerate(bodies):
        for key, amount in each.items():
            for level in ("", "东县" if number % 2 else "西县"):
                expected[level][key] = expected[level].get(key, Decimal(0)) + amount
    for level, counts in expected.items():
        assert {key: sums.of(level)[key] for key in INPUTS} == {
            key: counts.get(key, 0) for key in INPUTS
        }
    assert sums.of("市") == sums.of()
    region = sums.filing({"name": "市"})
    assert {key: region.amount(key) for key in FORM.figures} == dict(sums.of())


FEES = ("fees.notices", "fees.due", "fees.received")


def _with_fees(at: int, *typed: int | Decimal | str) -> FileResult:
    given = filed({"name": f"局{at}", "figures": dict(zip(FEES, typed, strict=True))})
    content = replace(given, body={**given.body, "blank_as_zero": "否"})
    tally = judge_rules(FORM, filing(content, FORM, Origin()), None).tally
    checked = Checked(
        file="a.xlsx",
        edition=FORM,
        filing=filing(content, FORM, Origin()),
        findings=(),
        tally=tally,
    )
    return result_of(checked, f"{at:064}")


def test_the_fee_is_added_up_for_the_region() -> None:
    _, sums = rolled([_with_fees(0, 0, 0, 0), _with_fees(1, 2, Decimal("60.50"), 40)], None)
    region = sums.filing({"name": "市"}, as_read=True)
    assert [region.fee(key) for key in FEES] == [2, Decimal("60.5"), 40]


def test_the_fee_that_one_agency_left_blank_has_no_sum() -> None:
    _, sums = rolled([_with_fees(0, 1, "", "不详"), _with_fees(1, 2, 60, 40)], None)
    region = sums.filing({"name": "市"})
    assert [region.fee(key) for key in FEES] == [3, None, None]
    assert [region.fees[key].state for key in FEES[1:]] == [State.BLANK] * 2


def test_sums_break_a_rule_that_a_body_breaks() -> None:
    wrong = as_result(filed({"figures": {"requests.received[natural]": 5}}), 1)
    _, sums = rolled([as_result(filed({}), 0), wrong], None)
    judged = sums.judged(None)
    broken = tuple(failed_constraints(judged))
    assert [(each.code, each.places[0].sheet) for each in broken] == [("REQ01", "表三")] * 2
    assert judged.tally.fails == 2


PLAIN = Options()


def status(*results: FileResult, options: Options = PLAIN) -> dict[str, Status]:
    files = [File(each.sha256, each) for each in results]
    done = select(files, None, options)
    return {each.file.name: each.status for each in done.decisions}


def result(name: str, code: str = "", body: str = "", year: int | None = YEAR) -> FileResult:
    return FileResult(sha256=name, verdict="pass", edition=FORM.id, year=year, code=code, name=body)


def test_one_who_does_not_say_who_it_is_never_counts() -> None:
    nobody = result("a")
    assert status(nobody, options=Options(with_errors=True)) == {"a": Status.FAULTY}


def test_of_several_files_none_counts_unless_one_is_named() -> None:
    twice = [result("d/a.xlsx", "A", "甲"), result("d/b.xlsx", "A", "甲"), result("c", "C", "丙")]
    assert set(status(*twice).values()) == {Status.DUPLICATE_FILING, Status.COUNTED}
    named = status(*twice, options=Options(use=("b.xlsx",)))
    assert named == {
        "d/a.xlsx": Status.DUPLICATE_FILING,
        "d/b.xlsx": Status.COUNTED,
        "c": Status.COUNTED,
    }
    both = status(*twice, options=Options(use=("a.xlsx", "d\\b.xlsx")))
    assert [both["d/a.xlsx"], both["d/b.xlsx"]] == [Status.DUPLICATE_FILING] * 2
    assert status(*twice, options=Options(use=(".xlsx",)))["d/a.xlsx"] is Status.DUPLICATE_FILING


def test_the_year_of_most_files_counts_or_that_which_is_named() -> None:
    files = [
        result("a", "A"),
        result("b", "B"),
        result("c", "C", year=2024),
        result("d", year=None),
    ]
    assert set(status(*files).values()) == {Status.OTHER_YEAR}
    assert status(*files, options=Options(year=2024))["c"] is Status.COUNTED
    assert status(*files[:3])["a"] is Status.COUNTED
