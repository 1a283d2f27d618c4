"""What a template that anyone may have written can't do: run on, fill the memory, look around."""

from contextlib import suppress
from decimal import Decimal

import pytest

from disclose.form.templating import Num, TemplateFaultError, narrate, outline

GROWING = "{% set n = namespace(s=[1]) %}{% for i in range(100) %}"
"""Begins a loop that doubles `n.s` a hundred times."""

COUNTING = (
    "{{% set n = namespace(s={}) %}}{{% for i in range(99) %}}{{% set n.s = {} %}}{{% endfor %}}"
)
LONG_LIST = "{% set a = range(40000)|list %}{% for i in range(9000) %}"

ENDLESS = [
    "{% for i in range(99999999) %}x{% endfor %}",
    "{% for i in range(999) %}{% for j in range(999) %}{% endfor %}{% endfor %}",
    "{{ 9 if 3 in range(1000000000000) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "{% for i in range(500) %}{{ range(500)|list|length }}{% endfor %}",
]
SWELLING = [
    GROWING + "{% set n.s = n.s ~ n.s %}{% endfor %}",
    GROWING + "{% set n.s = n.s + n.s %}{% endfor %}",
    GROWING + "{% set n.s = [n.s, n.s]|join %}{% endfor %}",
    GROWING + "{% set n.s = ['', n.s, '']|join(n.s|string) %}{% endfor %}",
    GROWING + "{% set n.s %}{{ n.s }}{{ n.s }}{% endset %}{% endfor %}",
    GROWING + "{% set n.s = (n.s|string)|list + (n.s|string)|list %}{% endfor %}",
    GROWING + "{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s }}",
    GROWING + "{% set n.s = (n.s, n.s) %}{% endfor %}",
    GROWING + "{% set n.s = {'a': n.s, 'b': n.s} %}{% endfor %}",
    GROWING + "{% set n.s = dict(a=n.s, b=n.s) %}{% endfor %}{{ n.s }}",
    GROWING + "{% set n.s = namespace(a=n.s, b=n.s) %}{% endfor %}{{ n.s }}",
    GROWING + "{% set n.a = n %}{{ n|string }}{% endfor %}",
    COUNTING.format("figure", "n.s + n.s"),
    COUNTING.format("figure", "n.s - n.s"),
    COUNTING.format("figure", "n.s|change(n.s)"),
    "{% for i in range(50000) %}" + "字" * 500 + "{% endfor %}",
    "{% macro m() %}"
    + "字" * 500
    + "{% endmacro %}{% for i in range(50000) %}{{ m() }}{% endfor %}",
    LONG_LIST + "{{ a == a|list }}{% endfor %}",
    LONG_LIST + "{{ 7 in a }}{% endfor %}",
    LONG_LIST + "{{ a is eq a }}{% endfor %}",
    LONG_LIST + "{{ a[1:]|length }}{% endfor %}",
    LONG_LIST.replace("|list", "|join") + "{{ a.upper()|length }}{% endfor %}",
]
TOO_MUCH_FOR_PYTHON = {
    "{% if 1 %}" * 120 + "{% endif %}" * 120: "deep",
    "{% for x in [1] %}" * 25 + "{% endfor %}" * 25: "deep",
    "{{ " + "9" * 5000 + " }}": "digits",
    "{{ " + "9" * 50 + " }}": "larger",
    COUNTING.format("1", "n.s + n.s"): "larger",
    "{{ range(9999999999999999999) }}": "larger",
    "{{ " + "not " * 900 + "1 }}": "deep",
    "{{ 1" + " + 1" * 5000 + " }}": "deep",
    "{{ 'a'|dictsort }}": "items",
    "{{ [1, 'a']|sort }}": "not supported",
    "{{ 'a'|first|map('upper')|list|sum }}": "unsupported",
}
DEEP = [
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'case.j2' %}",
    "{% extends 'case.j2' %}",
    "{% import 'case.j2' as c %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
]
FORBIDDEN = [
    "{{ 'x'.ljust(1000000000) }}",
    "{{ 'x'.zfill(1000000000) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ 'x'.join(['a', 'b']) }}",
    "{{ [1]|batch(1000000000, 0)|list }}",
    "{{ [1]|slice(1000000000)|list }}",
    "{{ 'aa'|replace('a', 'b') }}",
    "{{ [[1], [2]]|sum(start=[]) }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ range.__self__ }}",
    "{{ 'x'|attr('__class__') }}",
]


