"""Arguments and options that commands share; their help is the `Wording` in the annotation."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from disclose.cli.language import speaking
from disclose.core.language import Language, Wording


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


class CheckFormat(StrEnum):
    """How the findings of checked workbooks are written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    SARIF = "sarif"
    JUNIT = "junit"


FindingsFormat: TypeAlias = Annotated[
    Format, typer.Option("--format", case_sensitive=False), Wording("输出格式", "output format")
]
CheckedFormat: TypeAlias = Annotated[
    CheckFormat,
    typer.Option("--format", case_sensitive=False),
    Wording(
        "输出格式：html 供阅读打印，json、sarif、junit 供其他程序",
        "output format: html to read and print; json, sarif, junit for other programs",
    ),
]
Workbook: TypeAlias = Annotated[Path, Wording("填好的工作簿（.xlsx）", "a filled workbook (.xlsx)")]
Workbooks: TypeAlias = Annotated[
    list[Path],
    Wording("填好的工作簿，或放着它们的文件夹", "filled workbooks, or folders of them"),
]
EditionId: TypeAlias = Annotated[
    str | None,
    typer.Option("--edition", "-e"),
    Wording("表格格式（不写就按年度选）", "edition of the form (default: by report year)"),
]
AnyEdition: TypeAlias = Annotated[
    str,
    typer.Option("--edition", "-e"),
    Wording(
        "表格格式（不写就按报告中的表格识别）",
        "edition of the form (default: recognised by its tables)",
    ),
]
Report: TypeAlias = Annotated[
    Path,
    Wording(
        "公布的报告（.docx .html .pdf .md .txt）", "a published report (.docx .html .pdf .md .txt)"
    ),
]
Year: TypeAlias = Annotated[
    int | None, typer.Option("--year", "-y"), Wording("报告年度", "report year")
]
Body: TypeAlias = Annotated[
    str, typer.Option("--body"), Wording("填报单位名称", "name of the reporting agency")
]
Output: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o"), Wording("写到这个文件", "write to this file")
]
CheckOutput: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output", "-o"),
    Wording(
        "检查结果写到这个文件；有 --mark 时，.xlsx 是标注副本的文件名，文件夹放几个副本",
        "write the findings to this file; with --mark, a name in .xlsx is that of the marked copy, "
        "a folder is for several copies",
    ),
]
VerifyOutput: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output", "-o"),
    Wording(
        "核对结果写到这个文件；有 --mark 时，.docx 是批注副本的文件名",
        "write the findings to this file; with --mark, a name in .docx is that of the copy with "
        "comments",
    ),
]
ReportOutput: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output", "-o"),
    Wording(
        "写到这个文件夹；也可以是一个文件名，如 报告.docx",
        "write to this folder, or to one file, such as report.docx",
    ),
]
OutputFolder: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output", "-o"),
    Wording("写到这个文件夹", "write to this folder"),
]
Force: TypeAlias = Annotated[
    bool,
    typer.Option("--force"),
    Wording(
        "覆盖已有的文件，即使不是本程序写的或有人改过（输入文件除外）",
        "overwrite existing files even if somebody has edited them (never an input)",
    ),
]
Numbers: TypeAlias = Annotated[
    bool,
    typer.Option("--numbers"),
    Wording("列出没有认出的数", "list the numbers that are not understood"),
]
Formats: TypeAlias = Annotated[
    str | None,
    typer.Option("--to"),
    Wording(
        "要哪些格式，逗号分开；不写就是 docx,html,pdf,md",
        "formats, separated by commas; all by default: docx,html,pdf,md",
    ),
]
Fragment: TypeAlias = Annotated[
    bool,
    typer.Option("--fragment"),
    Wording(
        "另写一份可粘贴到网站后台的网页片段",
        "also write an HTML fragment to paste into a website's editor",
    ),
]
Annex: TypeAlias = Annotated[
    bool,
    typer.Option("--annex"),
    Wording("报告后附出错说明", "add the filler's explanations as an annex"),
]
Draft: TypeAlias = Annotated[
    bool,
    typer.Option("--draft"),
    Wording(
        "有错误也生成，每页标明“草稿”",
        "write a draft even if there are errors: every page says 草稿",
    ),
]
Strict: TypeAlias = Annotated[
    bool,
    typer.Option("--strict"),
    Wording(
        "核实性问题没有写出错说明的，也不通过",
        "treat unexplained warnings as errors",
    ),
]
SecondReader: TypeAlias = Annotated[
    bool,
    typer.Option("--second-reader"),
    Wording(
        "每个数用 openpyxl 再读一遍，两次读出的不一样就是错误（compile 总是这样做）",
        "read every figure once more, with openpyxl: one that differs is an error (compile "
        "always does this)",
    ),
]
Mark: TypeAlias = Annotated[
    bool,
    typer.Option("--mark"),
    Wording(
        "另存一份标出问题的副本（*（审核）.xlsx）",
        "also write a copy with the findings marked (*（审核）.xlsx)",
    ),
]
Previous: TypeAlias = Annotated[
    Path | None,
    typer.Option("--previous"),
    Wording(
        "上年填好的工作簿或数据文件，也可以是有本单位文件的文件夹",
        "the prior year's workbook or figures file, or a folder with that of the agency",
    ),
]
Templates: TypeAlias = Annotated[
    Path | None,
    typer.Option("--template"),
    Wording(
        "本单位的文字模板所在文件夹（report.md.j2）",
        "the folder of a custom narrative template (report.md.j2)",
    ),
]
Charts: TypeAlias = Annotated[
    bool,
    typer.Option("--charts/--no-charts"),
    Wording(
        "在正文中加图表（docx、html、pdf；不写就不加）", "draw charts in the text (docx, html, pdf)"
    ),
]
Fonts: TypeAlias = Annotated[
    Path | None,
    typer.Option("--fonts", envvar="DISCLOSE_FONTS"),
    Wording(
        "PDF 先用这个文件夹里的字体（不写就用本机装的）",
        "a folder of fonts that a PDF uses before the installed ones",
    ),
]
Lexicon: TypeAlias = Annotated[
    Path | None,
    typer.Option("--lexicon"),
    Wording(
        "本单位对各项的其他叫法（.toml），核对文字时使用",
        "a file with the body's own names of figures (.toml), used to read its texts",
    ),
]
Folders: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--editions"),
    Wording("存放其他表格格式的文件夹", "a folder of additional editions"),
]


def _speak(context: typer.Context, chosen: Language | None) -> None:
    if chosen:
        context.with_resource(speaking(chosen))


Lang: TypeAlias = Annotated[
    Language | None,
    typer.Option(
        "--lang", is_eager=True, expose_value=False, callback=_speak, case_sensitive=False
    ),
    Wording("输出用中文或英文", "language of the output"),
]
"""An option of the program and of every command, which `cli.app` adds to them."""
