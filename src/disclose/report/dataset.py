"""What a published report says of itself to programs: head tags, and its figures as JSON-LD.

The tags are those that the General Office of the State Council prescribes for pages of government
websites (政府网站发展指引, 国办发〔2017〕47号); those of the site and its columns are its own.
The vocabulary of the data set is schema.org.
"""

from collections.abc import Iterator
from typing import Any

import simplejson

from disclose.form.edition.model import Figure
from disclose.report.narrative import Report, one_line

_WEB = ("http://", "https://")


def about(report: Report) -> Iterator[tuple[str, str]]:
    """Yield name and content of the head tags for which there are data."""
    yield "ArticleTitle", report.title
    if report.day:
        yield "PubDate", report.day.isoformat()
    yield "ContentSource", report.name
    yield "Keywords", f"政府信息公开,年度报告,{report.name}"
    yield "Description", _description(report)
    if url := _url(report):
        yield "Url", url


def described(report: Report) -> str:
    """Return the data set of `report` as JSON-LD that can stand in a script element."""
    year = report.filing.year
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": report.title,
        "description": _description(report),
        "inLanguage": "zh-CN",
        "temporalCoverage": f"{year}-01-01/{year}-12-31",
        "creator": {"@type": "GovernmentOrganization", "name": report.name},
    }
    if report.day:
        data["datePublished"] = report.day.isoformat()
    if url := _url(report):
        data["url"] = url
    data["variableMeasured"] = list(_measured(report))
    text = simplejson.dumps(data, ensure_ascii=False, use_decimal=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _measured(report: Report) -> Iterator[dict[str, Any]]:
    """Yield a property for every figure that has an amount."""
    for key, figure in report.edition.figures.items():
        amount = report.filing.entries[key].amount
        if amount is not None:
            yield {
                "@type": "PropertyValue",
                "propertyID": key,
                "name": named(figure),
                "value": amount,
                "unitText": figure.measure.unit,
            }


def named(figure: Figure) -> str:
    """Return the name of a figure outside its table: table, groups, row and column."""
    groups = (group.label for group in figure.table.path(figure.row.group))
    return " / ".join((figure.table.title, *groups, figure.label))


def _description(report: Report) -> str:
    edition = report.edition
    return (
        f"{report.name}{report.filing.year}年度政府信息公开工作数据，"
        f"按照{edition.authority}印发的格式（{edition.document}）编制。"
    )


def _url(report: Report) -> str:
    address = one_line(report.filing.body.get("website", ""))
    return address if address.startswith(_WEB) else ""
