"""A faulty definition is refused: with its file, its line, a suggestion, and nothing else."""

from pathlib import Path
from typing import NamedTuple

import pytest

from disclose.core.errors import EditionError
from disclose.core.finding import Finding
from disclose.core.language import Language
from disclose.core.messages import BUILT_IN
from disclose.form.edition.library import Library, available
from disclose.form.edition.load import load
from disclose.output.message_format import render_message
from tests.support.editions import edited, line_of

FORM, RULES = "edition.toml", "rules.toml"


class Case(NamedTuple):
    """A change of one file, and the finding it must give: its line begins where `at` stands."""

    file: str
    old: str
    new: str
    code: str
    at: str
    told: str


def _faults(folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(EditionError) as refusal:
        load(folder)
    return refusal.value.findings


def _text(found: Finding, language: Language = Language.ZH) -> str:
    said = render_message(found, BUILT_IN[found.code], language)
    return f"{said.message}；{said.hint}"


EXEMPT = 'exempt = { rulemaking = "是" }'
PER_ROW_RESULTS = 'per = "row"\nsays = "total == sum(results)"'
STOCK = 'says = "issued - repealed <= in_force"'
SAYS1 = 'says = "received + carried_in == total + carried_out"'
SAYS2 = 'says = "total == sum(outcomes)"'
SAYS_COLUMNS = 'says = "total == sum(applicants)"\n'
REQ02_FILLS = 'fills = "total"\nseverity = "error"\nname.zh = "（七）'
PENALTIES = '{ id = "penalties", label = "行政处罚", measure = "count"'
GROUP = 'id = "denied"\nlabel = "（三）不予公开"\nunder = "outcome"'
WIDTHS = "widths = [15, 17, 38, 11, 11, 11, 14, 14, 11, 14]"
BLOCK5 = 'title = "第二十条第（五）项"\n'
LAST_TOTAL = (
    '  { id = "total", label = "（七）总计", short = "总计", '
    'group = "outcome", measure = "count" },'
)

VALUES = {
    "unknown kind of a line": Case(
        FORM, '"credit_code"', '"credit-code"', "DEF02", 'kind = "credit-code"', "credit_code"
    ),
    "a kind of a line with choices": Case(
        FORM,
        'choices = ["是", "否"]\nhelp = "设区',
        'choices = ["是", "否"]\nkind = "date"\nhelp = "设区',
        "DEF02",
        'kind = "date"\nhelp = "设区',
        "text",
    ),
    "unknown key at the top": Case(
        FORM, "authority =", "autority = 'x'\nauthority =", "DEF01", "autority", "authority"
    ),
    "unknown table of keys": Case(
        FORM,
        '[[texts]]\nid = "problems"',
        "[[sheets]]\nid = 'x'\n[[texts]]\nid = \"problems\"",
        "DEF01",
        "[[sheets]]",
        "sheets",
    ),
    "unknown key in a table": Case(
        FORM, 'short = "依申请公开"', 'shrot = "依申请公开"\nshort = "x"', "DEF01", "shrot", "short"
    ),
    "unknown key in a row": Case(
        FORM, PENALTIES, PENALTIES + ', "lab.el(" = 1', "DEF01", "lab.el(", "label"
    ),
    "unknown key in a rule": Case(
        RULES, EXEMPT, EXEMPT + "\nfill = 'x'", "DEF01", "fill = 'x'", "fills"
    ),
    "missing key in a row": Case(
        FORM,
        LAST_TOTAL,
        LAST_TOTAL.replace(', measure = "count"', ""),
        "DEF02",
        "（七）总计",
        "measure",
    ),
    "missing key at the top": Case(
        FORM,
        'document = "国办公开办函〔2021〕30号"',
        "",
        "DEF02",
        "# 国办公开办函〔2021〕",
        "document",
    ),
    "missing choice": Case(
        FORM,
        'print = "across"\n',
        "",
        "DEF02",
        '[[tables]]\nid = "disputes"',
        "blocks、matrix、across",
    ),
    "wrong type of a text": Case(
        FORM, 'title = "政府信息公开工作年度报告"', "title = 3", "DEF02", "title = 3", "文字（"
    ),
    "wrong type of a number": Case(
        FORM, "places = 6", 'places = "6"', "DEF02", 'places = "6"', "整数（"
    ),
    "a truth value is no number": Case(
        FORM, "places = 6", "places = true", "DEF02", "places = true", "整数（"
    ),
    "wrong type of a flag": Case(
        FORM,
        'required = true\nhelp = "按单位',
        'required = 1\nhelp = "按单位',
        "DEF02",
        "required = 1",
        "true 或 false",
    ),
    "no list": Case(FORM, WIDTHS, "widths = 15", "DEF02", "widths = 15", "列表（"),
    "not a number": Case(FORM, WIDTHS, WIDTHS.replace("38", "nan"), "DEF02", "nan", "数（"),
    "no table": Case(
        FORM,
        'label.zh = "国家统一格式（2021年版）"\nlabel.en = "national form of 2021"',
        "label = 'x'",
        "DEF02",
        "label = 'x'",
        "一组键",
    ),
    "a wrong item of a list": Case(
        FORM, LAST_TOTAL, f"  3,\n{LAST_TOTAL}", "DEF02", "  3,", "rows"
    ),
    "no mapping": Case(RULES, EXEMPT, "exempt = 'x'", "DEF02", "exempt = 'x'", "exempt"),
    "a wrong value of a mapping": Case(
        RULES, EXEMPT, "exempt.rulemaking = 1", "DEF02", "exempt.rulemaking", "rulemaking"
    ),
    "unknown choice": Case(
        FORM, 'print = "matrix"', 'print = "Matrix"', "DEF02", '"Matrix"', "blocks、matrix"
    ),
    "a choice that is no text": Case(
        FORM, 'print = "matrix"', "print = []", "DEF02", "print = []", "blocks、matrix"
    ),
    "unknown severity": Case(
        RULES,
        EXEMPT + '\nseverity = "warning"',
        EXEMPT + '\nseverity = "fatal"',
        "DEF02",
        '"fatal"',
        "error、warning、note",
    ),
    "unusable id of a row": Case(
        FORM, 'id = "licensing"', 'id = "li-censing"', "DEF02", "li-censing", "id"
    ),
    "unusable id of a table": Case(
        FORM,
        'id = "proactive"\nsheet',
        'id = "pro.active"\nsheet',
        "DEF02",
        "pro.active",
        "id",
    ),
    "unusable id of a text": Case(FORM, 'id = "problems"', 'id = ""', "DEF02", 'id = ""', "id"),
    "an id that the program uses itself": Case(
        FORM, 'id = "email"', 'id = "year"', "DEF02", 'id = "year"', "≠ year"
    ),
    "a sheet that the program writes itself": Case(
        FORM, 'sheet = "表三"', 'sheet = "审核"', "DEF02", 'sheet = "审核"', "sheet"
    ),
    "a sheet that looks like a cell": Case(
        FORM, 'sheet = "表三"', 'sheet = "AB12"', "DEF02", "AB12", "sheet"
    ),
    "years the wrong way round": Case(
        FORM,
        "years.first = 2021",
        "years.first = 2021\nyears.last = 2020",
        "DEF02",
        "years.last",
        "≥ 2021",
    ),
    "too many decimals": Case(FORM, "places = 6", "places = 99", "DEF02", "places = 99", "0–9"),
    "an edition in a folder of another name": Case(
        FORM, 'id = "cn-2021"', 'id = "cn-2022"', "DEF02", "cn-2022", "cn-2021"
    ),
    "too few widths": Case(FORM, WIDTHS, "widths = [15, 17]", "DEF02", "widths = [15, 17]", "10"),
    "a width of nothing": Case(
        FORM, WIDTHS, WIDTHS.replace("38", "-1"), "DEF02", "38, 11".replace("38", "-1"), "> 0"
    ),
    "no widths": Case(FORM, WIDTHS, "widths = []", "DEF02", "widths = []", "10"),
    "a block without title": Case(
        FORM, BLOCK5, "# no title\n", "DEF02", "[[tables.blocks]]\n# no title", "title"
    ),
    "a text rule without words": Case(
        RULES, 'words = ["信息处理费"]', "words = []", "DEF02", "words = []", "≥ 1"
    ),
    "a text rule for no text": Case(
        RULES, 'sections = ["problems"]', "sections = []", "DEF02", "sections = []", "≥ 1"
    ),
    "rows chosen where the rule runs over columns": Case(
        RULES, SAYS2, SAYS2 + "\nrows = ['total']", "DEF02", "rows = ['total']", "per = column"
    ),
    "columns chosen where the rule runs over rows": Case(
        RULES,
        EXEMPT,
        EXEMPT + "\ncolumns = ['issued']",
        "DEF02",
        "columns = ['issued']",
        "per = row",
    ),
    "a total computed from last year": Case(
        RULES,
        'says = "total == sum(applicants)"',
        'says = "total == previous.total"',
        "DEF04",
        'says = "total == previous.total"',
        "total == previous.total",
    ),
    "a row called as last year's figures are": Case(
        FORM,
        'id = "denied.state_secret"',
        'id = "previous.secret"',
        "DEF02",
        'id = "previous.secret"',
        "previous.",
    ),
    "a jump of once as much": Case(RULES, "factor = 5", "factor = 1", "DEF02", "factor = 1", "≥ 2"),
    "a jump of what the form does not count": Case(
        RULES, 'measure = "count"', 'measure = "counts"', "DEF05", 'measure = "counts"', "count"
    ),
    "a year rule with a code in use": Case(
        RULES, 'code = "PRO12"', 'code = "TXT01" # again', "DEF03", "[[year_rules]]", "TXT01"
    ),
    "a row that last year's form cannot have had": Case(
        "previous.toml", '"disputes.*"', '"dispute.*"', "DEF11", '"dispute.*"', "dispute.*"
    ),
    "a set of nothing": Case(
        FORM,
        'members = ["upheld", "corrected", "other", "pending"]',
        "members = []",
        "DEF02",
        "members = []",
        "≥ 1",
    ),
}

NAMES = {
    "the same row in one block": Case(
        FORM,
        LAST_TOTAL,
        LAST_TOTAL.replace('"total"', '"carried_in"'),
        "DEF03",
        "（七）总计",
        "carried_in",
    ),
    "the same row in two blocks": Case(
        FORM,
        'id = "penalties"',
        'id = "licensing"',
        "DEF03",
        '"licensing", label = "行政处罚"',
        "licensing",
    ),
    "a group printed as one row that is none of its own": Case(
        FORM, 'undivided = "other.other"', 'undivided = "other.else"', "DEF05", "undivided", "other"
    ),
    "the same column": Case(
        FORM,
        '{ id = "research", label = "科研机构"',
        '{ id = "business", label = "科研机构"',
        "DEF03",
        '{ id = "business", label = "科研机构"',
        "business",
    ),
    "the same table": Case(
        FORM,
        'id = "disputes"',
        'id = "requests"',
        "DEF03",
        '[[tables]]\nid = "requests"\nsheet = "表四"',
        "requests",
    ),
    "the same sheet": Case(
        FORM, 'sheet = "表四"\n', 'sheet = "表三" # twice\n', "DEF03", "# twice", "表三"
    ),
    "the same rule": Case(
        RULES,
        'code = "DSP01"',
        'code = "REQ03"',
        "DEF03",
        '[[rules]]\ncode = "REQ03"\ntable = "disputes"',
        "REQ03",
    ),
    "a rule and a text rule": Case(
        RULES,
        'code = "TXT02"',
        'code = "REQ03"',
        "DEF03",
        '[[text_rules]]\ncode = "REQ03"',
        "REQ03",
    ),
    "unknown measure": Case(
        FORM, LAST_TOTAL, LAST_TOTAL.replace('"count"', '"cuont"'), "DEF05", "cuont", "想写 count"
    ),
    "unknown group of a row": Case(
        FORM,
        LAST_TOTAL,
        LAST_TOTAL.replace('"outcome"', '"outcmoe"'),
        "DEF05",
        "outcmoe",
        "想写 outcome",
    ),
    "unknown group of a column": Case(
        FORM,
        'label = "其他", group = "legal_persons"',
        'label = "其他", group = "legal"',
        "DEF05",
        'group = "legal"',
        "想写 legal_persons",
    ),
    "unknown group of a group": Case(
        FORM, GROUP, GROUP.replace("outcome", "otucome"), "DEF05", "otucome", "想写 outcome"
    ),
    "unknown table of a rule": Case(
        RULES,
        f'table = "disputes"\n{PER_ROW_RESULTS}',
        f'table = "dispute"\n{PER_ROW_RESULTS}',
        "DEF05",
        'table = "dispute"',
        "disputes",
    ),
    "unknown row in a rule": Case(
        RULES, SAYS1, SAYS1.replace("carried_in", "caried_in"), "DEF05", "caried_in", "carried_in？"
    ),
    "unknown set in a rule": Case(
        RULES, SAYS2, SAYS2.replace("outcomes", "outcome"), "DEF05", "(outcome)", "outcomes？"
    ),
    "a set of columns where rows are meant": Case(
        RULES,
        SAYS2,
        SAYS2.replace("outcomes", "applicants"),
        "DEF05",
        SAYS_COLUMNS + REQ02_FILLS,
        "outcomes？",
    ),
    "unknown cell to fill": Case(
        RULES,
        REQ02_FILLS,
        'fills = "totl"\nseverity = "error"\nname.zh = "（七）',
        "DEF05",
        '"totl"',
        "total？",
    ),
    "a rule over a block that lacks the column": Case(
        RULES,
        f'rows = ["rules", "normative_documents"]\n{STOCK}',
        STOCK,
        "DEF05",
        "issued - repealed <=",
        "行政许可",
    ),
    "unknown text": Case(
        RULES,
        'sections = ["problems"]',
        'sections = ["problem"]',
        "DEF05",
        '["problem"]',
        "想写 problems",
    ),
    "unknown figure in a text rule": Case(
        RULES,
        '"requests.other.fee_unpaid[total]"]',
        '"requests.other.fee_unpaid"]',
        "DEF05",
        'fee_unpaid"]',
        "requests.other.fee_unpaid[total]",
    ),
    "unknown line about the body": Case(
        RULES, EXEMPT, EXEMPT.replace("rulemaking", "rulemaker"), "DEF05", "rulemaker", "rulemaking"
    ),
    "an answer that the body cannot give": Case(
        RULES, EXEMPT, EXEMPT.replace("是", "有"), "DEF05", '"有"', "是"
    ),
    "groups in each other": Case(
        FORM,
        'label = "三、本年度办理结果"',
        'under = "outcome"\nlabel = "三、本年度办理结果"',
        "DEF10",
        'under = "outcome"\nlabel = "三',
        "outcome",
    ),
    "a dead pattern in a set": Case(
        FORM, '"unavailable.*"', '"unavailble.*"', "DEF11", "unavailble.*", "unavailable."
    ),
    "a dead pattern of rows": Case(
        RULES,
        f'"normative_documents"]\n{STOCK}',
        f'"normative_document"]\n{STOCK}',
        "DEF11",
        '_document"',
        "_documents",
    ),
}

CYCLE = """
[[rules]]
code = "REQ09"
table = "requests"
per = "column"
says = "granted == total - carried_out"
fills = "granted" # back
severity = "error"
name = { zh = "名", en = "name" }
source = { zh = "源", en = "source" }
hint = { zh = "示", en = "hint" }

[[text_rules]]
code = "TXT01"
"""
TWICE = CYCLE.replace("granted == total - carried_out", "total == received").replace(
    'fills = "granted"', 'fills = "total"'
)
START = '\n[[text_rules]]\ncode = "TXT01"\n'

CELLS = {
    "two rules fill one cell": Case(RULES, START, TWICE, "DEF06", "# back", "REQ09 和 REQ02"),
    "two rules in a circle": Case(
        RULES, START, CYCLE, "DEF07", REQ02_FILLS, "requests.granted[natural]"
    ),
    "a cell computed from itself": Case(
        RULES,
        'says = "total == sum(applicants)"\nfills = "total"',
        'says = "total == total + other"\nfills = "total" # self',
        "DEF07",
        "# self",
        "requests.granted[total]",
    ),
}


def _check(case: Case, tmp_path: Path) -> None:
    folder = edited(tmp_path, (case.file, case.old, case.new))
    [found] = _faults(folder)
    assert found.code == case.code
    [place] = found.places
    assert place.file == f"cn-2021/{case.file}"
    assert place.line == line_of(folder / case.file, case.at)
    assert case.told in _text(found)
    assert _text(found, Language.EN)


@pytest.mark.parametrize("name", VALUES)
def test_a_wrong_value_is_refused(name: str, tmp_path: Path) -> None:
    _check(VALUES[name], tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_name_is_refused(name: str, tmp_path: Path) -> None:
    _check(NAMES[name], tmp_path)


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_cannot_be_computed_is_refused(name: str, tmp_path: Path) -> None:
    _check(CELLS[name], tmp_path)


FOREIGN_RULES = (
    "total = 1",
    "total",
    "1 < total < 3",
    "received == total == carried_out",
    "received != total",
    "received < total",
    "received in total",
    "__import__(os) == total",
    "__import__('os') == total",
    "total == max(outcomes)",
    "total == sum(outcomes, received)",
    "total == sum(outcomes + received)",
    "total == sum(outcomes, start=1)",
    "total == sum()",
    "received ** 2 == total",
    "received / 2 == total",
    "received // 2 == total",
    "received % 2 == total",
    "total == 'x'",
    "total == True",
    "total == None",
    "total == 1j",
    "total == 0x10",
    "total == 1_000",
    "total == 1e400",
    "total == -received",
    "total == received if received else granted",
    "total == [received]",
    "total == (received, granted)",
    "total == received[0]",
    "total == f().x",
    "(total == received) == granted",
    "total == lambda: received",
    "total == received; granted",
    "total == received # and",
    "total == (received",
    "total ==",
    "",
    " total == received",
    "total == “received”",
    "1 == 1",
    "total == received * granted",
    "total == received * sum(outcomes)",
    "total == " + "(" * 250 + "received" + ")" * 250,
    "total == " + "-" * 1500 + "received",
    "total == " + "+".join(["received"] * 100),
    "total == received" + " " * 3000,
    "total == received + " + "9" * 40,
)


@pytest.mark.parametrize("says", FOREIGN_RULES, ids=lambda says: says[:30])
def test_a_rule_outside_the_language_is_refused(says: str, tmp_path: Path) -> None:
    folder = edited(tmp_path, (RULES, SAYS1, f'says = "{says}" # here'))
    [found] = _faults(folder)
    assert (found.code, found.args["rule"]) == ("DEF04", "REQ01")
    assert found.places[0].line == line_of(folder / RULES, "# here")


def test_a_null_byte_in_a_rule_is_refused(tmp_path: Path) -> None:
    [found] = _faults(edited(tmp_path, (RULES, SAYS1, 'says = "total == \\u0000"')))
    assert found.code == "DEF04"


@pytest.mark.parametrize("says", ["sum(outcomes) == total", "total <= sum(outcomes)"])
def test_a_rule_that_fills_states_what_it_fills(says: str, tmp_path: Path) -> None:
    folder = edited(tmp_path, (RULES, SAYS2, f'says = "{says}"'))
    [found] = _faults(folder)
    assert found.code == "DEF04"
    assert found.places[0].line == line_of(folder / RULES, says)
    assert "写成 total == …" in _text(found)


def test_the_part_that_is_not_understood_is_named(tmp_path: Path) -> None:
    [found] = _faults(edited(tmp_path, (RULES, SAYS1, 'says = "total == received + 2 ** 3"')))
    assert found.args["part"] == "2 ** 3"


@pytest.mark.parametrize("name", [FORM, RULES, "report.md.j2"])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    folder = edited(tmp_path)
    (folder / name).unlink()
    [found] = _faults(folder)
    assert (found.code, found.places[0].file) == ("DEF08", f"cn-2021/{name}")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    folder = edited(tmp_path)
    (folder / FORM).write_bytes('id = "格式"'.encode("gb18030"))
    [found] = _faults(folder)
    assert (found.code, found.places[0].file) == ("DEF08", f"cn-2021/{FORM}")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    folder = edited(tmp_path)
    (folder / FORM).write_bytes(b"\xef\xbb\xbf" + (folder / FORM).read_bytes())
    assert load(folder).id == "cn-2021"


BROKEN = {
    "in the middle": ('id = "licensing"', 'id = "licensing', 'label = "行政许可", measure'),
    "at the end": (
        'label = "实收金额（元）"',
        'label = """x',
        "申请人实际缴纳",
    ),
}


@pytest.mark.parametrize(
    ("says", "code"),
    [
        pytest.param("fees.received <= fees.paid", "DEF05", id="unknown figure"),
        pytest.param("fees.received", "DEF04", id="no relation"),
    ],
)
def test_a_condition_names_figures_that_the_form_has(says: str, code: str, tmp_path: Path) -> None:
    folder = edited(tmp_path, (RULES, "fees.received <= fees.due", says))
    with pytest.raises(EditionError) as refusal:
        load(folder)
    assert [each.code for each in refusal.value.findings] == [code]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param('level = "县级汇总"', 'level = "县级"', "DEF05", id="no choice"),
        pytest.param('by = "2月20日"', 'by = "20 February"', "DEF02", id="no day"),
        pytest.param('by = "2月20日"', 'day = "2月20日"', "DEF01", id="no key"),
    ],
)
def test_a_deadline_is_a_day_for_a_choice_of_the_level(
    old: str, new: str, code: str, tmp_path: Path
) -> None:
    folder = edited(tmp_path, (FORM, old, new))
    assert code in [each.code for each in _faults(folder)]


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_of_syntax_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    old, new, at = BROKEN[name]
    folder = edited(tmp_path, (FORM, old, new))
    [found] = _faults(folder)
    assert (found.code, found.places[0].file) == ("DEF08", f"cn-2021/{FORM}")
    assert found.places[0].line == line_of(folder / FORM, at)


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    folder = edited(tmp_path)
    (folder / FORM).write_text("a = " + "[" * 100_000, encoding="utf-8")
    [found] = _faults(folder)
    assert found.code == "DEF08"


