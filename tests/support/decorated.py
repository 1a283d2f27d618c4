"""Tables as published, in which texts stand beside the figures that are no part of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from random import Random

from disclose.core.package import NewPackage
from tests.support.documents import W, run, table
from tests.support.published import TITLE, full, page

Decoration = Callable[[str, str], str]
"""Markup of a figure with another number that nobody reads as part of it."""


def looking(properties: str, text: str) -> str:
    """A run of a Word document with properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RAISED = "<w:vertAlign w:val='superscript'/>"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

STYLES = (
    "<w:style w:type='character' w:styleId='Base'><w:name w:val='Base'/>"
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Unseen'><w:name w:val='Unseen'/>"
    "<w:basedOn w:val='Base'/></w:style>"
    "<w:style w:type='character' w:styleId='Note'><w:name w:val='Note'/><w:rPr>"
    "<w:vertAlign w:val='superscript'/></w:rPr></w:style>"
)

IN_WORD: Mapping[str, Decoration] = {
    "raised": lambda figure, _: run(figure) + looking(RAISED, "1"),
    "raised by a style": lambda figure, _: run(figure) + looking("<w:rStyle w:val='Note'/>", "12"),
    "raised by its position": lambda figure, _: (
        run(figure) + looking("<w:position w:val='8'/>", "[2]")
    ),
    "struck": lambda figure, other: looking("<w:strike/>", other) + run(figure),
    "struck twice": lambda figure, other: run(figure) + looking("<w:dstrike/>", other),
    "hidden": lambda figure, other: run(figure) + looking("<w:vanish/>", other),
    "hidden by a style": lambda figure, other: (
        looking("<w:rStyle w:val='Unseen'/>", other) + run(figure)
    ),
    "ruby": lambda figure, other: (
        f"<w:r><w:ruby><w:rt>{run(other)}</w:rt><w:rubyBase>{run(figure)}</w:rubyBase></w:ruby>"
        "</w:r>"
    ),
    "changed": lambda figure, other: (
        f"<w:del><w:r><w:delText>{other}</w:delText></w:r></w:del><w:ins>{run(figure)}</w:ins>"
    ),
    "moved": lambda figure, other: (
        f"<w:moveFrom>{run(other)}</w:moveFrom><w:moveTo>{run(figure)}</w:moveTo>"
    ),
    "alternatives": lambda figure, _: (
        f"<mc:AlternateContent xmlns:mc='{MC}'><mc:Choice Requires='wps'>{run(figure)}</mc:Choice>"
        f"<mc:Fallback>{run(figure)}</mc:Fallback></mc:AlternateContent>"
    ),
    "a field": lambda figure, other: (
        f"<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>={other}</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run(figure)}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    ),
}

IN_HTML: Mapping[str, Decoration] = {
    "raised": lambda figure, _: f"{figure}<sup>1</sup>",
    "raised by style": lambda figure, _: (
        f"{figure}<span style='font-size:8pt; vertical-align: super'>（2）</span>"
    ),
    "lowered": lambda figure, _: f"{figure}<sub>3</sub>",
    "a character": lambda figure, _: f"{figure}②",
    "struck": lambda figure, other: f"<s>{other}</s>{figure}",
    "struck by a style": lambda figure, other: (
        f"<span style='TEXT-DECORATION: line-through'>{other}</span>{figure}"
    ),
    "struck by Unicode": lambda figure, other: "".join(f"{each}\u0336" for each in other) + figure,
    "changed": lambda figure, other: f"<del>{other}</del><ins>{figure}</ins>",
    "not displayed": lambda figure, other: (
        f"<span style='display:none'>{other}</span><span>{figure}</span>"
    ),
    "hidden by a rule": lambda figure, other: f"{figure}<i class='a unseen'>{other}</i>",
    "hidden": lambda figure, other: f"<b hidden>{other}</b>{figure}",
    "invisible": lambda figure, other: (
        f"<b style='visibility: hidden'>{other}<i style='visibility:visible'>{figure}</i></b>"
    ),
    "of no size": lambda figure, other: (
        f"<b style='font-size: 0'>{other}<i style='font-size:12pt'>{figure}</i></b>"
    ),
    "ruby": lambda figure, other: f"<ruby>{figure}<rp>(</rp><rt>{other}</rt><rp>)</rp></ruby>",
    "a comment": lambda figure, other: f"<!--{other}-->{figure}<template>{other}</template>",
}
RULES = (
    "<meta charset=utf-8><style>/* .b */ @media print { p { display: none } }"
    "table { border-collapse: collapse; break-inside: avoid }"
    "td { border: 1px solid; padding: 3pt }"
    "i.unseen { display: none } @page { size: A3 landscape }</style>"
)

IN_MARKDOWN: Mapping[str, Decoration] = {
    "raised": lambda figure, _: f"{figure}<sup>1</sup>",
    "a footnote": lambda figure, _: f"{figure}[^1]",
    "a character": lambda figure, _: f"{figure}¹²",
    "struck": lambda figure, other: f"~~{other}~~{figure}",
    "changed": lambda figure, other: f"<del>{other}</del>{figure}",
    "a comment": lambda figure, other: f"{figure}<!-- {other} -->",
}

_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)

