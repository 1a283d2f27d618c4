"""The document that started it all: its four errors, and nothing that is none."""

import pytest

from disclose import api
from tests.support.places import SHARED

SOURCE = SHARED / "seed" / "huadu-hrss-2017.txt"
LINE_OF_CATEGORIES, LINE_OF_REVIEWS, LINE_OF_PREFACE = 51, 71, 17


@pytest.mark.skipif(not SOURCE.is_file(), reason="the source document is not part of the project")
def test_the_source_document() -> None:
    audited = api.audit(SOURCE, api.library())
    found = [
        (
            each.code,
            each.places[0].line if each.places else 0,
            (each.equation.left_sum, each.equation.right_sum) if each.equation else None,
        )
        for each in audited.findings
    ]
    assert found == [
        ("DOC20", LINE_OF_CATEGORIES, (592, 591)),
        ("DOC21", LINE_OF_REVIEWS, (10, 0)),
        ("DOC20", LINE_OF_REVIEWS, (45, 1)),
        ("DOC22", LINE_OF_REVIEWS, None),
        ("DOC22", LINE_OF_REVIEWS, None),
        ("DOC25", LINE_OF_PREFACE, None),
        ("DOC25", LINE_OF_PREFACE, None),
        ("DOC26", 0, None),
    ]
    args = [each.args for each in audited.findings]
    assert [each["fits"] for each in args[3:5]] == [("10",), ("45",)]
    assert [each["part"] for each in args[5:7]] == ["投诉举报情况", "指标统计表"]
