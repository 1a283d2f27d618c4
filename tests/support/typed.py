"""What is typed into cells, `examples/typed/cases.toml`: cases, outcomes, pages.

`python -m tests.support.typed` writes the pages anew; `test_typed.py` shows that they are true.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from disclose import api
from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.finding import Finding
from disclose.core.language import Language, Wording
from disclose.core.messages import BUILT_IN
from disclose.core.numbers import format_plain
from disclose.excel.read.reader import read
from disclose.form.edition.library import Library
from disclose.form.filing import Entry, State
from disclose.form.layout.book import plan
from disclose.output.message_format import render_message
from tests.support.ids import readable
from tests.support.places import EXAMPLES
from tests.support.workbooks import added, added_style, balanced_workbook, packed, parts, sheet_part

FOLDER = EXAMPLES / "typed"
PAGES = {Language.ZH: FOLDER / "README.md", Language.EN: FOLDER / "README.en.md"}
FIGURE = "requests.received[natural]"
FAMILIES = ("CELL", "BOOK", "FORM")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One case: what a cell is made to hold, and what is expected of it; see `cases.toml`."""

    read: str
    codes: Sequence[str] = ()
    figure: str = FIGURE
    at: str = ""
    text: str | None = None
    number: str = ""
    digits: int = 0
    formula: str = ""
    result: str = ""
    error: str = ""
    boolean: bool | None = None
    format: str = ""
    runs: Sequence[str] = ()
    struck: bool = False
    hidden: str = ""
    merged: str = ""
    zh: str = ""
    en: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Return sheet and cell."""
        home = plan(_library().get("cn-2021")).cells[self.figure]
        return home.sheet, self.at or home.a1

    def __str__(self) -> str:
        """Return what names the case in a test run."""
        parts = (self.content, self.format, self.hidden, self.merged, self.at)
        return readable(" ".join(filter(None, parts)))

    @property
    def content(self) -> str:
        """Return what stands in the cell, as a filler would write it down."""
        if self.formula:
            return f"={self.formula}"
        if self.boolean is not None:
            return str(self.boolean).upper()
        if self.digits:
            return f"9…9 ({self.digits})"
        pieces = "".join(_MARKS.get(each[0], "{}").format(each.lstrip("~^")) for each in self.runs)
        number = f"~~{self.number}~~" if self.struck else self.number
        return pieces or number or self.error or self.text or ""


@cache
def _library() -> Library:
    return api.library()


_MARKS: Mapping[str, str] = {"~": "~~{}~~", "^": "<sup>{}</sup>"}


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one sort."""

    title: Wording
    cases: Sequence[Typed] = field(default=())


@cache
def groups() -> tuple[Group, ...]:
    """Return the cases as they stand in the file."""
    data: dict[str, Any] = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))
    return tuple(
        Group(Wording(each["zh"], each["en"]), tuple(map(_typed, each["cases"])))
        for each in data["groups"]
    )


def _typed(case: Mapping[str, Any]) -> Typed:
    lists = {name: tuple(value) for name, value in case.items() if isinstance(value, list)}
    return Typed(**{**case, **lists})


def cases() -> list[Typed]:
    """Return every case."""
    return [case for group in groups() for case in group.cases]


# ---------------------------------------------------------------------------- the workbook


def workbook(case: Typed) -> bytes:
    """Return the balanced filing with the cell of `case` made to hold what it says."""
    contents, (sheet, a1) = parts(balanced_workbook()), case.place
    part = sheet_part(contents, sheet)
    plain = not (case.format or case.struck)
    style = "" if plain else added_style(contents, case.format, struck=case.struck)
    xml = _with_cell(contents[part].decode(), a1, style, case)
    contents[part] = _arranged(xml, a1, case).encode()
    if case.hidden == "sheet":
        book = contents["xl/workbook.xml"].decode()
        shown = f'<sheet name="{sheet}"'
        contents["xl/workbook.xml"] = book.replace(shown, f'{shown} state="hidden"').encode()
    return packed(contents)


