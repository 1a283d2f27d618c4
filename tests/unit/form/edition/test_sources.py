"""Each source of a rule names a part of the notice, or says that it is the project's own advice."""

import re
from itertools import product

import pytest

from disclose.core.language import Language
from tests.support.filings import FORMS, edition

ADVICE = {Language.ZH: "本程序的建议：", Language.EN: "the project's advice: "}

PARTS = {
    "国办公开办函〔2021〕30号": (
        *(
            "一（一）",
            "一（二）",
            "一（三）",
            "一（四）",
            "一（五）",
            "一（六）",
            "二（一）",
            "二（二）",
            "三（四）",
        ),
        *("附件一", "附件二", "附件三", "附件四", "附件五", "附件六"),
    ),
    "国办公开办函〔2019〕60号": (
        *(
            "一（一）",
            "一（二）",
            "一（三）",
            "一（四）",
            "一（五）",
            "一（六）",
            "二（一）",
            "二（二）",
        ),
        *("附件一", "附件二", "附件三", "附件四", "附件五", "附件六"),
    ),
    "国办发〔2014〕32号": ("附件",),
}
"""The parts of each notice that a rule may name; an annex has the parts of the report."""

CITED = re.compile(r"(?P<notice>\S+号) (?P<part>[^：:]+)(?:：|: ).+")


@pytest.mark.parametrize(("form", "language"), [*product(FORMS, Language)])
def test_a_source_names_its_part_of_the_notice(form: str, language: Language) -> None:
    own = edition(form)
    sources = [
        *((rule.code, rule.source) for rule in (*own.rules, *own.prior_year_rules)),
        *((rule.code, rule.source) for rule in own.text_rules),
        *((rule.code, rule.source) for rule in own.year_rules),
        *((condition.code, condition.source) for condition in own.conditions),
    ]
    for code, source in sources:
        said = source.in_(language)
        if said.startswith(ADVICE[language]):
            continue
        cited = CITED.fullmatch(said)
        assert cited, f"{code}: {said}"
        assert cited["notice"] == own.document, code
        assert cited["part"] in PARTS[own.document], f"{code}: {said}"
