"""Kinds of findings about entries (CELL) and about our own faults (TOOL)."""

from disclose.core.finding import Kind, Severity
from disclose.core.language import Wording

UNFILLED = Kind(
    code="CELL01",
    name="unfilled-cells",
    severity=Severity.WARNING,
    title=Wording("有未填的格", "cells not filled in"),
    message=Wording(
        "{table}有 {count} 格没有填[，空白 {blanks} 格][，填“/”“无”等 {placeholders} 格]"
        "[，另有 {totals} 个合计格因此没有数]；暂按 0 计算：{cells}",
        "{table}: {count:cell/cells} not filled in[, {blanks} blank][, {placeholders} with / or "
        "the like][; {totals:total/totals} of nothing but these]; counted as 0 for now: {cells}",
    ),
    hint=Wording(
        "没有发生的事项请填 0，不要留空或填“/”“无”。",
        "Type 0 where nothing happened; leave no cell blank and do not type /, — or the like.",
    ),
    page=Wording(
        "官方表格中“没有”应写 0。空白和“/”“—”“无”“不适用”看不出是没有发生还是漏填。"
        "计算勾稽关系时按 0 处理，但与 0 分开统计，每张表只提示一次。",
        "On the official form nothing is written 0. A blank or a placeholder does not tell whether "
        "nothing happened or the cell was forgotten. Both count as 0 in arithmetic, are kept apart "
        "from 0, and are reported once per table.",
    ),
)
TABLE_EMPTY = Kind(
    code="CELL02",
    name="table-empty",
    severity=Severity.ERROR,
    title=Wording("整张表没有填", "a table with no figure at all"),
    message=Wording("{table}一个数也没有填", "{table} holds no figure at all"),
    hint=Wording(
        "没有发生的事项也要逐格填 0；数据填在别的文件里的，请检查那个文件。",
        "Type 0 where nothing happened; if you filled in another file, check that one.",
    ),
    page=Wording(
        "三张表都是必报内容。整张表空白多半是漏填，或者拿错了文件。",
        "Every table must be reported. An empty one was forgotten, or the file is the wrong one.",
    ),
)
TEXT_IN_CELL = Kind(
    code="CELL03",
    name="text-in-number-cell",
    severity=Severity.ERROR,
    title=Wording("数字格里是看不懂的文字", "text in a number cell"),
    message=Wording(
        "这些格里的文字不能读成数：{cells}[；涉及的勾稽关系没有核对：{unchecked}]",
        "these texts cannot be read as numbers: {cells}[; so these rules were not checked: "
        "{unchecked}]",
    ),
    hint=Wording(
        "只填一个阿拉伯数字，单位和说明不要写在格里；单位不同的先换算（1万元＝10000元）。"
        "后面带“？”的是可能的数，核对后再填。",
        "Type one number in digits, no unit and no remark; convert other units first "
        "(1万元 = 10000元). A number with ？ behind it is what was probably meant: verify it, then "
        "type it.",
    ),
    page=Wording(
        "数字格只认一个数。全角数字、千分位逗号、本格的计量单位、末尾一处括号说明、“零”可以认出来并会报告；"
        "其他文字（约数、汉字数字、别的单位、算式、两个数）不猜，请改成数字。各种填法怎样读，"
        "见 examples/typed。",
        "A number cell takes one number. Full-width digits, thousands separators, the cell's own "
        "unit and one remark in brackets are understood and reported; no other text (about so "
        "many, Chinese numerals, other units, sums, two numbers) is guessed. examples/typed shows "
        "how everything that is typed is read.",
    ),
)
ERROR_VALUE = Kind(
    code="CELL04",
    name="error-value",
    severity=Severity.ERROR,
    title=Wording(
        "格里是错误值，或没有结果的公式", "an error value, or a formula without a result"
    ),
    message=Wording(
        "这些格里没有可用的数：{cells}[；涉及的勾稽关系没有核对：{unchecked}]",
        "these cells hold no usable number: {cells}[; so these rules were not checked: "
        "{unchecked}]",
    ),
    hint=Wording(
        "删掉格里的公式，直接填数。", "Delete the formula in the cell and type the number."
    ),
    page=Wording(
        "#DIV/0!、#REF! 之类的错误值多由复制进来的公式引起，不能当作 0；"
        "填报格里的公式如果没有保存过结果，也读不出数。",
        "Error values such as #DIV/0! or #REF! usually come with a pasted formula; they are not 0. "
        "Nor is there a number to be read from a formula whose result was never stored.",
    ),
)
NORMALISED = Kind(
    code="CELL05",
    name="number-stored-as-text",
    severity=Severity.WARNING,
    title=Wording("数字是以文本形式填的", "a number typed as text"),
    message=Wording(
        "这些格已按数字读取，但表格软件求和时不会计入：{cells}",
        "these cells were read as numbers, but a spreadsheet leaves them out of its sums: {cells}",
    ),
    hint=Wording(
        "改填纯数字（如 1120），不带逗号、单位和说明；单元格左上角有绿色三角的，选“转换为数字”。",
        "Type plain digits (such as 1120) without separators, unit or remark; where the cell "
        "shows a green corner choose “Convert to Number”.",
    ),
    page=Wording(
        "全角数字、千分位逗号、带单位或带说明的数，程序能认出来，但在 Excel、WPS 里它们是文字，"
        "合计公式不会加上它们。每一处都列出填写的内容和读成的数。",
        "Full-width digits, separators, a unit or a remark are understood here, but to Excel and "
        "WPS they are text and totals leave them out. Each is shown before and after.",
    ),
)
FORMULA_IN_INPUT = Kind(
    code="CELL06",
    name="formula-in-input-cell",
    severity=Severity.WARNING,
    title=Wording("填报格里是公式", "a formula in an input cell"),
    message=Wording(
        "这些填报格里是公式，用了文件里保存的结果：{cells}",
        "these input cells hold formulas; the result saved in the file was used: {cells}",
    ),
    hint=Wording("直接填算好的数。", "Type the number itself."),
    page=Wording(
        "填报格应直接填数。公式的结果可能随别的格变化，也可能没有重新计算过。"
        "没有保存结果的公式按错误处理。",
        "An input cell takes a number. The result of a formula may change with other cells or may "
        "be out of date. A formula without a stored result is an error.",
    ),
)
NEGATIVE = Kind(
    code="CELL07",
    name="negative-figure",
    severity=Severity.ERROR,
    title=Wording("填了负数", "a negative figure"),
    message=Wording("这些格不能是负数：{cells}", "these figures cannot be negative: {cells}"),
    hint=Wording("检查是否多打了减号。", "Look for a stray minus sign."),
    page=Wording("件数和金额不会小于 0。", "Counts and amounts are never less than 0."),
)
TOO_MANY_DECIMALS = Kind(
    code="CELL08",
    name="too-many-decimals",
    severity=Severity.ERROR,
    title=Wording("小数位数不对", "more decimals than the figure admits"),
    message=Wording(
        "以“{unit}”计的数[最多 {places} 位小数|必须是整数]：{cells}",
        "figures in {unit} must [have at most {places:decimal/decimals}|be whole numbers]: {cells}",
    ),
    hint=Wording(
        "[金额以{money}计：检查是否把元当成了万元，或多打了小数位|检查是否把金额填到了件数格，或"
        "多打了小数点]。",
        "[Amounts are in {money}: check the unit and the decimal point|Check for an amount typed "
        "into a count, or a stray decimal point].",
    ),
    page=Wording(
        "每种计量单位的小数位数由统一格式规定：件数必须是整数，万元数最多到分。",
        "The form states how many decimals each unit admits: counts are whole, amounts go to the "
        "fen at most.",
    ),
)
BODY_MISSING = Kind(
    code="CELL09",
    name="body-line-missing",
    severity=Severity.ERROR,
    title=Wording("单位信息没有填全", "a required line about the body is missing"),
    message=Wording("“{label}”没有填", "{label} is not filled in"),
    hint=Wording("在“单位信息”填上。", "Fill it in on 单位信息."),
    page=Wording(
        "报告标题和落款要用单位名称，汇总要按它识别单位。",
        "The report's title and signature carry the name, and the roll-up knows the body by it.",
    ),
)
WRONG_YEAR = Kind(
    code="CELL10",
    name="wrong-report-year",
    severity=Severity.ERROR,
    title=Wording(
        "报告年度不对",
        "the report year is missing or not one of this form",
    ),
    message=Wording(
        "[报告年度填的是 {typed}|报告年度没有填]；本格式适用于 {first}[ 至 {last} 年度| 年度起"
        "][；该年度请用格式 {right}]",
        "[the report year is {typed}|no report year is given]; this form serves {first}[ to "
        "{last}| and later][; the form for that year is {right}]",
    ),
    hint=Wording(
        "在“单位信息”填四位数的报告年度（如 2025）；年度没有填错的，用 disclose template 生成该年"
        "度格式的工作簿，再填报。",
        "Type the report year in four digits on 单位信息; if it is right, make a workbook of the "
        "form for that year with disclose template.",
    ),
    page=Wording(
        "每个格式只适用于一定的报告年度：2014至2018年度、2019和2020年度、2021年度起各用一种格式。",
        "Each form serves certain report years: 2014 to 2018, 2019 and 2020, 2021 and later.",
    ),
)
SHOWN_DIFFERENTLY = Kind(
    code="CELL20",
    name="shown-differently",
    severity=Severity.ERROR,
    title=Wording(
        "显示的数和存的数不一样",
        "a cell shows another number than it holds",
    ),
    message=Wording(
        "这些格受数字格式影响，显示的和存的不一样，没有读（显示 → 存的）：{cells}[；涉及的勾稽关"
        "系没有核对：{unchecked}]",
        "the number format makes these cells show something other than they hold, so they were "
        "not read (shown → stored): {cells}[; so these rules were not checked: {unchecked}]",
    ),
    hint=Wording(
        "选中这些格，把格式改为“常规”，重新填数。日期多是输入 3-4、1/2 之类后自动变成的；百分数、"
        "以万显示的数，请按本格的单位填完整的数。",
        "Set the format of these cells to General and type the numbers again. Dates usually come "
        "from typing 3-4 or 1/2; for percentages and scaled numbers type the whole number in the "
        "unit of the cell.",
    ),
    page=Wording(
        "百分比、日期、时间、缩小显示（0!.0,）、隐藏数字的格式，会让格里看到的和程序读到的不是一个数，"
        "印在报告里就错了。分不清要报哪一个，所以不读。货币、千分位、小数位数、“件”字等格式不受影响。",
        "Formats for percentages, dates, times, thousands (0!.0,) or hiding make a cell show "
        "another number than it holds. Which of them is to be reported cannot be told, so neither "
        "is read. Currency, separators, decimals or a unit in the format do no harm.",
    ),
)
STRUCK_THROUGH = Kind(
    code="CELL21",
    name="struck-through",
    severity=Severity.ERROR,
    title=Wording("格里有划掉的数", "struck-through text in a number cell"),
    message=Wording(
        "这些格里有加了删除线的内容，没有读：{cells}[；涉及的勾稽关系没有核对：{unchecked}]",
        "these cells hold text that is struck through and were not read: {cells}[; so these "
        "rules were not checked: {unchecked}]",
    ),
    hint=Wording(
        "删掉划掉的内容，只留要报的数，并取消删除线。后面带“？”的是程序猜的数，核对后再填。",
        "Delete what is struck through, keep the number to be reported and remove the "
        "strikethrough. A number with ？ behind it is a guess: verify it, then type it.",
    ),
    page=Wording(
        "删除线只是样子，划掉的数字还在格里：把 12 划掉再写 15，格里实际是 1215。",
        "Striking through only changes the look: 12 struck through with 15 behind it is 1215.",
    ),
)
TOO_LONG = Kind(
    code="CELL22",
    name="too-long-figure",
    severity=Severity.ERROR,
    title=Wording("数太大", "a figure too long to be one"),
    message=Wording(
        "这些数有 13 位以上，件数和金额不会这么大：{cells}",
        "these have 13 digits or more, which no count or amount has: {cells}",
    ),
    hint=Wording(
        "检查是否填了代码、电话，或两个数连在了一起。",
        "Look for a code, a telephone number, or two numbers run together.",
    ),
    page=Wording(
        "公开过的报告里，件数最多 8 位。13 位以上的数不是填错了格，就是连在了一起。",
        "Counts run to 8 digits in published reports. Longer numbers belong elsewhere or are two.",
    ),
)
CHECK_CRASHED = Kind(
    code="TOOL01",
    name="check-crashed",
    severity=Severity.ERROR,
    title=Wording("程序自身出错", "a check broke down"),
    message=Wording(
        "检查项“{check}”没有做完（{reason}）",
        "the check {check} did not finish ({reason})",
    ),
    hint=Wording(
        "这是程序的问题，不是您的表的问题；其余检查已照常完成。请把这条信息和文件报告给开发者；涉"
        "密或敏感数据请先去掉。",
        "This is our fault, not that of your workbook; all other checks were done. Please report "
        "this message and the file; remove sensitive data first.",
    ),
    page=Wording(
        "某一项检查运行中断，其余检查照常完成。", "One check broke down; all others were done."
    ),
)

KINDS = (
    UNFILLED,
    TABLE_EMPTY,
    TEXT_IN_CELL,
    ERROR_VALUE,
    NORMALISED,
    FORMULA_IN_INPUT,
    NEGATIVE,
    TOO_MANY_DECIMALS,
    BODY_MISSING,
    WRONG_YEAR,
    SHOWN_DIFFERENTLY,
    STRUCK_THROUGH,
    TOO_LONG,
    CHECK_CRASHED,
)