def _with_cell(xml: str, a1: str, style: str, case: Typed) -> str:
    kind, inside = _holding(case)
    found = re.search(rf'<c r="{a1}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', xml, re.DOTALL)
    if found:
        cell = f'<c r="{a1}"{style or found[1] or ""}{kind}>{inside}</c>'
        return xml.replace(found[0], cell)
    number = re.sub("[A-Z]", "", a1)
    cell = f'<c r="{a1}"{kind}>{inside}</c>'
    row = re.search(rf'<row r="{number}".*?(?=</row>)', xml, re.DOTALL)
    if row:
        return xml.replace(row[0], row[0] + cell)
    return xml.replace("</sheetData>", f'<row r="{number}">{cell}</row></sheetData>')


def _holding(case: Typed) -> tuple[str, str]:
    """Return the type of a cell and what stands inside."""
    formula = f"<f>{escape(case.formula)}</f>" if case.formula else ""
    if case.error:
        return ' t="e"', f"{formula}<v>{case.error}</v>"
    if case.boolean is not None:
        return ' t="b"', f"<v>{int(case.boolean)}</v>"
    if case.runs:
        return ' t="inlineStr"', f"<is>{''.join(map(_run, case.runs))}</is>"
    if case.text is not None or case.digits:
        text = escape(case.text or "9" * case.digits)
        return ' t="inlineStr"', f'<is><t xml:space="preserve">{text}</t></is>'
    value = case.result if case.formula else case.number
    return "", formula + (f"<v>{value}</v>" if value else "")


def _run(piece: str) -> str:
    look = {"~": "<strike/>", "^": '<vertAlign val="superscript"/>'}.get(piece[0], "")
    properties = f"<rPr>{look}</rPr>" if look else ""
    return f"<r>{properties}<t>{piece.lstrip('~^')}</t></r>"


def _arranged(xml: str, a1: str, case: Typed) -> str:
    letter, number = re.sub(r"\d", "", a1), re.sub("[A-Z]", "", a1)
    if case.hidden == "row":
        xml = xml.replace(f'<row r="{number}"', f'<row r="{number}" hidden="1"')
    if case.hidden == "column":
        at = ord(letter) - 64
        column = f'<col min="{at}" max="{at}" width="10" hidden="1" customWidth="1"/>'
        own = rf'<col min="{at}" max="\d+"[^>]*/>'
        assert re.search(own, xml)
        xml = re.sub(own, column, xml)
    if case.merged:
        xml = added(xml, "mergeCells", f'<mergeCell ref="{case.merged}"/>')
    return xml


# ---------------------------------------------------------------------------- what it comes to


@dataclass(frozen=True, slots=True)
class Outcome:
    """The entry of a case, None where the cell is no figure's, and what is told of the cell."""

    entry: Entry | None
    findings: Sequence[Finding]

    @property
    def read(self) -> str:
        """Return the amount, or what the content is taken for."""
        if self.entry is None:
            return "unread"
        if self.entry.amount is not None:
            return format_plain(self.entry.amount)
        state = self.entry.state
        return state.value if state in {State.BLANK, State.PLACEHOLDER} else "refused"


@cache
def outcome(case: Typed) -> Outcome:
    """Return what becomes of `case`."""
    return outcome_of(case, workbook(case))


def outcome_of(case: Typed, data: bytes) -> Outcome:
    """Return what becomes of `case` in its workbook as it is, or as a spreadsheet saved it."""
    found = read(data, "a.xlsx", _library())
    assert found.edition is not None
    assert found.filing is not None
    sheet, a1 = case.place
    cells = {a1, case.merged}
    told = [
        each
        for each in (*found.findings, *check(judge_rules(found.edition, found.filing)))
        if each.code.startswith(FAMILIES)
        and any(place.sheet == sheet and place.cell in cells for place in each.places)
    ]
    return Outcome(None if case.at else found.filing.entries[case.figure], told)


# ---------------------------------------------------------------------------- the pages

