"""`template-check`, and `compile` with the words of an office."""

from pathlib import Path

from tests.support.command_line import disclose, run
from tests.support.places import EXAMPLES

EXAMPLE = EXAMPLES / "template"


def test_the_example_is_sound_and_compiles(tmp_path: Path) -> None:
    assert "没有问题" in disclose("template-check", EXAMPLE)
    filled = EXAMPLE.parent / "qinghe-2025" / "filled.xlsx"
    disclose("compile", filled, "--template", EXAMPLE, "-o", tmp_path, "--to", "md")
    text = (tmp_path / "filled.md").read_text(encoding="utf-8")
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
