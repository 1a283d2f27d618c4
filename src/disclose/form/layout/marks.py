"""By what the marks of a marked copy are known again, whatever program has saved it since.

Texts in cells and comments are the one thing that every program keeps.
"""

import re

from disclose.form.edition import reserved

PROBLEMS = reserved.PROBLEMS
"""Name of the sheet that lists what was found; a copy of it is called `问题清单 (2)`."""

SIGN = "【审核】"
"""What the list and every comment of ours begin with."""

ALWAYS = '"disclose"<>""'
"""The condition of our colours: it always holds, and nobody else writes it."""

COPY = re.compile(r"\.marked\d*$")
"""How the name of a marked copy ends, before its suffix."""


def lists_problems(sheet: str, first: str) -> bool:
    """Return whether a sheet of this name with `first` in its first cell is a list of ours."""
    return sheet.startswith(PROBLEMS) and first.startswith(SIGN)