_TITLE = Wording("各种填法的读取结果", "How typed values are read")
_OTHER = Wording("[English](README.en.md)", "[中文](README.md)")
_INTRODUCTION = Wording(
    "每行是一种填法：填在“表三”D6（一、本年新收 · 自然人，单位：件），写明“万元”的填在“表二”B16"
    "（行政事业性收费，单位：万元）。“读作”是程序读出的数；“拒读”的不作猜测，须改正；"
    "“未填”的计算时按 0 处理。最后一列是 `disclose check` 的提示原文，空白表示没有问题。",
    "Each line is one way of filling in 表三 D6 (in 件) or, if it says 万元, 表二 B16. “Read as” "
    "is the number that is used; a “refused” value is not guessed and must be corrected; “not "
    "filled” counts as 0. The last column is the message of `disclose check`, if there is one.",
)
_HEAD = Wording(
    "| 填的内容 | 格 | 读作 | 代码 | 提示 |", "| typed | cell | read as | code | message |"
)
_HINTS = Wording("怎么改", "What to do")
_READ = {
    "blank": Wording("未填", "not filled"),
    "placeholder": Wording("未填（占位）", "not filled (placeholder)"),
    "refused": Wording("**拒读**", "**refused**"),
    "unread": Wording("不读", "not read"),
}
_TEXT, _NUMBER = Wording("文本", "text"), Wording("数值", "number")
_FORMULA, _FORMAT = Wording("公式", "formula"), Wording("，格式 ", ", format ")
_STRUCK, _MERGED = Wording("，删除线", ", struck through"), Wording("，合并 ", ", merged ")
_TRUTH, _ERROR = Wording("逻辑值", "truth value"), Wording("错误值", "error value")
_HIDDEN = {
    "row": Wording("，行隐藏", ", row hidden"),
    "column": Wording("，列隐藏", ", column hidden"),
    "sheet": Wording("，工作表隐藏", ", sheet hidden"),
}


def page(language: Language) -> str:
    """Return the page of all cases in `language`."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: Language) -> Iterator[str]:
    yield from (f"# {_TITLE.in_(language)}", "", _OTHER.in_(language), "")
    yield from (_INTRODUCTION.in_(language), "")
    codes: dict[str, Finding] = {}
    for group in groups():
        yield from (
            f"## {group.title.in_(language)}",
            "",
            _HEAD.in_(language),
            "|---|---|---|---|---|",
        )
        for case in group.cases:
            done = outcome(case)
            codes |= {each.code: each for each in done.findings}
            yield _row(case, done, language)
        yield ""
    yield from (f"## {_HINTS.in_(language)}", "")
    for code in sorted(codes):
        said = render_message(codes[code], BUILT_IN[code], language)
        yield f"- **{code}** {said.title}: {said.hint}"


def _row(case: Typed, done: Outcome, language: Language) -> str:
    read_as = _READ[done.read].in_(language) if done.read in _READ else done.read
    note = case.zh if language is Language.ZH else case.en
    content = _escaped(case.content).strip()
    typed = content if case.runs or case.struck or not content else f"`{content}`"
    messages = [
        render_message(each, BUILT_IN[each.code], language).message for each in done.findings
    ]
    columns = (
        " ".join(filter(None, [typed, f"({note})" if note else ""])),
        _cell(case, language),
        read_as,
        " ".join(each.code for each in done.findings),
        "<br>".join(map(_escaped, messages)),
    )
    return f"| {' | '.join(columns)} |"


def _escaped(text: str) -> str:
    return text.replace("\u200b", "").replace("|", "\\|").replace("\n", "↵")


def _cell(case: Typed, language: Language) -> str:
    kind = _NUMBER if case.number else _TEXT
    kind = _FORMULA if case.formula else _ERROR if case.error else kind
    kind = _TRUTH if case.boolean is not None else kind
    unit = "，万元" if case.figure != FIGURE else ""
    words = [kind.in_(language), unit if language is Language.ZH else unit.replace("，", ", ")]
    if case.format:
        words.append(f"{_FORMAT.in_(language)}`{_escaped(case.format)}`")
    if case.struck:
        words.append(_STRUCK.in_(language))
    if case.hidden:
        words.append(_HIDDEN[case.hidden].in_(language))
    if case.merged:
        words.append(f"{_MERGED.in_(language)}{case.merged}")
    return "".join(words)


def main() -> None:
    """Write the pages anew."""
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
