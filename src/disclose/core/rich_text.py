"""Runs of rich text whose look changes their meaning: struck through, raised, lowered, hidden."""

from enum import StrEnum

STROKE = "\u0336"
"""Follows each character that is struck through, as Unicode writes such text."""


class Look(StrEnum):
    """The look of a run; those of workbooks are not hidden, or deleted by a tracked change."""

    STRUCK = "struck"
    RAISED = "raised"
    LOWERED = "lowered"
    HIDDEN = "hidden"
    DELETED = "deleted"

    @property
    def unseen(self) -> bool:
        """Return whether text of this look does not count."""
        return self in {Look.STRUCK, Look.HIDDEN, Look.DELETED}


_OFF = frozenset({"0", "false", "off", "none"})
_PROPERTIES = {"strike": Look.STRUCK, "dstrike": Look.STRUCK, "vanish": Look.HIDDEN}
_ALIGNED = {"superscript": Look.RAISED, "subscript": Look.LOWERED}
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def switched_on(value: str | None) -> bool:
    """Return whether a property of a run applies; one without a value does."""
    return value not in _OFF


def look_of_run(name: str, value: str | None) -> Look | None:
    """Return the look that the property `name` of a run gives it, None for any other property.

    The names are those of workbooks and Word documents, which share them. A figure with its first
    digits struck through, or with the number of a note raised behind it, is not one number.
    """
    if name == "vertAlign":
        return _ALIGNED.get(value or "")
    return _PROPERTIES.get(name) if switched_on(value) else None


def written(text: str, look: Look | None) -> str:
    """Return a run as Unicode writes it; hidden text has no such form and is left as it is.

    Deleted text is written as struck through.
    """
    match look:
        case Look.STRUCK | Look.DELETED:
            return struck(text)
        case Look.RAISED:
            return text.translate(_RAISED)
        case Look.LOWERED:
            return text.translate(_LOWERED)
        case _:
            return text


def struck(text: str) -> str:
    """Return `text` struck through, as Unicode writes it."""
    return "".join(f"{character}{STROKE}" for character in text)
