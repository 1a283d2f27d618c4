"""Names of the sheets in every workbook; no edition may give them to its own tables."""

GUIDE = "填表说明"
BODY = "单位信息"
TEXTS = "文字部分"
REVIEW = "审核"
EXPLANATIONS = "出错说明"
META = "_meta"
PRIOR_YEAR_SHEET = "上年数"
CHARTS = "图表"
PROBLEMS = "问题清单"
"""The list of findings, only in marked copies; a spreadsheet names its copy `问题清单 (2)`."""

SHEETS = frozenset(
    {GUIDE, BODY, TEXTS, REVIEW, EXPLANATIONS, META, PRIOR_YEAR_SHEET, CHARTS, PROBLEMS}
)

YEAR = "year"
"""Id of the report year among the fields of 单位信息."""

NAME = "name"
"""Id of the field for the name of the agency."""

LEVEL = "level"
"""Id of the field whose answer decides the deadline."""

BLANK_AS_ZERO = "blank_as_zero"
"""Id of the field by which the agency agrees that blank cells are zeros; it answers `YES`."""

YES = "是"

WEBSITE_NAME = "website_name"
"""Id of the field for the name of the website, which the preface puts before its address."""

LEAD = "lead"
"""Id of the text that opens the report after the preface."""

LATER_LINES = frozenset({LEVEL, BLANK_AS_ZERO, WEBSITE_NAME, LEAD})
"""Ids of fields and texts that workbooks of earlier versions have no line for."""
