"""The findings for a document that cannot be read."""

from disclose.core.finding import Finding, error
from disclose.core.language import Wording


def unreadable(expected: str, what: str = "") -> Finding:
    """Return the finding for data that is no `expected`, but looks like `what` if that is known."""
    return error("DOC01", expected=expected, what=what)


def unsafe(what: Wording, most: int = 0, part: str = "") -> Finding:
    """Return the finding for a document beyond a limit, or with what no report holds."""
    return error("DOC07", what=what, most=most, part=part)
