"""Every share that a report prints is its quotient, rounded: worked out by a second evaluator."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

import pytest

from disclose.report.blocks import Heading, Paragraph
from disclose.report.narrative import compose, runs
from tests.support.filings import FORMS, as_read, changed, edition

COUNTS = (0, 0, 0, 1, 1, 1, 2, 3, 7, 20, 333, 19999)
FIGURE = r"[a-z_]\w*(?:\.\w+)+(?:\[\w+\])?"
DRAWN = 40
ALL = 1000


def _share(part: Decimal, whole: Decimal) -> str:
    """Divide in whole tenths: a rest of half a tenth or more is one tenth more."""
    tenths, rest = divmod(part * 1000, whole)
    tenths += rest * 2 >= whole
    if not tenths and part:
        return "不足0.1%"
    if tenths == ALL and part < whole:
        return "99.9%以上"
    return f"{tenths // 10}{f'.{tenths % 10}' if tenths % 10 else ''}%"


def _amount(expression: str, amounts: Mapping[str, Decimal]) -> Decimal:
    signed = re.findall(rf"([+-]?)({FIGURE})", expression.strip("()"))
    return sum((amounts[key] * (-1 if sign == "-" else 1) for sign, key in signed), Decimal(0))


def _printed(form: str, figures: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield each share of a report: what it prints, and what it ought to."""
    filed = as_read(changed(figures, form=form))
    amounts = {key: Decimal(entry.value or 0) for key, entry in filed.entries.items()}
    for block in compose(edition(form), filed, draft=True).blocks:
        if isinstance(block, Heading | Paragraph):
            for run in runs(block):
                if run.key.startswith("share("):
                    part, whole = run.key.removeprefix("share(").removesuffix(")").split(",")
                    yield run.text, _share(_amount(part, amounts), _amount(whole, amounts))


@pytest.mark.parametrize("form", FORMS)
def test_every_share_is_its_quotient_rounded(form: str) -> None:
    random = Random(form)  # noqa: S311 - repeatable, no secret
    typed = [key for key in edition(form).figures if key not in edition(form).fills]
    found: list[tuple[str, str]] = []
    for _ in range(DRAWN):
        found += _printed(form, {key: random.choice(COUNTS) for key in typed})
    assert len(found) > DRAWN
    assert [one for one in found if one[0] != one[1]] == []
