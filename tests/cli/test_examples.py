"""The examples are what the program makes of their figures today."""

import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from disclose import api
from disclose.core.finding import Severity
from tests.support import example_verify
from tests.support.examples import folders, outputs
from tests.support.places import EXAMPLES
from tests.support.report_names import report_in

TEXTS = {".xlsx": "xl/sharedStrings.xml", ".docx": "word/document.xml"}
"""The part of a packed file that says what it says.

The bytes around it depend on the versions of the libraries that pack it.
"""


def said(name: str, data: bytes) -> list[str]:
    """Return the lines of a text, or the pieces of text of a packed file."""
    part = TEXTS.get(Path(name).suffix)
    if part is None:
        return data.decode().splitlines()
    markup = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
    return [piece for piece in re.split(r"<[^>]+>", markup) if piece.strip()]


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_an_example_is_up_to_date(folder: Path) -> None:
    for name, data in outputs(folder).items():
        shipped = said(name, (folder / name).read_bytes())
        assert shipped == said(name, data), f"{name}: run python -m tests.support.examples"


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_an_example_has_a_page_that_names_its_commands(folder: Path) -> None:
    example = EXAMPLES / folder.relative_to(EXAMPLES).parts[0]
    page = (example / "README.md").read_text(encoding="utf-8")
    name = folder.relative_to(EXAMPLES).as_posix()
    assert f"disclose check examples/{name}/filled.xlsx" in page
    assert f"disclose fill examples/{name}/figures.json" in page


def test_the_edited_report_and_what_is_said_of_it_are_up_to_date() -> None:
    for name, data in example_verify.outputs().items():
        shipped = said(name, (example_verify.FOLDER / name).read_bytes())
        assert shipped == said(name, data), f"{name}: run python -m tests.support.example_verify"
    page = (example_verify.FOLDER / "README.md").read_text(encoding="utf-8")
    assert "disclose verify examples/verify/edited.docx examples/qinghe-2025/filled.xlsx" in page


def test_the_document_of_2017_has_three_errors_and_its_channels_are_right() -> None:
    checked = api.check(EXAMPLES / "huadu-2017" / "filled.xlsx", api.library())
    errors = {
        each.code: (each.equation.left_sum, each.equation.right_sum)
        for each in checked.findings
        if each.severity is Severity.ERROR and each.equation
    }
    # categories 0 + 40 + 371 + 140 + 4 + 1 + 36; 0 + 0 + 10; 1 + 0 + 44
    wanted = {"GZH01": (591, 592), "STA05": (0, 10), "STA06": (1, 45)}
    assert errors == {code: tuple(map(Decimal, sides)) for code, sides in wanted.items()}
    # what the document does not say is blank: its date, too; the one reply was concluded nowhere
    others = {each.code for each in checked.findings} - errors.keys()
    assert others <= {"CELL01", "CELL12", "STA12", "FORM03", "FORM04"}


SENTENCES = (
    "主动公开政府信息591条，其中：1.组织机构类信息0条；",
    "2.部门文件类（包括规章、规范性文件等）信息40条；",
    "3.动态类信息371条；4.行政职权类信息（包括行政审批、执法等）140条；",
    "5.财政预决算信息4条；6.建议提案办理结果类信息1条；7.其他信息35条。",
    "政府网站公开信息591条，微博微信公开信息240条，新闻发布会公开信息0条，",
    "新闻媒体公开信息0条，政府公报公开信息0条。",
    "回应公众关注热点或重大舆情95次。",
    "发布政策解读稿82篇，通过微博微信回应事件10次，通过新闻媒体等其他方式回应事件3次。",
    "受理信息公开申请1件，其中当面申请0件、网上申请1件、信函申请0件、传真申请0件。",
    "答复1件，其中“非本机关政府信息”的1件。",
    "依申请公开收取的费用（检索费、邮寄费、复制费等）为0元。",
    "行政复议案10宗，其中撤销、变更或确认违法的0宗、其他情形10宗。",
    "行政诉讼案45宗，其中维持具体行政行为的1宗（占2.2%）、确认违法的0宗、",
    "其他情形44宗（占97.8%）。",
)
"""Figures of the document in its order, corrected; shares, from 30 on, worked out by hand."""

HEADINGS = [
    "一、概述",
    "二、政府信息主动公开情况",
    "三、政府信息依申请公开情况",
    "四、政府信息公开收费情况",
    "五、因信息公开引起的行政复议和行政诉讼情况",
    "六、存在的主要问题和改进措施",
]


def test_the_corrected_report_has_the_headings_and_figures_of_the_document_in_its_order() -> None:
    path = report_in(EXAMPLES / "huadu-2017" / "corrected" / "report", "md")
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    assert len(re.findall(r"^### ", text, re.MULTILINE)) == 4
    places = [text.index(sentence) for sentence in SENTENCES]
    assert places == sorted(places)
    assert text.index("# 政府信息公开情况统计表") > places[-1]
    assert text.count("<td>591</td>") == 2


FOLLOWING = {
    "sentence": ("新收的49件申请中，自然人提出41件", "年末仍有2件申请没有办结"),
    "sentence/later": ("新收的50件申请中，自然人提出42件", "年末仍有3件申请没有办结"),
}


@pytest.mark.parametrize("folder", FOLLOWING)
def test_a_sentence_with_names_follows_the_tables(folder: str) -> None:
    report = report_in(EXAMPLES / folder / "report", "md").read_text(encoding="utf-8")
    page = (EXAMPLES / "sentence" / "README.md").read_text(encoding="utf-8")
    for sentence in FOLLOWING[folder]:
        assert sentence in report
        assert sentence in page


def test_the_texts_with_names_are_the_same_before_and_after() -> None:
    first, later = (
        json.loads((EXAMPLES / folder / "figures.json").read_text(encoding="utf-8"))
        for folder in FOLLOWING
    )
    assert first["texts"] == later["texts"]
    assert len({*first["figures"].items()} ^ {*later["figures"].items()}) == 4
