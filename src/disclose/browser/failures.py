"""Why a request cannot be answered: one message, as the command line words it."""

from collections.abc import Iterator

from disclose.browser.page_words import in_words
from disclose.core.errors import DiscloseError, MissingLibraryError, RefusedInputError
from disclose.core.language import Language, Wording
from disclose.output.error_words import describe
from disclose.output.message_format import WEIGHTS, places_text
from disclose.output.root_causes import groups

_UNFORESEEN = Wording(
    "程序出了意外，没有做完。请把这个文件发给提供本页的单位，并附上这句话：{reason}",
    "Something unforeseen happened and nothing was done. Send the file to the office that gave out "
    "this page, together with this line: {reason}",
)
_ABSENT = Wording(
    "网页版读不了这种文件（这里没有 {library}）；报告请用 Word（.docx）。",
    "This page cannot read such a file ({library} is not in it); use a Word report (.docx).",
)
_NO_MEMORY = Wording(
    "内存不够，没有做完。请关闭别的网页和程序，再试一次。",
    "There is not enough memory, and nothing was done. Close other pages and programs and try "
    "again.",
)


def message(error: Exception, language: Language) -> str:
    """Return what is wrong and what to do about it."""
    match error:
        case RefusedInputError():
            text = "\n".join(_refusal(error, language))
        case MissingLibraryError():
            text = _ABSENT.in_(language).format(library=error)
        case DiscloseError():
            text = describe(error).in_(language)
        case MemoryError():
            text = _NO_MEMORY.in_(language)
        case _:
            reason = f"{type(error).__name__}: {error}"
            text = _UNFORESEEN.in_(language).format(reason=reason)
    return in_words(text, language)


def _refusal(error: RefusedInputError, language: Language) -> Iterator[str]:
    """Yield the lines of the command line, each whole: the page folds them itself."""
    for group in groups(error.findings, None, language):
        weight = f"{WEIGHTS[group.severity].in_(language)} {group.message_type.code}"
        for told in group.told:
            at = places_text(told.finding.places, language, first=False)
            yield "  ".join(filter(None, (error.file, at)))
            yield f"{weight}  {told.title}"
            if told.detail:
                yield told.detail
        yield group.filler_hint
