"""What was not checked in a file, and why."""

from collections.abc import Mapping

from disclose.checks.outcome import Checked
from disclose.checks.rules import applicable
from disclose.core.language import Language, Wording

_EXEMPT = Wording("本单位不适用", "does not apply to this body")
_UNDECIDED = Wording(
    "有的格读不出数，没有全部核对",
    "not judged everywhere: some of its figures could not be read",
)
_UNCOMPARED = Wording("没有给出上年数据", "last year's figures were not given")


def unjudged(checked: Checked, language: Language) -> Mapping[str, str]:
    """Return the codes of the form that were not judged, each with the reason."""
    edition, filing, tally = checked.edition, checked.filing, checked.tally
    if edition is None or filing is None or tally is None:
        return {}
    undecided = (*tally.codes, *(checked.compared.tally.codes if checked.compared else ()))
    judged = {rule.code for rule in applicable(edition, filing)}
    exempt = (rule.code for rule in edition.rules if rule.code not in judged)
    past = (rule.code for rule in edition.past_rules)
    years = (rule.code for rule in edition.year_rules)
    unknown = () if checked.compared else (*past, *years)
    return {
        **dict.fromkeys(unknown, _UNCOMPARED.in_(language)),
        **dict.fromkeys(undecided, _UNDECIDED.in_(language)),
        **dict.fromkeys(exempt, _EXEMPT.in_(language)),
    }
