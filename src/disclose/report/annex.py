"""The annex 出错说明: the findings that the staff explained, with figures and explanations."""

from collections.abc import Iterable, Iterator, Sequence

from disclose.checks.pairing import BLANK, LISTED, code_of, figures, place_name
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
        for block in _pending_entry(edition, number, line)
    )
    return (*blocks, *entries, *others)


def annexed(lines: Iterable[DocumentLine]) -> bool:
    """Return whether one of a document's `lines` is the title of this annex."""
    return any(squeeze(each.text) == squeeze(TITLE) for each in lines)


def _entry(edition: Edition, filing: Filing, number: int, found: Finding) -> Iterator[Block]:
    yield _heading(edition, number, found.code)
    place, said = place_name(found), _figures(edition, filing, found)
    about = (
        *((Run(TextOrigin.PLAIN, "位置："), Run(TextOrigin.CONSTANT, place)) if place else ()),
        *((Run(TextOrigin.PLAIN, "　数值："), *said) if said else ()),
    )
    if about:
        yield Paragraph(_traced(about))
    yield from _reason(found.explanation)


def _pending_entry(edition: Edition, number: int, line: Explanation) -> Iterator[Block]:
    """Yield an entry with place and figures as the filler has them on the sheet 出错说明."""
    yield _heading(edition, number, code_of(line))
    said = (("位置：", line.place), ("　数值：", line.figures))
    about = [
        run
        for name, text in said
        if text.strip()
        for run in (Run(TextOrigin.PLAIN, name), Run(TextOrigin.STAFF, _one_line(text)))
    ]
    if about:
        yield Paragraph(tuple(about))
    yield from _reason(line.text)


def _heading(edition: Edition, number: int, code: str) -> Heading:
    title = message_types(edition)[code].title.zh
    return Heading(2, (Run(TextOrigin.CONSTANT, f"{number}. {code}　{title}"),))


def _reason(explanation: str) -> Iterator[Block]:
    first, *others = [printable(line).strip() for line in explanation.strip().splitlines()]
    yield Paragraph((Run(TextOrigin.PLAIN, "说明："), Run(TextOrigin.STAFF, first)))
    yield from (Paragraph((Run(TextOrigin.STAFF, line),)) for line in others if line)


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _traced(line: Line) -> Line:
    require_traceable_digits(line)
    return line


def _figures(edition: Edition, filing: Filing, found: Finding) -> Line:
    """Return the figures of a finding, each with its key or expression."""
    if found.equation:
        return _joined(_sides(edition, found, found.equation))
    if any(place.typed for place in found.places):
        shown = [_figure(filing, place) for place in found.places[:LISTED]]
        rest = len(found.places) - LISTED
        more = [Run(TextOrigin.CONSTANT, f"……共 {len(found.places)} 格")] if rest > 0 else []
        return _joined([*shown, *more])
    return (Run(TextOrigin.CONSTANT, text),) if (text := figures(found)) else ()


def _joined(runs: Sequence[Run]) -> Line:
    first, *others = runs
    return (first, *(part for run in others for part in (Run(TextOrigin.PLAIN, "；"), run)))


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
