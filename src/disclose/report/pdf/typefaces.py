"""The typefaces that GB/T 9704-2012 and office practice require, and their substitutes.

Families have the names in the font files, in Chinese or English.
"""

from dataclasses import dataclass
from enum import StrEnum

BOLD = 700
REGULAR = 400


class FontRole(StrEnum):
    """The use of a typeface in a report."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    BODY = "body"
    TABLE = "table"
    LATIN = "latin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """A typeface: its official name, families in order of preference, weight of substitutes."""

    name: str
    official: tuple[str, ...]
    substitutes: tuple[str, ...]
    weight: int = REGULAR


SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
"""The families in the package of default fonts."""

_SERIF = ("Source Han Serif SC", "Source Han Serif CN", "Noto Serif CJK SC", SERIF)
_SANS = ("Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK SC", SANS)

TYPEFACES = {
    FontRole.TITLE: Typeface(
        name="方正小标宋简体",
        official=(
            *("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
            *("方正小标宋_GBK", "FZXiaoBiaoSong-B05 GBK", "方正小标宋", "小标宋"),
        ),
        substitutes=("华文中宋", "STZhongsong", *_SERIF[:-1], "FandolSong", SERIF),
        weight=BOLD,
    ),
    FontRole.HEADING: Typeface(
        name="黑体",
        official=("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S"),
        substitutes=("华文黑体", "STHeiti", "Heiti SC", *_SANS[:-1], "FandolHei", SANS),
    ),
    FontRole.SUBHEADING: Typeface(
        name="楷体_GB2312",
        official=(
            *("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GB2312", "FZKai-Z03S GB2312"),
            *("楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "方正楷体简体", "FZKai-Z03S"),
        ),
        substitutes=("华文楷体", "STKaiti", "Kaiti SC", "FandolKai", "LXGW WenKai", *_SERIF),
    ),
    FontRole.BODY: Typeface(
        name="仿宋_GB2312",
        official=(
            *("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GB2312", "FZFangSong-Z02S GB2312"),
            *("仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02"),
            *("方正仿宋简体", "FZFangSong-Z02S"),
        ),
        substitutes=("华文仿宋", "STFangsong", "FandolFang", "FandolFang R", *_SERIF),
    ),
    FontRole.TABLE: Typeface(
        name="宋体",
        official=("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "FZShuSong-Z01"),
        substitutes=("华文宋体", "STSong", "Songti SC", *_SERIF[:-1], "FandolSong", SERIF),
    ),
    FontRole.LATIN: Typeface(
        name="Times New Roman",
        official=("Times New Roman",),
        substitutes=("Liberation Serif", "Tinos", "TeX Gyre Termes", "Nimbus Roman"),
    ),
}

RARE = (
    *("SimSun-ExtB", "SimSun-ExtG", "MingLiU-ExtB", "Plangothic P1", "Plangothic P2"),
    *("Noto Serif CJK SC", "Noto Sans CJK SC", SERIF, SANS),
    *("Segoe UI Symbol", "Arial Unicode MS", "Apple Symbols", "DejaVu Sans"),
)
"""The families for characters that a typeface lacks."""
