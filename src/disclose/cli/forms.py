"""Commands about the forms themselves."""

from itertools import chain
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import LANGUAGE, say
from disclose.cli.output import fail
from disclose.cli.refusals import refusals


@refusals
def list_editions(editions: options.Folders = None, lang: options.Lang = None) -> None:
    """List the editions at hand."""
    del lang
    for form in api.editions(api.library(editions or ())):
        typer.echo(f"{form.id}  {form.years}  {form.label.in_(LANGUAGE)}  {form.document}")


@refusals
def explain(
    code: Annotated[str, typer.Argument(help=say("代码，例如 REQ01", "a code, e.g. REQ01"))],
    editions: options.Folders = None,
    lang: options.Lang = None,
) -> None:
    """Print the page of a code, and an example of it."""
    del lang
    from disclose.output.message_catalog import example, page

    library = api.library(editions or ())
    message_type = api.explain(code, library)
    if message_type is None:
        near = say("、", ", ").join(api.nearest(code, library))
        fail(say(f"没有代码 {code}；相近的有：{near}", f"No code {code}; near it: {near}"))
    # the gallery knows the packaged forms, and a further one may use their codes for its own rules
    known = not editions or message_type == api.explain(code, api.library())
    shown = example(message_type, LANGUAGE) if known else ()
    for line in chain(page(message_type, LANGUAGE), shown):
        typer.echo(line)
