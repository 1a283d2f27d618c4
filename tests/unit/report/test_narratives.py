"""An office's own words over the narrative of a form: what they may be, and how they are tried."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from disclose.core.errors import EditionError
from disclose.core.language import Language
from disclose.core.messages import BUILT_IN
from disclose.form.edition.model import Edition
from disclose.output.message_format import render_message
from disclose.report.blocks import WrongTablesError
from disclose.report.template_check import faults
from disclose.report.template_sources import (
    BASE,
    MAX_BYTES,
    MAX_FILES,
    Narrative,
    locate_in_template,
    overridden,
)
from tests.support.filings import FORMS, as_read, balanced
from tests.support.filings import edition as packaged_edition
from tests.support.report_filings import TABLES, edition, filing
from tests.support.reports import compile_report

ENDING = f"{TABLES}就是这些。"
HEAD = f'{{% extends "{BASE}" %}}\n'
BLOCKS = {
    "cn-2021": ("title", "preface", "overview", "proactive", "problems", "signature"),
    "cn-2019": ("title", "preface", "overview", "proactive", "problems", "signature"),
    "cn-2014": ("title", "preface", "overview", "on_request", "problems", "annex"),
    "gz-2017": ("title", "preface", "overview", "on_request", "problems", "annex"),
}


def _folder(path: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def _told(form: Edition, folder: Path) -> str:
    narrative = overridden(form, folder)
    return compile_report(form, filing(), "md", draft=False, narrative=narrative).decode()


def test_one_block_is_one_s_own_and_all_others_stay(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {"report.md.j2": HEAD + "{% block problems %}甲乙丙{% endblock %}"})
    own = compile_report(edition(), filing(), "md", draft=False).decode()
    before, _, rest = own.partition("## 五、")
    after = rest[rest.index("## 六、") :]
    told = _told(edition(), folder)
    assert _unsealed(told) == _unsealed(f"{before}甲乙丙\n\n{after}")


def _unsealed(text: str) -> str:
    return text.rpartition("<!-- disclose-seal:")[0]


@pytest.mark.parametrize("form", ["cn-2021", "cn-2019"])
def test_disputes_can_be_moved_to_another_aspect(tmp_path: Path, form: str) -> None:
    blocks = (
        "{% block overview_on_request %}{{ super() }}\n{{ disputes()|paragraph }}{% endblock %}"
        "{% block overview_disputes %}{% endblock %}"
    )
    made = packaged_edition(form)
    narrative = overridden(made, _folder(tmp_path, {"report.md.j2": HEAD + blocks}))
    assert faults(made, narrative) == ()
    filed = as_read(balanced(form))
    told = compile_report(made, filed, "md", draft=False, narrative=narrative).decode()
    part = told[told.index("依申请公开\n") : told.index("政府信息管理\n")]
    assert "被申请行政复议6件" in part
    assert told.count("被申请行政复议6件") == 1


@pytest.mark.no_cover  # the trial of one template, four times
@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_blocks_that_can_be_replaced(tmp_path: Path, form: str) -> None:
    made = packaged_edition(form)
    words = dict(zip(BLOCKS[form], ("甲甲", "乙乙", "丙丙", "丁丁", "戊戊", "己己"), strict=True))
    tables = {"proactive": "\n:::table proactive\n", "annex": "\n:::table statistics\n"}
    blocks = "".join(
        f"{{% block {each} %}}{said}{tables.get(each, '')}{{% endblock %}}"
        for each, said in words.items()
    )
    folder = _folder(tmp_path, {"report.md.j2": HEAD + blocks})
    narrative = overridden(made, folder)
    assert faults(made, narrative) == ()
    told = compile_report(
        made, as_read(balanced(form)), "md", draft=False, narrative=narrative
    ).decode()
    assert [each for each, said in words.items() if said not in told] == []


def test_a_template_for_one_form_goes_before_one_for_all(tmp_path: Path) -> None:
    files = {"report.md.j2": "# 通用", "cn-2021/report.md.j2": f"# 专用\n{TABLES}"}
    assert _told(edition(), _folder(tmp_path, files)).startswith("# 专用")


def test_a_template_may_use_others_of_its_folder(tmp_path: Path) -> None:
    files = {"report.md.j2": '# 甲\n{% include "parts/end.j2" %}', "parts/end.j2": ENDING}
    assert "就是这些。" in _told(edition(), _folder(tmp_path, files))


@pytest.mark.parametrize(
    ("files", "file"),
    [
        ({}, "report.md.j2"),
        ({"cn-2014/report.md.j2": "# 甲"}, "report.md.j2"),
        ({"report.md.j2": "字" * MAX_BYTES}, "report.md.j2"),
    ],
)
def test_a_folder_without_a_narrative_is_refused(
    tmp_path: Path, files: Mapping[str, str], file: str
) -> None:
    with pytest.raises(EditionError) as caught:
        overridden(edition(), _folder(tmp_path, files))
    [found] = caught.value.findings
    assert (found.code, found.places[0].file) == ("DEF12", file)


def test_what_is_no_folder_of_texts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EditionError):
        overridden(edition(), tmp_path)
    with pytest.raises(EditionError):
        overridden(edition(), tmp_path / "absent")
    many = _folder(tmp_path / "many", {f"{at}.j2": "" for at in range(MAX_FILES + 1)})
    with pytest.raises(EditionError):
        overridden(edition(), many)


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("# 甲\n全年共5件。", "DEF12", 2),
        ('# 甲\n\n{{ figure["requests.recieved[total]"] }}', "DEF05", 3),
        ('{{ previous["requests.recieved[total]"] }}', "DEF05", 1),
        ("{{ missing }}", "DEF12", 1),
        ("# 甲\n{% if %}", "DEF12", 2),
        (HEAD + "{% block problem %}{% endblock %}", "DEF05", 2),
        # shown only where there is one request: found by rendering, not by reading
        (
            '{% if figure["proactive.licensing[decisions]"] == 1 %}\n{{ body.nobody }}{% endif %}\n'
            + TABLES,
            "DEF12",
            2,
        ),
        ('# 甲\n{{ figure["proactive.fees[amount]"].value }}', "DEF12", 1),
        ("# 甲\n:::tabel proactive", "DEF12", 2),
        (f"# 甲\n{TABLES}:::table proactive", "DEF13", 2),
        (f"# 甲\n{TABLES}\n:::table nope", "DEF05", 6),
        (":::table proactive\n:::table requests", "DEF13", 1),
        ("{% extends 'report.md.j2' %}", "DEF12", 1),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "DEF12", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, template: str, code: str, line: int
) -> None:
    narrative = overridden(edition(), _folder(tmp_path, {"report.md.j2": template}))
    [found] = faults(edition(), narrative)
    assert (found.code, found.places[0].file, found.places[0].line) == (code, "report.md.j2", line)
    assert render_message(found, BUILT_IN[code], Language.ZH).message


@pytest.mark.parametrize("text", ["", "# 甲\n一段话。"], ids=["empty", "no-tables"])
def test_every_missing_table_is_told(tmp_path: Path, text: str) -> None:
    narrative = overridden(edition(), _folder(tmp_path, {"report.md.j2": text}))
    found = faults(edition(), narrative)
    told = [(each.code, each.args["id"], each.args["count"]) for each in found]
    assert told == [("DEF13", name, 0) for name in ("proactive", "requests", "disputes")]
    with pytest.raises(WrongTablesError):
        _told(edition(), tmp_path)


@pytest.mark.parametrize(
    ("template", "zh", "en"),
    [
        ("{{ missing }}", "没有名称 missing", "'missing' is undefined"),
        ("{% do %}", "没有语句 do", "unknown tag 'do'"),
        ("{{ 2 ** 9 }}", "模板里不能用 **", "** is not for templates"),
        ("{% for x in range(999999) %}{% endfor %}", "循环没有尽头", "loops without end"),
        ("{{ '{a}'.b }}", "没有名称 b", "no attribute 'b'"),
    ],
)
def test_a_reason_is_in_the_language_of_the_reader(
    tmp_path: Path, template: str, zh: str, en: str
) -> None:
    narrative = overridden(edition(), _folder(tmp_path, {"report.md.j2": template}))
    [found] = faults(edition(), narrative)
    assert zh in render_message(found, BUILT_IN["DEF12"], Language.ZH).message
    assert en in render_message(found, BUILT_IN["DEF12"], Language.EN).message


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = '# 甲\n共1件\n{{ figure["a"] }}\n共2件\n{{ figure["requests.granted[total]"] }}'
    narrative = overridden(edition(), _folder(tmp_path, {"report.md.j2": text}))
    assert [each.places[0].line for each in faults(edition(), narrative)] == [2, 3, 4]


def test_blocks_within_one_s_own_blocks_are_no_mistake(tmp_path: Path) -> None:
    text = HEAD + "{% block problems %}甲{% block mine %}乙{% endblock %}{% endblock %}"
    assert faults(edition(), overridden(edition(), _folder(tmp_path, {"report.md.j2": text}))) == ()


def test_blocks_of_a_form_that_extends_another_are_known(tmp_path: Path) -> None:
    middle = '{% extends "cn-2021/report.md.j2" %}{% block problems %}甲{% endblock %}'
    made = replace(
        edition(),
        narrative=middle,
        extended_narratives={"cn-2021/report.md.j2": edition().narrative},
    )
    text = HEAD + "{% block preface %}乙{% endblock %}"
    assert faults(made, overridden(made, _folder(tmp_path, {"report.md.j2": text}))) == ()


# ------------------------------------------------------------------ the commands


def test_a_part_is_found_where_its_words_stand() -> None:
    sources = {
        "own.md.j2": "# 甲\n共{{ n }}件，其中5件\n第5条\n:::tabel x\n",
        "other.md.j2": "乙5丙\n",
        "broken.md.j2": "{% if %}",
    }
    narrative = Narrative("own.md.j2", sources, ("own.md.j2",))
    assert locate_in_template(narrative, "共12件，其中5件") == ("own.md.j2", 2)
    assert locate_in_template(narrative, "第5条") == ("own.md.j2", 3)
    assert locate_in_template(narrative, "甲乙5丙") == ("other.md.j2", 1)
    assert locate_in_template(narrative, ":::tabel") == ("own.md.j2", 4)
    assert locate_in_template(narrative, "9") == (
        "own.md.j2",
        1,
    )  # from an expression: no line has it
