"""The findings for a document that cannot be read."""

from disclose.core.finding import Finding, error
from disclose.core.language import Wording


def unreadable(expected: str, what: str = "") -> Finding:
    """Return the finding for data that is not an `expected` file; `what` is its likely format."""
    return error("DOC01", expected=expected, what=what)


def unsafe(what: Wording, most: int = 0, part: str = "") -> Finding:
    """Return the finding for a document that exceeds a limit or has content that no report has."""
    return error("DOC07", what=what, most=most, part=part)
