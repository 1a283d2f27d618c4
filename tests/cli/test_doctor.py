"""`doctor`, and what `compile` says where it would have found something missing."""

import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from disclose.api import installation
from disclose.core import resources
from disclose.core.errors import MissingTemplatesError, TypesettingError
from disclose.output.error_words import describe
from tests.support.command_line import disclose, parsed, run
from tests.support.filings import changed
from tests.support.pages import built
from tests.support.report_names import report_in
from tests.support.workbooks import balanced_workbook, workbook


@pytest.fixture
def without_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that the typesetter is not built for."""
    monkeypatch.setitem(sys.modules, "typst", None)
    for name in ("document", "fonts"):
        monkeypatch.delitem(sys.modules, f"disclose.report.pdf.{name}", raising=False)
        monkeypatch.delattr(f"disclose.report.pdf.{name}", raising=False)


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "青禾县.xlsx"
    path.write_bytes(balanced_workbook())
    return path


def test_a_machine_that_has_everything() -> None:
    out = disclose("doctor")
    wanted = ("Python 3.", "typst  0.", "expat  2.", "正文 仿宋_GB2312  ", "cn-2021", "LibreOffice")
    for told in wanted:
        assert told in out
    assert out.endswith("所需的都已装好。\n")


def test_it_is_told_as_json_too() -> None:
    data = parsed(disclose("doctor", "--format", "json"))
    assert data["schema"] == "disclose-doctor/1"
    assert data["sound"] is True
    assert data["fonts"]["body"].keys() == {"family", "file", "standing"}
    assert Path(data["fonts"]["body"]["file"]).is_file()
    assert {"typst", "lxml", "jinja2", "pylopdf-fonts-zh-cn"} <= data["packages"].keys()
    assert "pytest" not in data["packages"]
    assert data["page"] == built().fingerprint
    assert data["page"] in disclose("doctor")


@pytest.mark.usefixtures("without_typst")
def test_a_machine_without_the_typesetter(right: Path) -> None:
    out = disclose("doctor", code=1)
    assert "生成 PDF 要用 typst，这里没有装好：python -m pip install typst" in out
    assert out.splitlines()[-1].endswith("pip install --force-reinstall typst")
    ran = run("compile", right, "-o", right.parent / "报告", "--to", "docx,pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "python -m pip install typst；不要 PDF 就用 --to docx,html,md。" in ran.err
    assert not (right.parent / "报告").exists()
    ran = run("compile", right, "-o", right.parent / "报告")
    assert ran.code == 0
    assert "python -m pip install typst" in ran.err
    suffixes = {each.suffix for each in (right.parent / "报告").iterdir()}
    assert suffixes == {".docx", ".html", ".md"}


def test_missing_templates_and_packages_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> None:
        raise MissingTemplatesError("x")

    def unknown(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr(resources, "templates", nowhere)
    assert "没有找到" in disclose("doctor", code=1)
    monkeypatch.undo()
    monkeypatch.setattr("importlib.metadata.version", unknown)
    assert "jinja2  未安装" in disclose("doctor", code=1)
    monkeypatch.setattr("importlib.metadata.requires", unknown)
    assert disclose("doctor").startswith("disclose   Python")


def test_an_unreadable_edition_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "editions" / "zz").mkdir(parents=True)
    (tmp_path / "editions" / "zz" / "edition.toml").write_text("[", encoding="utf-8")
    monkeypatch.setattr(resources, "templates", lambda: tmp_path)
    assert "缺少必需的内容，见上。" in disclose("doctor", code=1)


def test_a_package_that_does_not_load_is_told() -> None:
    broken = installation.Package("typst", "0.15.2", installation._fault(["no_such_module"]))
    assert not broken.sound
    assert broken.fault == "ModuleNotFoundError: No module named 'no_such_module'"


def test_a_folder_without_fonts_is_told(tmp_path: Path, right: Path) -> None:
    assert f"{tmp_path} 里没有字体文件" in disclose("doctor", "--fonts", tmp_path, code=1)
    ran = run("compile", right, "--to", "pdf", "--fonts", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{tmp_path} 里没有字体文件（.ttf .ttc .otf）。\n"


def test_the_folder_may_be_named_by_the_environment(
    right: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSE_FONTS", str(tmp_path))
    assert run("compile", right, "--to", "pdf").code == 2
    assert run("compile", right, "--to", "md").code == 0


def test_a_character_without_a_glyph_is_named_and_keeps_only_the_pdf_back(tmp_path: Path) -> None:
    path = tmp_path / "难字.xlsx"
    path.write_bytes(workbook(changed(texts={"problems": "甲\U0010fffd乙"})))
    ran = run("compile", path)
    assert ran.code == 1
    assert "“\U0010fffd”（U+10FFFD，文字部分!B8 第 2 个字符）" in ran.err
    made = [report_in(tmp_path, to) for to in ("docx", "html", "md")]
    assert set(tmp_path.iterdir()) == {path, *made}
    assert [line for line in ran.out.splitlines() if line.startswith("已写出")] == [
        f"已写出 {each}" for each in made
    ]
    assert run("compile", path, "--to", "docx,html,md").code == 0


def test_whatever_else_keeps_a_pdf_from_being_made_is_one_line() -> None:
    told = describe(TypesettingError("page too small")).zh
    assert told == "PDF 排不出来：page too small；不要 PDF 就用 --to docx,html,md。"


def test_a_processor_that_no_package_is_built_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """There the compiled libraries are not required: exit code 0, with the commands they cost."""
    compiled = {"lxml", "pdfplumber", "typst", "pylopdf-fonts-zh-cn"}

    def known(name: str) -> str:
        if name in compiled:
            raise PackageNotFoundError
        return "1"

    monkeypatch.setattr("platform.machine", lambda: "loongarch64")
    monkeypatch.setattr("importlib.metadata.version", known)
    out = disclose("doctor")
    lacking = {line.split()[0] for line in out.splitlines() if line.endswith("  没有安装包")}
    assert lacking == compiled
    assert "disclose-cn[documents,pdf]" in out
    assert "no package for this processor" in disclose("doctor", "--lang", "en")
