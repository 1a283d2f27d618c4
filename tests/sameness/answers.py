"""What the program of a checkout says and writes of each input; each answer is a file.

`python -m tests.sameness.answers GROUP INPUTS ANSWERS TASKS`: the file `TASKS` names the tasks, in
the order in which one process does them, and the kinds of answers that are asked for. An answer
that is there is not made again. It runs with the program of either checkout, and so uses of the
tests only this package.
"""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from random import Random
from zlib import crc32

from disclose import api
from disclose.core.errors import DiscloseError
from disclose.core.language import Language
from disclose.documents.audit import summary as audited_report
from disclose.documents.verify import summary as verified_report
from disclose.excel.read.package import open_package
from disclose.excel.read.reader import read
from disclose.output import json_report
from disclose.output.text import render, render_outcome
from tests.sameness.commands import said
from tests.sameness.mutations import changed_part, mutated, packed, unpacked
from tests.sameness.plain import plain
from tests.sameness.rolled_up import rolled_up
from tests.sameness.written import as_written

Answers = Iterator[tuple[str, bytes]]

FORMATS = ("docx", "html", "md")
LIBRARY = api.library()


def tried(answer: Callable[[], object]) -> bytes:
    """Return an answer as bytes; an exception is an answer, too."""
    try:
        given = answer()
    except DiscloseError as error:
        return f"{type(error).__name__}\n".encode() + plain(getattr(error, "findings", str(error)))
    except Exception as error:  # noqa: BLE001 - that both break down is sameness, too
        found = plain(getattr(error, "finding", None))
        return f"{type(error).__name__}: {error}\n".encode("utf-8", "replace") + found
    return given if isinstance(given, bytes) else str(given).encode("utf-8", "surrogatepass")


class Workbook:
    """The answers about one workbook."""

    def __init__(self, path: Path) -> None:
        self.file = api.InputFile(path.read_bytes(), path.name)

    @cached_property
    def checked(self) -> api.Checked:
        return api.check(self.file, LIBRARY)

    @cached_property
    def drafts(self) -> api.Compiled:
        return api.compile_report(self.file, LIBRARY, FORMATS, draft=True, annex=True, charts=True)

    @cached_property
    def finals(self) -> api.Compiled:
        return api.compile_report(self.file, LIBRARY, FORMATS)

    def findings(self, language: Language) -> str:
        return json_report.render([self.checked], language)

    def words(self, language: Language) -> str:
        return "\n".join(line.plain for line in render(self.checked, language))

    def checked_plainly(self) -> bytes:
        """Return everything that the check came to, the facts behind the words too."""
        return plain(self.checked)

    def checked_quickly(self) -> bytes:
        """Return the check as a roll-up asks for it."""
        return plain(api.check(self.file, LIBRARY, localised=False))

    def checked_strictly(self) -> bytes:
        """Return the strict check with the second reader."""
        return plain(api.check(self.file, LIBRARY, strict=True, second_reader=True))

    def reading(self) -> bytes:
        """Return the filing, the findings of the reader and the sheet of the prior year."""
        return plain(read(self.file.data, self.file.name, LIBRARY))

    def report(self, to: str, *, draft: bool) -> bytes:
        compiled = self.drafts if draft else self.finals
        return _document(compiled, to)

    def printed(self) -> bytes:
        return _document(api.compile_report(self.file, LIBRARY, ["pdf"], draft=True), "pdf")

    def marked(self) -> bytes:
        return api.mark(self.file, self.checked) or b"no copy"

    def agreed(self) -> bytes:
        return api.agree_blanks(self.file, LIBRARY) or b"no such line"

    def continued(self) -> bytes:
        """Return the workbook of the next year."""
        year = (self.checked.filing.year if self.checked.filing else 0) or 0
        prior = api.read_prior_year(self.file, LIBRARY)
        edition = self.checked.edition or LIBRARY.get(api.CURRENT)
        made = api.continue_workbook(edition, year + 1, {}, prior)
        return plain(made.findings) + as_written(made.data)


