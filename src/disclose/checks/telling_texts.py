"""The texts that may state a figure: the others are not read, and no words are loaded for them."""

import re

from disclose.form.filing import Filing

_TELLING = re.compile(
    r"【|\d(?!\d*[年月日])"
    r"|[〇零一二两三四五六七八九十百千万][余多]?[件条份项宗次起例]"
    r"|(?:[未没无零]|不存在)[^，。；,;\n]{0,30}(?:申请|复议|诉讼|起诉|结转|规章|文件)"
    r"|结转[^，。；,;\n]{0,12}[零无]|申请[^，。；,;\n]{0,6}[零无]"
    r"|(?:全部|均|都)[^，。；,;\n]{0,3}(?:办结|答复|办理完毕|维持)"
)
"""Names of figures, numbers that are no dates, and denials of a figure."""


def telling_texts(filing: Filing) -> tuple[str, ...]:
    """Return the sections of `filing` whose text may state or deny a figure."""
    return tuple(section for section, text in filing.texts.items() if _TELLING.search(text))