def _refusal(template: str) -> TemplateFaultError:
    with pytest.raises(TemplateFaultError) as caught:
        narrate({"case.j2": template}, "case.j2", {"figure": Num("a", Decimal(1))})
    return caught.value


@pytest.mark.parametrize("template", ENDLESS)
def test_a_template_that_runs_on_is_stopped(template: str) -> None:
    assert "loops without end" in _refusal(template).reason


@pytest.mark.parametrize("template", SWELLING)
def test_a_template_that_swells_is_stopped(template: str) -> None:
    assert "characters" in _refusal(template).reason


@pytest.mark.parametrize(
    ("template", "reason"),
    TOO_MUCH_FOR_PYTHON.items(),
    ids=[each[:20] for each in TOO_MUCH_FOR_PYTHON],
)
def test_what_python_cannot_compile_or_run_is_a_fault(template: str, reason: str) -> None:
    fault = _refusal(f"甲\n{template}")
    assert reason in fault.reason
    assert fault.line in {0, 2}
    with suppress(TemplateFaultError):  # reading it without rendering breaks nothing either
        outline("case.j2", template)


def test_repeated_includes_count() -> None:
    sources = {f"{n}.j2": f"{{% include '{n + 1}.j2' %}}" * 2 for n in range(30)} | {"30.j2": ""}
    with pytest.raises(TemplateFaultError) as caught:
        narrate(sources, "0.j2", {})
    assert "loops without end" in caught.value.reason


def test_the_rounds_of_a_loop_that_runs_again_count() -> None:
    again = "{% for x in [1] recursive %}{% if loop.depth < 4 %}{{ loop(range(300)) }}{% endif %}"
    assert "loops without end" in _refusal(again + "{% endfor %}").reason


def test_an_excess_is_reported_where_it_is_written() -> None:
    template = "甲\n{% for i in range(50000) %}\n" + "字" * 500 + "\n{% endfor %}"
    assert _refusal(template).line in {2, 3}


@pytest.mark.parametrize("template", DEEP)
def test_a_template_that_calls_itself_is_stopped(template: str) -> None:
    assert _refusal(template).reason == "too deeply nested"


@pytest.mark.parametrize("template", FORBIDDEN)
def test_a_template_has_no_way_to_large_texts_or_to_the_program(template: str) -> None:
    assert _refusal(template).line == 1


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 'a-b'.split('-')|join('、') }}", "a、b"),
        ("{{ ' 甲 '.strip() ~ '乙'.removesuffix('乙') }}", "甲"),
        ("{{ [3, 1, 2]|sort|map('string')|join }}", "123"),
        ("{{ [1, 2]|sum + 1 }}", "4"),
        (
            "{% for x in 'ab' %}{{ loop.index }}{{ x }}{{ ',' if not loop.last }}{% endfor %}",
            "1a,2b",
        ),
        ("{% for x in [] %}{% else %}无{% endfor %}", "无"),
        ("{% for x in [1, 2, 3] if x > 1 %}{{ loop.length }}{% endfor %}", "22"),
    ],
)
def test_what_narratives_need_works(template: str, expected: str) -> None:
    assert narrate({"case.j2": template}, "case.j2", {}) == expected


def test_each_rendering_has_a_budget_of_its_own() -> None:
    template = "{% for i in range(40000) %}{% endfor %}"
    assert [narrate({"case.j2": template}, "case.j2", {}) for _ in range(3)] == [""] * 3


def test_a_changed_template_of_the_same_name_is_rendered_anew() -> None:
    said = [narrate({"case.j2": text}, "case.j2", {}) for text in ("甲", "乙", "甲")]
    assert said == ["甲", "乙", "甲"]


def test_a_fault_names_the_template_and_line_that_is_at_fault() -> None:
    sources = {"case.j2": "{% extends 'base.j2' %}", "base.j2": "甲\n{{ missing }}"}
    with pytest.raises(TemplateFaultError) as caught:
        narrate(sources, "case.j2", {})
    assert (caught.value.name, caught.value.line) == ("base.j2", 2)
    sources = {"case.j2": "{% include 'part.j2' %}", "part.j2": "甲\n乙\n{% if %}"}
    with pytest.raises(TemplateFaultError) as caught:
        narrate(sources, "case.j2", {})
    assert (caught.value.name, caught.value.line) == ("part.j2", 3)
