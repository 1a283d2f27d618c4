"""Findings as one self-contained HTML page to read, print or send."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from itertools import islice

from disclose.checks.outcome import Checked
from disclose.core.finding import Place
from disclose.core.language import Language, Wording
from disclose.core.numbers import format_plain
from disclose.core.seal import COMMENT, seal
from disclose.core.text import escape_control_chars
from disclose.form.filing import Entry
from disclose.form.layout.book import plan
from disclose.form.layout.drawn import DrawnTable, drawn
from disclose.form.templating import page
from disclose.output.marks import CellMark, Numbered, marks
from disclose.output.message_catalog import message_types
from disclose.output.message_format import WEIGHTS, brief, equation_parts, where
from disclose.output.overview import JUDGEMENTS, entries, totals
from disclose.output.overview import FileCounts as Overview
from disclose.output.root_causes import Faults, FindingGroup, faults, groups
from disclose.output.sentences import SentencePart, sentences
from disclose.output.suggestions import Advice, advice
from disclose.output.verdict import not_compared, summary, unjudged, verdict

TEMPLATE = "check/page.html.j2"

SHOWN_PLACES = 12
"""Number of listed places of one finding; the tables mark all of them."""

LISTED = 100
"""Number of listed cells outside the tables for one finding: a paste can fill thousands."""

_EXCERPT = 120
"""Number of characters shown of a report text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFinding:
    """One finding on the page."""

    number: int
    label: str
    equation: tuple[str, ...]
    detail: str
    sentences: tuple[tuple[SentencePart, ...], ...]
    explanation: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSection:
    """A group of findings; `same` are the codes of earlier groups with advice on its faults."""

    group: FindingGroup
    weight: str
    title: str
    told: tuple[PageFinding, ...]
    advice: tuple[Advice, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A cell of a finding outside the tables: a text, a line about the agency."""

    number: int
    place: Place
    text: str
    findings: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """One file on the page."""

    entry: Overview
    body: str
    form: str
    verdict: str
    summary: tuple[str, ...]
    sections: tuple[PageSection, ...]
    tables: tuple[DrawnTable, ...]
    cells: Mapping[str, "CellView"]
    elsewhere: Mapping[str, Elsewhere]
    unjudged: tuple[tuple[str, str, str], ...]

    @property
    def checked(self) -> Checked:
        """Return the outcome of the check."""
        return self.entry.checked


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A figure in a table: its number in the form, its text, its amount, its mark."""

    number: int
    text: str
    value: str
    at: str
    label: str
    mark: CellMark | None


def render(files: Sequence[Checked], language: Language) -> bytes:
    """Return `files` as one UTF-8 page, worst first; files without findings in the overview."""
    several = len(files) > 1
    listed = entries(files)
    shown = [entry for entry in listed if entry.checked.findings or not several]
    views = [_view(entry, language, several=several) for entry in shown]
    context = {
        "files": views,
        "overview": listed if several else (),
        "shown": {view.entry.number for view in views},
        "totals": totals(files, language),
        "not_compared": not_compared(files, language, filler=True),
        "judgements": {each.value: words.in_(language) for each, words in JUDGEMENTS.items()},
        "language": {Language.ZH: "zh-CN", Language.EN: "en"}[language],
        "t": partial(_chosen, language),
        "visible": escape_control_chars,
        "where": where,
        "shown_places": SHOWN_PLACES,
        "version": version("disclose-cn"),
    }
    return seal(f"{page(TEMPLATE, context)}{COMMENT}".encode())


def _chosen(language: Language, zh: str, en: str) -> str:
    return Wording(zh, en).in_(language)


def _view(entry: Overview, language: Language, *, several: bool) -> FileView:
    checked = entry.checked
    known = faults(checked)
    grouped = groups(checked.findings, checked.edition, language)
    found = [each for group in grouped for each in group.findings]
    numbered = [Numbered(number, each) for number, each in enumerate(found, 1)]
    marked = marks(numbered, known.all, language)
    filing = checked.filing
    return FileView(
        entry=entry,
        body=filing.name if filing else "",
        form=_form(checked, language),
        verdict=verdict(checked, known, language),
        summary=tuple(summary(checked, known, language)),
        sections=tuple(_sections(grouped, numbered, known, language)),
        tables=_tables(checked, marked, several=several),
        cells=_cells(checked, marked),
        elsewhere=_elsewhere(checked, numbered),
        unjudged=_unjudged(checked, language),
    )


def _form(checked: Checked, language: Language) -> str:
    edition, filing = checked.edition, checked.filing
    if edition is None or filing is None:
        return ""
    year = _chosen(language, f"{filing.year}年度", str(filing.year)) if filing.year else ""
    return " · ".join(filter(None, (year, edition.label.in_(language))))


def _sections(
    grouped: Sequence[FindingGroup], numbered: Sequence[Numbered], known: Faults, language: Language
) -> Iterator[PageSection]:
    numbers = {id(each.finding): each.number for each in numbered}
    told: dict[int, str] = {}
    for group in grouped:
        own = {fault.number: fault for each in group.findings for fault in known.of(each)}
        new = [fault for number, fault in own.items() if number not in told]
        same = () if new else tuple(dict.fromkeys(told[number] for number in own))
        told |= {fault.number: group.message_type.code for fault in new}
        yield PageSection(
            group=group,
            weight=WEIGHTS[group.severity].in_(language),
            title=group.told[0].title if len(group.told) == 1 else group.told[0].said.title,
            told=tuple(_told(group, numbers, language)),
            advice=tuple(each for fault in new for each in advice(fault, language)),
            same=same,
        )


def _told(
    group: FindingGroup, numbers: Mapping[int, int], language: Language
) -> Iterator[PageFinding]:
    for each in group.told:
        found = each.finding
        equation = found.equation
        at = str(found.args.get("at", "")) or (found.places[0].label if found.places else "")
        lines = found.places and not found.places[0].sheet
        yield PageFinding(
            number=numbers[id(found)],
            label=brief(found.places, language) if lines else at,
            equation=equation_parts(equation, language) if equation else (),
            detail="" if equation else each.detail,
            sentences=sentences(found),
            explanation=found.explanation.strip(),
            places=tuple(place for place in found.places if place.sheet),
        )


def _tables(
    checked: Checked, marked: Mapping[str, CellMark], *, several: bool
) -> tuple[DrawnTable, ...]:
    """Return the tables to draw: all for a single file, for several files those with marks."""
    edition = checked.edition
    if edition is None or checked.filing is None:
        return ()
    named = {edition.figures[key].table.id for key in marked if key in edition.figures}
    grids = plan(edition).grids
    return tuple(drawn(grid) for name, grid in grids.items() if not several or name in named)


def _cells(checked: Checked, marked: Mapping[str, CellMark]) -> Mapping[str, CellView]:
    edition, filing = checked.edition, checked.filing
    if edition is None or filing is None:
        return {}
    return {
        key: CellView(
            number=number,
            text=_shown(filing.entries[key]),
            value="" if filing.entries[key].amount is None else _amount(filing.entries[key]),
            at=_at(filing.entries[key]),
            label=figure.label,
            mark=marked.get(key),
        )
        for number, (key, figure) in enumerate(edition.figures.items(), 1)
    }


def _shown(entry: Entry) -> str:
    return entry.typed or _amount(entry)


def _amount(entry: Entry) -> str:
    return "" if entry.amount is None else format_plain(entry.amount)


def _at(entry: Entry) -> str:
    return where(Place(sheet=entry.sheet, cell=entry.cell)) if entry.sheet else ""


def _elsewhere(checked: Checked, numbered: Sequence[Numbered]) -> Mapping[str, Elsewhere]:
    """Return the cells of findings outside the official tables, by name."""
    figures = checked.edition.figures if checked.edition else {}
    places: dict[str, Place] = {}
    found: dict[str, list[Numbered]] = {}
    for each in numbered:
        outside = (one for one in each.finding.places if one.cell and one.key not in figures)
        for place in islice(outside, LISTED):
            places.setdefault(where(place), place)
            found.setdefault(where(place), []).append(each)
    return {
        at: Elsewhere(
            number=number,
            place=place,
            text=_excerpt(checked, place),
            findings=tuple(found[at]),
        )
        for number, (at, place) in enumerate(places.items(), 1)
    }


def _excerpt(checked: Checked, place: Place) -> str:
    filing = checked.filing
    own = {**filing.body, **filing.texts} if filing else {}
    text = "" if place.in_sentence else place.typed
    text = text or own.get(place.key, "")
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def _unjudged(checked: Checked, language: Language) -> tuple[tuple[str, str, str], ...]:
    words = message_types(checked.edition)
    return tuple(
        (code, words[code].title.in_(language), reason)
        for code, reason in unjudged(checked, language).items()
    )
