"""A narrative while it is rendered: what is wrong with it is a faulty edition."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclose.core.errors import EditionError
    from disclose.report.template_sources import Narrative


@contextmanager
def rendering(narrative: Narrative) -> Iterator[None]:
    """Let `narrative` be rendered; what is wrong with it is raised as a faulty edition.

    Raises:
        EditionError: it cannot be rendered, or holds a number of unknown origin.
    """
    from disclose.form.templating import TemplateFaultError
    from disclose.report.blocks import NarrativeError

    try:
        yield
    except (TemplateFaultError, NarrativeError) as error:
        raise _faulty_narrative(narrative, error) from error


def _faulty_narrative(narrative: Narrative, cause: Exception) -> EditionError:
    """Return what to raise where `narrative` cannot be rendered."""
    from disclose.core.errors import EditionError
    from disclose.core.finding import Place, error
    from disclose.form.templating import TemplateFaultError
    from disclose.report.template_sources import spot

    if isinstance(cause, TemplateFaultError):
        name, line, reason = cause.name, cause.line or 1, cause.reason
    else:
        (name, line), reason = spot(narrative, str(cause)), str(cause)
    return EditionError(error("DEF12", Place(file=name, line=line), reason=reason))
