"""What a roll-up says, writes and keeps in its database.

Left out are: when runs began and ended, which no two have in common; `settings`, which name the
version of the program; digests in `written` of the workbook, whose validations are told otherwise,
and its digest in the report.
"""

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from disclose import api
from disclose.core.errors import DiscloseError
from disclose.core.language import Language
from disclose.output.text import render_outcome
from disclose.rollup import outcome as rolled_report
from tests.sameness.mutations import unpacked
from tests.sameness.plain import plain
from tests.sameness.written import as_written

COLUMNS = {
    "run": "number, files, checked, ended IS NULL",
    "result": "sha256, verdict, edition, year, name, code, unread, compared, reason",
    "raised": "sha256, code, severity, count",
    "amount": "sha256, key, amount, previous",
    "text": "sha256, section, text, marks",
    "form": "edition, year",
    "body": "id, position, name, code, parent, missing",
    "file": "name, sha256, status, body",
    "finding": "number, code, severity, message",
    "figure": "body, position, key, label, unit, amount",
    "contribution": "key, body, code, file, amount, previous",
    "missing": "name, code, parent",
    "left_out": "name, status, body, code",
    "problem": "file, body, code, severity, count",
    "guide": "zh, en",
}
"""The columns of every table and view that is compared."""

_SEAL = re.compile(rb"disclose-seal:[0-9a-f]{16}")

Answers = Iterator[tuple[str, bytes]]


def rolled_up(given: Path) -> Answers:
    """Yield the answers about a roll-up of a folder: anew, again, with some files changed."""
    with TemporaryDirectory() as scratch, contextlib.chdir(scratch):
        shutil.copytree(given, "region", copy_function=_link)
        region = Path("region")
        yield from _run(region, "")
        yield from _run(region, " again")
        _change(region / "filed")
        yield from _run(region, " changed")


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def _change(folder: Path) -> None:
    """Let each of the first files be gone, or be what another one is."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    if len(paths) > 2:
        data = paths[1].read_bytes()
        paths[0].unlink()
        paths[2].unlink()
        paths[2].write_bytes(data)


def _run(region: Path, again: str) -> Answers:
    output = Path("汇总")
    roster, prior, chosen = (region / each for each in ("roster.csv", "prior", "options.json"))
    options = json.loads(chosen.read_text(encoding="utf-8")) if chosen.exists() else {}
    options["use"] = tuple(options.get("use", ()))
    try:
        done = api.roll_up(
            [region / "filed"],
            output,
            roster=roster if roster.exists() else None,
            prior_year=prior if prior.exists() else None,
            options=api.Options(**options),
            jobs=2,
        )
    except DiscloseError as error:
        yield f"roll-up, words{again}", f"{type(error).__name__}: {error}".encode()
        return
    for name, data in done.documents.items():
        (output / name).write_bytes(data)
    yield f"roll-up, rows{again}", _rows(output / "rollup.sqlite")
    yield f"roll-up, queries{again}", _queries(output / "rollup.sqlite")
    documents = {
        name: as_written(data) if name.endswith(".xlsx") else data
        for name, data in done.documents.items()
    }
    yield f"roll-up, documents{again}", _joined(documents)
    words = (
        line.plain
        for language in Language
        for line in render_outcome(
            done.outcome, rolled_report.summary(done.outcome, language), language
        )
    )
    yield f"roll-up, words{again}", "\n".join(words).encode() + plain(done.outcome.findings)
    yield f"roll-up, report{again}", _report(done)


def _report(done: api.RolledUp) -> bytes:
    try:
        documents = api.compile_rollup(done, ("docx", "html", "md")).documents
    except DiscloseError as error:
        return f"{type(error).__name__}: {error}".encode()
    digest = sha256(done.documents[rolled_report.WORKBOOK]).hexdigest().encode()
    parts = {
        f"{name} {part}": _SEAL.sub(b"(seal)", data.replace(digest, b"(digest)"))
        for name, document in documents.items()
        for part, data in (unpacked(document) if name == "docx" else [("", document)])
    }
    return _joined(parts)


def _joined(documents: Mapping[str, bytes]) -> bytes:
    return b"".join(name.encode() + b"\n" + data for name, data in documents.items())


def _rows(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as db:
        held = [
            f"{table}: {row!r}\n"
            for table, columns in COLUMNS.items()
            for row in sorted(db.execute(f"SELECT {columns} FROM {table}"), key=repr)  # noqa: S608
        ]
        [written] = db.execute("SELECT count(*) FROM written").fetchone()
    return "".join([*held, f"written: {written}\n"]).encode()


def _queries(path: Path) -> bytes:
    """Return the answers to the queries that the database itself proposes, and these."""
    with closing(sqlite3.connect(path)) as db:
        lines = []
        for number, (query,) in enumerate([*db.execute("SELECT query FROM guide")]):
            lines.append(f"{number} {query}\n")
            lines += [f"{number} {row!r}\n" for row in db.execute(query)]
    return "".join(lines).encode()
