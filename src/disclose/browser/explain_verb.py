"""The verb `explain`: the pages of all codes."""

from collections.abc import Iterator

from disclose import api
from disclose.browser.request import Answer, Request
from disclose.core.finding import Severity
from disclose.core.language import Language
from disclose.core.messages import MessageType
from disclose.output.message_catalog import message_types, paragraphs


def explain(request: Request) -> Answer:
    """Give the pages of all codes, those of every form; the gravest first."""
    order = list(Severity)
    found = sorted(_codes(request), key=lambda each: (order.index(each[1].severity), each[0]))
    return Answer([_page(edition, kind, request.language) for _, kind, edition in found])


def _codes(request: Request) -> Iterator[tuple[str, MessageType, str]]:
    """Yield each code with its message and the id of its form, empty for those of the program."""
    built_in = message_types(None)
    yield from ((code, kind, "") for code, kind in built_in.items())
    for form in api.editions(request.own.library):
        yield from (
            (code, kind, form.id)
            for code, kind in message_types(form).items()
            if code not in built_in
        )


def _page(edition: str, kind: MessageType, language: Language) -> dict[str, str]:
    shown = {
        "code": kind.code,
        "title": kind.title.in_(language),
        "severity": kind.severity.value,
        "text": "\n".join(paragraphs(kind, language, filler=True)),
    }
    return {**shown, "edition": edition} if edition else shown
