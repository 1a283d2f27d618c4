"""Sheets of any cells: of every type, with contents that mean much or nothing, in any order."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from disclose.form.layout.address import letters
from tests.support.second_reader.odd import ISO, PLAIN
from tests.support.second_reader.package import STRINGS, STRUCK, workbook


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet and what follows them, shown where a test fails."""

    rows: str
    after: str

    @property
    def data(self) -> bytes:
        """Return the workbook that holds the sheet."""
        return workbook(self.rows, after=self.after)


NUMBERS = (
    st.sampled_from(PLAIN)
    | st.integers().map(str)
    | st.floats(allow_nan=False, allow_infinity=False).map(repr)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str)
)
TEXTS = st.text(st.sampled_from("甲乙１２，　 a_x0\n\t=<&'\"^件"), max_size=8) | st.sampled_from(
    ("_x000D_", "_x005F_x000D_", "x005F_", "12件", "=SUM(A1)", "  ", "#N/A", "TRUE")
)
ERRORS = st.sampled_from(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))


@st.composite
def references(draw: st.DrawFn) -> str:
    """Return a reference: fixed or not, to a cell, an area, columns or rows, here or elsewhere."""
    sheet = draw(st.sampled_from(("", "", "表!", "'表 二'!", "'it''s'!", "[1]表!", "Sheet1!")))
    column = st.tuples(st.sampled_from(("", "$")), st.integers(0, 9000).map(letters)).map("".join)
    row = st.tuples(st.sampled_from(("", "$")), st.integers(1, 900_000).map(str)).map("".join)
    one = draw(st.sampled_from((("column", "row"), ("column", "row"), ("column",), ("row",))))
    ends = [
        "".join(draw(column if each == "column" else row) for each in one)
        for _ in range(2 if len(one) == 1 else draw(st.integers(1, 2)))
    ]
    return sheet + ":".join(ends)


ATOMS = (
    references()
    | NUMBERS.map(lambda text: text.lstrip("+-"))
    | st.sampled_from(('"A1"', '"B2 ""C3"""', "TRUE", "#N/A", "x.A1", "A1_x", "ABCD1", "表A1"))
    | st.sampled_from(("LOG10(A1)", "SUM(A1,$B2)", "{1,2;3,4}", "表1[A1]", "-(C3)", "A1%"))
)
FORMULAS = st.lists(ATOMS, min_size=1, max_size=4).flatmap(
    lambda atoms: st.sampled_from(("+", "-", "*", "&", "<=", ", ", " ")).map(
        lambda operator: f"SUM({operator.join(atoms)})"
    )
)


def _value(inside: st.SearchStrategy[str], kind: str) -> st.SearchStrategy[tuple[str, str]]:
    return inside.map(lambda text: (kind, f"<v>{escape(text)}</v>"))


def _kept(text: str) -> str:
    return f'<t xml:space="preserve">{escape(text)}</t>'


VALUES = (
    _value(NUMBERS, "")
    | _value(NUMBERS, 't="n"')
    | _value(st.integers(0, len(STRINGS) - 1).map(str), 't="s"')
    | _value(TEXTS, 't="str"')
    | _value(st.sampled_from("01"), 't="b"')
    | _value(ERRORS, 't="e"')
    | _value(st.sampled_from(ISO), 't="d"')
    | TEXTS.map(lambda text: ('t="inlineStr"', f"<is>{_kept(text)}</is>"))
    | st.sampled_from((("", ""), ("", "<v/>"), ('t="s"', "<v/>"), ('t="str"', "<v></v>")))
)
CALCULATED = (
    _value(NUMBERS, "")
    | _value(TEXTS, 't="str"')
    | _value(ERRORS, 't="e"')
    | _value(st.sampled_from("01"), 't="b"')
    | st.just(("", ""))
)


@st.composite
def cells(draw: st.DrawFn, a1: str) -> str:
    """Return a cell, maybe one that shares the formula of the first."""
    style = f's="{draw(st.integers(0, STRUCK))}"' if draw(st.booleans()) else ""
    way = draw(st.sampled_from(("value", "value", "formula", "array", "shared")))
    kind, value = draw(VALUES if way == "value" else CALCULATED)
    formula = ""
    if way == "formula":
        formula = f"<f>{escape(draw(FORMULAS))}</f>"
    elif way == "array":
        formula = f'<f t="array" ref="{a1}:Z99">{escape(draw(FORMULAS))}</f>'
    elif way == "shared":
        formula = '<f t="shared" si="0"/>'
    return f'<c r="{a1}" {style} {kind}>{formula}{value}</c>'


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Return a sheet of up to six rows, its cells in order or not."""
    master, rows = draw(FORMULAS), []
    first = f'<f t="shared" si="0" ref="A1:Z99">{escape(master)}</f>'
    rows.append(f'<row r="1"><c r="A1">{first}<v>1</v></c></row>')
    for number in draw(st.lists(st.integers(2, 9), unique=True, max_size=6)):
        columns = draw(st.lists(st.integers(0, 6), unique=True, max_size=4))
        hidden = draw(st.sampled_from(("", "", 'hidden="1"', 'ht="0"')))
        inside = "".join(draw(cells(f"{letters(at)}{number}")) for at in columns)
        rows.append(f'<row r="{number}" {hidden}>{inside}</row>')
    areas = draw(st.lists(st.sampled_from(("B2:C3", "A5:A9", "D4:G4")), unique=True, max_size=2))
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return Sheet("".join(rows), f"<mergeCells>{merged}</mergeCells>" if areas else "")


SHEET = sheets()
