"""An expression is compiled when it is first used, and then serves as any other."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import disclose
from disclose.core.expressions import expression


def test_it_serves_as_a_compiled_one() -> None:
    for text, flags, said in ((r"(\d+)年", 0, "2024年和2025年"), ("A+", re.IGNORECASE, "xaAy")):
        lazy, compiled = expression(text, flags), re.compile(text, flags)
        for _ in range(2):  # before it is compiled, and after
            assert lazy.findall(said) == compiled.findall(said)
            assert lazy.sub("□", said) == compiled.sub("□", said)
            assert lazy.split(said, maxsplit=1) == compiled.split(said, maxsplit=1)
            assert [each.span() for each in lazy.finditer(said)] == [
                each.span() for each in compiled.finditer(said)
            ]
        for method in ("match", "fullmatch", "search"):
            one, other = getattr(lazy, method)(said), getattr(compiled, method)(said)
            assert (one and one.span()) == (other and other.span())
    assert expression(rb"a(b)").sub(rb"\1", b"ab") == b"b"
    assert expression("a").pattern == "a"


def test_it_is_compiled_once_and_only_if_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def noted(text: str, flags: int) -> re.Pattern[str]:
        compiled.append(text)
        return real(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    lazy = expression("(unclosed|closed)")
    assert compiled == []
    assert lazy.search("closed")
    assert lazy.match("open") is None
    assert compiled == ["(unclosed|closed)"]


def test_every_expression_of_the_program_compiles() -> None:
    found = 0
    for module in walk_packages(disclose.__path__, "disclose."):
        if not module.name.endswith("__main__"):
            for value in vars(import_module(module.name)).values():
                if type(value) is type(expression("")):
                    found += 1
                    re.compile(value.pattern)
    assert found > 200
