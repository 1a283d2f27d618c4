"""Every kind of finding by its code: built in, or stated by an edition."""

from collections.abc import Iterator, Mapping

from disclose.core.finding import Kind, Severity
from disclose.core.language import Language, Wording
from disclose.core.messages import auditing as audit_kinds
from disclose.core.messages import cell_entries as cell_kinds
from disclose.core.messages import definition as edition_kinds
from disclose.core.messages import document_refused as document_kinds
from disclose.core.messages import explaining, prior_year_file, totals, workbook_layout
from disclose.core.messages import extraction as published_kinds
from disclose.core.messages import figures_file as figures_kinds
from disclose.core.messages import rolling as rollup_kinds
from disclose.core.messages import verification as verify_kinds
from disclose.core.messages import workbook_refused as intake_kinds
from disclose.core.resources import gallery
from disclose.form.edition.interpret import prose
from disclose.form.edition.model import Edition, Rule, TextRule, YearRule

BUILT_IN: Mapping[str, Kind] = {
    kind.code: kind
    for family in (
        edition_kinds,
        intake_kinds,
        workbook_layout,
        figures_kinds,
        cell_kinds,
        totals,
        prior_year_file,
        explaining,
        document_kinds,
        published_kinds,
        audit_kinds,
        verify_kinds,
        rollup_kinds,
    )
    for kind in family.KINDS
}
"""Kinds that hold for every edition."""

RETIRED: Mapping[str, str] = {}
"""Codes no longer in use and their successors; a code is never used again."""


def kinds(edition: Edition | None) -> Mapping[str, Kind]:
    """Return the built-in kinds and those of the rules of `edition`."""
    if edition is None:
        return BUILT_IN
    rules = {
        rule.code: _rule_kind(edition, rule) for rule in (*edition.rules, *edition.prior_year_rules)
    }
    texts = {rule.code: _text_kind(edition, rule) for rule in edition.text_rules}
    years = {rule.code: _year_kind(edition, rule) for rule in edition.year_rules}
    return {**BUILT_IN, **rules, **texts, **years}


def _rule_kind(edition: Edition, rule: Rule) -> Kind:
    first = rule.instances[0]
    statements = (
        prose(each.relation, lambda key: edition.name(key, first.per)) for each in rule.instances
    )
    stated = tuple(dict.fromkeys(statements))
    places = tuple(instance.at for instance in rule.instances)
    exempt = _exempt(edition, rule)
    page = Wording(
        f"{edition.table(first.table).title}：{'；'.join(stated)}\n"
        f"逐处核对：{'、'.join(places)}\n{exempt.zh}依据：{rule.source.zh}",
        f"{edition.table(first.table).title}: {'; '.join(stated)}\n"
        f"Checked at: {', '.join(places)}\n{exempt.en}Source: {rule.source.en}",
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
        "{title}：表中填有{reported}，文字里没有提到“{words}”",
        "{title}: the tables have {reported}, the text does not mention {words}",
    ),
    "written": Wording("{title}", "{title}"),
    "complete": Wording(
        "{title}：[没有写：{lacking}。][已写 {length} 字，超出 {excess} 字"
        "（原则上不超过 {limit} 字）。]",
        "{title}: [not written: {lacking}. ][{length} characters, {excess} more than the {limit} "
        "that are asked for in principle.]",
    ),
}


def _text_kind(edition: Edition, rule: TextRule) -> Kind:
    sections = [each.label for each in edition.texts if each.id in rule.sections]
    page = Wording(
        f"文字部分：{'、'.join(sections)}\n依据：{rule.source.zh}",
        f"Texts: {', '.join(sections)}\nSource: {rule.source.en}",
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


_YEAR_MESSAGES: Mapping[str, Wording] = {
    "jump": Wording(
        "{title}：{table}（{count} 格，上年 → 本年）：{cells}",
        "{title}: {table} ({count:cell/cells}, last year → this year): {cells}",
    ),
}
_YEAR_PAGES: Mapping[str, Wording] = {
    "jump": Wording(
        "逐格与上年比较：是上年的 {factor} 倍以上，或不超过上年的 {factor} 分之一，"
        "或上年有 {floor} 以上而本年为 0。\n依据：{source}",
        "Every figure beside last year's: {factor} times as much or more, a {factor}th or less, or "
        "0 where last year had {floor} or more.\nSource: {source}",
    ),
}


def _year_kind(edition: Edition, rule: YearRule) -> Kind:
    said = _YEAR_PAGES[rule.kind.value]
    stated = {"factor": rule.factor, "floor": rule.floor}
    page = Wording(
        said.zh.format(source=rule.source.zh, **stated),
        said.en.format(source=rule.source.en, **stated),
    )
    return Kind(
        code=rule.code,
        name=f"{edition.id}:{rule.code}",
        severity=rule.severity,
        title=rule.name,
        message=_YEAR_MESSAGES[rule.kind.value],
        hint=rule.hint,
        page=page,
    )


# The page of a code: what it finds, why, what to do, and an example.

_WEIGHTS = {
    Severity.ERROR: Wording("强制性（错误）：须改正后再上报", "error: to be corrected"),
    Severity.WARNING: Wording(
        "核实性（核实）：属实的可以在“出错说明”写明原因",
        "warning: to be verified; where it is right say why on 出错说明",
    ),
    Severity.NOTE: Wording("提示性（提示）：供参考", "note: for information"),
}

_EXAMPLE = Wording("例子（examples/broken/{code}）：", "Example (examples/broken/{code}):")


def page(kind: Kind, language: Language) -> Iterator[str]:
    """Yield the lines of the explanation of `kind`."""
    yield f"{kind.code}  {kind.title.in_(language)}"
    yield f"{_WEIGHTS[kind.severity].in_(language)} · {kind.name}"
    yield ""
    yield from kind.page.in_(language).splitlines()
    hint = kind.hint.in_(language)
    if "{" not in hint:
        yield ""
        yield f"→ {hint}"


def example(kind: Kind, language: Language) -> Iterator[str]:
    """Yield the lines of what the gallery shows of `kind`: commands and output; else nothing."""
    shown = gallery()
    output = shown / kind.code / f"output.{language}.txt" if shown else None
    if output is None or not output.is_file():
        return
    yield ""
    yield _EXAMPLE.in_(language).format(code=kind.code)
    yield ""
    for line in output.read_text(encoding="utf-8").splitlines():
        yield f"    {line}".rstrip()
