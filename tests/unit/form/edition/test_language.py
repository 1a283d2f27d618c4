"""The rule language: what is read, and that all readings of a relation agree."""

import re
from decimal import Context, Decimal, Inexact
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.form.edition.interpret import (
    Fails,
    Holds,
    Undecided,
    compare,
    evaluate,
    formula,
    is_linear,
    is_sound,
    linear,
    prose,
    references,
    touches,
    verdict,
)
from disclose.form.edition.rule_ast import (
    Binary,
    Compare,
    Expression,
    Names,
    NumberNode,
    PriorYearNode,
    Ref,
    RuleSyntaxError,
    Some,
    Sum,
    parse,
)

KEYS = ("a", "b", "c.d", "e[f]")
PAST = tuple(f"previous.{key}" for key in KEYS)
CELLS = dict(zip((*KEYS, *PAST), ("B2", "C2", "B3", "C3", "B7", "C7", "B8", "C8"), strict=True))
LABELS = {"a": "甲", "b": "乙", "c.d": "丙", "e[f]": "丁"}
ALL = Sum(("a", "b", "c.d"), "各项之和")


def _names() -> Names:
    keys = dict(zip(KEYS, KEYS, strict=True))
    return Names(keys.__getitem__, {"all": ALL}.__getitem__)


amounts = st.decimals(-(10**30), 10**30, allow_nan=False, places=6)
books = st.fixed_dictionaries(dict.fromkeys(CELLS, amounts))
numbers = st.integers(0, 9).map(lambda number: NumberNode(Decimal(number)))
leaves = st.one_of(
    numbers,
    st.sampled_from(KEYS).map(Ref),
    st.sampled_from(KEYS).map(PriorYearNode),
    st.just(ALL),
)
expressions: st.SearchStrategy[Expression] = st.recursive(
    leaves,
    lambda inner: st.builds(Binary, inner, st.sampled_from(["+", "-", "*"]), inner),
    max_leaves=8,
)
linears: st.SearchStrategy[Expression] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Binary, inner, st.sampled_from(["+", "-"]), inner),
        st.builds(Binary, numbers, st.just("*"), inner),
        st.builds(Binary, inner, st.just("*"), numbers),
    ),
    max_leaves=8,
)
sides = st.one_of(expressions, st.sampled_from(KEYS).map(Some))
relations = st.builds(Compare, expressions, st.sampled_from(["==", "<=", ">="]), expressions)
stated = st.builds(Compare, sides, st.sampled_from(["==", "<=", ">="]), sides)

FAR = Context(prec=2000, traps=[Inexact])


class Calculator:
    """A spreadsheet that knows `+ - *`, brackets, numbers and SUM: written apart, in text only."""

    def __init__(self, text: str, cells: dict[str, Decimal]) -> None:
        self.words = re.findall(r"[A-Z]+\d+|\d+|[A-Z]+|\S", text)
        self.cells = cells

    def next(self) -> str:
        word: str = self.words.pop(0)
        return word

    def value(self) -> Decimal:
        left = self.product()
        while self.words and self.words[0] in "+-":
            operator = self.next()
            right = self.product()
            left = FAR.add(left, right) if operator == "+" else FAR.subtract(left, right)
        return left

    def product(self) -> Decimal:
        left = self.atom()
        while self.words and self.words[0] == "*":
            self.next()
            left = FAR.multiply(left, self.atom())
        return left

    def atom(self) -> Decimal:
        word = self.next()
        if word == "SUM":
            return self.total()
        if word == "(":
            inner = self.value()
            assert self.next() == ")"
            return inner
        return Decimal(word)

    def total(self) -> Decimal:
        assert self.next() == "("
        found = Decimal(0)
        while (word := self.next()) != ")":
            if word != ",":
                found = FAR.add(found, self.cells[word])
        return found


def _cells(keys: tuple[str, ...]) -> str:
    return ",".join(CELLS[key] for key in keys)


def test_the_calculator_knows_which_operation_comes_first() -> None:
    assert Calculator("2-3-4*(5-6)", {}).value() == 3
    assert Calculator("SUM(B2,B3)*2", {"B2": Decimal(1), "B3": Decimal(4)}).value() == 10


