"""SARIF: valid, cells as logical locations, suspects as properties, explanations suppress."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import simplejson
from jsonschema import Draft4Validator

from disclose.checks.outcome import Checked
from disclose.core.finding import Finding, Place, Severity
from disclose.core.language import Language
from disclose.output import sarif
from tests.support.cases import CheckedCase, by_code, load
from tests.support.checked_filings import CARRIED_IN, UNREADABLE, explained, filed, one_likely
from tests.support.places import SCHEMAS

VALID = Draft4Validator(simplejson.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))
ZH, EN = Language.ZH, Language.EN


def _log(files: Sequence[Checked], language: Language = ZH, exit_code: int = 1) -> Any:
    log = simplejson.loads(sarif.render(files, language, exit_code))
    VALID.validate(log)
    return log


def _run(*files: Checked, language: Language = ZH, exit_code: int = 1) -> Any:
    [run] = _log(files, language, exit_code)["runs"]
    return run


CASES = by_code(case for case in load() if isinstance(case, CheckedCase))


@pytest.mark.parametrize("cases", CASES.values(), ids=CASES)
def test_every_case_is_valid(cases: list[CheckedCase], tmp_path: Path) -> None:
    for case in cases:
        done = case.checked(tmp_path)
        run = _run(done)
        in_order = sorted(done.findings, key=lambda found: list(Severity).index(found.severity))
        assert [each["ruleId"] for each in run["results"]] == [found.code for found in in_order]
        rules = run["tool"]["driver"]["rules"]
        assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])


def test_a_result_names_its_cell_the_others_of_the_equation_and_the_suspects() -> None:
    first, second = _run(one_likely())["results"]
    [location] = first["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "%E8%A1%A8.xlsx"}}
    assert location["logicalLocations"] == [
        {"name": "D6", "fullyQualifiedName": "表三!D6", "kind": "cell"}
    ]
    related = [
        each["logicalLocations"][0]["fullyQualifiedName"] for each in first["relatedLocations"]
    ]
    assert related == ["表三!D7", "表三!D29", "表三!D30"]
    assert [each["id"] for each in first["relatedLocations"]] == [1, 2, 3]
    assert first["properties"]["difference"] == 1
    assert [each["cell"] for each in first["properties"]["suspects"]] == ["D7", "D6"]
    assert first["message"]["text"].startswith(
        "第一项加第二项不等于第三项加第四项（自然人）：新收 50"
    )
    assert second["level"] == "error"
    assert "fixes" not in first


def test_a_rule_says_what_it_is_once() -> None:
    [rule] = _run(one_likely(), language=EN)["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("REQ01", "cn-2021:REQ01")
    assert rule["shortDescription"]["text"].startswith("requests received plus carried over")
    assert "Check the requests carried over first" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_an_explained_finding_is_suppressed_with_its_reason() -> None:
    [result] = _run(
        explained(filed(texts={"other_matters": "没有其他需要报告的事项。"}), "TXT01", "属实")
    )["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "属实"}]
    [plain] = _run(filed(texts={"other_matters": "没有其他需要报告的事项。"}))["results"]
    assert "suppressions" not in plain


def test_fingerprints_stay_when_amounts_and_files_change() -> None:
    def prints(done: Checked) -> list[str]:
        return [each["partialFingerprints"]["disclose/v1"] for each in _run(done)["results"]]

    same = prints(filed({CARRIED_IN: 9}, file="别处/表.xlsx"))
    assert prints(filed({CARRIED_IN: 7})) == same
    assert len(set(same)) == 2
    assert prints(filed({"requests.carried_in[business]": 9}))[0] not in same


def test_the_invocation_tells_what_it_came_to() -> None:
    run = _run(one_likely(), UNREADABLE, exit_code=2)
    [invocation] = run["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (2, False)
    said = [each["message"]["text"] for each in invocation["toolExecutionNotifications"]]
    assert said[0].endswith("未通过：强制性错误 1 项（REQ01 2 处），须改正后再上报。")
    assert said[1] == "坏.xlsx  无法读取，没有审核。"
    assert said[2].startswith("没有给出上年数据")
    assert _run(filed(), exit_code=0)["invocations"][0]["executionSuccessful"] is True
    assert run["language"] == run["tool"]["driver"]["language"] == "zh-CN"
    assert _run(filed(), language=EN)["language"] == "en"


def test_a_file_given_twice_is_one_artifact_with_results_of_its_own() -> None:
    run = _run(one_likely(), one_likely())
    assert [each["location"]["uri"] for each in run["artifacts"]] == ["%E8%A1%A8.xlsx"]
    assert len(run["results"]) == 4


def test_a_line_of_a_file_is_a_region() -> None:
    found = Finding(
        code="DEF09",
        severity=Severity.ERROR,
        places=(Place(file="a.toml", line=3),),
        args={"edition": "x", "known": ()},
    )
    [result] = _run(replace(UNREADABLE, findings=(found,)))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


@pytest.mark.parametrize(
    ("path", "windows", "expected"),
    [
        ("上报/青禾县 1.xlsx", False, "%E4%B8%8A%E6%8A%A5/%E9%9D%92%E7%A6%BE%E5%8E%BF%201.xlsx"),
        ("a:b.xlsx", False, "a%3Ab.xlsx"),
        ("/数据/表.xlsx", False, "file:///%E6%95%B0%E6%8D%AE/%E8%A1%A8.xlsx"),
        ("上报\\a#1.xlsx", True, "%E4%B8%8A%E6%8A%A5/a%231.xlsx"),
        ("D:\\上报\\a.xlsx", True, "file:///D:/%E4%B8%8A%E6%8A%A5/a.xlsx"),
        ("\\\\server\\share\\a.xlsx", True, "file://server/share/a.xlsx"),
        ("b\udcff.xlsx", False, "b%FF.xlsx"),
    ],
)
def test_paths_as_uris(path: str, windows: bool, expected: str) -> None:
    assert sarif.uri(path, windows=windows) == expected
