"""Every check of the structure and the form of a report, one after the other."""

from collections.abc import Iterator, Sequence

from disclose.core.finding import Finding
from disclose.documents.read.model import Document
from disclose.documents.structure.numbering import numbering
from disclose.documents.structure.outline import official_parts, outline
from disclose.documents.structure.parts import parts
from disclose.documents.structure.slips import doubled, half_sentences, half_width
from disclose.documents.structure.years import dates, notice, years
from disclose.form.edition.model import Edition
from disclose.prose.lexicon import Vocabulary


def new_in(
    edited: Document,
    made: Document,
    editions: Sequence[Edition],
    vocabularies: Sequence[Vocabulary],
) -> Iterator[Finding]:
    """Yield the findings about the structure of `edited` that are none about `made`."""
    known = {_identity(each) for each in structure(made, editions, vocabularies)}
    for found in structure(edited, editions, vocabularies):
        if _identity(found) not in known:
            yield found


def _identity(found: Finding) -> tuple[object, ...]:
    return (found.code, *found.args.values(), *(place.text for place in found.places))


def structure(
    document: Document, editions: Sequence[Edition], vocabularies: Sequence[Vocabulary]
) -> Iterator[Finding]:
    """Yield the findings about the structure of `document`, which holds no marks of anchors.

    The official parts are those of the first of `editions` that serves the report year and
    prescribes any, known by the words of `vocabularies`.
    """
    report = outline(document, editions)
    year = report.year
    if year is not None:
        serving = (each for each in editions if each.first_year <= year <= each.last_year)
        official = next((found for each in serving if (found := official_parts(each))), ())
        lexicons = [each.lexicon for each in vocabularies if each.serves(year)]
        yield from parts(report, official, lexicons[0] if lexicons else None)
    yield from notice(report, editions)
    yield from years(report)
    yield from dates(report)
    yield from numbering(report)
    yield from doubled(report)
    yield from half_sentences(report)
    yield from half_width(report)
