"""Read names, blocks and digits of a template, with their lines, without rendering it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import BaseLoader, nodes

from disclose.form.templating.render import faults
from disclose.form.templating.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name and its line."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a template.

    `extends` is the template that it extends, None if there is none; `outer` are the blocks outside
    any other block; `figures` are the keys in `figure[…]` and `previous[…]`; `digits` are lines of
    text with a digit.
    """

    extends: str | None
    blocks: tuple[NameUse, ...]
    outer: tuple[NameUse, ...]
    figures: tuple[NameUse, ...]
    digits: tuple[NameUse, ...]


def outline(name: str, source: str) -> Outline:
    """Return the outline of the template `source`.

    Raises:
        TemplateFaultError: it does not parse.
    """
    with faults(name):
        tree = Sandbox(BaseLoader()).parse(source, name, name)
        extended = [node.template for node in tree.find_all(nodes.Extends)]
        return Outline(
            extends=_constant(extended[0]) if extended else None,
            blocks=_named(tree.find_all(nodes.Block)),
            outer=_named(node for node in tree.body if isinstance(node, nodes.Block)),
            figures=tuple(_figures(tree)),
            digits=tuple(_digits(tree)),
        )


def _named(blocks: Iterable[nodes.Block]) -> tuple[NameUse, ...]:
    return tuple(NameUse(block.name, block.lineno) for block in blocks)


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
