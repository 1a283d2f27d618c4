"""Kinds of findings about an edition's own definition (family DEF)."""

from disclose.core.finding import Family
from disclose.core.language import Wording

TEXT = Wording("文字（写在引号里）", "text (in quotation marks)")
INTEGER = Wording("整数（不加引号）", "a whole number (without quotation marks)")
TRUE_OR_FALSE = Wording("true 或 false", "true or false")
NUMBER = Wording("数（不加引号）", "a number (without quotation marks)")
LIST = Wording("列表（写在方括号里）", "a list (in square brackets)")
TABLE = Wording("一组键（键 = 值）", "a group of keys (key = value)")
ONE_OF = Wording("{choices} 之一", "one of {choices}")
"""What a value of a definition has to be; texts are templates over the finding's arguments."""


_PAGE = Wording(
    zh="格式定义有错时整个格式不予载入：少一条勾稽关系也不能悄悄放过。改正定义文件后重新运行。",
    en=(
        "An edition with a faulty definition is not loaded at all: no rule may be lost in "
        "silence. Mend the definition file and run again."
    ),
)
_kind = Family(_PAGE).error


UNKNOWN_KEY = _kind(
    "DEF01",
    "unknown-key",
    Wording("定义文件里有不认识的键", "unknown key in a definition"),
    Wording("不认识的键 {key}（在 {where}）", "unknown key {key} (in {where})"),
    Wording("是不是想写 {suggestion}？", "Did you mean {suggestion}?"),
)
WRONG_VALUE = _kind(
    "DEF02",
    "wrong-value",
    Wording("定义文件里的值缺失或类型不对", "missing or wrong value in a definition"),
    Wording(
        "{where} 的 {key} 缺失或不对，应为：{expected}",
        "{key} of {where} is missing or wrong; it must be {expected}",
    ),
    Wording(
        "改正 {key}。",
        "Correct {key}.",
    ),
)
DUPLICATE_ID = _kind(
    "DEF03",
    "duplicate-id",
    Wording("标识重复", "duplicate id"),
    Wording(
        "{where} 里有两个 {id}",
        "{id} is there twice in {where}",
    ),
    Wording(
        "两处用了同一个标识：后加的换一个，已在用的不要改。",
        "Two entries use the same id: rename the newer one, leave the one in use.",
    ),
)
RULE_SYNTAX = _kind(
    "DEF04",
    "rule-not-understood",
    Wording("规则写法不对", "a rule that is not of the rule language"),
    Wording(
        "规则 {rule} 看不懂：{part}",
        "rule {rule} cannot be understood: {part}",
    ),
    Wording(
        "只能用名称、数字、+ - *、sum(集合) 和一个 ==、<= 或 >=；"
        "带 fills 的规则写成 {suggestion}。",
        "Use names, numbers, + - *, sum(set) and one ==, <= or >=; a rule that fills reads "
        "{suggestion}.",
    ),
)
UNKNOWN_NAME = _kind(
    "DEF05",
    "unknown-name",
    Wording("名称不存在", "a name the form does not know"),
    Wording(
        "{where}[（{at}）]提到的 {name} 不存在",
        "{where}[ ({at})] names {name}, which does not exist",
    ),
    Wording("是不是想写 {suggestion}？", "Did you mean {suggestion}?"),
)
FILLED_TWICE = _kind(
    "DEF06",
    "filled-twice",
    Wording("两条规则计算同一格", "two rules fill one cell"),
    Wording("规则 {rule} 和 {other} 都计算 {key}", "rules {rule} and {other} both fill {key}"),
    Wording("去掉其中一条的 fills，它仍然核对。", "Drop fills from one of them; it still checks."),
)
CIRCULAR_FILL = _kind(
    "DEF07",
    "circular-fill",
    Wording("计算关系成环", "cells that are computed from each other"),
    Wording("这些格互相计算：{path}", "these cells compute each other: {path}"),
    Wording(
        "去掉其中一条规则的 fills，它仍然核对。",
        "Drop fills from one of these rules; it still checks.",
    ),
)
UNREADABLE_DEFINITION = _kind(
    "DEF08",
    "unreadable-definition",
    Wording("定义文件读不出来", "a definition file that cannot be read"),
    Wording(
        "[{where} 第 {line} 行第 {column} 个字符处写法不对（引号或括号是否成对？）|{where} 读不出"
        "来]：{reason}",
        "[{where} is not valid at line {line}, column {column} (are quotes and brackets "
        "closed?)|{where} cannot be read]: {reason}",
    ),
    Wording(
        "改正后再试。",
        "Correct it and try again.",
    ),
)
UNKNOWN_EDITION = _kind(
    "DEF09",
    "unknown-edition",
    Wording("没有这个格式", "no such edition"),
    Wording("没有名为 {edition} 的格式；有：{known}", "no edition {edition}; there are: {known}"),
    Wording("用 disclose editions 查看全部格式。", "See disclose editions."),
)
CIRCULAR_GROUP = _kind(
    "DEF10",
    "circular-group",
    Wording(
        "分组的上级绕回了自己",
        "a group that is its own parent",
    ),
    Wording(
        "分组 {group} 的 under 又指回它自己",
        "group {group} leads back to itself through under",
    ),
    Wording(
        "改正 {group} 的 under；最外层分组不写 under。",
        "Correct under of {group}; an outermost group has none.",
    ),
)
MATCHES_NOTHING = _kind(
    "DEF11",
    "matches-nothing",
    Wording(
        "列出的名称不是任何行或列",
        "a name that is no row or column",
    ),
    Wording(
        "{where} 列出的 {pattern} 不是任何行或列",
        "{pattern}, listed in {where}, is no row or column",
    ),
    Wording("是不是想写 {suggestion}？", "Did you mean {suggestion}?"),
)
FAULTY_NARRATIVE = _kind(
    "DEF12",
    "faulty-narrative",
    Wording("报告文字模板有错", "a narrative template that fails"),
    Wording(
        "报告文字模板的这一处有错：{reason}",
        "this part of the report template is at fault: {reason}",
    ),
    Wording(
        "改正 report.md.j2：数字只能来自表格、日期或用 constant 标明的文号；名称要与 "
        "edition.toml 一致；::: 后只能是 table 或 sign。",
        "Correct report.md.j2: digits may come only from figures, dates and document numbers "
        "marked constant; names must be those of edition.toml; only table or sign may follow :::.",
    ),
)

KINDS = (
    UNKNOWN_KEY,
    WRONG_VALUE,
    DUPLICATE_ID,
    RULE_SYNTAX,
    UNKNOWN_NAME,
    FILLED_TWICE,
    CIRCULAR_FILL,
    UNREADABLE_DEFINITION,
    UNKNOWN_EDITION,
    CIRCULAR_GROUP,
    MATCHES_NOTHING,
    FAULTY_NARRATIVE,
)
