"""Why a request cannot be answered: one message, as the command line words it."""

from disclose.core.errors import DiscloseError, MissingLibraryError, RefusedInputError
from disclose.core.language import Language, Wording
from disclose.output.error_words import describe
from disclose.output.text import findings

_UNFORESEEN = Wording(
    "程序出了意外，没有做完。请把这个文件发给提供本页的单位，并附上这句话：{reason}",
    "Something unforeseen happened and nothing was done. Send the file to the office that gave out "
    "this page, together with this line: {reason}",
)
_ABSENT = Wording(
    "网页版读不了这种文件（这里没有 {library}）；报告请用 Word（.docx）。",
    "This page cannot read such a file ({library} is not in it); use a Word report (.docx).",
)


def message(error: Exception, language: Language) -> str:
    """Return what is wrong and what to do about it."""
    match error:
        case RefusedInputError():
            lines = findings(error.file, error.findings, None, language)
            return "\n".join(line.plain for line in lines).strip()
        case MissingLibraryError():
            return _ABSENT.in_(language).format(library=error)
        case DiscloseError():
            return describe(error).in_(language)
        case _:
            reason = f"{type(error).__name__}: {error}"
            return _UNFORESEEN.in_(language).format(reason=reason)
