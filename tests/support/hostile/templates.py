"""Templates that anyone may have written, and the code that each leads to."""

from collections.abc import Mapping

from tests.support.report_filings import TABLES

HEAD = '{% extends "!base/report.md.j2" %}\n{% block other_matters %}\n'
END = "\n{% endblock %}"
DOUBLED = "{% set n = namespace(s=['a']) %}{% for i in range(40) %}{% set n.s = [n.s, n.s] %}"


def _alone(text: str) -> Mapping[str, str]:
    return {"report.md.j2": text}


def _in_block(text: str) -> Mapping[str, str]:
    return _alone(f"{HEAD}{text}{END}")


TEMPLATES: Mapping[str, tuple[Mapping[str, str], str]] = {
    "empty": (_alone(""), "DEF13"),
    "no-tables": (_alone("# 题\n\n一段话。\n"), "DEF13"),
    "table-twice": (_in_block(":::table requests"), "DEF13"),
    "table-in-loop": (_alone("{% for x in [1, 2] %}\n" + TABLES + "{% endfor %}"), "DEF13"),
    "table-unknown": (_in_block(":::table nope"), "DEF05"),
    "nested-loops": (_in_block("{% for x in [1] %}" * 25 + "{% endfor %}" * 25), "DEF12"),
    "nested-conditions": (_in_block("{% if true %}" * 120 + "{% endif %}" * 120), "DEF12"),
    "nested-lists": (_in_block(DOUBLED + "{% endfor %}{{ n.s }}"), "DEF12"),
    "nested-lists-compared": (_in_block(DOUBLED + "{{ n.s == [n.s] }}{% endfor %}"), "DEF12"),
    "included-twice-over": (
        {"report.md.j2": '{% include "0.j2" %}', "40.j2": ""}
        | {f"{n}.j2": f'{{% include "{n + 1}.j2" %}}' * 2 for n in range(40)},
        "DEF12",
    ),
    "includes-itself": (_alone('{% include "report.md.j2" %}'), "DEF12"),
    "extends-itself": (_alone('{% extends "report.md.j2" %}'), "DEF12"),
    "extends-in-a-circle": (
        {"report.md.j2": '{% extends "a.j2" %}', "a.j2": '{% extends "report.md.j2" %}'},
        "DEF12",
    ),
    "block-in-itself": (
        _in_block("{{ self.other_matters() }}"),
        "DEF12",
    ),
    "text-in-a-loop": (
        _in_block("{% for x in range(30000) %}" + "字" * 900 + "{% endfor %}"),
        "DEF12",
    ),
    "long-number": (_in_block("{{ " + "9" * 5000 + " }}"), "DEF12"),
    "text-as-dictionary": (_in_block('{{ "a"|dictsort }}'), "DEF12"),
    "lines-of-brackets": (_in_block("{{ " + "[" * 500 + "]" * 500 + " }}"), "DEF12"),
    "call-of-a-text": (_in_block("{{ 'a'() }}"), "DEF12"),
    "unclosed": (_alone("{{"), "DEF12"),
}
"""Files of a folder, and the code that `template-check` and `compile` come to."""

PIECES = (
    *("{% if figure %}", "{% endif %}", "{% else %}", "{% for x in range(9) %}", "{% endfor %}"),
    *("{% for x, y in figure.items() %}", "{% set a = [x, y] %}", "{% set a = a ~ a %}"),
    *("{% block title %}", "{% endblock %}", "{% macro m(x) %}", "{% endmacro %}", "{{ m(m) }}"),
    *(
        "{{ a }}",
        "{{ x }}",
        "{{ y }}",
        "{{ figure }}",
        "{{ total }}",
        "{{ total('*') }}",
        "{{ body }}",
    ),
    *("{{ figure|dictsort }}", "{{ texts|items|list }}", "{{ year|constant|gap|paragraph }}"),
    *("{{ [1]|shares(2) }}", "{{ figure.values()|sum }}", "{{ 'a'|map('upper')|join }}"),
    *(
        '{% extends "!base/report.md.j2" %}',
        '{% include "report.md.j2" %}',
        "{{ self }}",
        "{{ super() }}",
    ),
    *(
        ":::table requests\n",
        ":::table\n",
        ":::sign\n",
        ":::chart x\n",
        "# ",
        "## ",
        "甲",
        "7",
        "\n",
    ),
    *(
        "{#",
        "#}",
        "{{",
        "}}",
        "{%",
        "%}",
        "{% raw %}",
        "{% endraw %}",
        "\ue000",
        "\ue002",
        "\u0000",
    ),
    *(
        "{{ loop }}",
        "{{ namespace(a=1) }}",
        "{{ cycler(1, 2).next() }}",
        "{{ range }}",
        "{{ 1 / 0 }}",
    ),
    *(
        "{% call m() %}",
        "{% endcall %}",
        "{% filter upper %}",
        "{% endfilter %}",
        "{% set b %}",
        "{% endset %}",
    ),
)
"""Parts of templates, sound and broken, of which any order may be written."""
