"""How texts are understood: sentences of known meaning, errors made in them, whole documents.

`python -m tests.benchmarks.texts [--sealed] [--workbook] [--list] [--documents] [--mistakes SEED]`:
`--sealed` measures the sentences that were set aside; `--workbook` puts them into the texts of a
workbook, else they are parts of a report, beside its tables and without any; `--list` names
everything that is not as it should be; `--documents` adds every document of the examples and of
`../shared`, if that is there; `--mistakes` those made in sound sentences and workbooks.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from random import Random

from tests.benchmarks import text_mistakes
from tests.benchmarks.reading import Surveyed, surveyed
from tests.benchmarks.text_mistakes import in_sentences, in_workbooks
from tests.benchmarks.verdicts import DOCUMENTS, WORKBOOKS, Setting, Verdict, fits, verdict
from tests.support.places import CHECKOUT
from tests.support.sentences import sentences

FILINGS = 40
"""Sound workbooks in whose texts mistakes are made."""

READABLE = {".md", ".html", ".txt", ".docx", ".pdf"}
FOLDERS = (CHECKOUT / "examples", CHECKOUT.parent / "shared" / "reports")


def lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield the lines of a table with one line for each shape, and one for all."""
    yield (
        "| shape | sentences | judged rightly | numbers | classed | errors | heard | refused "
        "| false alarms |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    ordered = sorted(verdicts, key=lambda each: each.sentence.shape)
    for shape, group in groupby(ordered, key=lambda each: each.sentence.shape):
        yield _line(shape, list(group))
    yield _line("all", verdicts)


def _line(name: str, verdicts: Sequence[Verdict]) -> str:
    numbers = sum(len(each.sentence.numbers) for each in verdicts)
    heard = sum(each.heard for each in verdicts)
    errors = sum(_errors(each) for each in verdicts)
    cells = (
        name,
        str(len(verdicts)),
        _share(sum(each.right for each in verdicts), len(verdicts)),
        str(numbers),
        _share(sum(each.classed for each in verdicts), numbers),
        str(errors),
        _share(heard, errors),
        str(sum(each.refused for each in verdicts)),
        str(sum(each.alarmed for each in verdicts)),
    )
    return f"| {' | '.join(cells)} |"


def _errors(verdict: Verdict) -> int:
    sentence = verdict.sentence
    return sum(not each.silent for each in sentence.spoiled) + len(sentence.contradicted)


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "–"


def complaints(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield one line for everything that is not as it should be."""
    for each in verdicts:
        for kind, words in (
            ("false", each.false),
            ("missed", each.missed),
            ("class", each.unclassed),
        ):
            for said in words:
                yield f"{each.sentence.shape}/{each.sentence.id}: {kind}: {said}"


def documents() -> Iterator[str]:
    """Yield the lines of a table with one line for each document that can be read, and for all."""
    yield "| document | numbers | understood | findings |"
    yield "|---|--:|--:|---|"
    found = {path: surveyed(path) for folder in FOLDERS for path in _reports(folder)}
    read = {path: each for path, each in found.items() if each is not None}
    for path, each in read.items():
        yield _surveyed("/".join(path.parts[-3:]), each)
    for folder in FOLDERS:
        inside = [each for path, each in read.items() if path.is_relative_to(folder)]
        yield _surveyed(f"all in {folder.name}", sum(inside, start=Surveyed(0, 0, ())))


def _reports(folder: Path) -> list[Path]:
    """Return the documents in a folder and those below it, but for what commands print."""
    every = sorted(folder.rglob("*")) if folder.is_dir() else []
    printed = ("README", "command", "output", "check", "verify.", "scenarios")
    return [path for path in every if path.suffix in READABLE and not path.name.startswith(printed)]


def _surveyed(name: str, found: Surveyed) -> str:
    codes = Counter(found.codes)
    said = " ".join(f"{code}×{times}" if times > 1 else code for code, times in codes.items())
    share = _share(found.understood, found.numbers)
    return f"| {name} | {found.numbers} | {share} | {said} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--workbook", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--documents", action="store_true")
    parser.add_argument("--mistakes", metavar="SEED")
    options = parser.parse_args()
    chosen = sentences("sealed" if options.sealed else "open")
    settings = WORKBOOKS if options.workbook else DOCUMENTS
    measured = [each for each in chosen if any(fits(each, setting) for setting in settings)]
    verdicts = [verdict(each, settings) for each in measured]
    _print(lines(verdicts))
    if options.list:
        _print(complaints(verdicts))
    if options.mistakes:
        random = Random(options.mistakes)  # noqa: S311 - repeatable, no secret
        setting = Setting.WORKBOOK if options.workbook else Setting.BESIDE
        tried = chain(in_sentences(chosen, random, setting), in_workbooks(FILINGS, random))
        _print(text_mistakes.lines(tried))
    if options.documents:
        _print(documents())


def _print(said: Iterable[str]) -> None:
    sys.stdout.writelines(f"{each}\n" for each in said)


if __name__ == "__main__":
    main()
