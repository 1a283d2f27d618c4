"""Write the gallery of broken filings anew, then read the diff.

`python -m tests.support.gallery [CODE…]`

`examples/broken/<CODE>/` holds the smallest input that raises a code, the commands, and what they
print in both languages. Without codes the whole gallery is written, and what no code needs is
removed.
"""

import shutil
import sys
from collections.abc import Mapping, Sequence

from disclose import api
from disclose.core.language import Language
from disclose.core.messages import MessageType
from disclose.output.message_catalog import message_types
from disclose.output.message_format import WEIGHTS
from tests.support.examples import GALLERY
from tests.support.exhibits import IN_ORDER, exhibit, in_order
from tests.support.transcripts import transcript

HEAD = """\
# 错例 Broken examples

每个代码一个最小的错例：文件、命令、中英文输出（命令都在项目根目录下运行）。
`disclose explain 代码` 显示的就是这里的内容。

For each code, the smallest input that raises it, the commands (run them at the root of the project)
and their output. `disclose explain CODE` shows the same. [{in_order}]({in_order}) is a workbook
without errors, for examples where the error is in another file. To keep the workbooks small, they
lack help for filling in and printing. `python -m tests.support.gallery` writes this folder, and a
test checks it.

| code | weight | 名称 | name |
|---|---|---|---|
"""


def codes() -> Mapping[str, MessageType]:
    """Return every code, built in or of a packaged form, in the order of their names."""
    forms = api.editions(api.library())
    known = {code: shown for form in forms for code, shown in message_types(form).items()}
    return dict(sorted(known.items()))


def index() -> str:
    """Return the page that lists the gallery."""
    lines = (_line(message_type) for message_type in codes().values())
    return HEAD.format(in_order=IN_ORDER) + "".join(lines)


def _line(message_type: MessageType) -> str:
    code, weight, title = message_type.code, WEIGHTS[message_type.severity], message_type.title
    cells = (f"[{code}]({code}/)", f"{weight.zh} {weight.en}", title.zh, title.en)
    return f"| {' | '.join(cells)} |\n"


def write(code: str) -> None:
    """Write the folder of `code` anew."""
    shown, folder = exhibit(code), GALLERY / code
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in shown.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    folder.mkdir(exist_ok=True)
    told = "".join(f"disclose {each}\n" for each in shown.commands)
    (folder / "command.txt").write_text(told, encoding="utf-8")
    for language in Language:
        said = transcript(shown, language)
        assert f" {code}" in said, f"give [gallery] in tests/cases/{code}.toml:\n{said}"
        (folder / f"output.{language}.txt").write_text(said, encoding="utf-8")


def main(wanted: Sequence[str]) -> None:
    """Write the folders of `wanted`, or all and nothing else, and the index."""
    if not wanted:
        shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(exist_ok=True)
    (GALLERY / IN_ORDER).write_bytes(in_order())
    (GALLERY / "README.md").write_text(index(), encoding="utf-8")
    for code in wanted or codes():
        write(code)


if __name__ == "__main__":
    main(sys.argv[1:])