def test_every_fault_of_a_file_is_told_at_once_in_its_order(tmp_path: Path) -> None:
    changes = (
        (FORM, "places = 6", "places = true"),
        (FORM, 'short = "主动公开"', 'shrot = "主动公开"'),
        (FORM, 'id = "penalties"', "id = 1"),
        (FORM, '{ id = "research"', '{ id = "business"'),
    )
    found = _faults(edited(tmp_path, *changes))
    # the misspelt key is both unknown and missing
    codes = ["DEF02", "DEF01", "DEF02", "DEF02", "DEF03"]
    assert [each.code for each in found] == codes
    lines = [each.places[0].line for each in found]
    assert lines[:2] == sorted(lines[:2])


def test_every_fault_of_the_rules_is_told_at_once(tmp_path: Path) -> None:
    changes = (
        (RULES, SAYS1, 'says = "total"'),
        (RULES, SAYS2, 'says = "total == sum(outcome)"'),
        (RULES, f'table = "disputes"\n{PER_ROW_RESULTS}', f'table = "dispute"\n{PER_ROW_RESULTS}'),
        (RULES, 'sections = ["problems"]', 'sections = ["problem"]'),
    )
    found = _faults(edited(tmp_path, *changes))
    assert [each.code for each in found] == ["DEF04", "DEF05", "DEF05", "DEF05"]


