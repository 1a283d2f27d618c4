"""What a template that anyone may have written can't do: run on, fill the memory, look around."""

import pytest

from disclose.form.templating import TemplateFaultError, narrate

GROWING = "{% set n = namespace(s=[1]) %}{% for i in range(100) %}"
"""Begins a loop that doubles `n.s` a hundred times."""

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
]
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
        narrate({"case.j2": template}, "case.j2", {})
    return caught.value


@pytest.mark.parametrize("template", ENDLESS)
def test_a_template_that_runs_on_is_stopped(template: str) -> None:
    assert "loops without end" in _refusal(template).reason


@pytest.mark.parametrize("template", SWELLING)
def test_a_template_that_swells_is_stopped(template: str) -> None:
    assert "characters" in _refusal(template).reason


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


def test_a_fault_names_the_template_and_line_that_is_at_fault() -> None:
    sources = {"case.j2": "{% extends 'base.j2' %}", "base.j2": "甲\n{{ missing }}"}
    with pytest.raises(TemplateFaultError) as caught:
        narrate(sources, "case.j2", {})
    assert (caught.value.name, caught.value.line) == ("base.j2", 2)
    sources = {"case.j2": "{% include 'part.j2' %}", "part.j2": "甲\n乙\n{% if %}"}
    with pytest.raises(TemplateFaultError) as caught:
        narrate(sources, "case.j2", {})
    assert (caught.value.name, caught.value.line) == ("part.j2", 3)
