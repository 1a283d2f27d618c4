"""The Jinja environment of narratives: numbers keep their provenance, and rendering is bounded.

Anyone may write a template, so it must neither run for ever nor fill the memory, and it must not
tear a number out of its marks. Jinja's own sandbox prevents neither, only access to Python.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce, wraps
from typing import Any, NoReturn, TypeVar

from jinja2 import BaseLoader, StrictUndefined, nodes
from jinja2.exceptions import FilterArgumentError, SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from disclose.form.templating.numbers import change, constant, gap, paragraph, positive, shares

MAX_STEPS = 100_000
"""Most loop rounds and calls of one rendering; the narrative of a full filing takes 100."""

MAX_CHARACTERS = 4_000_000
"""Most characters that one rendering prints or joins; a full filing needs 14,000, or about
1,000,000 if every text is as long as a workbook allows."""

OWN_FILTERS: dict[str, Callable[..., object]] = {
    "change": change,
    "constant": constant,
    "gap": gap,
    "paragraph": paragraph,
    "positive": positive,
    "shares": shares,
}

_KEPT_FILTERS = frozenset(
    {
        *("default", "d", "first", "last", "length", "count", "list", "items", "dictsort"),
        *("select", "selectattr", "reject", "rejectattr", "map", "sort", "unique", "reverse"),
        *("string", "trim", "lower", "upper"),
    }
)
"""Jinja's filters that narratives may use; the others break or drop marks or can exhaust memory."""

_KEPT_METHODS = frozenset(
    {
        *("startswith", "endswith", "strip", "lstrip", "rstrip", "split"),
        *("removeprefix", "removesuffix", "lower", "upper"),
    }
)
"""Methods of `str` that cannot lengthen a text beyond a fixed factor."""

Item = TypeVar("Item")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering of an untrusted template.

    It allows only the operators `+` and `-`, which keep the provenance of a number, and limits
    loops and calls to `MAX_STEPS` and characters to `MAX_CHARACTERS`.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%", "/", "//"})

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            finalize=self._printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._steps = self._characters = 0
        for name, filter_ in self.filters.items():
            kept = name in _KEPT_FILTERS
            self.filters[name] = self._weighed(filter_) if kept else _refused(name)
        self.filters |= {**OWN_FILTERS, "sum": self._summed, _COUNTED: self._counted}
        self.filters |= {"join": self._joined, _JOINED: self._joined}
        self.globals |= {"range": self._range}
        del self.globals["lipsum"]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return `left` + `right`.

        Raises:
            SecurityError: another operator, or a result that is too long.
        """
        del context
        if operator != "+":
            raise SecurityError(
                f"{operator} is not for templates: figures are added and subtracted"
            )
        return self._added(left, right)

    def call(self, context: Context, called: Any, *args: Any, **kwargs: Any) -> Any:
        """Call `called` and count a step."""
        self._step()
        return super().call(context, called, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use an attribute; of a text, only `_KEPT_METHODS`."""
        if isinstance(obj, str):
            return attr in _KEPT_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:
        """Wrap nothing: `is_safe_attribute` refuses `format`, whose widths can exhaust memory."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return tree

    def _step(self, count: int = 1) -> None:
        self._steps += count
        if self._steps > MAX_STEPS:
            raise SecurityError(f"the template loops without end (more than {MAX_STEPS} steps)")

    def _take(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MAX_CHARACTERS:
            raise SecurityError(f"the template writes more than {MAX_CHARACTERS} characters")

    def _printed(self, value: object) -> object:
        text = value if isinstance(value, str) else str(value)
        self._take(len(text))
        return text

    def _counted(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            self._step()
            yield item

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        self._step(len(numbers))
        return numbers

    def _joined(self, parts: Iterable[object], between: str = "") -> str:
        texts = [str(part) for part in self._counted(parts)]
        self._take(sum(len(text) + len(between) for text in texts))
        return between.join(texts)

    def _summed(self, items: Iterable[Any]) -> Any:
        return reduce(self._added, self._counted(items), 0)

    def _added(self, left: Any, right: Any) -> Any:
        done = left + right
        self._weigh(done)
        return done

    def _weighed(self, filter_: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(filter_)
        def weighed(*args: Any, **kwargs: Any) -> Any:
            for argument in args:
                self._weigh(argument)
            return filter_(*args, **kwargs)

        return weighed

    def _weigh(self, value: object) -> None:
        self._step()
        if isinstance(value, str | list | tuple | dict):
            self._take(len(value))


_COUNTED, _JOINED = "_counted", "_joined"


class _Counting(NodeTransformer):
    """Wraps the iterable of each loop and the parts of each `~` in a counting filter.

    Jinja compiles both to plain Python, which calls no method of the environment, so the syntax
    tree has to change before compilation.
    """

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - the name of the node
        self.generic_visit(node)
        node.iter = _filtered(node.iter, _COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - the name of the node
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), _JOINED)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _refused(name: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise FilterArgumentError(f"the filter {name} is not for templates of reports")

    return refuse