def test_circles_of_groups_are_told_for_each_group_on_them(tmp_path: Path) -> None:
    changes = (
        (FORM, 'label = "三、本年度办理结果"', 'label = "三、本年度办理结果"\nunder = "denied"'),
        (FORM, 'label = "（四）无法提供"\nunder = "outcome"', 'label = "四"\nunder = "nowhere"'),
    )
    found = _faults(edited(tmp_path, *changes))
    assert [(each.code, each.args.get("group")) for each in found] == [
        ("DEF10", "outcome"),
        ("DEF10", "denied"),
        ("DEF05", None),
    ]


def test_a_table_of_one_block_cannot_have_two(tmp_path: Path) -> None:
    more = '[[tables.blocks]]\ncolumns = [{ id = "a", label = "甲" }]\nrows = []\n'
    folder = edited(tmp_path, (FORM, "# -" + "-" * 63 + " 文字部分", more))
    found = _faults(folder)
    assert [(each.args["key"], each.args["expected"]) for each in found] == [
        ("rows", "≥ 1"),
        ("blocks", "1"),
    ]


FEES_COLUMN = '{ id = "amount", label = "本年收费金额（单位：万元）", short = "收费金额" }'


def test_a_table_has_columns_and_rows(tmp_path: Path) -> None:
    folder = edited(tmp_path, (FORM, FEES_COLUMN, ""))
    [found] = _faults(folder)
    assert (found.code, found.args["key"]) == ("DEF02", "columns")


