"""A narrative while it is rendered: what is wrong with it is a faulty edition."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclose.edition.source import EditionError
    from disclose.report.narratives import Narrative


@contextmanager
def rendering(narrative: Narrative) -> Iterator[None]:
    """Let `narrative` be rendered; what is wrong with it is raised as a faulty edition.

    Raises:
        EditionError: it cannot be rendered, or holds a number of unknown origin.
    """
    from disclose.report.blocks import NarrativeError
    from disclose.templating import TemplateFaultError

    try:
        yield
    except (TemplateFaultError, NarrativeError) as error:
        raise _faulty_narrative(narrative, error) from error


def _faulty_narrative(narrative: Narrative, error: Exception) -> EditionError:
    """Return what to raise where `narrative` cannot be rendered."""
    from disclose.edition.kinds import FAULTY_NARRATIVE
    from disclose.edition.source import EditionError
    from disclose.finding import Place, finding
    from disclose.report.narratives import spot
    from disclose.templating import TemplateFaultError

    if isinstance(error, TemplateFaultError):
        name, line, reason = error.name, error.line or 1, error.reason
    else:
        (name, line), reason = spot(narrative, str(error)), str(error)
    return EditionError([finding(FAULTY_NARRATIVE, Place(file=name, line=line), reason=reason)])
