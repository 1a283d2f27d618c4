"""Finds the narrative template: that of the edition, or a custom one in a folder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from disclose.core.errors import EditionError
from disclose.core.finding import Place, error
from disclose.form.edition.load import NARRATIVE
from disclose.form.edition.model import Edition
from disclose.form.templating import ENDING, NameUse, TemplateFaultError, outline

BASE = f"!base/{NARRATIVE}"
"""The name of the edition's narrative, for custom templates that replace some of its blocks."""

STRUCTURE = ":::"
"""The beginning of a structure mark, such as a table or the signature."""

MAX_FILES = 100
MAX_BYTES = 200_000
"""Limits for a folder: number of templates, bytes of each; those of editions have 12,000 bytes."""


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
        raise _refused(NARRATIVE, f"{folder.name}/ ≠ {NARRATIVE}, {edition.id}/{NARRATIVE}")
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


def _digits(name: str, source: str) -> tuple[NameUse, ...]:
    try:
        return outline(name, source).digits
    except TemplateFaultError:
        return ()


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        raise _refused(folder.name, "no folder")
    paths = sorted(path for path in folder.rglob(f"*{ENDING}") if path.is_file())
    if len(paths) > MAX_FILES:
        raise _refused(folder.name, f"> {MAX_FILES} *{ENDING}")
    for path in paths:
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        if len(data) > MAX_BYTES:
            raise _refused(name, f"> {MAX_BYTES} bytes")
        try:
            yield name, data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise _refused(name, "not UTF-8") from error


def _refused(name: str, reason: str) -> EditionError:
    return EditionError(error("DEF12", Place(file=name, line=1), reason=reason))
