"""Checks the flow of requests: received and carried over, concluded and carried over again.

The identity is the form's own; the order of the numbers and their words do not matter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclose.core.finding import Finding, Severity, error
from disclose.prose.judged import Judged
from disclose.prose.lexicon import Balance
from disclose.prose.mentions import Mention
from disclose.prose.statements import Stated
from disclose.prose.sums import added, equation


def flows(stated: Stated) -> Iterator[Judged]:
    """Yield every flow that a passage states, with a finding if its sides cannot be equal."""
    for balance in stated.lexicon.balances:
        seen = False
        for number in range(len(stated.passages)):
            here = [each for each in stated.mentions if each.passage == number]
            flow = _flow(stated, balance, here)
            if flow is not None:
                seen = True
                yield from flow.judged()
        if not seen and (flow := _flow(stated, balance, stated.mentions)):
            yield from flow.judged()


@dataclass(frozen=True, slots=True)
class _Flow:
    """The numbers of one balance; `ambiguous`: the first may include those carried in."""

    new: Mention
    carried_in: Mention | None
    total: Mention
    carried_out: Mention | None
    ambiguous: bool

    @property
    def left(self) -> tuple[Mention, ...]:
        return (self.new, self.carried_in) if self.carried_in else (self.new,)

    @property
    def right(self) -> tuple[Mention, ...]:
        return (self.total, self.carried_out) if self.carried_out else (self.total,)

    def judged(self) -> Iterator[Judged]:
        """Yield the flow, if it says enough to be judged."""
        left, right = added(self.left), added(self.right)
        numbers = (*self.left, *self.right)
        if left == right or (self.ambiguous and self.new.amount == right):
            yield Judged(numbers)
        elif self.carried_out is not None:
            # More than came in: some of the year before may be unsaid.
            unsaid = self.carried_in is None and right > left
            yield Judged(numbers, self._finding(sure=not unsaid))
        elif self.carried_in is not None and right > left:
            yield Judged(numbers, self._finding(sure=True))

    def _finding(self, *, sure: bool) -> Finding:
        numbers = (*self.left, *self.right)
        found = error("DOC20", *(each.place for each in numbers))._replace(
            equation=equation(self.left, "==", self.right),
        )
        if sure and all(each.sure for each in numbers):
            return found
        return found._replace(severity=Severity.WARNING)


def _flow(stated: Stated, balance: Balance, mentions: Sequence[Mention]) -> _Flow | None:
    """Return the flow that mentions state, each figure with one amount."""
    new, carried_in = balance.left
    total, carried_out = balance.right
    known: dict[str, Mention] = {}
    for each in mentions:
        if each.is_figure:
            first = known.setdefault(each.key, each)
            if first.amount != each.amount:
                return None
    if total not in known:
        return None
    either = _meaning_either(stated, new, known)
    head = known.get(new) or either
    if head is None:
        return None
    return _Flow(
        head,
        known.get(carried_in),
        known[total],
        known.get(carried_out),
        ambiguous=head is either,
    )


def _meaning_either(stated: Stated, key: str, known: Mapping[str, Mention]) -> Mention | None:
    """Return the mention of a figure that may mean `key` alone or with others."""
    for entry in stated.lexicon.entries:
        alone = any(reading.figures == (key,) for reading in entry.readings)
        if alone and entry.id in known:
            return known[entry.id]
    return None
