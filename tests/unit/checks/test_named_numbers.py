"""Numbers for names in texts: which they are, and that none of them is told to contradict."""

import json
from pathlib import Path

import pytest

from disclose import api
from disclose.api.vocabularies import vocabulary_of
from disclose.checks.named_numbers import named_numbers
from disclose.checks.text_names import text_names
from disclose.checks.texts import FilingTexts, text_findings
from disclose.form.figures.content import filing
from disclose.form.filing import Origin
from disclose.form.printed_names import full_names
from tests.support.editions import packaged
from tests.support.filings import FORMS, balanced
from tests.support.places import EXAMPLES
from tests.support.written_workbooks import filed

SECTION = "overview.supervision"
FIGURES = EXAMPLES / "sentence" / "figures.json"

RECEIVED, TOTAL = "requests.received[total]", "requests.total[total]"
NAMED = {
    "新收【新收】件": {0: RECEIVED},
    "2025年新收【新收】件，办结12件，共【办结】件": {1: RECEIVED, 3: TOTAL},
    "１２件、3.5万元、【办结】件": {2: TOTAL},
    "第一行5件\n\n第二行【新收】件": {1: RECEIVED},
    "办结12件": {},
    "第2【新收】件": {},
    "【政策】【2021】【新收】": {1: RECEIVED},
}


@pytest.mark.parametrize("typed", NAMED)
def test_the_numbers_for_names_are_known_by_their_order(typed: str) -> None:
    found = named_numbers(packaged(), filed(sections={SECTION: typed}), SECTION)
    assert found == {number: (key,) for number, key in NAMED[typed].items()}


SENTENCES = {
    "针对【行政复议】件行政复议、【行政诉讼】件行政诉讼召开分析会。": [],
    "新收【新收】件申请，不予公开【不予公开】件。": [],
    "行政复议【行政复议】件，其中【行政复议 结果纠正】件被纠正的复议案件写入材料。": [],
    "全年结转下年度自然人【结转下年度 自然人】件、商业企业【结转下年度 商业企业】件。": [],
    "全年新收政府信息公开申请【办结】件。": ["DOC24 warning"],
    "全年新收政府信息公开申请51件。": ["DOC24 error"],
}


@pytest.mark.parametrize("typed", SENTENCES)
def test_a_number_for_a_name_contradicts_nothing_but_the_words_around_it(
    typed: str, tmp_path: Path
) -> None:
    content = json.loads(FIGURES.read_text(encoding="utf-8"))
    content["texts"][SECTION] = typed
    path = tmp_path / "filled.xlsx"
    (tmp_path / "figures.json").write_text(json.dumps(content), encoding="utf-8")
    path.write_bytes(api.fill(tmp_path / "figures.json", api.library()))
    found = api.check(path, api.library()).findings
    assert [f"{each.code} {each.severity}" for each in found] == SENTENCES[typed]


@pytest.mark.no_cover  # the same lines, a thousand times
@pytest.mark.parametrize("name", FORMS)
def test_a_number_with_its_own_name_before_it_is_never_an_alarm(name: str) -> None:
    form, content = packaged(name), balanced(name)
    section, vocabulary = form.texts[1].id, vocabulary_of(form, api.library())
    assert vocabulary is not None
    names = full_names(form)
    for key, figure in form.figures.items():
        full_name = names[key]
        said = " ".join(full_name.split(" ")[1:])
        text = f"全年{said}【{full_name}】{figure.measure.unit}。"
        filed_text = filing(content, form, Origin())._replace(texts={section: text})
        texts = FilingTexts(form, filed_text, (section,), vocabulary)
        assert list(text_findings(texts)) == [], text
        assert list(text_names(form, filed_text)) == [], text