def test_a_table_has_a_block(tmp_path: Path) -> None:
    folder = edited(tmp_path)
    text = (folder / FORM).read_text(encoding="utf-8")
    start, end = text.index("[[tables.blocks]]"), text.index("# ---", text.index('id = "fees"'))
    (folder / FORM).write_text(text[:start] + "blocks = []\n" + text[end:], encoding="utf-8")
    found = _faults(folder)
    assert [each.args["key"] for each in found] == ["blocks", "widths"]


def test_an_unknown_edition_is_refused_with_those_there_are(tmp_path: Path) -> None:
    edited(tmp_path)
    with pytest.raises(EditionError) as refusal:
        Library([tmp_path]).get("cn-2012")
    [found] = refusal.value.findings
    assert (found.code, found.args) == ("DEF09", {"edition": "cn-2012", "known": ("cn-2021",)})
    assert "DEF09" in str(refusal.value)


def test_a_folder_of_editions_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as refusal:
        available([tmp_path / "none"])
    assert refusal.value.findings[0].places[0].file == "none"


def test_the_first_folder_that_has_an_edition_wins(tmp_path: Path) -> None:
    mine, theirs = edited(tmp_path / "mine"), edited(tmp_path / "theirs")
    (tmp_path / "mine" / "notes.txt").write_text("no edition", encoding="utf-8")
    library = Library([mine.parent, theirs.parent])
    assert library.ids == ("cn-2021",)
    assert available([mine.parent, theirs.parent])["cn-2021"] == mine
    assert library.get("cn-2021") is library.get("cn-2021")


