"""The structure of a report that somebody edited."""

from collections.abc import Mapping

import pytest

from tests.support.edited_reports import made, replaced, retold, verified
from tests.support.filings import FORMS

OUTSIDE = {"DOC80", "DOC81", "DOC82", "DOC83", "DOC84", "DOC85", "DOC86", "DOC87", "DOC88", "DOC89"}


def _found(changes: Mapping[str, str]) -> list[str]:
    done = verified(replaced(made("md"), "md", changes), "md")
    return [" ".join((each.code, *(place.text for place in each.places))) for each in done.findings]


@pytest.mark.parametrize("to", ["docx", "html", "md"])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_found_in_a_report_as_compiled(form: str, to: str) -> None:
    done = verified(made(to, form), to, retold(form))
    assert not {each.code for each in done.findings} & OUTSIDE


def test_a_part_that_was_deleted_is_missing() -> None:
    [found] = _found({"## 六、其他需要报告的事项\n": ""})
    assert found == "DOC80 五、存在的主要问题及改进情况"


def test_a_number_of_a_part_that_was_changed_is_one_fault() -> None:
    [found] = _found({"## 四、政府信息公开行政复议": "## 三、政府信息公开行政复议"})
    assert found == "DOC81 三、政府信息公开行政复议、行政诉讼情况"


def test_another_heading_is_a_note() -> None:
    [found] = _found({"## 五、存在的主要问题及改进情况": "## 五、不足与打算"})
    assert found == "DOC82 五、不足与打算"


def test_the_number_of_the_notice_is_to_be_well_formed() -> None:
    [found] = _found({"〔2021〕30号": "[2021]30号"})
    assert found == "DOC83 国办公开办函[2021]30号"


@pytest.mark.parametrize(
    "changes",
    [
        {"2025年1月1日至": "2024年1月1日至"},
        {"〔2021〕30号": "〔2019〕60号"},
    ],
    ids=["period", "notice"],
)
def test_a_year_that_differs_from_the_workbook_is_told_once(changes: Mapping[str, str]) -> None:
    assert [each.split()[0] for each in _found(changes)] == ["DOC65"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"县政府网站改版上线": "县政府网站改版改版上线"}, "DOC87 改版改版"),
        (
            {"县政府网站改版上线": "县政府网站（含客户端改版上线"},
            "DOC88 (含客户端改版上线，政务服务大厅设公开专",
        ),
        ({"县政府网站改版上线，": "县政府网站改版上线,"}, "DOC89 改版上线,政务服务"),
    ],
    ids=["doubled", "unclosed", "half-width"],
)
def test_slips_of_the_editor_are_notes(changes: Mapping[str, str], expected: str) -> None:
    assert expected in _found(changes)
