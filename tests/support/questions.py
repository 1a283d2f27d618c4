"""What the page and the command line are both asked, and how the command line answers.

A question is a verb of the page with its files. `by_command` gives what the command of the same
purpose prints and writes: the page must give the same bytes.
"""

from collections.abc import Iterator, Mapping
from contextlib import chdir, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from disclose.core.errors import FiguresError
from disclose.form.figures import json_file
from tests.support.cases import FilingCase, PriorYearCase, VerifyCase, WorkbookCase, load
from tests.support.command_line import run
from tests.support.edited_reports import filed
from tests.support.filings import changed, edition
from tests.support.hostile.files import FILES as HOSTILE
from tests.support.places import EXAMPLES
from tests.support.reports import compile_report
from tests.support.workbooks import workbook
from tests.support.years import last_year

BOOK = "青禾县.xlsx"
LAST = {"previous": "上年.json"}
TO = ("docx", "html", "md")

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": ("check", "{workbook}", "--format", "json"),
    "mark": ("check", "{workbook}", "--mark"),
    "compile": ("compile", "{workbook}", "--to", ",".join(TO), "-o", "."),
    "template": ("template", "-y", "{year}", "--body", "{name}"),
    "verify": ("verify", "{report}", "{workbook}", "--format", "json"),
    "mark_report": ("verify", "{report}", "{workbook}", "--mark"),
}
"""The command of each verb; in it, arguments of the page by their names."""


@dataclass(frozen=True, slots=True)
class Question:
    """A verb, its arguments, and the files that they name."""

    name: str
    verb: str
    args: Mapping[str, str | int]
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def to_page(self) -> Mapping[str, str | int | list[str]]:
        """Return the arguments as the page gives them."""
        return {**self.args, "to": list(TO)} if self.verb == "compile" else self.args


@dataclass(frozen=True, slots=True)
class Answer:
    """JSON, where the verb gives some, and files by name."""

    json: str
    files: Mapping[str, bytes]


def by_command(question: Question) -> Answer:
    """Return the answer of the command line, given in a folder of its own."""
    command = [each.format(**question.args) for each in COMMANDS[question.verb]]
    previous = ["--previous", question.args["previous"]] if "previous" in question.args else []
    with TemporaryDirectory() as folder, chdir(folder):
        for name, data in question.files.items():
            Path(name).write_bytes(data)
        ran = run(*command, *previous)
        found = _new(question)
        if question.verb == "compile" and not found:
            run(*command, *previous, "--draft")
            found = _new(question)
    return Answer(ran.out if "json" in command else "", found)


def _new(question: Question) -> Mapping[str, bytes]:
    """Return what was written; `compile` also writes the marked copy of a workbook with errors."""
    there = (each for each in Path().iterdir() if each.name not in question.files)
    paths = (each for each in there if question.verb != "compile" or each.suffix[1:] in TO)
    return {each.name: each.read_bytes() for each in paths}


def checks(books: Mapping[str, bytes]) -> Iterator[Question]:
    """Yield the check of each workbook, which all have one name: it stands in the answer."""
    for name, data in books.items():
        yield Question(name, "check", {"workbook": BOOK}, {BOOK: data})


def examples(*, broken: bool = False) -> Mapping[str, bytes]:
    """Return the workbooks of the examples, or of the gallery, by their paths."""
    named = {path.relative_to(EXAMPLES): path for path in sorted(EXAMPLES.rglob("*.xlsx"))}
    return {
        name.as_posix(): path.read_bytes()
        for name, path in named.items()
        if (name.parts[0] == "broken") == broken
    }


def hostile() -> Iterator[Question]:
    """Yield the check of each hostile workbook."""
    for name, (make, _) in HOSTILE.items():
        yield from checks({name: make()})


def cases() -> Iterator[Question]:
    """Yield the check of every case of the suite that is a workbook or can be written as one.

    A figures file of last year is given with it. Left out are a form that is not in the page, and
    a filing that no workbook can hold.
    """
    for case in load():
        match case:
            case WorkbookCase():
                yield from checks({str(case): case.workbook()})
            case FilingCase() if not case.broken_check:
                with suppress(FiguresError):
                    yield from checks({str(case): workbook(case.content())})
            case PriorYearCase(last=last, previous=str(name)) if not any(
                "edition" in given for given in last.values()
            ):
                yield from _compared(case, last.get(name, {}))


def _compared(case: PriorYearCase, given: Mapping[str, object]) -> Iterator[Question]:
    text = given.get("text")
    data = str(text).encode() if text is not None else json_file.write(last_year(**given))  # type: ignore[arg-type]
    files = {BOOK: workbook(case.content()), LAST["previous"]: data}
    yield Question(str(case), "check", {"workbook": BOOK, **LAST}, files)


def verified() -> Iterator[Question]:
    """Yield the comparison of the example of an edited report, and of those of the suite.

    They are Word reports: tables of Markdown are read with lxml, which is not in the page.
    """
    example = (EXAMPLES / "verify/edited.docx").read_bytes()
    book = (EXAMPLES / "qinghe-2025/filled.xlsx").read_bytes()
    yield from _verified("example", "edited.docx", example, book)
    for case in load():
        if isinstance(case, VerifyCase) and case.to == "docx" and not case.compared:
            content = case.content()
            source = filed(content) if case.compiled else filed(changed())
            report = compile_report(edition(), source, case.to, draft=case.draft)
            yield from _verified(str(case), "报告.docx", case.edited(report), workbook(content))


def _verified(name: str, file: str, report: bytes, book: bytes) -> Iterator[Question]:
    args, files = {"report": file, "workbook": BOOK}, {file: report, BOOK: book}
    for verb in ("verify", "mark_report"):
        yield Question(name, verb, args, files)


def documents() -> Iterator[Question]:
    """Yield the marked copy and the report of every example, and blank workbooks of all forms."""
    for name, data in examples().items():
        for verb in ("mark", "compile"):
            yield Question(name, verb, {"workbook": BOOK}, {BOOK: data})
    for year in (2017, 2020, 2025):
        yield Question(str(year), "template", {"year": year, "name": "青禾县财政局"}, {})
    last = {"上年.xlsx": examples()["qinghe-2025/filled.xlsx"]}
    args: Mapping[str, str | int] = {"year": 2026, "name": "青禾县财政局", "previous": "上年.xlsx"}
    yield Question("carried on", "template", args, last)