Texts = Sequence[Sequence[str]]


BORDERS = (
    "<w:tbl><w:tblPr><w:tblW w:w='20000' w:type='dxa'/><w:tblBorders>"
    + "".join(
        f"<w:{side} w:val='single' w:sz='4'/>"
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr>"
)
PAGE = "<w:sectPr><w:pgSz w:w='23800' w:h='31000'/></w:sectPr>"
"""A page that takes a whole table."""

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def in_word(texts: Sequence[Texts], random: Random | None, *without: str) -> bytes:
    """The tables in a Word document, each figure decorated at random."""
    dress = _dress(IN_WORD, random, run, without)
    tables = "".join(
        table(*("".join(f"<w:tc><w:p>{dress(text)}</w:p></w:tc>" for text in row) for row in rows))
        + "<w:p/>"
        for rows in texts
    ).replace("<w:tbl>", BORDERS)
    body = f"<w:p>{run(TITLE)}</w:p>{tables}{PAGE}"
    document = f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
    styles = f"<w:styles xmlns:w='{W}'>{STYLES}</w:styles>"
    package = NewPackage()
    package.add("word/document.xml", f"{_OFFICE}.document.main+xml", document.encode())
    package.add("word/styles.xml", f"{_OFFICE}.styles+xml", styles.encode())
    package.relate("", "word/document.xml", f"{_LINKS}/officeDocument")
    package.relate("word/document.xml", "word/styles.xml", f"{_LINKS}/styles")
    return package.to_bytes()


def in_html(texts: Sequence[Texts], random: Random | None, *without: str) -> bytes:
    """The tables in a web page, each figure decorated at random."""
    dress = _dress(IN_HTML, random, escape, without)
    return page(RULES, *(full(rows, dress) for rows in texts))


def in_markdown(texts: Sequence[Texts], random: Random | None, *without: str) -> bytes:
    """The tables in Markdown, with pipes, each figure decorated at random."""
    dress = _dress(IN_MARKDOWN, random, lambda text: text.replace("|", r"\|"), without)
    tables = (_piped([[dress(text) for text in row] for row in rows]) for rows in texts)
    return "\n\n".join((f"# {TITLE}", *tables, "")).encode()


def _piped(rows: Texts) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((lines[0], "|---" * len(rows[0]) + "|", *lines[1:]))


def _dress(
    decorations: Mapping[str, Decoration],
    random: Random | None,
    plain: Callable[[str], str],
    without: Sequence[str],
) -> Callable[[str], str]:
    names = sorted({*decorations} - {*without})

    def dress(text: str) -> str:
        if random is None or not _NUMBER.fullmatch(text):
            return plain(text)
        return decorations[random.choice(names)](text, str(random.randint(1, 9999)))

    return dress
