"""The annex 出错说明: the findings that the staff explained, with figures and explanations."""

from collections.abc import Iterable, Iterator, Sequence

from disclose.checks.pairing import BLANK, LISTED, code_of, figures
from disclose.checks.places import place
from disclose.core.finding import Equation, Finding, Place
from disclose.core.numbers import format_plain
from disclose.core.text import squeeze
from disclose.documents.read.model import Line as DocumentLine
from disclose.form.edition.interpret import linear
from disclose.form.edition.model import Constraint, Edition
from disclose.form.edition.rule_ast import Expression, Some
from disclose.form.filing import Explanation, Filing
from disclose.form.templating import printable
from disclose.output.message_catalog import message_types
from disclose.report.blocks import (
    Block,
    Heading,
    Line,
    Paragraph,
    Run,
    TextOrigin,
    Title,
    require_traceable_digits,
)

TITLE = "附件：出错说明"


def annex(
    edition: Edition,
    filing: Filing,
    explained: Sequence[Finding],
    pending: Sequence[Explanation] = (),
) -> tuple[Block, ...]:
    """Return the blocks of the annex; none if nothing was explained.

    The explanations `pending` are of findings that could not be sought this time.

    Raises:
        NarrativeError: the annex would hold a number of unknown origin.
    """
    if not explained and not pending:
        return ()
    blocks = [Title(((Run(TextOrigin.PLAIN, TITLE),),))]
    entries = (
        block
        for number, found in enumerate(explained, 1)
        for block in _entry(edition, filing, number, found)
    )
    others = (
        block
        for number, line in enumerate(pending, len(explained) + 1)
        for block in _pending_entry(edition, filing, number, line)
    )
    return (*blocks, *entries, *others)


def annexed(lines: Iterable[DocumentLine]) -> bool:
    """Return whether one of a document's `lines` is the title of this annex."""
    return any(squeeze(each.text) == squeeze(TITLE) for each in lines)


def _entry(edition: Edition, filing: Filing, number: int, found: Finding) -> Iterator[Block]:
    where = str(found.args.get("at", "")) if found.equation else ""
    yield _heading(edition, number, found.code, where)
    if said := _about(edition, filing, found):
        yield Paragraph(_traced((*said, Run(TextOrigin.PLAIN, "。"))))
    yield from _reason(found.explanation)


def _pending_entry(
    edition: Edition, filing: Filing, number: int, line: Explanation
) -> Iterator[Block]:
    """Yield an entry with place and figures as the filler has them on the sheet 出错说明."""
    yield _heading(edition, number, code_of(line), "")
    said = (("涉及", _in_words(edition, filing, line.place)), ("数据为", line.figures))
    about = [
        (Run(TextOrigin.PLAIN, name), Run(TextOrigin.STAFF, _one_line(text)))
        for name, text in said
        if text.strip()
    ]
    if about:
        yield Paragraph((*_joined(about, "，"), Run(TextOrigin.PLAIN, "。")))
    yield from _reason(line.text)


def _heading(edition: Edition, number: int, code: str, where: str) -> Heading:
    title = message_types(edition)[code].title.zh.translate(_INNER_QUOTES)
    return Heading(2, (Run(TextOrigin.CONSTANT, f"{number}.关于{where}“{title}”的说明"),))


_INNER_QUOTES = str.maketrans("“”", "‘’")


def _in_words(edition: Edition, filing: Filing, typed: str) -> str:
    """Return the printed name of the cell that a filler has named, else what was typed."""
    for entry in filing.entries.values():
        if entry.cell and squeeze(typed) in {
            f"{entry.sheet}!{entry.cell}",
            entry.sheet + entry.cell,
        }:
            return _name(place(edition, entry))
    return typed


def _name(at: Place) -> str:
    """Return the name of a place as people say it, of a cell its row and, in brackets, its column.

    A cell beside the tables has no name.
    """
    row, _, column = at.label.partition(" · ")
    if not row:
        return f"“{at.sheet}”{at.cell}" if at.cell else at.sheet
    return f"{row}（{column}）" if column else row


