"""Finds the narrative template: that of the edition, or a custom one in a folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclose.core.errors import EditionError
from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, error
from disclose.core.language import Wording
from disclose.form.edition.file_names import NARRATIVE
from disclose.form.edition.model import Edition
from disclose.form.edition.source import suggest
from disclose.form.templating import ENDING, NameUse, TemplateFaultError, outline
from disclose.report.blocks import WrongTablesError
from disclose.report.template_reasons import in_both_languages

BASE = f"!base/{NARRATIVE}"
"""The name of the edition's narrative, for custom templates that replace some of its blocks."""

TEMPLATE = Wording("模板", "the template")

STRUCTURE = ":::"
"""The beginning of a structure mark, such as a table or the signature."""

_TABLE = expression(r"^:::table +(\w+)", re.MULTILINE)

MAX_FILES = 100
MAX_BYTES = 200_000
MAX_TOTAL = 1_000_000
"""Limits for a folder: number of templates, bytes of each, and of all.

Those of editions have 12,000 bytes.
"""


@dataclass(frozen=True, slots=True)
class Narrative:
    """A template by its name among `sources`; `own` names the custom files."""

    name: str
    sources: Mapping[str, str]
    own: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the text of the template."""
        return self.sources[self.name]


def packaged(edition: Edition) -> Narrative:
    """Return the narrative of `edition`."""
    name = f"{edition.id}/{NARRATIVE}"
    return Narrative(name, {**edition.extended_narratives, name: edition.narrative})


def official_tables(edition: Edition) -> frozenset[str]:
    """Return the tables that the narrative of `edition` places; others it tells in sentences.

    All of them if it places none.
    """
    texts = packaged(edition).sources.values()
    placed = frozenset(name for text in texts for name in _TABLE.findall(text))
    return placed or frozenset(table.id for table in edition.tables)


def overridden(edition: Edition, folder: Path) -> Narrative:
    """Return the narrative in `folder`: `<edition>/report.md.j2`, else `report.md.j2`.

    The template may use the others in the folder, those that the edition extends, and `BASE`.

    Raises:
        EditionError: the folder has neither file, or a file is too long or not UTF-8 text.
        OSError: the folder cannot be read.
    """
    own = dict(_files(folder))
    name = next((each for each in (f"{edition.id}/{NARRATIVE}", NARRATIVE) if each in own), None)
    if name is None:
        raise _refused(NARRATIVE, f"the folder has no {NARRATIVE} and no {edition.id}/{NARRATIVE}")
    sources = {**own, **edition.extended_narratives, BASE: edition.narrative}
    return Narrative(name, sources, tuple(own))


def locate_in_template(narrative: Narrative, part: str) -> tuple[str, int]:
    """Return the template and the line that the `part` of a rendered narrative came from.

    A typed digit is searched for in the texts of the templates, a structure mark in their lines.
    The result of an expression has no line of its own; then line 1 of the narrative is returned.
    """
    names = dict.fromkeys((narrative.name, *narrative.own, *narrative.sources))
    words = [(name, each) for name in names for each in _digits(name, narrative.sources[name])]
    found = [(len(each.name), name, each.line) for name, each in words if each.name in part]
    if found:
        _, name, line = max(found, key=lambda each: each[0])
        return name, line
    for name in names:
        for line, text in enumerate(narrative.sources[name].splitlines(), 1):
            if part.startswith(STRUCTURE) and part in text:
                return name, line
    return narrative.name, 1


def faulty(narrative: Narrative, edition: Edition, cause: Exception) -> tuple[Finding, ...]:
    """Return the findings for what rendering `narrative`, or its result, has raised as `cause`."""
    match cause:
        case TemplateFaultError():
            return (fault(cause.name, cause.line, cause.reason),)
        case WrongTablesError():
            return tuple(_wrong_tables(narrative, edition, cause))
        case _:
            return (fault(*locate_in_template(narrative, str(cause)), str(cause)),)


def _wrong_tables(
    narrative: Narrative, edition: Edition, cause: WrongTablesError
) -> Iterator[Finding]:
    def place(table: str) -> Place:
        file, line = locate_in_template(narrative, f"{STRUCTURE}table {table}")
        return Place(file=file, line=line)

    for table in cause.unknown:
        yield unknown_name(place(table), table, [each.id for each in edition.tables])
    for table, count in cause.counts.items():
        title = edition.table(table).title
        at = place(table) if count else Place(file=narrative.name, line=1)
        yield error("DEF13", at, table=title, id=table, count=count)


def unknown_name(place: Place, name: str, known: Sequence[str]) -> Finding:
    """Return the finding for a name in a template that is none of `known`."""
    near = suggest(name, known)
    return error("DEF05", place, where=TEMPLATE, at="", name=name, suggestion=near)


def fault(file: str, line: int, reason: str) -> Finding:
    """Return the finding for a fault in a template; `line` is 0 if it is not known."""
    place = Place(file=file, line=max(1, line))
    return error("DEF12", place, reason=in_both_languages(reason))


def _digits(name: str, source: str) -> tuple[NameUse, ...]:
    try:
        return outline(name, source).digits
    except TemplateFaultError:
        return ()


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        raise _refused(folder.name, "there is no such folder")
    paths = sorted(path for path in folder.rglob(f"*{ENDING}") if path.is_file())
    if len(paths) > MAX_FILES:
        raise _refused(folder.name, f"the folder has more than {MAX_FILES} templates")
    total = 0
    for path in paths:
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        total += len(data)
        if len(data) > MAX_BYTES:
            raise _refused(name, f"the file is larger than {MAX_BYTES} bytes")
        if total > MAX_TOTAL:
            raise _refused(name, f"the templates are larger than {MAX_TOTAL} bytes in all")
        try:
            yield name, data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise _refused(name, "the file is no UTF-8 text") from error


def _refused(name: str, reason: str) -> EditionError:
    return EditionError(fault(name, 1, reason))