def _document(compiled: api.Compiled, to: str) -> bytes:
    """Return the document, or why it was not written."""
    if compiled.unwritten:
        return plain({each: str(error) for each, error in compiled.unwritten.items()})
    return compiled.documents.get(to, b"no report")


_IN = {"in Chinese": Language.ZH, "in English": Language.EN}

WORKBOOK: Mapping[str, tuple[Callable[[Workbook], object], int]] = {
    "reading": (Workbook.reading, 1),
    "quick check": (Workbook.checked_quickly, 1),
    "check": (Workbook.checked_plainly, 1),
    **{f"findings {name}": (partial(Workbook.findings, language=_IN[name]), 1) for name in _IN},
    **{f"words {name}": (partial(Workbook.words, language=_IN[name]), 1) for name in _IN},
    "strict check": (Workbook.checked_strictly, 6),
    "figures json": (lambda book: api.export(book.checked, "json"), 1),
    "figures csv": (lambda book: api.export(book.checked, "csv"), 1),
    "marked copy": (Workbook.marked, 2),
    "agreed blanks": (Workbook.agreed, 3),
    **{f"draft {to}": (partial(Workbook.report, to=to, draft=True), 3) for to in FORMATS},
    **{f"final {to}": (partial(Workbook.report, to=to, draft=False), 6) for to in FORMATS},
    "draft pdf": (Workbook.printed, 40),
    "next year's workbook": (Workbook.continued, 12),
}
"""The answers about a workbook by their kind; every so manyth workbook is asked for it."""

READING = ("reading", "quick check", "check", "findings in Chinese", "marked copy")
"""The kinds that depend on what the caches of a process hold."""


def of_workbook(kinds: frozenset[str], inputs: Path, task: str) -> Answers:
    """Yield the answers about a workbook."""
    book = Workbook(inputs / "workbooks" / task)
    for kind, (answer, share) in WORKBOOK.items():
        if kind in kinds and crc32(task.encode()) % share == 0:
            yield kind, tried(partial(answer, book))


def of_document(kinds: frozenset[str], inputs: Path, task: str) -> Answers:
    """Yield the answers about a report beside its workbook."""
    [report] = (inputs / "documents" / task).glob("report.*")
    book = report.parent / "filled.xlsx"

    def audited() -> bytes:
        done = api.audit(api.InputFile(report.read_bytes(), report.name), LIBRARY, numbers=True)
        words = _said(lambda language: render_outcome(done, _audit(done, language), language))
        return words + plain(done.findings)

    def verified() -> bytes:
        one, other = (api.InputFile(each.read_bytes(), each.name) for each in (report, book))
        done = api.verify(one, other, LIBRARY)
        words = _said(lambda language: render_outcome(done, _verify(done, language), language))
        marked = b""
        if report.suffix == ".docx":
            marked = api.mark_report(one, done, Language.ZH)
        return words + plain(done.findings) + marked

    def imported() -> bytes:
        done = api.import_report(api.InputFile(report.read_bytes(), report.name), LIBRARY)
        return plain(done.checked)

    for kind, answer in {"audit": audited, "verify": verified, "import": imported}.items():
        if kind in kinds:
            yield kind, tried(answer)


_audit, _verify = audited_report.summary, verified_report.summary


def _said(lines: Callable[[Language], Iterator[object]]) -> bytes:
    shown = (getattr(line, "plain", "") for language in Language for line in lines(language))
    return "\n".join(shown).encode()


def of_form(kinds: frozenset[str], inputs: Path, task: str) -> Answers:
    """Yield the blank workbook of an edition for a year: `cn-2021 2025`."""
    del inputs
    name, year = task.split()
    if "template" in kinds:
        blank = partial(api.template, LIBRARY.get(name), int(year), {"name": "青禾县民政局"})
        yield "template", tried(lambda: as_written(blank()))


def of_rollup(kinds: frozenset[str], inputs: Path, task: str) -> Answers:
    """Yield what a roll-up says, writes and keeps; anew, again, and after a change of its files."""
    if any(kind in ROLLUP for kind in kinds):
        for kind, answer in rolled_up(inputs / "rollups" / task):
            if kind in kinds:
                yield kind, answer


