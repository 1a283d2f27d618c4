"""The Jinja environment of narratives: numbers keep their provenance, and rendering is bounded.

Anyone may write a template, so it must neither run for ever nor fill the memory, and it must not
tear a number out of its marks. Jinja's own sandbox prevents neither, only access to Python.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from functools import reduce, wraps
from typing import Any, NoReturn, TypeVar, cast

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, Template, Undefined, nodes
from jinja2.bccache import Bucket
from jinja2.exceptions import FilterArgumentError, SecurityError, TemplateSyntaxError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from disclose.core.expressions import expression
from disclose.form.templating.numbers import (
    Marked,
    MarkedText,
    Num,
    change,
    constant,
    fits_change,
    fits_shares,
    gap,
    paragraph,
    positive,
    shares,
)

MAX_STEPS = 100_000
"""Most loop rounds and calls of one rendering; the narrative of a full filing takes 100."""

MAX_CHARACTERS = 10_000_000
"""Most characters that one rendering writes, joins or looks at; a full filing needs 60,000, or
about 4,000,000 if every text is as long as a workbook allows."""

MAX_DEPTH = 15
"""Most statements inside each other; Python compiles 20 loops, the narratives need 5."""

MAX_NUMBER = 10**15
"""Templates count and compare; a number that is larger serves to exhaust memory."""

LOADING = 10
"""Steps that it takes to include, import or extend a template."""

LONG_NUMBER = expression(r"\d[\d_]{300}")
"""Jinja names no line for a number that Python refuses to read."""

ITEM = 25
"""Characters that can be written in the time that it takes to look at an item of a list."""

COMPARED = 100
"""Characters of a text that are compared in the time of one character written."""

OWN_FILTERS: dict[str, Callable[..., object]] = {
    "change": change,
    "constant": constant,
    "fits_change": fits_change,
    "fits_shares": fits_shares,
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


class _Compiled(BytecodeCache):
    """What each template of a name was last compiled to: that takes longer than to render it."""

    def __init__(self) -> None:
        self._kept: dict[str, Bucket] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give `bucket` its code if it holds the template that was compiled last."""
        kept = self._kept.get(bucket.key)
        if kept and kept.checksum == bucket.checksum:
            bucket.code = kept.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep `bucket`."""
        self._kept[bucket.key] = bucket


_COMPILED = _Compiled()
"""Every rendering has an environment; their settings are the same, so the code fits all of them."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering of an untrusted template.

    It allows only the operators `+` and `-`, which keep the provenance of a number, and limits
    loops and calls to `MAX_STEPS` and characters to `MAX_CHARACTERS`.
    """

    intercepted_binops = frozenset({"+", "-", "*", "**", "%", "/", "//"})

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            finalize=self._printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_COMPILED,
        )
        self._steps = self._characters = 0
        for name, filter_ in self.filters.items():
            kept = name in _KEPT_FILTERS
            self.filters[name] = self._weighed(filter_) if kept else _refused(name)
        self.filters |= {name: self._weighed(filter_) for name, filter_ in OWN_FILTERS.items()}
        self.filters |= {"sum": self._summed, "join": self._joined}
        self.filters |= {_COUNTED: self._counted, _JOINED: self._joined}
        self.filters |= {_MEASURED: self._measured, _COMPARED: self._compared}
        for name, test in self.tests.items():
            self.tests[name] = self._weighed(cast("Any", test))
        self.globals |= {"range": self._range}
        del self.globals["lipsum"]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return `left` + `right`, or `left` - `right`.

        Raises:
            SecurityError: another operator, or a result that is too long.
        """
        del context
        match operator:
            case "+":
                return self._added(left, right)
            case "-":
                self._measure((left, right))
                return _in_range(left - right)
            case _:
                raise SecurityError(
                    f"{operator} is not for templates: figures are added and subtracted"
                )

    def call(self, context: Context, called: Any, *args: Any, **kwargs: Any) -> Any:
        """Call `called`; count a step, the arguments, and the text or list that it belongs to."""
        self._weigh((*args, *kwargs.values()))
        owner = getattr(called, "__self__", None)
        if isinstance(owner, str | dict | list | tuple):
            self._take(len(owner))
        if isinstance(called, LoopContext):  # a loop that runs again, over other items
            args = tuple(self._counted(items) for items in args)
        return super().call(context, called, *args, **kwargs)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of `obj`; a part of it, or an item found by a list, is measured."""
        if not isinstance(argument, str | int):
            self._measure(obj if isinstance(argument, slice) else argument)
        return super().getitem(obj, argument)

    def concat(self, pieces: Iterable[str]) -> str:
        """Return what a template has written, and count it piece by piece.

        An excess is raised where the piece comes from, which names the line of the template.
        """
        kept = []
        for piece in pieces:
            try:
                self._take(len(piece))
            except SecurityError as error:
                if isinstance(pieces, Generator):
                    pieces.throw(error)
                raise
            kept.append(piece)
        return "".join(kept)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use an attribute; of a text, only `_KEPT_METHODS`."""
        if isinstance(obj, str):
            return attr in _KEPT_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:
        """Wrap nothing: `is_safe_attribute` refuses `format`, whose widths can exhaust memory."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
        except ValueError as error:
            at = LONG_NUMBER.search(source)
            line = source.count("\n", 0, at.start() if at else 0) + 1
            raise TemplateSyntaxError("a number has too many digits", line, name) from error
        _require_bounds(tree, name)
        counting: nodes.Template = _Counting().visit(tree)
        return counting

    def _load_template(self, *args: Any, **kwargs: Any) -> Template:
        self._step(LOADING)
        return super()._load_template(*args, **kwargs)

    def _step(self, count: int = 1) -> None:
        self._steps += count
        if self._steps > MAX_STEPS:
            raise SecurityError(f"the template loops without end (more than {MAX_STEPS} steps)")

    def _take(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MAX_CHARACTERS:
            raise SecurityError(f"the template writes more than {MAX_CHARACTERS} characters")

    def _printed(self, value: object) -> str:
        if isinstance(value, str):
            return value
        self._measure(value)
        return str(value)

    def _counted(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            self._step()
            yield item

    def _range(self, *bounds: int) -> range:
        numbers = range(*map(_in_range, bounds))
        self._step(len(numbers))
        return numbers

    def _joined(self, parts: Iterable[object], between: str = "") -> str:
        texts = [self._printed(part) for part in self._counted(parts)]
        self._take(sum(len(text) + len(between) for text in texts))
        return between.join(texts)

    def _summed(self, items: Iterable[Any]) -> Any:
        return reduce(self._added, self._counted(items), 0)

    def _added(self, left: Any, right: Any) -> Any:
        self._weigh((left, right))
        return _in_range(left + right)

    def _weighed(self, filter_: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(filter_)
        def weighed(*args: Any, **kwargs: Any) -> Any:
            self._weigh((*args, *kwargs.values()))
            return filter_(*args, **kwargs)

        return weighed

    def _measured(self, value: Item) -> Item:
        self._measure(value)
        return value

    def _compared(self, value: Item) -> Item:
        if isinstance(value, str):
            self._take(len(value) // COMPARED)
        else:
            self._measure(value)
        return value

    def _weigh(self, value: object) -> None:
        self._step()
        self._measure(value)

    def _measure(self, value: object) -> None:
        """Count the characters and items of `value`: of a list also those of the lists in it.

        A list can hold another one twice, which holds a third one twice: then a few lines make a
        text, or a comparison, that never ends.
        """
        waiting = [value]
        while waiting:
            each = waiting.pop()
            match each:
                case str():
                    self._take(len(each))
                case Num():
                    self._take(len(each.key) + len(each.shown))
                case Marked() | MarkedText():
                    self._take(len(str(each)))
                case Undefined() | Context():
                    pass
                case range():
                    self._take(len(each))
                case dict():
                    self._take(len(each) * ITEM)
                    waiting += each.values()
                    waiting += each.keys()
                case Namespace():
                    self._take(1)
                    waiting.append(object.__getattribute__(each, "_Namespace__attrs"))
                case Sized() if isinstance(each, Iterable):
                    self._take(len(each) * ITEM)
                    waiting += each


_COUNTED, _JOINED, _MEASURED, _COMPARED = "_counted", "_joined", "_measured", "_compared"


class _Counting(NodeTransformer):
    """Wraps loops, `~`, comparisons and lists in filters that count.

    Jinja compiles them to plain Python, which calls no method of the environment, so the syntax
    tree has to change before compilation.
    """

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - the name of the node
        self.generic_visit(node)
        node.iter = _filtered(node.iter, _COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - the name of the node
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), _JOINED)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802 - the name of the node
        self.generic_visit(node)
        node.expr = _filtered(node.expr, _COMPARED)
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, _COMPARED)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Filter:  # noqa: N802 - the name of the node
        self.generic_visit(node)
        return _filtered(node, _MEASURED)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Filter:  # noqa: N802 - the name of the node
        self.generic_visit(node)
        return _filtered(node, _MEASURED)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802 - the name of the node
        self.generic_visit(node)
        return node if node.ctx == "store" else _filtered(node, _MEASURED)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _require_bounds(tree: nodes.Template, name: str | None) -> None:
    """Refuse statements that are nested too deeply, and numbers that are too large."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        depth += isinstance(node, nodes.Stmt) and not isinstance(node, nodes.Output)
        if depth > MAX_DEPTH:
            reason = f"statements are nested more than {MAX_DEPTH} deep"
            raise TemplateSyntaxError(reason, node.lineno, name)
        if isinstance(node, nodes.Const) and isinstance(node.value, int):
            try:
                _in_range(node.value)
            except SecurityError as error:
                raise TemplateSyntaxError(str(error), node.lineno, name) from error
        waiting += ((child, depth) for child in node.iter_child_nodes())


def _in_range(number: Item) -> Item:
    if isinstance(number, int) and abs(number) > MAX_NUMBER:
        raise SecurityError(f"a number is larger than {MAX_NUMBER}")
    return number


def _refused(name: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise FilterArgumentError(f"the filter {name} is not for templates of reports")

    return refuse
