"""The findings about an edited report in words, as comments at their places."""

from collections.abc import Iterator

from disclose.core.language import Language
from disclose.documents.mark.word_comments import WordComment
from disclose.documents.verify.verifier import Verified
from disclose.output.message_catalog import message_types
from disclose.output.message_format import WEIGHTS, render_message


def remarks(verified: Verified, language: Language) -> Iterator[WordComment]:
    """Yield a comment for each place of each finding in the document, in their order there."""
    words = message_types(verified.edition)
    found = [
        (place, each)
        for each in verified.findings
        for place in each.places
        if place.in_document and place.line
    ]
    for place, each in sorted(found, key=lambda pair: pair[0].line):
        said = render_message(each, words[each.code], language)
        head = f"{WEIGHTS[each.severity].in_(language)} {each.code}  {said.title}"
        lines = (line for text in (said.message, said.hint) for line in text.split("\n"))
        yield WordComment(place, (head, *filter(None, lines)))