def test_the_fingerprint_knows_values_not_comments(tmp_path: Path) -> None:
    plain = load(edited(tmp_path / "a"))
    commented = load(edited(tmp_path / "b", (FORM, "places = 6", "places = 6 # six")))
    changed = load(edited(tmp_path / "c", (FORM, "places = 6", "places = 5")))
    assert plain.fingerprint == commented.fingerprint != changed.fingerprint


@pytest.mark.parametrize(
    ("file", "old", "new", "same"),
    [
        pytest.param(FORM, "没有可以不填。", "没有的不填。", True, id="help"),
        pytest.param(RULES, "表三各行名称", "表三的行名", True, id="source of a rule"),
        pytest.param(RULES, "没有报告收取", "没有写收取", True, id="name of a text rule"),
        pytest.param(FORM, "widths = [48,", "widths = [50,", True, id="width on paper"),
        pytest.param(FORM, 'label = "联系电话"', 'label = "电话"', False, id="name of a line"),
        pytest.param(FORM, "4.保护第三方合法权益", "4.第三方权益", False, id="name of a row"),
        pytest.param(RULES, "issued - repealed <= in", "issued <= in", False, id="rule"),
    ],
)
def test_the_fingerprint_knows_what_a_reader_depends_on(
    tmp_path: Path, file: str, old: str, new: str, *, same: bool
) -> None:
    plain, changed = load(edited(tmp_path / "a")), load(edited(tmp_path / "b", (file, old, new)))
    assert (plain.fingerprint == changed.fingerprint) is same
    assert plain.definition_hash != changed.definition_hash


