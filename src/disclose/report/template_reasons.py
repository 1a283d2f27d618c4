"""The faults of templates in Chinese: the words of Jinja and of the sandbox are English.

A sentence that is not listed stays as it is.
"""

import re

from disclose.core.language import Wording

_REASONS = (
    (r"'(.+)' is undefined", r"没有名称 \1"),
    (r"'.+' has no attribute '(.+)'", r"没有名称 \1"),
    (r"no figure is called (.+)", r"没有名称 \1"),
    (r"too deeply nested", "嵌套太深，或者引用了自己"),
    (r"statements are nested more than (\d+) deep", r"条件、循环等嵌套超过 \1 层"),
    (r"the template loops without end \(more than (\d+) steps\)", r"循环没有尽头，超过 \1 步"),
    (r"the template writes more than (\d+) characters", r"写出的内容超过 \1 个字"),
    (r"a number is larger than (\d+)", r"数大于 \1"),
    (r"a number has too many digits", "数的位数太多"),
    (r"the filter (\S+) is not for templates of reports", r"模板里不能用过滤器 \1"),
    (
        r"(\S+) is not for templates: figures are added and subtracted",
        r"模板里不能用 \1：数只能加减",
    ),
    (r"Encountered unknown tag '(.+?)'\..*", r"没有语句 \1"),
    (r"No filter named '(.+)'\.", r"没有过滤器 \1"),
    (r"Unexpected end of template\..*", "模板没有写完"),
    (r"unexpected '(.+)'", r"多出“\1”"),
    (r"the folder has no (\S+) and no (\S+)", r"文件夹里没有 \1，也没有 \2"),
    (r"there is no such folder", "没有这个文件夹"),
    (r"the folder has more than (\d+) templates", r"文件夹里的模板超过 \1 个"),
    (r"the file is larger than (\d+) bytes", r"文件超过 \1 字节"),
    (r"the templates are larger than (\d+) bytes in all", r"全部模板合计超过 \1 字节"),
    (r"the file is no UTF-8 text", "文件不是 UTF-8 编码的文本"),
    (r"expected token '(.+)', got '(.+)'", r"应为“\1”，却是“\2”"),
)


def in_both_languages(reason: str) -> str | Wording:
    """Return the reason of a fault in both languages, as it is if it is no known sentence."""
    for english, chinese in _REASONS:
        if match := re.fullmatch(english, reason, re.DOTALL):
            words = (match.expand(chinese), reason)
            # a wording is filled with the arguments of its finding
            return Wording(*(each.replace("{", "{{").replace("}", "}}") for each in words))
    return reason
