"""Commands about the forms themselves."""

from itertools import chain
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import fail
from disclose.core.language import Wording


def list_editions(editions: options.Folders = None) -> None:
    """List the editions at hand."""
    for form in api.editions(api.library(editions or ())):
        typer.echo(f"{form.id}  {form.years}  {form.label.in_(language())}  {form.document}")


def explain(
    code: Annotated[str, Wording("代码，例如 REQ01", "a code, e.g. REQ01")],
    editions: options.Folders = None,
) -> None:
    """Print the page of a code, and an example of it."""
    from disclose.output.message_catalog import example, page

    library = api.library(editions or ())
    message_type = api.explain(code, library)
    if message_type is None:
        near = say("、", ", ").join(api.nearest(code, library))
        fail(say(f"没有代码 {code}；相近的有：{near}", f"No code {code}; near it: {near}"))
    # the gallery knows the packaged forms, and a further one may use their codes for its own rules
    known = not editions or message_type == api.explain(code, api.library())
    shown = example(message_type, language()) if known else ()
    for line in chain(page(message_type, language()), shown):
        typer.echo(line)
