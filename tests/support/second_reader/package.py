"""Workbooks whose sheets are written as markup, with texts and styles that cells may name."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from tests.support.raw_workbooks import LINKS, MAIN, PACKAGE, TYPE, TYPES, zipped

STRINGS = (
    "<si><t>甲</t></si>",
    '<si><t xml:space="preserve"> 两端 有空格　</t></si>',
    "<si><r><t>1</t></r><r><rPr><b/></rPr><t>2</t></r><r><t>件</t></r></si>",
    "<si><t>汉字</t><rPh sb='0' eb='1'><t>かんじ</t></rPh><phoneticPr fontId='1'/></si>",
    "<si><t>１２，３４５</t></si>",
    "<si/>",
    "<si><t/></si>",
    "<si><t>行一\n行二&#13;&#9;&amp;&lt;</t></si>",
    "<si><r><rPr><strike/></rPr><t>12</t></r><r><t>3</t></r></si>",
    '<si><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r></si>',
    "<si><t>=1+1</t></si>",
    "<si><t>a_x000D_b_x005F_x000D_c</t></si>",
    "<si><t>Ax005F_B</t></si>",
    "<si><t>一<!-- 注 -->二</t></si>",
    "<si><t>#N/A</t></si>",
    "<si><t>_x000_ _x00g0_</t></si>",
)
"""Shared texts; cells name them by their place."""

FORMATS = (
    *("General", "0.00", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[h]:mm", "0.0%", "@"),
    *('0"日"', "[Red]0;[Blue]-0", '"d"0', "0!.0,", "h:mm:ss", "[$-804]d"),
)
BUILT_IN = (0, 1, 4, 9, 12, 14, 22, 38, 44, 46, 49, 27, 31, 57)
"""Cell styles: the formats above, then these by number, then a font that is struck through."""

DATE, TIME = FORMATS.index("yyyy-mm-dd"), FORMATS.index("[h]:mm")
STRUCK = len(FORMATS) + len(BUILT_IN)


def styles() -> str:
    """Return the part that holds the cell styles."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
        for number, code in enumerate(FORMATS, 164)
    )
    numbers = [*range(164, 164 + len(FORMATS)), *BUILT_IN]
    cells = "".join(f'<xf numFmtId="{number}" fontId="0"/>' for number in numbers)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        "<fonts><font><sz val='11'/></font><font><strike/></font></fonts>"
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        '<cellStyleXfs><xf numFmtId="0" fontId="0"/></cellStyleXfs>'
        f'<cellXfs>{cells}<xf numFmtId="0" fontId="1"/></cellXfs>'
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def workbook(
    rows: str,
    *,
    before: str = "",
    after: str = "",
    names: Sequence[str] = ("表",),
    states: Sequence[str] = (),
    properties: str = "",
) -> bytes:
    """Return a workbook whose sheets hold `rows` each, with markup before and after the cells."""
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    ids = range(1, len(names) + 1)
    kinds = [("worksheet", f"worksheets/sheet{each}.xml") for each in ids]
    kinds += [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    shown = [f'state="{each}"' for each in states] or [""] * len(names)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{each}" {state} r:id="rId{each}"/>'
        for each, name, state in zip(ids, names, shown, strict=True)
    )
    parts = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _links(kinds),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(STRINGS)}</sst>',
        "xl/styles.xml": styles(),
    }
    parts |= {f"xl/worksheets/sheet{each}.xml": sheet for each in ids}
    return zipped({name: part.encode() for name, part in parts.items()})


def _links(targets: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def _types(kinds: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Override PartName="/xl/{target}" ContentType="{TYPE}.{kind}+xml"/>'
        for kind, target in (("sheet.main", "workbook.xml"), *kinds)
    )
    default = "".join(
        f'<Default Extension="{each}" ContentType="application/xml"/>' for each in ("rels", "xml")
    )
    return f'<Types xmlns="{TYPES}">{default}{inside}</Types>'
