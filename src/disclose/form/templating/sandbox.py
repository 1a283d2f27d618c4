"""The one Jinja environment: no number loses where it comes from, no template grows without end."""

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
"""Most rounds of loops and calls of one rendering; the narrative of a full filing takes 100."""

MAX_CHARACTERS = 4_000_000
"""Most characters that one rendering prints or joins: a full filing comes to 14,000, texts of the
greatest length that a workbook holds to about 1,000,000."""

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
"""What narratives may use of Jinja's own; others tear marks, drop them, or eat the memory."""

_KEPT_METHODS = frozenset(
    {
        *("startswith", "endswith", "strip", "lstrip", "rstrip", "split"),
        *("removeprefix", "removesuffix", "lower", "upper"),
    }
)
"""Methods of texts that cannot make a text longer."""

Item = TypeVar("Item")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering of a template that anyone may have written.

    Of the operators only `+` and `-`, which keep the provenance of a number; loops, calls and
    characters are counted and end at `MAX_STEPS` and `MAX_CHARACTERS`.
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
        """Return the sum of both.

        Raises:
            SecurityError: another operator, or a text or list that grew too long.
        """
        del context
        if operator != "+":
            raise SecurityError(
                f"{operator} is not for templates: figures are added and subtracted"
            )
        return self._added(left, right)

    def call(self, context: Context, called: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls, as long as steps are left."""
        self._step()
        return super().call(context, called, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use an attribute; of texts only a few methods."""
        if isinstance(obj, str):
            return attr in _KEPT_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:
        """Leave `format` to `is_safe_attribute`: its widths could fill the memory."""

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
            for each in args:
                self._weigh(each)
            return filter_(*args, **kwargs)

        return weighed

    def _weigh(self, value: object) -> None:
        self._step()
        if isinstance(value, str | list | tuple | dict):
            self._take(len(value))


_COUNTED, _JOINED = "_counted", "_joined"


class _Counting(NodeTransformer):
    """Sends what loops run over and what `~` joins through the filters that count."""

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