def _reason(explanation: str) -> Iterator[Block]:
    lines = [printable(line).strip() for line in explanation.strip().splitlines()]
    yield from (Paragraph((Run(TextOrigin.STAFF, line),)) for line in lines if line)


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _traced(line: Line) -> Line:
    require_traceable_digits(line)
    return line


def _about(edition: Edition, filing: Filing, found: Finding) -> Line:
    """Return the places and figures of a finding in words, each figure with its key."""
    if found.equation:
        sides = [(each,) for each in _sides(edition, found, found.equation)]
        return (
            Run(TextOrigin.PLAIN, "核对的两个数分别为"),
            *_joined(sides, "和"),
        )
    if not found.places:
        return (Run(TextOrigin.CONSTANT, f"数据为{text}"),) if (text := figures(found)) else ()
    count = len(found.places)
    several = f"等{count}项" if count > 1 else ""
    where = Run(TextOrigin.CONSTANT, f"涉及{_name(found.places[0])}{several}")
    if not any(each.typed for each in found.places):
        return (where,)
    shown = [
        (Run(TextOrigin.PLAIN, "“"), _figure(filing, each), Run(TextOrigin.PLAIN, "”"))
        for each in found.places[:LISTED]
    ]
    verb = "，填写内容依次为" if count > 1 else "，填写内容为"
    more = (Run(TextOrigin.PLAIN, "等"),) if count > LISTED else ()
    return (where, Run(TextOrigin.PLAIN, verb), *_joined(shown, "、"), *more)


def _joined(parts: Sequence[Line], between: str) -> Line:
    first, *others = parts
    return (
        *first,
        *(run for part in others for run in (Run(TextOrigin.PLAIN, between), *part)),
    )


def _figure(filing: Filing, place: Place) -> Run:
    """Return the text of a cell, as a figure of the filing or as text that the staff typed."""
    entry = filing.entries.get(place.key)
    if entry and entry.amount is not None and format_plain(entry.amount) == place.typed:
        return Run(TextOrigin.FIGURE, place.typed, place.key)
    return Run(TextOrigin.STAFF, _one_line(place.typed) or BLANK)


def _sides(edition: Edition, found: Finding, equation: Equation) -> list[Run]:
    constraint = _constraint(edition, found)
    sides = (
        (equation.left_sum, constraint.relation.left if constraint else None),
        (equation.right_sum, constraint.relation.right if constraint else None),
    )
    return [
        _side(format_plain(amount), _expression(side) if side else "") for amount, side in sides
    ]


def _side(text: str, expression: str) -> Run:
    return (
        Run(TextOrigin.FIGURE, text, expression) if expression else Run(TextOrigin.CONSTANT, text)
    )


def _constraint(edition: Edition, found: Finding) -> Constraint | None:
    """Return the constraint that failed; None if the rule has several for the finding."""
    rules = (*edition.rules, *edition.prior_year_rules)
    constraints = [each for rule in rules if rule.code == found.code for each in rule.constraints]
    here = [each for each in constraints if _is_at(edition, each, found)]
    return here[0] if len(here) == 1 else None


def _is_at(edition: Edition, constraint: Constraint, found: Finding) -> bool:
    table = edition.table(constraint.table).short
    return (constraint.at, table) == (found.args.get("at"), found.args.get("table"))


def _expression(side: Expression) -> str:
    """Return a side as sums and differences of keys; empty if it has constants or factors."""
    if isinstance(side, Some):
        return ""
    row = linear(side)
    plus = [key for key, factor in row.factors.items() if factor == 1]
    minus = [key for key, factor in row.factors.items() if factor == -1]
    if row.constant or not plus or len(plus) + len(minus) < len(row.factors):
        return ""
    text = "+".join(plus) + "".join(f"-{key}" for key in minus)
    return text if len(row.factors) == 1 else f"({text})"
