"""Suspects as text: `fault.set of ties | key typed → proposed | codes | reason`."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from disclose.checks.localise.run import localise
from disclose.checks.outcome import Localised
from disclose.checks.rules import judge_rules
from disclose.core.finding import Suspect
from disclose.core.numbers import format_plain
from disclose.form.edition.model import Edition
from disclose.form.figures.content import FiguresFile
from disclose.form.filing import Filing, complete, typed_number
from disclose.form.prior_year import PriorYear
from tests.support.filings import CURRENT, as_read, balanced, changed, edition


def suspects(content: FiguresFile, prior_year: PriorYear | None = None) -> tuple[Suspect, ...]:
    """Return the suspects of a filing whose totals keep their formulas where they are not given."""
    found = localise(judge_rules(edition(content.edition), as_read(content), prior_year))
    assert found.searched
    return found.suspects


def typed(changes: Mapping[str, int], form: str = CURRENT) -> Filing:
    """Return the balanced filing with every figure typed, totals too, and some of them wrong."""
    figures = {**balanced(form).figures, **changes}
    start = as_read(changed(form=form))
    entries = {
        key: typed_number(edition(form).figures[key], str(value)) for key, value in figures.items()
    }
    return start._replace(entries={**start.entries, **entries})


def told(found: Sequence[Suspect]) -> list[str]:
    """Return a line for each suspect."""
    return [_line(each) for each in found]


def _line(each: Suspect) -> str:
    change = f"{each.place.key} {each.args['typed']} → {each.args['proposed']}"
    assert each.args["proposed"] == format_plain(each.proposed)
    reason = each.reason.name if each.reason else "-"
    codes = " ".join(each.settles)
    return f"{each.fault}.{each.number} of {each.ties} | {change} | {codes} | {reason}"


def applied(form: Edition, filing: Filing, found: Sequence[Suspect]) -> Filing:
    """Return `filing` with proposals typed in, totals that keep their formulas computed anew."""
    entries = {
        each.place.key: typed_number(form.figures[each.place.key], format_plain(each.proposed))
        for each in found
    }
    return filing._replace(entries=complete(form, {**filing.entries, **entries}))


def alternatives(found: Localised) -> list[list[list[Suspect]]]:
    """Return the faults, each as its sets, each as its suspects."""
    faults = groupby(found.suspects, key=lambda each: each.fault)
    return [
        [list(one) for _, one in groupby(fault, key=lambda each: each.number)]
        for _, fault in faults
    ]
