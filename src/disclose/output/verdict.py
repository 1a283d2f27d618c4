"""Summary and verdict of a file in words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from disclose.checks.outcome import PRIOR_FILE, Checked, Judgement
from disclose.checks.rules import Tally, applicable
from disclose.core.finding import Argument, Severity
from disclose.core.language import Language, Wording
from disclose.output.message_format import filled
from disclose.output.root_causes import Count, Faults, count, counted

# Rules that were not judged, and why.

_EXEMPT = Wording("本单位不适用", "does not apply to this agency")
_UNDECIDED = Wording(
    "有的格读不出数，没有全部核对",
    "checked only in part: some of its figures could not be read",
)
_UNFILLED = Wording(
    "有的格没有填，没有全部核对",
    "checked only in part: some of its cells are blank",
)
_UNCOMPARED = Wording("没有给出上年数据", "last year's figures were not given")


def unjudged(checked: Checked, language: Language) -> Mapping[str, str]:
    """Return the codes of the rules that were not judged, each with the reason."""
    edition, filing, tally = checked.edition, checked.filing, checked.tally
    if edition is None or filing is None or tally is None:
        return {}
    tallies = (tally, *([checked.compared.tally] if checked.compared else []))
    undecided = (code for each in tallies for code in each.codes)
    unfilled = (code for each in tallies for code in each.unfilled)
    judged = {rule.code for rule in applicable(edition, filing)}
    exempt = (rule.code for rule in edition.rules if rule.code not in judged)
    prior_year = (rule.code for rule in edition.prior_year_rules)
    years = (rule.code for rule in edition.year_rules)
    unknown = () if checked.compared else (*prior_year, *years)
    return {
        **dict.fromkeys(unknown, _UNCOMPARED.in_(language)),
        **dict.fromkeys(undecided, _UNDECIDED.in_(language)),
        **dict.fromkeys(unfilled, _UNFILLED.in_(language)),
        **dict.fromkeys(exempt, _EXEMPT.in_(language)),
    }


_PASS = Wording(
    "通过：没有强制性错误，可以上报。",
    "passed: no errors, ready to submit.",
)
_PASS_EXPLAINED = Wording(
    "通过：没有强制性错误，核实性问题都已说明，可以上报。",
    "passed: no errors, all warnings are explained, ready to submit.",
)
_PASS_TO_VERIFY = Wording(
    "通过：没有强制性错误；核实性问题请核对，情况属实的在“出错说明”写明原因后上报。",
    "passed: no errors. Review the warnings; if a figure is correct, give the reason on 出错说明 "
    "before submitting.",
)
_FAIL = Wording(
    "未通过：强制性错误 {errors}，须改正后再上报。",
    "failed: {errors} must be corrected before submitting.",
)
_FAIL_BOTH = Wording(
    "未通过：强制性错误 {errors}，须改正；核实性问题 {warnings}没有说明，须改正或在“出错说明”"
    "写明原因后再上报。",
    "failed: {errors} must be corrected; {warnings} must be corrected or explained on 出错说明 "
    "before submitting.",
)
_FAIL_PRIOR_YEAR = Wording(
    "未通过：上年数据不能用（{prior_year}），没有与上年比较；请换成可用的上年文件再审核。",
    "failed: last year's figures cannot be used ({prior_year}), so the years were not compared. "
    "Check again with a usable file.",
)
_PRIOR_YEAR_AS_WELL = Wording(
    "上年数据不能用（{prior_year}），没有与上年比较。",
    " Last year's figures cannot be used ({prior_year}), so the years were not compared.",
)
_FAIL_UNEXPLAINED = Wording(
    "未通过：核实性问题 {warnings}没有说明，须改正或在“出错说明”写明原因后再上报。",
    "failed: {warnings} must be corrected or explained on 出错说明 before submitting.",
)
_UNREADABLE = Wording("无法读取，没有审核。", "could not be read; nothing was checked.")
_ALSO = Wording("另有 {listed}。", "{listed}.")
_WARNINGS = Wording("{count} 项需核实", "{count:warning/warnings}")
_NOTES = Wording("{count} 项提示", "{count:note/notes}")
_EXPLAINED = Wording("（已说明 {count} 项）", " ({count} explained)")
_TALLY = Wording(
    "核对勾稽关系 {all} 条：{holds} 条相符[，{fails} 条不符][，{undecided} 条没有核对{codes}]。",
    "{all:rule/rules}: {holds:passes/pass}[, {fails:fails/fail}]"
    "[, {undecided} not checked{codes}]. ",
)
_COMPARED = Wording(
    "与上年（{last}）比较 {all} 项：{holds} 项相符[，{fails} 项不符]"
    "[，{undecided} 项没有核对{codes}]。",
    "{all:comparison/comparisons} with last year ({last}): {holds:passes/pass}"
    "[, {fails:fails/fail}][, {undecided} not checked{codes}].",
)
_CUT_SHORT = Wording(
    "可疑格的组合太多，没有全部查找，可能还有别的改法。",
    "the search for suspect cells stopped early (too many combinations); other changes may also "
    "fit.",
)
_NOT_COMPARED = Wording(
    "没有给出上年数据，与上年比较的 {count} 项（{codes}）没有核对；",
    "last year's figures were not given: {count:comparison was/comparisons were} not made "
    "({codes}). ",
)
_NO_FILE = Wording(
    "没有找到生成本表时的上年文件 {files}（可能已移走，或者后来又保存过），没有核对文字是否照抄"
    "上年；",
    "{files} was not found as it was when this workbook was made (moved, or saved since): texts "
    "were not compared with last year's. ",
)
_GIVE = Wording(
    "可用 --previous 给出上年填好的工作簿或数据文件。",
    "Give last year's workbook or figures file with --previous.",
)
_ADD = Wording(
    "可在网页 disclose.html 上同时给出上年填好的工作簿或数据文件。",
    "Add last year's workbook or figures file on the page disclose.html.",
)
_FOUND_BESIDE = Wording(
    "上年数据：{file}（在同一文件夹中找到）",
    "last year's figures: {file} (found in the same folder)",
)
ERRORS = Wording("{faults} 项（{codes}）", "{faults:error/errors} ({codes})")
_UNEXPLAINED = Wording(
    "{faults} 项（{codes}）", "{faults:unexplained warning/unexplained warnings} ({codes})"
)
_CODE = Wording("{code} {places} 处", "{code} in {places} places")
_COMMA = Wording("、", ", ")
_CODES = 8
"""Number of codes in a verdict."""


def verdict(checked: Checked, known: Faults, language: Language) -> str:
    """Return the verdict on a file as one sentence."""
    judgement = checked.judgement
    if judgement is Judgement.UNREADABLE:
        return _UNREADABLE.in_(language)
    if judgement is Judgement.PASS:
        warnings = [found for found in checked.findings if found.severity is Severity.WARNING]
        if not all(found.explained for found in warnings):
            return _PASS_TO_VERIFY.in_(language)
        return (_PASS_EXPLAINED if warnings else _PASS).in_(language)
    # A prior-year file that cannot be used is no error of the filing: the clerk gets another
    # instruction for it. In strict mode, `others` are the warnings without an explanation.
    blocking = [found for found in checked.blocking if found.severity is Severity.ERROR]
    prior_year = [found for found in blocking if found.code.startswith(PRIOR_FILE)]
    errors = [found for found in blocking if found not in prior_year]
    others = [found for found in checked.blocking if found.severity is not Severity.ERROR]
    words = [_FAIL_BOTH if others else _FAIL] if errors else [_FAIL_UNEXPLAINED] if others else []
    words += [_PRIOR_YEAR_AS_WELL if words else _FAIL_PRIOR_YEAR] if prior_year else []
    return "".join(wording.in_(language) for wording in words).format(
        errors=counts_text(counted(errors, known), ERRORS, language),
        warnings=counts_text(counted(others, known), _UNEXPLAINED, language),
        prior_year=_places(Counter(found.code for found in prior_year), language),
    )


def counts_text(counts: Count, words: Wording, language: Language) -> str:
    """Fill `words` with the number of faults and their codes: `2 项（REQ01 3 处、DSP01）`."""
    args: dict[str, Argument] = {"faults": counts.faults, "codes": _places(counts.codes, language)}
    return filled(words, args, language)


def _places(codes: Mapping[str, int], language: Language) -> str:
    named = [
        _CODE.in_(language).format(code=code, places=places) if places > 1 else code
        for code, places in codes.items()
    ]
    more = ["…"] if len(named) > _CODES else []
    return _COMMA.in_(language).join([*named[:_CODES], *more])


def summary(checked: Checked, known: Faults, language: Language) -> Iterator[str]:
    """Yield the counts of rules and comparisons, and a note if the search ended early."""
    if checked.tally is not None:
        warnings = count(checked, Severity.WARNING, known)
        notes = count(checked, Severity.NOTE, known).faults
        more = also(warnings.faults, notes, language, warnings.explained)
        yield (_counts(checked.tally, language) + more).rstrip()
    if checked.found_beside:
        yield found_beside(checked.found_beside, language)
    if checked.compared is not None:
        last = checked.compared.prior_year.name
        yield _counts(checked.compared.tally, language, _COMPARED, last).rstrip()
    if not checked.searched:
        yield _CUT_SHORT.in_(language)


def found_beside(file: str, language: Language) -> str:
    """Return a line that says where the prior year's figures come from."""
    return _FOUND_BESIDE.in_(language).format(file=file)


