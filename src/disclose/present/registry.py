"""Every kind of finding by its code: built in, or stated by an edition."""

from collections.abc import Mapping

from disclose.checks import kinds as cell_kinds
from disclose.checks import total_kinds
from disclose.edition import kinds as edition_kinds
from disclose.edition.model import Edition, Rule, TextRule
from disclose.edition.readings import prose
from disclose.figures import kinds as figures_kinds
from disclose.finding import Kind, Wording
from disclose.intake import kinds as intake_kinds

BUILT_IN: Mapping[str, Kind] = {
    kind.code: kind
    for family in (edition_kinds, intake_kinds, figures_kinds, cell_kinds, total_kinds)
    for kind in family.KINDS
}
"""Kinds that hold for every edition."""

RETIRED: Mapping[str, str] = {}
"""Codes no longer in use and their successors; a code is never used again."""


def kinds(edition: Edition | None) -> Mapping[str, Kind]:
    """Return the built-in kinds and those of the rules of `edition`."""
    if edition is None:
        return BUILT_IN
    rules = {rule.code: _rule_kind(edition, rule) for rule in edition.rules}
    texts = {rule.code: _text_kind(edition, rule) for rule in edition.text_rules}
    return {**BUILT_IN, **rules, **texts}


def _rule_kind(edition: Edition, rule: Rule) -> Kind:
    first = rule.instances[0]
    statements = (
        prose(each.relation, lambda key: edition.name(key, first.per)) for each in rule.instances
    )
    statement = "；".join(dict.fromkeys(statements))
    places = "、".join(instance.at for instance in rule.instances)
    exempt = _exempt(edition, rule)
    page = Wording(
        f"{edition.table(first.table).title}：{statement}\n"
        f"逐处核对：{places}\n{exempt.zh}依据：{rule.source.zh}",
        f"{edition.table(first.table).title}: {statement}\n"
        f"Checked at: {places}\n{exempt.en}Source: {rule.source.en}",
    )
    return Kind(
        code=rule.code,
        name=f"{edition.id}:{rule.code}",
        severity=rule.severity,
        title=rule.name,
        message=Wording("{title}（{at}）：{equation}", "{title} ({at}): {equation}"),
        hint=rule.hint,
        page=page,
    )


def _exempt(edition: Edition, rule: Rule) -> Wording:
    labels = {line.id: line.label for line in edition.body}
    answers = [f"{labels[name]}：{answer}" for name, answer in rule.exempt.items()]
    if not answers:
        return Wording("", "")
    return Wording(
        f"不核对的单位：{'、'.join(answers)}\n", f"Not checked where: {', '.join(answers)}\n"
    )


_TEXT_MESSAGES: Mapping[str, Wording] = {
    "reported": Wording(
        "{title}：表中填有 {figures}，文字里没有提到“{words}”",
        "{title}: the tables have {figures}, the text does not mention {words}",
    ),
    "written": Wording("{title}", "{title}"),
    "complete": Wording(
        "{title}：没有写的方面：{lacking}；已写 {length} 字，原则上不超过 {limit} 字",
        "{title}: aspects missing: {lacking}; written: {length} characters, in principle at most "
        "{limit}",
    ),
}


def _text_kind(edition: Edition, rule: TextRule) -> Kind:
    sections = "、".join(each.label for each in edition.texts if each.id in rule.sections)
    page = Wording(
        f"文字部分：{sections}\n依据：{rule.source.zh}",
        f"Texts: {sections}\nSource: {rule.source.en}",
    )
    return Kind(
        code=rule.code,
        name=f"{edition.id}:{rule.code}",
        severity=rule.severity,
        title=rule.name,
        message=_TEXT_MESSAGES[rule.kind.value],
        hint=rule.hint,
        page=page,
    )
