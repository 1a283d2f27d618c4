"""A roll-up on one page: its sums, who is missing, who fails, who stands out."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from importlib.metadata import version

from disclose.core.folders import Concern
from disclose.core.language import Language, Wording
from disclose.core.numbers import format_plain
from disclose.core.seal import COMMENT, seal
from disclose.core.text import escape_control_chars
from disclose.form.templating import page
from disclose.rollup.highlights import Highlight
from disclose.rollup.outcome import STATUSES, RollUpOutcome, account, proof
from disclose.rollup.selection import FileDecision, Status
from disclose.rollup.sums import REGION

NAME = "overview.html"
TEMPLATE = "rollup/overview.html.j2"

_PRIOR_YEAR = Wording("{region}（上年）", "{region} (last year)")

MOST = 30
"""Most lines of a list on the page; the CSV lists have all."""


def render(outcome: RollUpOutcome, language: Language) -> bytes:
    """Return the overview as one UTF-8 page that needs no other file."""
    selection = outcome.selection
    names = {body.id: body.name for body in selection.known.agencies}
    context = {
        "outcome": outcome,
        "form": selection.form,
        "account": account(outcome, language),
        "proof": proof(outcome, language),
        "missing": [body for body in selection.known.agencies if body.id in selection.missing],
        "names": names,
        "left_out": [each for each in selection.decisions if each.status is not Status.COUNTED],
        "shared": outcome.shared,
        "unread": [each for each in outcome.passed if each.cause.concern is not Concern.NONE],
        "faulty": [each for each in selection.decisions if _has_errors(each)],
        "codes": _codes,
        "statuses": {status: words.in_(language) for status, words in STATUSES.items()},
        "levels": _rows(outcome, _PRIOR_YEAR.in_(language)),
        "share": _share,
        "written": format_plain,
        "visible": escape_control_chars,
        "most": MOST,
        "words": lambda cause: cause.words.in_(language),
        "language": {Language.ZH: "zh-CN", Language.EN: "en"}[language],
        "t": partial(_chosen, language),
        "version": version("disclose-cn"),
    }
    return seal(f"{page(TEMPLATE, context)}{COMMENT}".encode())


def _chosen(language: Language, zh: str, en: str) -> str:
    return Wording(zh, en).in_(language)


def _has_errors(decision: FileDecision) -> bool:
    return decision.status is Status.COUNTED and decision.file.result.verdict != "pass"


def _codes(decision: FileDecision) -> str:
    raised = decision.file.result.raised
    return " · ".join(f"{each.code} × {each.count}" for each in raised if each.severity == "error")


def _share(highlight: Highlight, amount: Decimal) -> str:
    """Return the share of a contribution in per cent, rounded half up to one decimal."""
    percent = (amount * 100 / highlight.amount).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{percent}%"


def _rows(outcome: RollUpOutcome, last: str) -> Sequence[Mapping[str, object]]:
    """Return the highlighted figures of the whole and of every agency with subunits.

    The row after the whole, called `last`, has those of the prior year if they are known.
    """
    if outcome.sums is None:
        return ()
    rows = [(outcome.region, REGION)]
    levels = outcome.selection.known.with_subunits
    whole = [body for body in levels if not body.parent and body.name == outcome.region]
    rows += [(body.name, body.id) for body in levels if len(whole) != 1 or body not in whole]
    columns = [(name, outcome.sums.of(body)) for name, body in rows]
    keys = [each.figure.key for each in outcome.highlights]
    found = [
        {"name": name, "amounts": [format_plain(amounts[key]) for key in keys]}
        for name, amounts in columns
    ]
    if outcome.prior_year:
        then = [outcome.prior_year.amount(key) for key in keys]
        shown = ["—" if amount is None else format_plain(amount) for amount in then]
        found.insert(1, {"name": last.format(region=outcome.region), "amounts": shown})
    return found
