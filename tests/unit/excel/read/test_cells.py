"""What stands in a cell, and the entry it is read as."""

from decimal import Decimal

import pytest

from disclose.form.filing import Entry, Seal, State
from disclose.form.layout.book import plan
from tests.support.raw_workbooks import Content, Raw, blank, codes, edition, formula, pack, reading

INPUT = "requests.received[natural]"
FEES = "proactive.fees[amount]"
TOTAL = "requests.total[natural]"

ONE = (State.AMOUNT, "1", "1")

TWO_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0000"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="2"/><xf numFmtId="10"/></cellXfs>'
)


EXTENSION = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def _alternatives(extension: str, choice: str, fallback: str, attributes: str = "") -> Raw:
    """A cell that shows its choice in a program that knows an extension, else its fallback."""
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return Raw(
        attributes,
        f"<mc:AlternateContent xmlns:mc='{compatibility}' xmlns:e='{extension}'>"
        f"<mc:Choice Requires='e'>{choice}</mc:Choice>"
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>",
    )


def _entry(key: str, content: Content, strings: str | None = None) -> Entry:
    sheets, at = blank(), plan(edition()).cells[key]
    sheets[at.sheet][at.a1] = content
    filing = reading(pack(sheets, strings=strings, styles=TWO_STYLES)).filing
    assert filing is not None
    entry = filing.entries[key]
    assert (entry.sheet, entry.cell) == (at.sheet, at.a1)
    return entry


HERE = plan(edition()).cells[INPUT].a1
"""The cell that the tests below write into, so that a file can have it twice."""


@pytest.mark.parametrize(
    ("content", "state", "amount", "typed"),
    [
        (12, State.AMOUNT, "12", "12"),
        (0, State.AMOUNT, "0", "0"),
        (Raw("", "<v>1.2E1</v>"), State.AMOUNT, "12", "12"),
        (Raw("", "<v>-3</v>"), State.AMOUNT, "-3", "-3"),
        (Raw("", "<v>12345678901234567890</v>"), State.AMOUNT, *["12345678901234567890"] * 2),
        (Raw("", "<v>0.10000000000000001</v>"), State.AMOUNT, "0.1", "0.1"),
        ("12", State.AMOUNT, "12", "12"),
        ("１２", State.AMOUNT, "12", "１２"),
        ("1,234", State.AMOUNT, "1234", "1,234"),
        ("12件", State.AMOUNT, "12", "12件"),
        ("22（其中修订16件）", State.AMOUNT, "22", "22（其中修订16件）"),
        ("_x0031_2", State.AMOUNT, "12", "12"),
        ("约12", State.TEXT, None, "约12"),
        ("/", State.PLACEHOLDER, None, "/"),
        ("不适用", State.PLACEHOLDER, None, "不适用"),
        ("  ", State.BLANK, None, "  "),
        (Raw('s="1"', ""), State.BLANK, None, ""),
        (Raw("", "<v></v>"), State.BLANK, None, ""),
        (Raw('t="s"', "<v></v>"), State.BLANK, None, ""),
        (Raw("", "<v>1</v><v>2</v>"), State.TEXT, None, "1 / 2"),
        (Raw("", "<v/><v>2</v>"), State.TEXT, None, "/ 2"),
        (Raw("", "<v>1</v><v>1</v>"), *ONE),
        (Raw("", f"<v>1</v></c><c r='{HERE}'><v>2</v>"), State.TEXT, None, "1 / 2"),
        (Raw("", f"<v>1</v></c><c r='{HERE}'><v>1</v>"), *ONE),
        (Raw("", f"<v>1</v></c><c r='{HERE}' s='1'>"), *ONE),
        (Raw("", "<v>1</v><extLst><ext><v>2</v><rPh/><c/><v>3</v></ext></extLst>"), *ONE),
        (Raw("", "<v>1_000</v>"), State.TEXT, None, "1_000"),
        (Raw("", "<v>NaN</v>"), State.TEXT, None, "NaN"),
        (Raw("", "<v>INF</v>"), State.TEXT, None, "INF"),
        (Raw("", "<v>１２</v>"), State.TEXT, None, "１２"),
        (Raw("", "<v> 12 </v>"), State.AMOUNT, "12", "12"),
        (Raw("", "<v>\n012\t</v>"), State.AMOUNT, "12", "12"),
        (Raw("", "<v>+12</v>"), State.AMOUNT, "12", "12"),
        (Raw("", "<v>1 2</v>"), State.TEXT, None, "1 2"),
        (Raw("", f"<v>{chr(0x3000)}12</v>"), State.TEXT, None, f"{chr(0x3000)}12"),
        (Raw('t="b"', "<v> 1 </v>"), State.TEXT, None, "TRUE"),
        (Raw("", "<o:v xmlns:o='urn:o'>99</o:v><v>12</v>"), State.AMOUNT, "12", "12"),
        (_alternatives("urn:o", "<v>99</v>", "<v>12</v>"), State.AMOUNT, "12", "12"),
        (_alternatives("urn:o", "<v>99</v>", ""), State.BLANK, None, ""),
        (_alternatives(EXTENSION, "<v>99</v>", "<v>12</v>"), State.TEXT, None, "99 / 12"),
        (_alternatives(EXTENSION, "<v>99</v>", ""), State.TEXT, None, "99 /"),
        (
            _alternatives(EXTENSION, "<is><t>99</t></is>", "<is><t>12</t></is>", 't="inlineStr"'),
            *(State.TEXT, None, "99 / 12"),
        ),
        (
            _alternatives("urn:o", "<is><t>99</t></is>", "<is><t>12</t></is>", 't="inlineStr"'),
            *(State.AMOUNT, "12", "12"),
        ),
        (Raw("", "<v>1E400</v>"), State.TEXT, None, "1E400"),
        (Raw("", f"<v>{'9' * 5000}</v>"), State.TEXT, None, "9" * 5000),
        (Raw('t="b"', "<v>1</v>"), State.TEXT, None, "TRUE"),
        (Raw('t="b"', "<v>true</v>"), State.TEXT, None, "TRUE"),
        (Raw('t="e"', "<v>#DIV/0!</v>"), State.ERROR, None, "#DIV/0!"),
        (Raw('t="d"', "<v>2025-01-01</v>"), State.TEXT, None, "2025-01-01"),
        (formula("3+4", "7"), State.FORMULA, "7", "=3+4"),
        (formula("3+4", None), State.FORMULA, None, "=3+4"),
        (Raw('t="e"', "<f>1/0</f><v>#DIV/0!</v>"), State.FORMULA, None, "=1/0"),
        (Raw('t="str"', '<f>"7"</f><v>7</v>'), State.FORMULA, None, '="7"'),
    ],
)
def test_an_input_cell(content: Content, state: State, amount: str | None, typed: str) -> None:
    entry = _entry(INPUT, content)
    assert (entry.state, entry.typed) == (state, typed)
    assert entry.amount == (None if amount is None else Decimal(amount))
    assert entry.seal is Seal.NONE