def test_a_rule_may_hold_for_some_columns_only(tmp_path: Path) -> None:
    folder = edited(tmp_path, (RULES, SAYS1, f'columns = ["natural", "t*"]\n{SAYS1}'))
    assert [each.at for each in load(folder).rule("REQ01").constraints] == ["自然人", "总计"]


def test_an_edition_whose_name_cannot_be_stamped_is_refused(tmp_path: Path) -> None:
    folder = edited(tmp_path, (FORM, 'id = "cn-2021"', 'id = "cn 2021"'))
    [found] = _faults(folder.rename(tmp_path / "cn 2021"))
    assert (found.code, found.args["key"], found.places[0].line) == ("DEF02", "id", 3)


def test_the_only_column_of_a_block_needs_no_id(tmp_path: Path) -> None:
    changes = (
        (FORM, 'id = "amount"', 'id = ""'),
        (FORM, '"proactive.fees[amount]"', '"proactive.fees"'),
        (RULES, '"proactive.fees[amount]"', '"proactive.fees"'),
        (RULES, "10000 * proactive.fees[amount]", "10000 * proactive.fees"),
    )
    edition = load(edited(tmp_path, *changes))
    assert edition.figures["proactive.fees"].label == "行政事业性收费 · 本年收费金额（单位：万元）"


def test_one_of_several_columns_needs_an_id(tmp_path: Path) -> None:
    found = _faults(edited(tmp_path, (FORM, 'id = "repealed"', 'id = ""')))
    assert [(each.code, each.args["key"]) for each in found] == [("DEF02", "id")]
