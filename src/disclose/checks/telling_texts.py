"""The texts that may state a figure: the others are not read, and no words are loaded for them."""

from collections.abc import Iterator

from disclose.checks.places import text_place
from disclose.core.expressions import expression
from disclose.core.finding import Finding, note
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing

_TELLING = expression(
    r"【|\d(?!\d*[年月日])"
    r"|[〇零一二两三四五六七八九十百千万][余多]?[件条份项宗次起例]"
    r"|(?:[未没无零]|不存在)[^，。；,;\n]{0,30}(?:申请|复议|诉讼|起诉|结转|规章|文件)"
    r"|结转[^，。；,;\n]{0,12}[零无]|申请[^，。；,;\n]{0,6}[零无]"
    r"|(?:全部|均|都)[^，。；,;\n]{0,3}(?:办结|答复|办理完毕|维持)"
)
"""Names of figures, numbers that are no dates, and denials of a figure."""

_NO_FEE = expression(r"[未没无][^，。；,;\n]{0,30}处理费")
"""The denial of a fee, in most reports: it is read only beside a fee of the lines."""

LONGEST = 6000
"""Most characters of a text that is read: six times what the form recommends for part one."""


def telling_texts(filing: Filing) -> tuple[str, ...]:
    """Return the sections of `filing` whose text may state or deny a figure."""
    charged = any(entry.amount for entry in filing.fees.values())
    return tuple(
        section
        for section, text in filing.texts.items()
        if len(text) <= LONGEST and (_TELLING.search(text) or (charged and _NO_FEE.search(text)))
    )


def texts_not_read(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a note on texts that are too long to be compared with the tables."""
    long = [section for section, text in filing.texts.items() if len(text) > LONGEST]
    if long:
        places = (text_place(edition, filing, section) for section in long)
        yield note("DOC98", *places, limit=LONGEST)
