"""Writes the comments of a Word document and the ranges that they are about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclose.documents.read.provenance import COMMENT_AUTHOR, DRAFT_INITIALS
from disclose.report.word.markup import SPACE, w


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of one document, numbered as they are placed."""

    texts: list[str] = field(default_factory=list)

    def around(self, text: str, *elements: Element) -> Iterator[Element]:
        """Yield `elements` with the comment `text` on them; its lines are paragraphs."""
        number = len(self.texts)
        self.texts.append(text)
        yield w("commentRangeStart", id=number)
        yield from elements
        yield w("commentRangeEnd", id=number)
        yield w("r", w("commentReference", id=number))

    def part(self) -> Element:
        """Return the root of the part that holds the texts."""
        return w("comments", *(_comment(number, text) for number, text in enumerate(self.texts)))


def _comment(number: int, text: str) -> Element:
    paragraphs = (w("p", w("r", _text(line))) for line in text.splitlines())
    about = {"id": number, "author": COMMENT_AUTHOR, "initials": DRAFT_INITIALS}
    return w("comment", *paragraphs, **about)


def _text(line: str) -> Element:
    written = w("t")
    written.text = line
    written.set(SPACE, "preserve")
    return written
