"""Kinds of findings about hand-written and published reports (family DOC, from DOC20 on)."""

from disclose.core.finding import Kind, Severity
from disclose.core.language import Wording

_CORRECT = Wording(
    "找出写错的一处：核对台账和表格后改正。",
    "Find which of them is wrong: look into the records and the tables, then correct it.",
)

SUM = Kind(
    code="DOC20",
    name="parts-do-not-add-up",
    severity=Severity.ERROR,
    title=Wording("分项之和与总数不符", "parts do not add up to their total"),
    message=Wording("{title}：{equation}", "{title}: {equation}"),
    hint=Wording(
        "核对台账：总数和分项哪个写错了，改正那一个。",
        "See from the records whether the total or a part is wrong, and correct that.",
    ),
    page=Wording(
        "报告正文列出的各个分项加起来应等于总数。各类分项都写全的按错误处理；"
        "只写了一部分分项而合计小于总数的，可能是其余分项没有写，按核实处理；"
        "词库里标明可以重复计数的分项（例如不同公开渠道）不相加。",
        "The parts that the text lists should add up to their total. Where every part is stated "
        "this is an error; where the parts stated fall short, others may have been left out, and "
        "it is to be verified. Parts that may count one thing twice, such as channels, are never "
        "added up.",
    ),
)
EXCEEDS = Kind(
    code="DOC21",
    name="part-exceeds-whole",
    severity=Severity.ERROR,
    title=Wording("分项大于总数", "a part is larger than the whole"),
    message=Wording("{title}：{equation}", "{title}: {equation}"),
    hint=Wording(
        "核对台账：总数和分项哪个写错了，改正那一个。",
        "See from the records whether the total or the part is wrong, and correct that.",
    ),
    page=Wording(
        "一个分项不会大于它所属的总数。多半是总数没有更新，或者分项抄自别的报告。",
        "No part is larger than its whole. Often the total was not brought up to date, or the part "
        "was copied from another report.",
    ),
)
SHARE = Kind(
    code="DOC22",
    name="share-does-not-follow",
    severity=Severity.ERROR,
    title=Wording("占比与件数对不上", "a share does not follow from the counts"),
    message=Wording(
        "按所写件数计算：{shares}",
        "computed from the counts as stated: {shares}",
    ),
    hint=Wording(
        "[如果总数是 {fits}，所写占比就都相符；]请核对总数、件数和占比。",
        "[With a total of {fits} these shares would be right. ]Check total, counts and shares.",
    ),
    page=Wording(
        "占比按“件数÷总数”重新计算；为凑足100%而在末位调整的不算错，总数为 0 时没有占比。"
        "几个占比如果都符合另一个总数，会写出那个总数：很可能是正文的总数写错了。",
        "Shares are computed anew as count ÷ total; a last digit changed to make them total 100% "
        "is no fault, and of a total of 0 there is no share. If the shares all fit another total, "
        "that one is named: probably the stated total is the one that is wrong.",
    ),
)
TWICE = Kind(
    code="DOC23",
    name="figure-stated-twice",
    severity=Severity.WARNING,
    title=Wording("同一个数前后不一致", "one figure stated with different values"),
    message=Wording(
        "{title}：{values}",
        "{title}: {values}",
    ),
    hint=Wording(
        "口径相同的改成一致；口径不同的写明区别。",
        "Make them agree if they mean the same; say how they differ if they do not.",
    ),
    page=Wording(
        "同一项目在正文几处出现时应当相同。程序按名称认定是同一项目，统计口径不同的请在文字里写明。",
        "A figure that stands in several places should be the same in all. Names decide what is "
        "the same figure; where the text means different things it should say so.",
    ),
)
AGAINST_TABLE = Kind(
    code="DOC24",
    name="text-contradicts-table",
    severity=Severity.WARNING,
    title=Wording("正文与表格不一致", "text and table differ"),
    message=Wording(
        "正文写“{said}”，表格里“{figure}”是 {tabled}",
        "the text says “{said}”; {figure} is {tabled} in the table",
    ),
    hint=Wording(
        "核对表格，表格没有错就改正文；口径不同的写明区别。",
        "Check the table; if it is right, correct the text, or say how they differ.",
    ),
    page=Wording(
        "正文里的数应与同一报告的表格一致。“收到”“受理”既可能指新收，也可能指新收加上年结转，"
        "两种理解都不符的才报告。",
        "Numbers in the text should agree with the tables of the same report. Words for requests "
        "taken may mean new ones or those carried over as well; only what fits neither is "
        "reported.",
    ),
)
PROMISED = Kind(
    code="DOC25",
    name="promised-part-missing",
    severity=Severity.WARNING,
    title=Wording("前言提到的部分没有", "a part that the preface announces is missing"),
    message=Wording(
        "前言说有“{part}”，文中没有找到",
        "the preface announces {part}, which is not in the document",
    ),
    hint=Wording(
        "补上这一部分，或者改前言；附表另成文件的，请合并后再查。",
        "Add the part or correct the preface; if the annex is a separate file, merge it and "
        "audit again.",
    ),
    page=Wording(
        "前言列举的各部分都应有标题，说“并附”的统计表应在文中。",
        "Every part listed in the preface should have a heading, and a table announced as an annex "
        "should be in the document.",
    ),
)
PERIOD = Kind(
    code="DOC26",
    name="period-missing",
    severity=Severity.WARNING,
    title=Wording("没有写明统计期限", "the statistical period is not stated"),
    message=Wording("{title}", "{title}"),
    hint=Wording(
        "在前言写明所列数据的统计期限，即报告年度的1月1日至12月31日。",
        "State in the preface that the data run from 1 January to 31 December of the report year.",
    ),
    page=Wording(
        "读者要知道数据统计到哪一天。没有写明期限的，也看不出结转的申请算在哪一年。",
        "Readers need to know what time the data cover, and in which year requests carried over "
        "are counted.",
    ),
)
EMPTY_SLOT = Kind(
    code="DOC27",
    name="empty-slot",
    severity=Severity.ERROR,
    title=Wording("数字漏填", "a number that was never filled in"),
    message=Wording("“{slot}”缺少数字", "no number in: {slot}"),
    hint=Wording("填上数字；没有的填 0。", "Fill in the number, 0 where there is none."),
    page=Wording(
        "套用往年文字时常见：单位前面留着空格或下划线，数字没有填。",
        "Often found where last year's sentences are used again: blanks or underscores stand "
        "before the unit, and no number.",
    ),
)
UNKNOWN = Kind(
    code="DOC28",
    name="mention-not-understood",
    severity=Severity.NOTE,
    title=Wording("没有认出的数", "numbers that are not understood"),
    message=Wording(
        "这 {count} 个数不知道是哪一项，没有核对：{mentions}",
        "{count:number/numbers} of no known figure, not checked: {mentions}",
    ),
    hint=Wording(
        "请人工核对。",
        "Check them by eye.",
    ),
    page=Wording(
        "只核对词库认得的项目，认不出的逐个列出，不作猜测。常用的说法可以加进格式的 lexicon.toml。",
        "Only figures that the lexicon knows are checked; all others are listed, never guessed. "
        "Usual ways of saying a figure can be added to the edition's lexicon.toml.",
    ),
)
SHARES_TOTAL = Kind(
    code="DOC29",
    name="shares-off-the-whole",
    severity=Severity.ERROR,
    title=Wording("各项占比之和不是100%", "shares of a whole do not total 100%"),
    message=Wording("{shares}，合计 {total}", "{shares}; in all {total}"),
    hint=Wording(
        "重新计算占比；四舍五入的误差不算错。",
        "Compute the shares anew; what rounding explains is no fault.",
    ),
    page=Wording(
        "分项写全时，占比之和应为100%，允许四舍五入的误差。",
        "Where all parts are stated the shares total 100%, give or take what rounding explains.",
    ),
)
READ_AS = Kind(
    code="DOC30",
    name="ambiguous-figure-read",
    severity=Severity.NOTE,
    title=Wording("有两种理解的数", "a figure with two meanings"),
    message=Wording(
        "“{said}”按“{reading}”理解",
        "“{said}” was read as {reading}",
    ),
    hint=Wording(
        "新收和上年结转都有的，请分开写明。",
        "State new and carried-over requests separately.",
    ),
    page=Wording(
        "“收到”“受理”有的指新收，有的包括上年结转。两种理解都试过，写出相符的一种。",
        "Words for requests taken mean new ones in some reports and those carried over as well in "
        "others. Both meanings are tried, and the fitting one is named.",
    ),
)
FOREIGN = Kind(
    code="DOC31",
    name="no-report-recognised",
    severity=Severity.ERROR,
    title=Wording("看不出是年度报告", "no annual report is recognised"),
    message=Wording(
        "文中没有找到政府信息公开年度报告的任何数据",
        "no figure of an annual report on the disclosure of government information was found",
    ),
    hint=Wording(
        "检查是不是拿错了文件。",
        "See whether it is the right file.",
    ),
    page=Wording(
        "一个认得的数都没有，没有可核对的内容，所以没有作出结论。别的写法可以加进格式的 "
        "lexicon.toml。",
        "Not a single figure is known, there is nothing to check, and so there is no verdict. "
        "Other ways of saying a figure can be added to the edition's lexicon.toml.",
    ),
)

KINDS = (
    SUM,
    EXCEEDS,
    SHARE,
    TWICE,
    AGAINST_TABLE,
    PROMISED,
    PERIOD,
    EMPTY_SLOT,
    UNKNOWN,
    SHARES_TOTAL,
    READ_AS,
    FOREIGN,
)