@given(expressions, books)
def test_the_formula_computes_what_the_rule_computes(
    expression: Expression, book: dict[str, Decimal]
) -> None:
    text = formula(expression, _cells)
    cells = {CELLS[key]: amount for key, amount in book.items()}
    assert Calculator(text, cells).value() == evaluate(expression, book.get)


@given(expressions, books)
def test_the_sentence_says_what_the_rule_computes(
    expression: Expression, book: dict[str, Decimal]
) -> None:
    said = prose(Compare(expression, "==", NumberNode(Decimal(0))), LABELS.__getitem__)
    plain = said.removesuffix(" ＝ 0").replace(ALL.label, "SUM(B2,C2,B3)")
    for sign, ascii_sign in zip("＋－×（）", "+-*()", strict=True):
        plain = plain.replace(sign, ascii_sign)
    for key, label in LABELS.items():
        plain = plain.replace(f"上年“{label}”", f"SUM({CELLS[f'previous.{key}']})")
        plain = plain.replace(label, f"SUM({CELLS[key]})")
    cells = {CELLS[key]: amount for key, amount in book.items()}
    assert Calculator(plain, cells).value() == evaluate(expression, book.get)


@given(linears, books)
def test_the_linear_row_gives_the_same_value(
    expression: Expression, book: dict[str, Decimal]
) -> None:
    row = linear(expression)
    value = row.constant
    for key, factor in row.factors.items():
        value = FAR.add(value, FAR.multiply(factor, book[key]))
    assert value == evaluate(expression, book.get)
    assert set(row.factors) <= set(references(expression))


@given(relations, books)
def test_a_relation_holds_exactly_when_its_sides_compare(
    relation: Compare, book: dict[str, Decimal]
) -> None:
    left, right = evaluate(relation.left, book.get), evaluate(relation.right, book.get)
    order = (left > right) - (left < right)
    expected = {"==": order == 0, "<=": order <= 0, ">=": order >= 0}[relation.operator]
    assert verdict(relation, book.get) == (Holds() if expected else Fails(left, right))
    assert compare(left, relation.operator, right) is expected


@given(relations, books, st.sets(st.sampled_from([*CELLS]), min_size=1))
def test_a_relation_is_undecided_exactly_when_a_figure_of_it_is_unknown(
    relation: Compare, book: dict[str, Decimal], unknown: set[str]
) -> None:
    known = {key: amount for key, amount in book.items() if key not in unknown}
    found = verdict(relation, known.get)
    missing = tuple(key for key in touches(relation) if key in unknown)
    assert (found == Undecided(missing)) is bool(missing)


@given(expressions, books)
def test_only_the_references_are_looked_at(
    expression: Expression, book: dict[str, Decimal]
) -> None:
    looked: list[str] = []

    def look(key: str) -> Decimal:
        looked.append(key)
        return book[key]

    evaluate(expression, look)
    assert tuple(looked) == references(expression)
    assert touches(Compare(expression, "==", expression)) == tuple(dict.fromkeys(looked))


@given(stated)
def test_a_relation_written_down_is_read_again(relation: Compare) -> None:
    def write(expression: Expression) -> str:
        match expression:
            case NumberNode(amount):
                return str(amount)
            case Ref(key):
                return key
            case PriorYearNode(key):
                return f"previous.{key}"
            case Sum():
                return "sum(all)"
            case Some(key):
                return f"some({key})"
            case Binary(left, operator, right):
                return f"({write(left)} {operator} {write(right)})"

    text = f"{write(relation.left)} {relation.operator} {write(relation.right)}"
    assert parse(text, _names()) == relation


@given(linears)
def test_multiples_of_figures_are_linear(expression: Expression) -> None:
    assert is_linear(Compare(expression, "==", Ref("a")))


@pytest.mark.parametrize("product", ["a * b", "a * sum(all)", "2 * (a + 1) * (b - 1)"])
def test_products_of_figures_are_not_linear(product: str) -> None:
    assert not is_linear(parse(f"a == {product}", _names()))
    assert not is_linear(parse(f"{product} == a", _names()))


