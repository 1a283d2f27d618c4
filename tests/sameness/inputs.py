"""The files that both checkouts are asked about: made once, by the checkout that asks.

In a folder: `workbooks/`, `documents/` (each in a folder with the workbook it is verified against)
and `rollups/` (each a folder `filed/`, with the roster, the options and last year's files).
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from disclose import api
from disclose.excel.write.writer import write
from disclose.form.layout.book import plan
from tests.benchmarks import corpus, slips, sound_filings
from tests.sameness import mutations
from tests.support import raw_workbooks, rolled
from tests.support.cases import RollUpCase, load
from tests.support.damages import Target
from tests.support.filings import CURRENT, FORMS, edition
from tests.support.fillings import fillings, fillings_of
from tests.support.hostile.files import FILES
from tests.support.random_damages import CHANCES
from tests.support.second_reader.books import books
from tests.support.soffice import start

FEWEST = 1_500
NAME = 60
"""Most characters of a name."""

Source = Callable[[int, Path], Iterator[tuple[str, bytes]]]
"""Yields about so many named workbooks; the folder holds those of the sources before it."""


def _books(_count: int, _made: Path) -> Iterator[tuple[str, bytes]]:
    for name, make in books().items():
        yield name, make()


def _hostile(_count: int, _made: Path) -> Iterator[tuple[str, bytes]]:
    for name, (make, _) in FILES.items():
        yield f"hostile {name}", make()


def _corpus(count: int, _made: Path) -> Iterator[tuple[str, bytes]]:
    for number in range(count):
        yield f"corpus {number}", corpus.made(number)


def _fillings(count: int, _made: Path) -> Iterator[tuple[str, bytes]]:
    for number, content in enumerate(fillings(count // 2)):
        yield f"filled {number}", rolled.workbook(content)
    each = count // (2 * len(FORMS))
    for form in FORMS:
        for number, content in enumerate(fillings_of(form, each)):
            yield f"filled {form} {number}", rolled.workbook(content)


def _slips(count: int, _made: Path) -> Iterator[tuple[str, bytes]]:
    """Yield sound filings of every form, and each with a slip of the hand."""
    chance = Random(16)  # noqa: S311
    for number in range(count // 2):
        form = edition(FORMS[number % len(FORMS)])
        sound = sound_filings.sound(form, chance)
        right = sound_filings.filing(form, sound.figures, sound.body, {}, typed=number % 2 > 0)
        yield f"sound {number}", write(plan(form), right)
        slip = chance.choice([*slips.ONE_CELL.values()])
        wrong = slip(chance, sound.figures, [*sound.figures]) or {}
        slipped = sound_filings.filing(form, sound.figures, sound.body, wrong, typed=False)
        yield f"slip {number}", write(plan(form), slipped)


def _moved(count: int, _made: Path) -> Iterator[tuple[str, bytes]]:
    """Yield workbooks whose rows and columns were moved, doubled, sorted by chance."""
    chance = Random(17)  # noqa: S311
    for number in range(count):
        form = FORMS[number % len(FORMS)]
        sheets = raw_workbooks.filled(form)
        target = Target(sheets, form, chance.choice(edition(form).tables))
        for change in chance.sample(CHANCES, chance.choice((1, 1, 2))):
            change(chance, target)
        yield f"moved {number}", raw_workbooks.pack(sheets)


def _marked(count: int, made: Path) -> Iterator[tuple[str, bytes]]:
    for path in _sample(made, count, but="hostile"):
        file = api.InputFile(path.read_bytes(), path.name)
        marked = api.mark(file, api.check(file, localised=False))
        if marked is not None:
            yield f"marked {path.stem}", marked


def _saved(count: int, made: Path) -> Iterator[tuple[str, bytes]]:
    """Yield workbooks as LibreOffice saves them, none if it is not installed."""
    if shutil.which("soffice") is None:
        return
    with TemporaryDirectory() as folder:
        office = start(Path(folder))
        copies = []
        for number, path in enumerate(_sample(made, count, but="hostile|damaged|odd")):
            copies.append(Path(folder) / f"{number}.xlsx")
            shutil.copy(path, copies[-1])
        for path in office.recalculate(copies, Path(folder) / "saved"):
            yield f"saved {path.stem}", path.read_bytes()


def _damaged(count: int, made: Path) -> Iterator[tuple[str, bytes]]:
    sound = [path.read_bytes() for path in _sample(made, 40, but="hostile|odd|broken")]
    for number, data in enumerate(mutations.of_each(sound, count)):
        yield f"damaged {number}", data


SOURCES: Mapping[str, tuple[Source, int]] = {
    "books": (_books, 0),
    "hostile": (_hostile, 0),
    "corpus": (_corpus, 25),
    "fillings": (_fillings, 20),
    "slips": (_slips, 20),
    "moved": (_moved, 10),
    "marked": (_marked, 8),
    "saved": (_saved, 7),
    "damaged": (_damaged, 30),
}
"""Each source and its share, in percent, of the workbooks that are generated."""


def make(folder: Path, before: Path, count: int) -> None:
    """Make all inputs in `folder`, at least `count` workbooks; those that are there are kept.

    The examples of the checkout `before` are among them.
    """
    if (folder / "made").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    books_in = folder / "workbooks"
    books_in.mkdir(parents=True)
    known: set[str] = set()
    for path in sorted((before / "examples").rglob("*.xlsx")):
        shown = f"earlier example {path.relative_to(before / 'examples')}"
        _keep(books_in, shown, path.read_bytes(), known)
    for source, share in SOURCES.values():
        fixed = 850
        many = max(0, count - fixed) * share // 100
        for name, data in source(many, books_in):
            _keep(books_in, name, data, known)
    _documents(folder / "documents", before)
    _rollups(folder / "rollups", books_in, before)
    (folder / "made").touch()


def _keep(folder: Path, name: str, data: bytes, known: set[str]) -> None:
    """Write a workbook, unless there is one of the same bytes."""
    digest = sha256(data).hexdigest()
    if digest not in known:
        known.add(digest)
        shown = re.sub(r"[^\w ,.-]+", "_", name).removesuffix(".xlsx")[:NAME]
        (folder / f"{shown} {digest[:6]}.xlsx").write_bytes(data)


def _sample(folder: Path, count: int, *, but: str) -> Sequence[Path]:
    paths = [path for path in sorted(folder.iterdir()) if not re.search(but, path.name)]
    chance = Random(count)  # noqa: S311
    return sorted(chance.sample(paths, min(count, len(paths))))


def _documents(folder: Path, before: Path) -> None:
    """Put every report of the examples beside its workbook, and each with another number."""
    examples = before / "examples"
    paths = [path for path in sorted(examples.rglob("*")) if _is_report(path)]
    for number, path in enumerate(paths):
        beside = (path.parent / "filled.xlsx", path.parent.parent / "filled.xlsx")
        other = examples / "qinghe-2025" / "filled.xlsx"
        book = next((each for each in beside if each.exists()), other)
        made = {f"{number:03}": path.read_bytes()}
        if path.suffix in {".md", ".html"}:
            made[f"{number:03} changed"] = _with_other_numbers(path.read_bytes(), number)
        for name, data in made.items():
            (folder / name).mkdir(parents=True)
            (folder / name / f"report{path.suffix}").write_bytes(data)
            shutil.copy(book, folder / name / "filled.xlsx")


def _is_report(path: Path) -> bool:
    return path.suffix in {".docx", ".html", ".pdf", ".md"} and "README" not in path.name


def _with_other_numbers(data: bytes, seed: int) -> bytes:
    chance = Random(seed)  # noqa: S311
    found = [*re.finditer(rb"(?<=[>|\x80-\xff ])\d+(?=[<|\x80-\xff ])", data)]
    for match in sorted(chance.sample(found, min(3, len(found))), key=lambda m: -m.start()):
        other = str(int(match[0]) + chance.choice((1, 9, -1))).encode()
        data = data[: match.start()] + other + data[match.end() :]
    return data


def _rollups(folder: Path, made: Path, before: Path) -> None:
    examples = before / "examples" / "rollup"
    shutil.copytree(examples, folder / "examples" / "filed")
    shutil.copy(examples / "bodies.csv", folder / "examples" / "roster.csv")
    for number, case in enumerate(each for each in load() if isinstance(each, RollUpCase)):
        own = folder / f"{case.code} {number}"
        rolled.write_filed(own / "filed", case.filed)
        if case.roster:
            (own / "roster.csv").write_text(case.roster, encoding="utf-8")
        (own / "options.json").write_text(json.dumps(dict(case.options)), encoding="utf-8")
    kinds = {"corpus": "corpus", "filled": "filled|sound|slip", "damaged": "damaged|moved|saved"}
    for name, kind in {**kinds, "all": "^(?!hostile)"}.items():
        filed = folder / name / "filed"
        filed.mkdir(parents=True)
        for path in made.iterdir():
            if re.search(kind, path.name):
                (filed / path.name).hardlink_to(path)
    _with_prior_year(folder / "with the year before")


def _with_prior_year(folder: Path) -> None:
    """Make a region's filings of two years, the first of which are figures files and workbooks."""
    chance = Random(18)  # noqa: S311
    keys = [key for key in edition(CURRENT).figures if key not in edition(CURRENT).fills]
    for year, place in ((rolled.YEAR - 1, "prior"), (rolled.YEAR, "filed")):
        for number in range(40):
            figures = {key: chance.choice((0, 1, 7, 120)) for key in chance.sample(keys, 30)}
            given = {"name": f"第{number}局", "code": f"C{number}", "year": year}
            rolled.write_filed(folder / place, {f"{number}.xlsx": {**given, "figures": figures}})
