"""The command `compile`: check a workbook, then write its report."""

from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.app import app
from disclose.cli.language import LANGUAGE, say
from disclose.cli.output import exit_code, fail, note, save, show, show_written
from disclose.cli.refusals import refusals


@app.command(name="compile", help=say("检查并生成年度报告", "Check, then write the report"))
@refusals
def compile_(
    file: options.Workbook,
    *,
    output: options.OutputFolder = None,
    to: Annotated[
        str, typer.Option("--to", help=say("要哪些格式，逗号分开", "formats, separated by commas"))
    ] = "docx,html,md",
    fragment: Annotated[
        bool,
        typer.Option(
            "--fragment",
            help=say(
                "另写一份可粘贴到网站后台的网页片段",
                "also write HTML to paste into a website's editor",
            ),
        ),
    ] = False,
    draft: options.Draft = False,
    previous: options.Previous = None,
    template: options.Templates = None,
    editions: options.Folders = None,
    lang: options.Lang = None,
) -> None:
    """Check a workbook and write the report from its figures."""
    del lang
    from disclose.present import text
    from disclose.report.compile import FORMATS, FRAGMENT

    formats = [each.strip() for each in to.split(",") if each.strip()]
    unknown = [each for each in formats if each not in FORMATS]
    if unknown or not formats:
        known = "、".join(FORMATS)
        fail(say(f"--to 只能是：{known}", f"--to takes: {known}"))
    if fragment:
        formats.append(FRAGMENT)
    library = api.library(editions or ())
    last = api.previous(previous, library) if previous else None
    compiled = api.compile_report(
        file, library, formats, draft=draft, previous=last, templates=template
    )
    show(text.render_all([compiled.checked], LANGUAGE))
    for name, data in compiled.documents.items():
        suffix = f"draft.{name}" if draft else name
        path = (output or file.parent) / f"{file.stem}.{suffix}"
        save(path, data)
        show_written(path)
    if not compiled.documents:
        note(say("没有生成报告。", "No report was written."))
    raise typer.Exit(exit_code([compiled.checked]))