@pytest.mark.parametrize(
    ("style", "stored", "typed"),
    [
        (0, "18.871", "18.871"),
        (1, "18.871", "18.8710"),
        (1, "18.87105", "18.87105"),
        (2, "18.5", "18.50"),
        (2, "18", "18"),
        (99, "18.5", "18.5"),
    ],
)
def test_zeros_that_the_number_format_shows_are_kept(style: int, stored: str, typed: str) -> None:
    entry = _entry(FEES, Raw(f's="{style}"', f"<v>{stored}</v>"))
    assert entry.typed == typed
    assert entry.amount == Decimal(stored)


@pytest.mark.parametrize(
    ("strings", "typed"),
    [
        ("<si><t>其他</t></si><si><t>12件</t></si>", "12件"),
        ("<si/><si><r><t>1</t></r><r><rPr/><t>2</t></r><r><t>件</t></r></si>", "12件"),
        ("<si/><si><t>12</t><rPh sb='0' eb='1'><t>99</t></rPh></si>", "12"),
        ("<si/><si><o:t xmlns:o='urn:o'>99</o:t><t>12</t></si>", "12"),
    ],
)
def test_shared_texts_are_joined_without_their_phonetic_guides(strings: str, typed: str) -> None:
    entry = _entry(INPUT, Raw('t="s"', "<v>1</v>"), strings)
    assert entry.typed == typed
    assert entry.amount == Decimal(12)


@pytest.mark.parametrize(
    ("properties", "typed", "amount"),
    [
        ("<strike/>", "1\u03362", None),
        ('<strike val="0"/>', "12", 12),
        ('<vertAlign val="superscript"/>', "¹2", None),
        ('<vertAlign val="subscript"/>', "₁2", None),
        ('<vertAlign val="baseline"/>', "12", 12),
        ("<b/>", "12", 12),
    ],
)
@pytest.mark.parametrize("shared", [True, False])
def test_the_look_of_a_run_may_say_that_its_digits_are_none(
    properties: str, typed: str, amount: int | None, *, shared: bool
) -> None:
    runs = f"<r><rPr>{properties}</rPr><t>1</t></r><r><t>2</t></r>"
    strings = f"<si/><si>{runs}</si>" if shared else None
    content = Raw('t="s"', "<v>1</v>") if shared else Raw('t="inlineStr"', f"<is>{runs}</is>")
    entry = _entry(INPUT, content, strings)
    assert (entry.typed, entry.amount) == (typed, amount)


