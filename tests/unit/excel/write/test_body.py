"""The sheet 单位信息."""

from tests.support.editions import packaged
from tests.support.written_workbooks import blank, book, filed, written


def _validations() -> dict[str, tuple[object, object]]:
    found = blank().formulas["单位信息"].data_validations.dataValidation
    return {str(each.sqref): (each.type, each.formula1) for each in found}


def test_the_year_is_a_number_that_the_form_serves() -> None:
    assert blank().at(book().body["year"]).value == 2025
    assert _validations()["B3"] == ("whole", "2021")


def test_choices_are_a_list() -> None:
    assert _validations()["B6"] == ("list", '"是,否"')


def test_lines_of_a_kind_are_tested_as_they_are_typed() -> None:
    tests = _validations()
    assert tests["B5"] == ("textLength", "18")
    assert tests["B7"] == (
        "custom",
        'COUNTIF(B7,"*http://?*.?*")+COUNTIF(B7,"*https://?*.?*")+COUNT(B7)>0',
    )
    assert tests["B9"] == ("textLength", "6")
    assert str(tests["B12"][1]).startswith('COUNTIF(B12,"????年*月*日")+')


def test_what_is_required_is_marked() -> None:
    labels = [blank().formulas["单位信息"].cell(row, 1).value for row in range(3, 14)]
    assert [each for each in labels if str(each).endswith("（必填）")] == [
        "报告年度（必填）",
        "填报单位（全称）（必填）",
        "成文日期（必填）",
    ]


def test_every_line_stands_where_the_plan_says() -> None:
    body = {field.id: f"{field.id}！" for field in packaged().body}
    result = written(filed(body=body))
    for name, text in body.items():
        assert result.at(book().body[name]).value == text
