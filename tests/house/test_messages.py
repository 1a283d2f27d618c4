"""Code and catalogue agree: codes, weights and arguments of every finding that is made.

Only the text of the modules is read. A finding is made by `error`, `warning` or `note`, with its
code written there, or as a constant in the same function, and its arguments by name.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from disclose.core.finding import Severity
from disclose.core.messages import BUILT_IN, MessageType, arguments, read_family, rule_wordings
from disclose.form.edition.model import ConditionKind, TextRuleKind, YearRuleKind
from disclose.output.message_catalog import ARITHMETIC

SOURCE = Path(__file__).parents[2] / "src" / "disclose"

CODE = re.compile(r"[A-Z]{3,4}\d\d")

MAKERS = frozenset(Severity)
"""The functions that make a finding are called as the severity that they give it."""

ALWAYS = {"title", "equation"}
"""Arguments that every message is given besides those of the finding."""


@dataclass(frozen=True, slots=True)
class Made:
    """A place in the source that makes findings of some codes, with the names of arguments."""

    place: str
    severity: str
    codes: tuple[str, ...]
    passed: frozenset[str]


def made(root: Path) -> Iterator[Made]:
    """Yield every call below `root` that makes a finding."""
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "disclose.core.finding"
            for alias in node.names
        }
        for call, around in _calls(tree, ()):
            match call:
                case ast.Call(func=ast.Name(id=name), args=[first, *_]) if (
                    name in MAKERS & imported
                ):
                    codes = (str(first.value),) if isinstance(first, ast.Constant) else around
                    passed = frozenset(each.arg or "**" for each in call.keywords)
                    place = f"{path.relative_to(root).as_posix()}:{call.lineno}"
                    yield Made(place, name, codes, passed)


def _calls(node: ast.AST, around: tuple[str, ...]) -> Iterator[tuple[ast.Call, tuple[str, ...]]]:
    """Yield the calls in `node`, each with the codes in the function around it."""
    if isinstance(node, ast.FunctionDef):
        around = _constants(node)
    if isinstance(node, ast.Call):
        yield node, around
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, around)


def _constants(node: ast.AST) -> tuple[str, ...]:
    """Return the codes in `node`, but for those that a call names directly."""
    direct = {
        id(call.args[0])
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
    }
    return tuple(
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and CODE.fullmatch(each.value)
        and id(each) not in direct
    )


def disagreements(root: Path, catalogue: Mapping[str, MessageType]) -> list[str]:
    """Return a sentence for everything in which the code below `root` and `catalogue` differ."""
    calls = list(made(root))
    found = [f"{call.place}: no code is written here" for call in calls if not call.codes]
    for call in calls:
        found += [f"{call.place}: {fault}" for fault in _faults(call, catalogue)]
    used = {code for call in calls for code in call.codes}
    return found + [f"{code}: no code makes this finding" for code in catalogue if code not in used]


def _faults(call: Made, catalogue: Mapping[str, MessageType]) -> Iterator[str]:
    for code in call.codes:
        if code not in catalogue:
            yield f"there is no message {code}"
            continue
        message_type = catalogue[code]
        if message_type.severity != call.severity:
            yield f"{code} is made as {call.severity}, not {message_type.severity}"
        filler = [message_type.filler] if message_type.filler else []
        words = (message_type.message, message_type.hint, *filler, *message_type.document.values())
        needed = {name for each in words for name in arguments(each.zh)}
        if missing := sorted(needed - call.passed - ALWAYS):
            yield f"{code} is not given {', '.join(missing)}"


def test_code_and_catalogue_agree() -> None:
    assert disagreements(SOURCE, BUILT_IN) == []


TO_OFFICES = {
    *(code for code in BUILT_IN if code.startswith(("DEF", "ROLL", "TOOL"))),
    "BOOK40",  # a figures file, which programs write
    "DOC03",  # of `import`
    *("PAST06", "PAST07"),  # of a folder of last year's files
}
"""Codes that nobody meets who has the offline page only."""


def test_hints_for_those_who_fill_in_name_no_command() -> None:
    command = re.compile(r"disclose [a-z]|(?<![\w-])--?[a-z]")
    told = {
        code: said
        for code, each in BUILT_IN.items()
        if code not in TO_OFFICES
        for said in (each.message, each.filler or each.hint)
        if command.search(f"{said.zh} {said.en}")
    }
    assert told == {}


def test_rules_of_editions_have_a_wording_for_every_kind() -> None:
    kinds = {*TextRuleKind, *YearRuleKind, *ConditionKind}
    assert set(rule_wordings()) == {ARITHMETIC, *kinds}


_CATALOGUE = read_family(
    "CELL",
    """\
    [CELL01]
    name = "too-large"
    severity = "warning"
    title = {zh = "太大", en = "too large"}
    message = {zh = "{cells}：{title}", en = "{cells}: {title}"}
    hint = {zh = "改成 {limit}。", en = "Change it to {limit}."}
    page = {zh = "太大。", en = "Too large."}
    """,
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param('return warning("CELL01", cells=(), limit=3, more=4)', [], id="agrees"),
        pytest.param(
            'return warning("CELL01", cells=())',
            ["a.py:2: CELL01 is not given limit"],
            id="argument",
        ),
        pytest.param(
            'return error("CELL01", cells=(), limit=3)',
            ["a.py:2: CELL01 is made as error, not warning"],
            id="severity",
        ),
        pytest.param(
            'return warning("CELL02" if large else "CELL01", cells=(), limit=3)',
            ["a.py:2: there is no message CELL02"],
            id="unknown",
        ),
        pytest.param("pass", ["CELL01: no code makes this finding"], id="unused"),
        pytest.param(
            "return warning(code, cells=(), limit=3)",
            ["a.py:2: no code is written here", "CELL01: no code makes this finding"],
            id="code-from-elsewhere",
        ),
    ],
)
def test_a_planted_disagreement_is_caught(tmp_path: Path, code: str, expected: list[str]) -> None:
    (tmp_path / "a.py").write_text(
        f"from disclose.core.finding import error, warning\ndef f(code, large): {code}\n",
        encoding="utf-8",
    )
    assert disagreements(tmp_path, _CATALOGUE) == expected
