"""The order of elements that the schemas of ECMA-376 prescribe, and elements that break it.

Word and Excel refuse a part whose elements are in another order; LibreOffice does not notice.
Each table gives for an element its children in order; children that we never write are left out.
Where any order will do, `|` is between the names.
"""

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

WORD = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription tblPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "sectPr": (
        "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings sectPrChange"
    ),
    "sdtPr": (
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex "
        "equation comboBox date docPartObj docPartList dropDownList picture richText text"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr"
    ),
    "settings": (
        "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins "
        "bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders "
        "drawingGridHorizontalSpacing drawingGridVerticalSpacing characterSpacingControl "
        "noLineBreaksAfter noLineBreaksBefore footnotePr endnotePr compat docVars rsids "
        "themeFontLang clrSchemeMapping decimalSymbol listSeparator"
    ),
    "compat": (
        "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace "
        "adjustLineHeightInTable useFELayout compatSetting"
    ),
}
"""Children in the order of the schema wml.xsd (ECMA-376, part 1, annex A)."""

_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark "
    "minorTickMark tickLblPos spPr txPr crossAx crosses|crossesAt"
)
_FILL = "noFill|solidFill|gradFill|pattFill"
_LETTERS = f"ln {_FILL} latin ea cs sym hlinkClick"

CHART = {
    "chartSpace": (
        "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection "
        "chart spPr txPr externalData printSettings userShapes"
    ),
    "chart": (
        "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend "
        "plotVisOnly dispBlanksAs"
    ),
    "title": "tx layout overlay spPr txPr",
    "tx": "strRef|rich|v",
    "strRef": "f strCache",
    "strCache": "ptCount pt",
    "numRef": "f numCache",
    "numCache": "formatCode ptCount pt",
    "pt": "v",
    "plotArea": "layout barChart catAx|valAx|dateAx|serAx dTable spPr",
    "barChart": ("barDir grouping varyColors ser dLbls gapWidth overlap serLines axId"),
    "ser": (
        "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val "
        "shape"
    ),
    "dLbls": (
        "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName "
        "showPercent showBubbleSize separator showLeaderLines leaderLines"
    ),
    "cat": "strRef|numRef",
    "val": "numRef",
    "catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits",
    "scaling": "logBase orientation max min",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "externalData": "autoUpdate",
    "printSettings": "headerFooter pageMargins pageSetup",
    "spPr": f"xfrm custGeom|prstGeom {_FILL} ln effectLst",
    "ln": f"{_FILL} prstDash round|bevel|miter headEnd tailEnd",
    "txPr": "bodyPr lstStyle p",
    "rich": "bodyPr lstStyle p",
    "p": "pPr r|br|fld endParaRPr",
    "pPr": "lnSpc spcBef spcAft defRPr",
    "r": "rPr t",
    "rPr": _LETTERS,
    "defRPr": _LETTERS,
    "endParaRPr": _LETTERS,
}
"""Children in the order of dml-chart.xsd and dml-main.xsd (ECMA-376, part 1, annex A)."""


def disorder(root: Element, order: Mapping[str, str]) -> list[str]:
    """Name the elements of `root` whose children are not in the order that the schema has."""
    found = []
    for parent in root.iter(*(f"{{*}}{name}" for name in order)):
        places = {
            name: place
            for place, names in enumerate(order[etree.QName(parent).localname].split())
            for name in names.split("|")
        }
        names = [etree.QName(child).localname for child in parent if isinstance(child.tag, str)]
        there = [places.get(name, -1) for name in names]
        if -1 in there or there != sorted(there):
            found.append(f"{etree.QName(parent).localname}: {' '.join(names)}")
    return found