def of_command(kinds: frozenset[str], inputs: Path, task: str) -> Answers:
    """Yield what a command prints, and its exit code: each has a process of its own."""
    if "command" in kinds:
        yield "command", said(task.split("\t"), inputs / "workbooks")


def of_mutations(kinds: frozenset[str], inputs: Path, task: str) -> Answers:
    """Yield the digests of a hundred damaged workbooks, and of ten times as many damaged sheets."""
    first = int(task)
    books = (inputs / "workbooks").iterdir()
    paths = tuple(sorted(path for path in books if "hostile" not in path.name))
    for kind, one, count in (("mutation", _mutation, 100), ("mutated sheet", _sheet, 1000)):
        if kind in kinds:
            seeds = range(first * count, first * count + count)
            lines = (f"{seed} {crc32(one(seed, paths)):08x}\n" for seed in seeds)
            yield kind, "".join(lines).encode()


@lru_cache(maxsize=1)
def _drawn(seed: int, paths: tuple[Path, ...]) -> Sequence[tuple[str, bytes]]:
    """Return the parts of a workbook."""
    chance = Random(seed)  # noqa: S311 - the same damages in every run
    while True:
        with contextlib.suppress(Exception):  # one that is no package: the next
            return unpacked(chance.choice(paths).read_bytes())


def _mutation(seed: int, paths: tuple[Path, ...]) -> bytes:
    """Return the quick check of a damaged workbook; ten in a row are made of one."""
    damaged = mutated(Random(seed), _drawn(seed // 10, paths))[1]  # noqa: S311
    file = api.InputFile(damaged, f"{seed}.xlsx")
    return tried(lambda: plain(api.check(file, LIBRARY, localised=False)))


def _sheet(seed: int, paths: tuple[Path, ...]) -> bytes:
    """Return the cells of a damaged sheet; of the other sheets there is nothing."""
    chance, parts = Random(seed), dict(_drawn(seed // 100, paths))  # noqa: S311
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")] or [*parts]
    chosen = chance.choice(sheets)
    parts |= dict.fromkeys(sheets, b"") | {chosen: changed_part(chance, parts[chosen])}

    def cells() -> bytes:
        opened = open_package(packed([*parts.items()]))
        names = {target.lower(): sheet for sheet, target in opened.sheets.items()}
        return plain(opened.sheet(names.get(chosen.lower(), "")))

    return tried(cells)


ROLLUP = tuple(
    f"roll-up, {part}{again}"
    for again in ("", " again", " changed")
    for part in ("rows", "queries", "documents", "words", "report")
)
KINDS: Mapping[str, tuple[str, ...]] = {
    "workbooks": tuple(WORKBOOK),
    "documents": ("audit", "verify", "import"),
    "forms": ("template",),
    "rollups": ROLLUP,
    "commands": ("command",),
    "mutations": ("mutation", "mutated sheet"),
}
"""The kinds of answers of each group."""

_GROUPS: Mapping[str, Callable[[frozenset[str], Path, str], Answers]] = {
    "workbooks": of_workbook,
    "documents": of_document,
    "forms": of_form,
    "rollups": of_rollup,
    "commands": of_command,
    "mutations": of_mutations,
}


def place(answers: Path, kind: str, task: str) -> Path:
    """Return where an answer is kept."""
    shown = task.replace("\t", " ").replace("/", "_")
    return answers / kind / f"{shown[:80]}-{crc32(task.encode()):08x}"


def main(group: str, inputs: str, answers: str, tasks: str) -> None:
    """Write the answers that are not there yet."""
    asked = json.loads(Path(tasks).read_text(encoding="utf-8"))
    for task in asked["tasks"]:
        wanted = [k for k in asked["kinds"] if not place(Path(answers), k, task).exists()]
        for kind, data in _GROUPS[group](frozenset(wanted), Path(inputs), task):
            path = place(Path(answers), kind, task)
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_name(f"{path.name}.half")
            half.write_bytes(data)
            half.replace(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
