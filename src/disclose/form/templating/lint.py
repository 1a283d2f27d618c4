"""What a template shows without being rendered: names, blocks, digits, each with its line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import BaseLoader, nodes
from jinja2.exceptions import TemplateSyntaxError

from disclose.form.templating.render import TemplateFaultError
from disclose.form.templating.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name and the line where it stands."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a template says of itself.

    `extends` is the template it lays itself over, None if it is whole; `outer` are the blocks that
    stand in no other; `figures` are the keys it asks `figure[…]` and `previous[…]` for; `digits`
    are lines of text with a digit in it.
    """

    extends: str | None
    blocks: tuple[NameUse, ...]
    outer: tuple[NameUse, ...]
    figures: tuple[NameUse, ...]
    digits: tuple[NameUse, ...]


def outline(name: str, source: str) -> Outline:
    """Return what the template `source` says of itself.

    Raises:
        TemplateFaultError: it does not parse.
    """
    try:
        tree = Sandbox(BaseLoader()).parse(source, name, name)
    except TemplateSyntaxError as error:
        raise TemplateFaultError(name, error.lineno, error.message or "") from error
    except RecursionError as error:
        raise TemplateFaultError(name, 0, "too deeply nested") from error
    extended = [each.template for each in tree.find_all(nodes.Extends)]
    return Outline(
        extends=_constant(extended[0]) if extended else None,
        blocks=_named(tree.find_all(nodes.Block)),
        outer=_named(each for each in tree.body if isinstance(each, nodes.Block)),
        figures=tuple(_figures(tree)),
        digits=tuple(_digits(tree)),
    )


def _named(blocks: Iterable[nodes.Block]) -> tuple[NameUse, ...]:
    return tuple(NameUse(each.name, each.lineno) for each in blocks)


def _constant(node: nodes.Node) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def _figures(tree: nodes.Template) -> Iterator[NameUse]:
    for item in tree.find_all(nodes.Getitem):
        asked = isinstance(item.node, nodes.Name) and item.node.name in {"figure", "previous"}
        if asked and isinstance(item.arg, nodes.Const):
            yield NameUse(str(item.arg.value), item.lineno)


def _digits(tree: nodes.Template) -> Iterator[NameUse]:
    for data in tree.find_all(nodes.TemplateData):
        for number, text in enumerate(data.data.split("\n")):
            if any(char.isdigit() for char in text):
                yield NameUse(text.strip(), data.lineno + number)
