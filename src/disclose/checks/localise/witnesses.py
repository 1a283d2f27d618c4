"""Numbers in the texts of a filing: they speak for the changes after which the table agrees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclose.checks.localise.confidence import TEXT, WITNESS
from disclose.checks.localise.faults import Changes
from disclose.checks.localise.system import System
from disclose.core.finding import Reason
from disclose.core.language import Wording
from disclose.core.numbers import EXACT, ONE, ZERO
from disclose.form.edition.interpret import linear
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, State

_AGREES = Wording(f"文字部分写“{{{WITNESS}}}”", f"the text says “{{{WITNESS}}}”")

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A number in a text: `words` as written, and the figures that it may mean the sum of.

    `amount` is in the unit of the text, of which `factor` make one of the table's.
    """

    words: str
    meanings: tuple[Keys, ...]
    amount: Decimal
    factor: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Testimony:
    """What witnesses say of changes; `weights` say how cells enter the sum that each may mean."""

    witness: Witness
    present: Sequence[Decimal]
    weights: Sequence[Mapping[str, Decimal]]

    def speaks_for(self, changes: Mapping[str, Decimal]) -> frozenset[str]:
        """Return the cells whose `changes` bring the table to the number, none if they do not."""
        for present, weights in zip(self.present, self.weights, strict=True):
            touched = weights.keys() & changes.keys()
            shift = sum((EXACT.multiply(weights[key], changes[key]) for key in touched), ZERO)
            if touched and self._agrees(present + shift):
                return frozenset(touched)
        return frozenset()

    def contradicts(self) -> bool:
        """Return whether the table as it is has another number in every meaning."""
        return not any(map(self._agrees, self.present))

    def _agrees(self, amount: Decimal) -> bool:
        return EXACT.multiply(amount, self.witness.factor) == self.witness.amount


def testimonies(
    edition: Edition, filing: Filing, witnesses: Sequence[Witness]
) -> tuple[Testimony, ...]:
    """Return the `witnesses` that the table contradicts as it is."""
    heard: list[Testimony] = []
    for witness in witnesses:
        amounts = [[filing.amount(key) for key in keys] for keys in witness.meanings]
        known = [[each for each in row if each is not None] for row in amounts]
        if all(len(some) == len(row) for some, row in zip(known, amounts, strict=True)):
            weights = [_weights(edition, filing, keys) for keys in witness.meanings]
            heard.append(Testimony(witness, [sum(row, ZERO) for row in known], weights))
    return tuple(each for each in heard if each.contradicts())


def _weights(edition: Edition, filing: Filing, keys: Keys) -> Mapping[str, Decimal]:
    weights: dict[str, Decimal] = {}
    for key in keys:
        for cell, weight in _cells(edition, filing, key, ONE):
            weights[cell] = weights.get(cell, ZERO) + weight
    return weights


def _cells(
    edition: Edition, filing: Filing, key: str, weight: Decimal
) -> Iterator[tuple[str, Decimal]]:
    """Yield the typed cells below a figure: a computed total is the sum of others."""
    if filing.entries[key].state is not State.COMPUTED or key not in edition.fills:
        yield key, weight
        return
    for part, factor in linear(edition.fills[key].relation.right).factors.items():
        yield from _cells(edition, filing, part, EXACT.multiply(weight, factor))


def spoken_for(heard: Sequence[Testimony], system: System, changes: Changes) -> Mapping[str, str]:
    """Return the words of a witness for each cell of `changes` that it speaks for."""
    amounts = {key: system.amount(change) for key, change in changes.items()} if heard else {}
    return {key: each.witness.words for each in reversed(heard) for key in each.speaks_for(amounts)}


def with_witness(reason: Reason | None, words: str | None) -> Reason | None:
    """Return the reason for a change, with the words of a text that speak for it."""
    if not words:
        return reason
    if reason is None:
        return Reason(TEXT, _AGREES)
    zh, en = f"{reason.wording.zh}；{_AGREES.zh}", f"{reason.wording.en}; {_AGREES.en}"
    return Reason(reason.name, Wording(zh, en))
