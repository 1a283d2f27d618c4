"""Read the commands of a README: what is run, and what it must exit with.

Every block fenced as `sh` says in the HTML comment above it what a test does
with it:

    <!-- test: run -->             each command must exit with 0
    <!-- test: exit 1 -->          each command must exit with 1
    <!-- test: setup -->           not run by the suite; `.ci/run` holds the command verbatim
    <!-- test: skip: the reason -->
"""

import re
from dataclasses import dataclass

FENCE = re.compile(
    r"(?:^<!--[ ]*test:[ ]*(?P<mark>.*?)[ ]*-->[ ]*\n\s*)?^```sh[ ]*\n(?P<body>.*?)^```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
MARK = re.compile(r"run|setup|exit (?P<code>\d+)|skip: *\S.*")


@dataclass(frozen=True, slots=True)
class Block:
    """The commands of one fenced block."""

    mark: str
    line: int
    commands: tuple[str, ...]

    @property
    def exit_code(self) -> int | None:
        """The code each command must exit with; None when the block is not run here."""
        if self.mark == "run":
            return 0
        found = MARK.fullmatch(self.mark)
        return int(found["code"]) if found and found["code"] else None


def blocks(text: str) -> list[Block]:
    """Return the `sh` blocks of a README; raise ValueError for one without a valid mark."""
    found = []
    for fence in FENCE.finditer(text):
        line = text.count("\n", 0, fence.start("body"))
        mark = fence["mark"] or ""
        if not MARK.fullmatch(mark):
            raise ValueError(f"line {line}: say above this block what to test, not {mark!r}")
        found.append(Block(mark, line, _commands(fence["body"])))
    return found


def _commands(body: str) -> tuple[str, ...]:
    lines = body.replace("\\\n", " ").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and line.lstrip()[0] != "#")
