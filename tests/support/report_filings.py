"""Filings to write reports of: published figures, changed where a test needs it."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from disclose.core.resources import templates
from disclose.form.edition.load import load
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, Origin, complete, typed_number, typed_text
from tests.support.places import REAL

SHA256 = "0123456789abcdef" * 4

BODY = {
    "website": "www.example.gov.cn",
    "address": "示例路1号",
    "postcode": "350400",
    "telephone": "0591-12345678",
    "email": "zwgk@example.gov.cn",
    "date": "2023年1月20日",
}

TEXTS = {
    "overview.proactive": "围绕民生领域做好信息发布。",
    "overview.on_request": "规范办理流程。\n加强与申请人沟通。",
    "overview.management": "开展文件清理。",
    "overview.platform": "设立专区12个。",
    "overview.supervision": "组织培训2期。",
    "problems": "解读形式较单一，下一步丰富形式。",
    "other_matters": "未收取信息处理费。",
}


@cache
def edition() -> Edition:
    """The national form of 2021."""
    return load(templates() / "editions" / "cn-2021")


TABLES = ":::table proactive\n:::table requests\n:::table disputes\n"
"""The lines by which a template of the form in force places the official tables."""


@cache
def published(name: str) -> Mapping[str, str]:
    """The figures of a published report as texts, in printed order."""
    return {key: str(value) for key, value in _data(name)["figures"].items()}


def _data(name: str) -> dict[str, dict[str, object]]:
    text = (REAL / f"{name}.json").read_text(encoding="utf-8")
    data: dict[str, dict[str, object]] = json.loads(text, parse_float=Decimal)
    return data


def filing(
    name: str = "pingtan_2022",
    changes: Mapping[str, str] | None = None,
    body: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Filing:
    """The filing of a published report; `changes` are typed texts, numbers where they are such."""
    data = _data(name)
    figures = edition().figures
    typed = {**published(name), **(changes or {})}
    entries = {
        key: (typed_number if _is_number(text) else typed_text)(figures[key], text)
        for key, text in typed.items()
    }
    return Filing(
        edition="cn-2021",
        year=int(str(data["year"])),
        body={"name": str(data["body"]["name"]), **(body or {})},
        entries=complete(edition(), entries),
        texts=texts or {},
        origin=Origin(name="filled.xlsx", sha256=SHA256),
    )


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()


def zeros(changes: Mapping[str, str] | None = None) -> Filing:
    """A filing in which every figure is 0 except `changes`."""
    return filing(changes={**dict.fromkeys(published("pingtan_2022"), "0"), **(changes or {})})


def renamed(filed: Filing, name: str) -> Filing:
    """The same filing by a body called `name`."""
    return filed._replace(body={**filed.body, "name": name})
