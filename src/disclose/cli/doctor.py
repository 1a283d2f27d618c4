"""The command `doctor`: check the installation."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import DONE, FOUND, write_text
from disclose.core.language import Wording
from disclose.output.error_words import describe

if TYPE_CHECKING:
    from disclose.api import Machine, Package
    from disclose.report.pdf.fonts import Served

SCHEMA = "disclose-doctor/1"

USES = {
    "LibreOffice": Wording(
        "没有 Excel、Word、WPS 时打开和打印各种文件，把旧的 .xls、.doc 另存为新格式",
        "opens and prints the files without Excel, Word or WPS; converts old .xls and .doc files",
    ),
    "Chromium": Wording("看和打印网页版报告", "shows and prints the HTML report"),
}
ROLES = {
    "title": Wording("标题", "title"),
    "heading": Wording("一级标题、表头", "headings and table headers"),
    "subheading": Wording("二级标题", "subheadings"),
    "body": Wording("正文", "text"),
    "table": Wording("表格", "tables"),
    "latin": Wording("数字和字母", "digits and letters"),
}
STANDINGS = {
    "official": Wording("规定字体", "official"),
    "substitute": Wording("代用字体", "substitute"),
    "brought": Wording("程序自带的代用字体", "bundled substitute"),
}


def doctor(
    fonts: options.Fonts = None,
    format_: options.FindingsFormat = options.Format.TEXT,
) -> None:
    """Check the installation; exit code 1 if something required is missing."""
    machine = api.doctor(fonts)
    if format_ is options.Format.JSON:
        write_text(json.dumps(_data(machine), ensure_ascii=False, indent=1), None)
    else:
        for line in _lines(machine):
            typer.echo(line)
    raise typer.Exit(DONE if machine.sound else FOUND)


def _data(machine: "Machine") -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "sound": machine.sound,
        "version": machine.version,
        "python": machine.python,
        "system": machine.system,
        "expat": machine.parser,
        "packages": {
            package.name: package.fault or package.version or None for package in machine.packages
        },
        "templates": machine.templates or None,
        "editions": list(machine.editions),
        "fonts": {
            role: {"family": font.family, "file": str(font.path), "standing": font.standing}
            for role, font in machine.fonts.items()
        },
        "programs": {name: path or None for name, path in machine.programs.items()},
        "page": machine.page or None,
        "language": language(),
        "encoding": sys.stdout.encoding,
    }


def _lines(machine: "Machine") -> Iterator[str]:
    yield f"disclose {machine.version}  Python {machine.python}  {machine.system}"
    yield say(
        f"语言：中文；控制台编码：{sys.stdout.encoding}",
        f"language: English; console encoding: {sys.stdout.encoding}",
    )
    yield say("程序库：", "libraries:")
    yield from (f"  {package.name}  {_state(package)}" for package in machine.packages)
    yield f"  expat  {machine.parser}"
    yield say("表格格式：", "editions:")
    yield f"  {machine.templates or say('没有找到', 'not found')}"
    yield f"  {'  '.join(machine.editions) or say('无法读取', 'none can be read')}"
    yield say("PDF 用的字体：", "PDF fonts:")
    yield from _fonts(machine)
    yield say("可选程序：", "optional programs:")
    for name, path in machine.programs.items():
        yield f"  {name}  {path or say('没有', 'none')}  {USES[name].in_(language())}"
    if machine.page:
        yield say(
            f"离线网页（disclose page）的指纹：{machine.page}",
            f"fingerprint of the offline page (disclose page): {machine.page}",
        )
    yield _verdict(machine)


def _state(package: "Package") -> str:
    if package.fault:
        return say(f"不能用（{package.fault}）", f"does not load ({package.fault})")
    if not package.version and not package.built:
        return say("没有安装包", "no package for this processor")
    return package.version or say("未安装", "not installed")


def _fonts(machine: "Machine") -> Iterator[str]:
    from disclose.report.pdf.typefaces import TYPEFACES, FontRole

    if machine.no_pdf:
        yield f"  {describe(machine.no_pdf).in_(language())}"
        return
    for role in FontRole:
        served = machine.fonts.get(role)
        wanted = f"{ROLES[role].in_(language())} {TYPEFACES[role].name}"
        yield f"  {wanted}  {_font(served) if served else _borrowed()}"


def _font(served: "Served") -> str:
    standing = STANDINGS[served.standing].in_(language())
    return say(
        f"{standing}：{served.family}（{served.path.name}）",
        f"{standing}: {served.family} ({served.path.name})",
    )


def _borrowed() -> str:
    return say("没有安装，改用汉字字体的数字和字母", "not installed; the Chinese fonts are used")


def _verdict(machine: "Machine") -> str:
    if machine.sound and machine.unbuilt:
        return say(
            "所需的都已装好。本机的处理器没有上面“没有安装包”的程序库："
            "不能读网页和 PDF 报告，以及表格写成 HTML 的 Markdown 报告，不能生成 PDF；其余都能用。"
            "装有编译器的可以试：python -m pip install 'disclose-cn[documents,pdf]'",
            "Everything required is installed. The libraries without a package for this processor "
            "are missing: disclose reads no HTML or PDF report here, nor Markdown with tables in "
            "HTML, and writes no PDF; all else works. With a compiler, try: "
            "python -m pip install 'disclose-cn[documents,pdf]'",
        )
    if machine.sound:
        return say("所需的都已装好。", "Everything required is installed.")
    if names := " ".join(package.name for package in machine.faulty):
        return say(
            f"缺少程序库，请运行：python -m pip install --force-reinstall {names}",
            f"Libraries are missing, run: python -m pip install --force-reinstall {names}",
        )
    return say("缺少必需的内容，见上。", "Something required is missing, see above.")
