"""Kinds of findings about the locked totals (family FORM)."""

from disclose.core.finding import Kind, Severity
from disclose.core.language import Wording

TOTAL_OVERWRITTEN = Kind(
    code="FORM01",
    name="total-overwritten",
    severity=Severity.NOTE,
    title=Wording("合计公式被改成了数字", "a total was typed over its formula"),
    message=Wording(
        "这些合计格里是数字而不是公式，数值与各项之和相符：{cells}",
        "these totals are typed numbers instead of formulas; they agree with their parts: {cells}",
    ),
    hint=Wording(
        "数是对的，可以不改；但以后改动明细，合计不会跟着变。",
        "The number is right and may stay; it will not follow when the parts change.",
    ),
    page=Wording(
        "合计格有保护，应由公式算出。撤销保护后填进去的数不会随明细变化，容易出错。"
        "数不对时按相应的勾稽关系报错，不再重复提示本项。",
        "Totals are protected formulas. A number typed there does not follow its parts. A wrong "
        "one is reported by the rule that it breaks, and not here as well.",
    ),
)
FORMULA_CHANGED = Kind(
    code="FORM02",
    name="formula-changed",
    severity=Severity.WARNING,
    title=Wording("合计公式被改变", "the formula of a total was changed"),
    message=Wording(
        "这些合计格的公式与原表不同，已按原表的公式重新计算：{cells}",
        "the formulas of these totals are not those of the form; they were recomputed by the "
        "form: {cells}",
    ),
    hint=Wording(
        "多为剪切粘贴所致。不改也不影响检查结果；要恢复公式，请换一份空白工作簿，以后用复制，不要"
        "剪切。",
        "Usually cut and paste. It changes no result here; for the formula use a blank workbook, "
        "and copy instead of cut.",
    ),
    page=Wording(
        "把填报格剪切到别处时，表格软件会跟着改写引用它的公式。比较时不计空格、大小写、引号等写法差别。",
        "When a cell is cut and pasted, the spreadsheet rewrites formulas that refer to it. White "
        "space, case, quotes and the like do not count as differences.",
    ),
)
CACHED_DIFFERS = Kind(
    code="FORM03",
    name="stored-total-differs",
    severity=Severity.WARNING,
    title=Wording("文件里保存的合计不是最新的", "the stored result of a total is out of date"),
    message=Wording(
        "这些合计格里保存的结果不是最新的，已重新计算，以重新计算的为准：{cells}",
        "the stored results of these totals are out of date; the recomputed ones are used: {cells}",
    ),
    hint=Wording(
        "用 Excel 或 WPS 打开，按 F9 重新计算后保存；多为别的程序改过数据而没有重新计算。",
        "Open it in Excel or WPS, press F9 and save; usually another program changed a figure "
        "without recalculating.",
    ),
    page=Wording(
        "文件里除公式外还保存上次计算的结果。本程序不采信它，一律按公式含义用十进制重算。",
        "Beside a formula the file keeps its last result. It is never trusted; every total is "
        "recomputed in decimal arithmetic.",
    ),
)
NEVER_CALCULATED = Kind(
    code="FORM04",
    name="never-calculated",
    severity=Severity.NOTE,
    title=Wording("文件没有计算过", "the workbook was never calculated"),
    message=Wording(
        "{count} 个合计格没有保存结果，已按公式重新计算",
        "{count:total has/totals have} no stored result; computed here",
    ),
    hint=Wording(
        "不影响检查；需要在表里看到合计时，用 Excel 或 WPS 打开后保存一次。",
        "This changes no result here; to see the totals open the file in Excel or WPS and save it.",
    ),
    page=Wording(
        "由程序写出而没有经表格软件打开过的文件常常这样。",
        "Files written by a program and never opened in a spreadsheet are like this.",
    ),
)
TOTAL_REMOVED = Kind(
    code="FORM05",
    name="total-removed",
    severity=Severity.NOTE,
    title=Wording("合计公式被删掉", "the formula of a total was deleted"),
    message=Wording(
        "这些合计格的公式被删掉，已按公式补算：{cells}",
        "the formulas of these totals were deleted; they were computed here: {cells}",
    ),
    hint=Wording(
        "可以不改，也不影响检查结果；要恢复公式，请换一份空白工作簿。",
        "You may leave it; to have the formula back use a blank workbook.",
    ),
    page=Wording(
        "合计格应由公式算出，被删掉后报告仍使用补算的数。",
        "Totals are formulas; where one was deleted the report uses the computed number.",
    ),
)

KINDS = (
    TOTAL_OVERWRITTEN,
    FORMULA_CHANGED,
    CACHED_DIFFERS,
    NEVER_CALCULATED,
    TOTAL_REMOVED,
)