def test_an_inline_text_is_read_without_its_phonetic_guide() -> None:
    inside = "<is><r><t>1</t></r><r><t>2</t></r><rPh sb='0' eb='1'><t>9</t></rPh></is>"
    assert _entry(INPUT, Raw('t="inlineStr"', inside)).typed == "12"


@pytest.mark.parametrize(
    ("content", "state", "seal", "cached"),
    [
        (formula("SUM(D8:D28)", "0"), State.COMPUTED, Seal.INTACT, "0"),
        (formula("SUM(D8:D28)", None), State.COMPUTED, Seal.INTACT, None),
        (formula("sum( $D$8:$D$28 )", "0"), State.COMPUTED, Seal.INTACT, "0"),
        (Raw("", '<f t="array" ref="D29">SUM(D8:D28)</f>'), State.COMPUTED, Seal.INTACT, None),
        (Raw("", '<f t="array" ref="D29:E29">SUM(D8:D28)</f>'), State.COMPUTED, Seal.CHANGED, None),
        (Raw("", '<f t="dataTable" ref="D29"/>'), State.COMPUTED, Seal.CHANGED, None),
        (formula("SUM(D8:D27)", "0"), State.COMPUTED, Seal.CHANGED, "0"),
        (Raw('t="e"', "<f>SUM(D8:D28)</f><v>#VALUE!</v>"), State.COMPUTED, Seal.INTACT, "#VALUE!"),
        (12, State.AMOUNT, Seal.OVERWRITTEN, None),
        ("12件", State.AMOUNT, Seal.OVERWRITTEN, None),
        ("约12", State.TEXT, Seal.OVERWRITTEN, None),
        ("/", State.PLACEHOLDER, Seal.OVERWRITTEN, None),
        (Raw('t="e"', "<v>#REF!</v>"), State.ERROR, Seal.OVERWRITTEN, None),
        (" ", State.COMPUTED, Seal.REMOVED, None),
        (Raw('s="1"', ""), State.COMPUTED, Seal.REMOVED, None),
    ],
)
def test_a_total(content: Content, state: State, seal: Seal, cached: str | None) -> None:
    entry = _entry(TOTAL, content)
    assert (entry.state, entry.seal, entry.cached) == (state, seal, cached)


def test_a_total_without_its_cell_is_removed_and_computed() -> None:
    sheets = blank()
    del sheets["表三"]["D29"]
    sheets["表三"]["D8"] = 5
    filing = reading(pack(sheets)).filing
    assert filing is not None
    entry = filing.entries[TOTAL]
    assert (entry.state, entry.seal) == (State.COMPUTED, Seal.REMOVED)
    assert entry.amount == Decimal(5)


def test_shared_formulas_are_written_out() -> None:
    sheets = blank()
    sheets["表三"]["D29"] = Raw("", '<f t="shared" si="0" ref="D29:I29">SUM(D8:D28)</f><v>0</v>')
    for letter in "EFGHI":
        sheets["表三"][f"{letter}29"] = Raw("", '<f t="shared" si="0"/><v>0</v>')
    sheets["表三"]["E30"] = Raw("", '<f t="shared" si="0"/><v>7</v>')
    found = reading(pack(sheets))
    assert found.filing is not None
    totals = [found.filing.entries[f"requests.total[{each}]"] for each in ("business", "other")]
    assert [each.formula for each in totals] == ["=SUM(E8:E28)", "=SUM(I8:I28)"]
    assert all(each.seal is Seal.INTACT for each in totals)
    assert found.filing.entries["requests.carried_out[business]"].formula == "=SUM(E9:E29)"
    assert codes(found) == []


def test_a_shared_formula_without_its_first_cell_is_still_a_formula() -> None:
    entry = _entry(TOTAL, Raw("", '<f t="shared" si="7"/><v>5</v>'))
    assert (entry.seal, entry.formula) == (Seal.CHANGED, "=#REF!")


def test_a_cell_that_shares_a_formula_has_no_other_of_its_own() -> None:
    sheets = blank()
    sheets["表三"]["D29"] = Raw("", '<f t="shared" si="0" ref="D29:E29">SUM(D8:D28)</f>')
    sheets["表三"]["E29"] = Raw("", '<f t="shared" si="0">SUM(E8:E27)</f>')
    filing = reading(pack(sheets)).filing
    assert filing is not None
    entry = filing.entries["requests.total[business]"]
    assert (entry.formula, entry.seal) == ("=SUM(E8:E28)", Seal.INTACT)
