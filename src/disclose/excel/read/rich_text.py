"""Runs of rich text whose look changes what they say: struck through, raised, lowered."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from disclose.core.text import STROKE

Mark: TypeAlias = Callable[[str], str]

_OFF = frozenset({"0", "false", "none"})
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def mark(tag: str, attributes: Mapping[str, str]) -> Mark | None:
    """Return how a run with the property `tag` is written, None if that says nothing.

    A figure with its first digits struck through, or with the number of a note raised behind it,
    must not be read as one number.
    """
    value = attributes.get("val", "1")
    if tag == "strike" and value not in _OFF:
        return struck
    return (
        {"superscript": _raised, "subscript": _lowered}.get(value) if tag == "vertAlign" else None
    )


def struck(text: str) -> str:
    """Return `text` struck through, as Unicode writes it."""
    return "".join(f"{each}{STROKE}" for each in text)


def _raised(text: str) -> str:
    return text.translate(_RAISED)


def _lowered(text: str) -> str:
    return text.translate(_LOWERED)