def also(warnings: int, notes: int, language: Language, explained: int = 0) -> str:
    """Return the numbers of warnings, of explained ones among them, and of notes as a sentence.

    Empty if there are none.
    """
    brackets = _EXPLAINED.in_(language).format(count=explained) if explained else ""
    counts = ((_WARNINGS, warnings, brackets), (_NOTES, notes, ""))
    listed = tuple(
        filled(words, {"count": number}, language) + more
        for words, number, more in counts
        if number
    )
    return filled(_ALSO, {"listed": listed}, language) if listed else ""


def not_compared(files: Sequence[Checked], language: Language, *, filler: bool = False) -> str:
    """Return a note on the codes that need a prior year, empty if all files had one.

    For a `filler` it names the offline page, not an option of the command.
    """
    codes = tuple(dict.fromkeys(code for checked in files for code in uncompared(checked)))
    missing = tuple(dict.fromkeys(each.missing_file for each in files if each.missing_file))
    args: dict[str, Argument] = {"count": len(codes), "codes": codes, "files": missing}
    if not codes and not missing:
        return ""
    said = filled(_NOT_COMPARED if codes else _NO_FILE, args, language)
    return said + (_ADD if filler else _GIVE).in_(language)


def uncompared(checked: Checked) -> tuple[str, ...]:
    """Return the codes that were not checked without a prior year."""
    edition = checked.edition
    if edition is None or not checked.without_prior_year:
        return ()
    rules = (rule.code for rule in edition.prior_year_rules)
    return (*rules, *(rule.code for rule in edition.year_rules))


def _counts(tally: Tally, language: Language, words: Wording = _TALLY, last: str = "") -> str:
    brackets = Wording("（{}）", " ({})").in_(language)
    codes = brackets.format(_COMMA.in_(language).join(tally.codes))
    args: dict[str, Argument] = {
        "last": last,
        "all": tally.holds + tally.fails + tally.undecided,
        "holds": tally.holds,
        "fails": tally.fails,
        "undecided": tally.undecided,
        "codes": codes if tally.codes else "",
    }
    return filled(words, args, language)
