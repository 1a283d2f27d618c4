"""Write the words of the cases anew, then read the diff.

`python -m tests.support.cases_words [CODE…]`

The words of a code stand in its first case that raises it, or where they stood before.
"""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.cases import load, spoken
from tests.support.places import CASES

HEAD = "[[cases]]\n"
WORDS = re.compile(r"zh = '''\n.*?'''\nen = '''\n.*?'''\n", re.DOTALL)


def rewrite(code: str) -> None:
    """Put what is said today into the file of `code`."""
    case, path = spoken(code), CASES / f"{code}.toml"
    with TemporaryDirectory() as folder:
        said = case.outcome(Path(folder))
    words = f"zh = '''\n{said.zh}'''\nen = '''\n{said.en}'''\n"
    head, *entries = WORDS.sub("", path.read_text(encoding="utf-8")).split(HEAD)
    named = f'name = "{case.name}"\n'
    entries = [each.rstrip("\n") + "\n" for each in entries]
    entries = [each + words if each.startswith(named) else each for each in entries]
    path.write_text(head + "\n".join(HEAD + each for each in entries), encoding="utf-8")


if __name__ == "__main__":
    for each in sys.argv[1:] or sorted({case.code for case in load()}):
        rewrite(each)
