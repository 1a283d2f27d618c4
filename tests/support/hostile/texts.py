"""Texts that attack what is made of them, and a workbook that holds them."""

import re
from collections.abc import Mapping

from disclose.form.layout.book import plan
from tests.support.filings import edition
from tests.support.workbooks import balanced_workbook, edited

TEXTS: Mapping[str, str] = {
    "formula": '=HYPERLINK("http://198.51.100.1/","x")',
    "at": "@SUM(1+1)",
    "DDE": "+cmd|'/c calc'!A1",
    "minus": "-1+cmd",
    "tab": "\t=1+1",
    "field": '{ INCLUDETEXT "/etc/passwd" } { DDEAUTO c:\\\\windows\\\\cmd.exe "/k" }',
    "Word": '</w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:fldSimple w:instr="DATE"/>',
    "CDATA": "]]> <![CDATA[x]]> <!-- --> <?php x ?> &lt;b&gt; &amp;amp; &#0;",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)><a href=javascript:x>y</a>",
    "attribute": "\" onmouseover=alert(1) x=' ><iframe src=//198.51.100.1>",
    "template": "{{7*7}}{% raw %}{{'a'.__class__}}{% include '/etc/passwd' %}{# x #}",
    "typst": '#panic("x") #read("/etc/passwd") #import "@preview/evil:1.0.0": *',
    "typeset": "$x^2$ @ref *bold* _em_ <label> `raw` \\ // c /* d */ ~ = - +",
    "TeX": "\\write18{id} \\input{/etc/passwd}",
    "SQL": "'); DROP TABLE body; -- \"; %s ?1 :a",
    "links": "[x](javascript:alert(1)) ![i](http://198.51.100.1/i.png) <http://198.51.100.1/>",
    "pipes": "| a | b | **c** `d` ~~e~~ __f__ [g]: http://198.51.100.1",
    "address": "http://198.51.100.1/ www.example.org a@example.org",
    "path": "../../../x",
    "device": "CON",
    "format": "%s %(a)s {0} {a!r} $x ${x} $(id) `id`",
    "long": "长" * 500,
}
"""What stays as it is wherever it is printed."""

BLOCKS = (
    "# one\n- two\n> three\n| a | b |\n|---|---|\n| c | d |\n```\ncode\n```\n1. four\n---\n<div>"
)
"""What begins blocks of Markdown, a line each."""

STEERING = (
    "a\0b\x07c\x1b[31md\x1b]0;e\x07f\x9b31mg\x85h\x7fi\u202ej\u2066k\u2069l"
    "\u2028m\u2029n\ufffeo\uffffp"
)
"""Letters with what steers a terminal, turns the reading round, ends lines, or is no XML."""

LETTERS = "abcdefghijklmnop"
"""What of `STEERING` a reader may see, apart from codes such as `[31m`."""

SURROGATES = "_xD800_ _xDC00_"
"""Half characters, as the packed form of a workbook can write them."""

_FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]")


def attacked(
    body: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    figures: Mapping[str, str] | None = None,
) -> bytes:
    """Return the balanced workbook with these texts typed into its cells."""
    book = plan(edition())
    typed = {
        **{book.body[key]: text for key, text in (body or {}).items()},
        **{book.texts[key]: text for key, text in (texts or {}).items()},
        **{book.cells[key]: text for key, text in (figures or {}).items()},
    }
    cells = {f"{at.sheet}!{at.a1}": stored(text) for at, text in typed.items()}
    return edited(balanced_workbook(), cells)


def stored(text: str) -> str:
    """Return a text as a workbook keeps it: what XML forbids by its number."""
    plain = text if text == SURROGATES else re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", plain)
