"""What the page says of itself to programs."""

import json

import pytest

from tests.support.report_filings import BODY, TEXTS, edition, filing, published, renamed
from tests.support.report_readers import page
from tests.support.reports import compile_report


def _page(*, draft: bool = False, **body: str) -> bytes:
    filed = filing(body={**BODY, **body}, texts=TEXTS)
    return compile_report(edition(), filed, "html", draft=draft)


def _dataset(content: bytes) -> dict[str, object]:
    [script] = page(content).xpath("//script[@type='application/ld+json']/text()")
    data: dict[str, object] = json.loads(script, parse_float=str, parse_int=str)
    return data


def _tags(content: bytes) -> dict[str, str]:
    return {one.get("name"): one.get("content") for one in page(content).xpath("//meta[@name]")}


def test_the_data_set_holds_every_figure_with_key_name_and_unit() -> None:
    measured = _dataset(_page())["variableMeasured"]
    assert isinstance(measured, list)
    assert {each["propertyID"]: each["value"] for each in measured} == published("pingtan_2022")
    [denied] = [each for each in measured if each["propertyID"] == "requests.granted[natural]"]
    assert denied == {
        "@type": "PropertyValue",
        "propertyID": "requests.granted[natural]",
        "name": "三、收到和处理政府信息公开申请情况 / 三、本年度办理结果 / （一）予以公开 · 自然人",
        "value": published("pingtan_2022")["requests.granted[natural]"],
        "unitText": "件",
    }


def test_the_data_set_says_whose_it_is_and_of_what_time() -> None:
    data = _dataset(_page(website="https://www.example.gov.cn/nb"))
    del data["variableMeasured"], data["description"]
    assert data == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "平潭综合实验区管理委员会（全区汇总）2022年政府信息公开工作年度报告",
        "inLanguage": "zh-CN",
        "temporalCoverage": "2022-01-01/2022-12-31",
        "creator": {
            "@type": "GovernmentOrganization",
            "name": "平潭综合实验区管理委员会（全区汇总）",
        },
        "datePublished": "2023-01-20",
        "url": "https://www.example.gov.cn/nb",
    }


def test_head_tags_are_those_of_government_websites() -> None:
    assert (
        _tags(_page()).items()
        >= {
            "ArticleTitle": "平潭综合实验区管理委员会（全区汇总）2022年政府信息公开工作年度报告",
            "PubDate": "2023-01-20",
            "ContentSource": "平潭综合实验区管理委员会（全区汇总）",
        }.items()
    )


def test_what_is_not_known_is_not_said() -> None:
    content = _page(date="一月下旬", website="www.example.gov.cn")
    assert not {"PubDate", "Url", "SiteName", "ColumnName"} & _tags(content).keys()
    assert not {"datePublished", "url"} & _dataset(content).keys()


def test_a_blank_that_is_an_agreed_zero_is_a_value() -> None:
    filed = filing(changes={"proactive.rules[issued]": ""})
    measured = _dataset(compile_report(edition(), filed, "html", draft=False))["variableMeasured"]
    assert isinstance(measured, list)
    values = {each["propertyID"]: each["value"] for each in measured}
    assert values.keys() == published("pingtan_2022").keys()
    assert values["proactive.rules[issued]"] == "0"


def test_a_draft_is_not_offered_to_programs() -> None:
    content = _page(draft=True)
    assert "ld+json" not in content.decode()
    told = {name for name in _tags(content) if not name.startswith("disclose-")}
    assert told == {"viewport", "robots"}


@pytest.mark.parametrize("name", ["</script><b>", "<!--<script>", "A&B"])
def test_a_name_cannot_end_the_script(name: str) -> None:
    content = compile_report(edition(), renamed(filing(), name), "html", draft=False)
    creator = _dataset(content)["creator"]
    assert creator == {"@type": "GovernmentOrganization", "name": name}
    [script] = page(content).xpath("//script/text()")
    assert not set("<>&") & set(script)
