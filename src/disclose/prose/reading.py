"""Reads a text: every number with its class, and every relation between numbers that is checked."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from disclose.core.finding import Finding
from disclose.prose.claims import all_answered_of_none, all_concluded, claimed_of_all, no_requests
from disclose.prose.consistency import against_table, readings, twice
from disclose.prose.counts import Kind
from disclose.prose.enumerations import Enumeration, enumerations
from disclose.prose.flows import flows
from disclose.prose.judged import Judged
from disclose.prose.labels import labels_of
from disclose.prose.lexicon import Vocabulary
from disclose.prose.lists import lists, rates, slips
from disclose.prose.mentions import Mention, mentions
from disclose.prose.passages import Passage
from disclose.prose.percentages import changes, shares_alone, shares_of_a_number
from disclose.prose.shares import shares
from disclose.prose.statements import Stated, Tables
from disclose.prose.sums import sums

Check: TypeAlias = Callable[[Stated], Iterator[Judged]]

CHECKS: tuple[Check, ...] = (
    sums,
    flows,
    slips,
    lists,
    rates,
    shares,
    shares_of_a_number,
    shares_alone,
    changes,
    twice,
    against_table,
    readings,
    no_requests,
    all_concluded,
    all_answered_of_none,
    claimed_of_all,
)

_NO_AMOUNTS = (Kind.DATE, Kind.DOCUMENT_NUMBER, Kind.CONTACT, Kind.ORDINAL)


def read(
    passages: Sequence[Passage],
    vocabulary: Vocabulary,
    year: int | None,
    tables: Tables | None = None,
    *,
    has_tables: bool = False,
) -> Stated:
    """Return a text with all its numbers understood.

    `year` is the report year; `tables` are the official tables beside the text.
    """
    found = mentions(passages, labels_of(vocabulary), year)
    listed = enumerations(passages, found, vocabulary)
    return Stated(
        vocabulary,
        tuple(passages),
        _with_parts(found, listed),
        listed,
        tables,
        has_tables=has_tables,
    )


def judge(stated: Stated) -> tuple[Judged, ...]:
    """Return every relation between the numbers of a text that can be checked.

    A list that several checks know is judged once, by the first.
    """
    judged: list[Judged] = []
    told: set[tuple[int, int]] = set()
    for check in CHECKS:
        for each in check(stated):
            if check is lists and each.finding is not None and each.places & told:
                continue
            if check in (sums, flows, slips) and each.finding is not None:
                told |= each.places
            judged.append(each)
    return tuple(judged)


def findings(judged: Sequence[Judged]) -> tuple[Finding, ...]:
    """Return the findings of the relations that are broken."""
    return tuple(each.finding for each in judged if each.finding is not None)


def amounts(stated: Stated) -> tuple[Mention, ...]:
    """Return the numbers of a text that say an amount: no dates, no numbers of documents."""
    return tuple(
        each for each in stated.mentions if each.at < each.end and each.kind not in _NO_AMOUNTS
    )


def _with_parts(found: Sequence[Mention], listed: Sequence[Enumeration]) -> tuple[Mention, ...]:
    """Return the mentions, those of other matters in lists as totals and parts."""
    totals = {(each.total.passage, each.total.at) for each in listed}
    parts = {(one.passage, one.at) for each in listed for one in (*each.parts, *each.inner)}
    kinds = []
    for each in found:
        place = (each.passage, each.at)
        kind = each.kind
        if kind in (Kind.OTHER, Kind.UNKNOWN) and place in parts | totals:
            kind = Kind.PART if place in parts else Kind.TOTAL
        kinds.append(each if kind is each.kind else each._replace(kind=kind))
    return tuple(kinds)
