"""Render templates: narratives with marks, pages with every value escaped."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from traceback import extract_tb

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.exceptions import TemplateSyntaxError

from disclose.core.errors import InternalError
from disclose.core.resources import templates
from disclose.form.templating.sandbox import Sandbox


class TemplateFaultError(InternalError):
    """A template cannot be rendered: its name, the line (0 if unknown) and the reason."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        """Keep name, line and reason."""
        super().__init__(f"{name}:{line}: {reason}")
        self.name, self.line, self.reason = name, line, reason


ENDING = ".j2"
"""File name extension of all templates."""


def narrate(sources: Mapping[str, str], name: str, context: Mapping[str, object]) -> str:
    """Render the narrative `name` of `sources` with marks; it may use the others.

    Raises:
        TemplateFaultError: it does not parse, or uses an unknown name or a forbidden operation.
    """

    def source(wanted: str) -> tuple[str, str, None] | None:
        return (sources[wanted], wanted, None) if wanted in sources else None

    with faults(name):
        return Sandbox(FunctionLoader(source)).get_template(name).render(context)


def page(name: str, context: Mapping[str, object]) -> str:
    """Render the packaged page `name` with every value escaped.

    Raises:
        TemplateFaultError: as `narrate`.
    """
    with faults(name):
        return _pages().get_template(name).render(context)


@cache
def _pages() -> Environment:
    return Environment(
        loader=FunctionLoader(packaged),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def packaged(name: str) -> str:
    """Return the text of the packaged file `name`, e.g. `report/page.css`."""
    return (templates() / name).read_text(encoding="utf-8")


@contextmanager
def faults(name: str) -> Iterator[None]:
    """Raise whatever the template `name` provokes as a fault of that template."""
    try:
        yield
    except TemplateFaultError:
        raise
    except TemplateSyntaxError as error:
        raise TemplateFaultError(error.name or name, error.lineno, error.message or "") from error
    except (RecursionError, SyntaxError, MemoryError) as error:  # Python cannot compile or run it
        raise TemplateFaultError(*_location(error, name), "too deeply nested") from error
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise TemplateFaultError(*_location(error, name), reason) from error


def _location(error: Exception, name: str) -> tuple[str, int]:
    """Return the template and line of the error from the frames that Jinja adds to tracebacks."""
    frames = [(frame.filename, frame.lineno or 0) for frame in extract_tb(error.__traceback__)]
    ours = [(file, line) for file, line in frames if file == name or file.endswith(ENDING)]
    return ours[-1] if ours else (name, 0)
