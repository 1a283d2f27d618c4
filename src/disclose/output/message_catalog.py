"""The catalogue of messages by code: built in, or made from a rule of an edition."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from disclose.core.finding import Argument, Severity
from disclose.core.language import Language, Wording
from disclose.core.messages import BUILT_IN, MessageType, rule_wordings
from disclose.core.resources import gallery
from disclose.form.edition.interpret import prose
from disclose.form.edition.model import Condition, Edition, Rule, TextRule, YearRule
from disclose.output.console import folded
from disclose.output.message_format import filled

RETIRED: Mapping[str, str] = {}
"""Retired codes and their successors; no code is ever reused."""

EditionRule: TypeAlias = Rule | TextRule | YearRule | Condition

ARITHMETIC = "rule"
"""The key of arithmetic rules in the wordings for rules."""


def message_types(edition: Edition | None) -> Mapping[str, MessageType]:
    """Return the built-in messages and those of the rules of `edition`."""
    return BUILT_IN if edition is None else _EditionMessages(edition)


class _EditionMessages(Mapping[str, MessageType]):
    """The messages of an edition, made on demand: most runs need few of them."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._rules: dict[str, EditionRule] = {}
        for rules in (
            edition.rules,
            edition.prior_year_rules,
            edition.text_rules,
            edition.year_rules,
            edition.conditions,
        ):
            self._rules |= {rule.code: rule for rule in rules}

    def __getitem__(self, code: str) -> MessageType:
        rule = self._rules.get(code)
        return BUILT_IN[code] if rule is None else _rule_message(self._edition, rule)

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys((*BUILT_IN, *self._rules))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _rule_message(edition: Edition, rule: EditionRule) -> MessageType:
    wording = rule_wordings()[ARITHMETIC if isinstance(rule, Rule) else rule.kind]
    pages = {
        language: filled(
            wording.page,
            {**_stated(edition, rule, language), "source": rule.source.in_(language)},
            language,
        )
        for language in Language
    }
    return MessageType(
        code=rule.code,
        name=f"{edition.id}:{rule.code}",
        severity=rule.severity,
        title=rule.name,
        message=wording.message,
        hint=rule.hint,
        page=Wording(zh=pages[Language.ZH], en=pages[Language.EN]),
        document=wording.document,
    )


def _stated(edition: Edition, rule: EditionRule, language: Language) -> Mapping[str, Argument]:
    """Return the arguments of the page of a rule, without its source."""
    match rule:
        case YearRule():
            return {"factor": rule.factor, "floor": rule.floor}
        case Condition():
            return {}
        case TextRule():
            sections = (text.label for text in edition.texts if text.id in rule.sections)
            return {"sections": tuple(sections)}
        case Rule():
            first = rule.constraints[0]
            statements = dict.fromkeys(
                prose(each.relation, lambda key: edition.name(key, first.per))
                for each in rule.constraints
            )
            labels = {line.id: line.label for line in edition.body}
            return {
                "table": edition.table(first.table).title,
                "statements": Wording("；", "; ").in_(language).join(statements),
                "places": tuple(constraint.at for constraint in rule.constraints),
                "exempt": tuple(f"{labels[id_]}：{answer}" for id_, answer in rule.exempt.items()),
            }


# The page of a code: its meaning, its reason, the remedy, and an example.

_WEIGHTS = {
    Severity.ERROR: Wording("强制性（错误）：须改正后再上报", "error: must be corrected"),
    Severity.WARNING: Wording(
        "核实性（核实）：属实的可以在“出错说明”写明原因",
        "warning: verify it; if it is correct, give the reason on 出错说明",
    ),
    Severity.NOTE: Wording("提示性（提示）：供参考", "note: for information"),
}

_ARROW = "→ "
_IN_DOCUMENT = Wording("文档：", "In a document: ")

_UNEXPLAINED = Wording(
    "核实性（核实）：请核对；属实的不用改",
    "warning: verify it; if it is right, nothing is to be done",
)
_NO_FILING = ("DEF", "DOC", "ROLL")
"""Families whose findings are not about one workbook, in which the filler could explain them."""

_EXAMPLE = Wording("例子（examples/broken/{code}）：", "Example (examples/broken/{code}):")


def page(message_type: MessageType, language: Language) -> Iterator[str]:
    """Yield the lines that `disclose explain` prints, folded to the width of a console."""
    for paragraph in paragraphs(message_type, language):
        yield from folded(paragraph, hang=len(_ARROW) if paragraph.startswith(_ARROW) else 0)


def paragraphs(
    message_type: MessageType, language: Language, *, filler: bool = False
) -> Iterator[str]:
    """Yield what `page` yields, each paragraph as one line; for a `filler` with the hint for those.

    They have the offline page and no commands.
    """
    yield f"{message_type.code}  {message_type.title.in_(language)}"
    yield f"{_weight(message_type).in_(language)} · {message_type.name}"
    yield ""
    yield from message_type.page.in_(language).splitlines()
    hint = _hint(message_type, filler=filler).in_(language)
    if "{" not in hint:
        yield ""
        yield f"{_ARROW}{hint}"
    in_document = _hint(message_type.about_document, filler=filler).in_(language)
    if in_document != hint and "{" not in in_document:
        yield f"{_ARROW}{_IN_DOCUMENT.in_(language)}{in_document}"


def _hint(message_type: MessageType, *, filler: bool) -> Wording:
    return (filler and message_type.filler) or message_type.hint


def _weight(message_type: MessageType) -> Wording:
    if message_type.severity is Severity.WARNING and message_type.code.startswith(_NO_FILING):
        return _UNEXPLAINED
    return _WEIGHTS[message_type.severity]


def example(message_type: MessageType, language: Language) -> Iterator[str]:
    """Yield commands and output of the example in the gallery, nothing without an example."""
    shown = gallery()
    output = shown / message_type.code / f"output.{language}.txt" if shown else None
    if output is None or not output.is_file():
        return
    yield ""
    yield _EXAMPLE.in_(language).format(code=message_type.code)
    yield ""
    for line in output.read_text(encoding="utf-8").splitlines():
        yield f"    {line}".rstrip()