@pytest.mark.parametrize(("amount", "some"), [("0", 0), ("0.00", 0), ("0.01", 1), ("-3", 1)])
def test_some_is_one_where_there_is_any(amount: str, some: int) -> None:
    relation = parse("some(a) == some(b)", _names())
    assert evaluate(relation.left, {"a": Decimal(amount)}.get) == some
    assert formula(relation.left, ",".join) == "IF(SUM(a)=0,0,1)"
    assert prose(relation, str.upper) == "有无（A） ＝ 有无（B）"
    assert is_sound(relation)
    assert not is_linear(relation)


@pytest.mark.parametrize("text", ["a == 1 + some(b)", "some(a + b) == a", "some(1) == a"])
def test_some_asks_for_one_figure_and_is_a_whole_side(text: str) -> None:
    with pytest.raises(RuleSyntaxError):
        parse(text, _names())


@pytest.mark.parametrize("text", ["a == previous", "a == previous.x", "a == sum(previous.all)"])
def test_last_year_has_figures_of_this_form_only(text: str) -> None:
    with pytest.raises((RuleSyntaxError, KeyError)):
        parse(text, _names())


@given(st.text(max_size=40))
def test_any_other_text_is_refused_and_never_run(text: str) -> None:
    try:
        relation = parse(text, _names())
    except (RuleSyntaxError, KeyError):
        return
    assert set(touches(relation)) <= set(KEYS)


WORDS = ("a", "b", "c", ".", "d", "e", "[", "f", "]", "sum", "(", "all", ")")
SIGNS = ("==", "<=", "<", "+", "-", "*", "**", "1", "2.5", ",")
pieces = st.lists(st.sampled_from(WORDS + SIGNS))


@given(pieces.map(" ".join))
def test_what_is_read_has_one_comparison_and_no_foreign_operator(text: str) -> None:
    try:
        relation = parse(text, _names())
    except (RuleSyntaxError, KeyError):
        return
    words = text.split()
    assert [word for word in words if word in {"==", "<="}] == [relation.operator]
    assert not {"<", "**", ","} & set(words)


PRECEDENCE = {
    "a - b - c.d == 0": ("SUM(B2)-SUM(C2)-SUM(B3)", "甲 － 乙 － 丙 ＝ 0"),
    "a - (b - c.d) == 0": ("SUM(B2)-(SUM(C2)-SUM(B3))", "甲 － （乙 － 丙） ＝ 0"),
    "a - (b + c.d) == 0": ("SUM(B2)-(SUM(C2)+SUM(B3))", "甲 － （乙 ＋ 丙） ＝ 0"),
    "a + (b - c.d) == 0": ("SUM(B2)+SUM(C2)-SUM(B3)", "甲 ＋ 乙 － 丙 ＝ 0"),
    "a - 2 * b == 0": ("SUM(B2)-2*SUM(C2)", "甲 － 2 × 乙 ＝ 0"),
    "2 * (a + b) == 0": ("2*(SUM(B2)+SUM(C2))", "2 × （甲 ＋ 乙） ＝ 0"),
    "(a - b) * 0.5 <= 0": ("(SUM(B2)-SUM(C2))*0.5", "（甲 － 乙） × 0.5 ≤ 0"),
    "sum(all) * 100 >= 0": ("SUM(B2,C2,B3)*100", "各项之和 × 100 ≥ 0"),
    "e[f] + c.d == 0": ("SUM(C3)+SUM(B3)", "丁 ＋ 丙 ＝ 0"),
}


@pytest.mark.parametrize("text", PRECEDENCE)
def test_brackets_stand_where_they_are_needed_and_nowhere_else(text: str) -> None:
    relation = parse(text, _names())
    expected = formula(relation.left, _cells), prose(relation, LABELS.__getitem__)
    assert expected == PRECEDENCE[text]


def test_numbers_are_read_as_written() -> None:
    relation = parse("a == 0.1000000000000000000001", _names())
    assert relation.right == NumberNode(Decimal("0.1000000000000000000001"))


@pytest.mark.parametrize("text", ["x == a", "a == sum(none)", "a == a.b", "a == e[g]"])
def test_an_unknown_name_is_given_back(text: str) -> None:
    with pytest.raises(KeyError) as unknown:
        parse(text, _names())
    assert unknown.value.args[0] in {"x", "none", "a.b", "e[g]"}


def test_a_value_that_is_not_there_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError, match="a"):
        evaluate(Ref("a"), partial({}.get))
