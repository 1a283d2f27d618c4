"""`template-check`, and `compile` with the words of an office."""

from pathlib import Path

import pytest

from tests.support.command_line import disclose, run
from tests.support.places import EXAMPLES
from tests.support.report_names import report_in

EXAMPLE = EXAMPLES / "template"


def test_the_example_is_sound_and_compiles(tmp_path: Path) -> None:
    assert "没有问题" in disclose("template-check", EXAMPLE)
    filled = EXAMPLE.parent / "qinghe-2025" / "filled.xlsx"
    disclose("compile", filled, "--template", EXAMPLE, "-o", tmp_path, "--to", "md")
    text = report_in(tmp_path, "md").read_text(encoding="utf-8")
    assert "全部在门户网站集中公开并标注效力。" in text


def test_a_faulty_template_is_told_and_stops_compile(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "report.md.j2").write_text("# 甲\n共5件", encoding="utf-8")
    ran = run("template-check", folder)
    assert ran.code == 1
    assert "report.md.j2:2" in ran.out
    filled = EXAMPLE.parent / "qinghe-2025" / "filled.xlsx"
    ran = run("compile", filled, "--template", folder, "-o", tmp_path / "out")
    assert ran.code == 2
    assert "report.md.j2" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("data", "chinese", "english"),
    [
        (b"a" * 200_001, "文件超过 200000 字节", "the file is larger than 200000 bytes"),
        (b"\xff\xfe", "文件不是 UTF-8 编码的文本", "the file is no UTF-8 text"),
        (None, "文件夹里没有 report.md.j2，也没有 cn-2021/report.md.j2", "the folder has no "),
    ],
    ids=["large", "encoding", "none"],
)
def test_a_template_that_cannot_be_read_is_told_in_both_languages(
    data: bytes | None, chinese: str, english: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / "report.md.j2").write_bytes(data)
    told = {lang: run("template-check", tmp_path, "--lang", lang) for lang in ("zh", "en")}
    assert {ran.code for ran in told.values()} <= {1, 2}
    assert chinese in told["zh"].out + told["zh"].err
    assert english in told["en"].out + told["en"].err
