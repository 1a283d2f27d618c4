"""Names that Chromium prints with radicals in their text layer, read back from the PDF."""

from pathlib import Path

from disclose.documents.read.reader import read
from tests.support.chromium import pdf

NAMES = (
    *("青岛市胶州市人民政府", "青海省西宁市", "上海市青浦区", "江西省民政厅", "长沙市天心区"),
    *("北京市门头沟区", "马鞍山市雨山区", "龙岩市长汀县", "齐齐哈尔市龙沙区", "西安市鄠邑区户县"),
    *("贝子府镇", "辛集市见龙乡", "韦曲街道", "凤山县金牙乡", "鸟鼠山镇", "卤阳湖", "黄骅市鬼门关"),
)
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK TC", "serif")


def test_names_are_read_as_they_were_written(tmp_path: Path) -> None:
    lines = "".join(
        f"<p style='font-family: \"{font}\", serif'>{name}</p>" for font in FONTS for name in NAMES
    )
    (tmp_path / "names.html").write_text(
        f"<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><body>{lines}", encoding="utf-8"
    )
    pdf(tmp_path / "names.html", tmp_path / "names.pdf")
    printed = read((tmp_path / "names.pdf").read_bytes(), "names.pdf")
    # Lines of one length look like one paragraph.
    assert "".join(line.text for line in printed.lines) == "".join(NAMES) * len(FONTS)
