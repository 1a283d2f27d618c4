"""Which font serves which role, on machines that have more or fewer of them."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from disclose.core.errors import NoFontsError, NoTypesetterError
from disclose.report.narrative import compose
from disclose.report.pdf import document, fonts
from disclose.report.pdf.fonts import Standing, find
from disclose.report.pdf.typefaces import RARE, TYPEFACES, FontRole
from tests.support.filings import as_read, balanced, edition

RENAMED = {
    "NotoSansSC-Regular.otf": ("Noto Sans SC", "KaiTi_GB2312"),
    "NotoSerifSC-Regular.otf": ("Noto Serif SC", "FZShuSong-Z01"),
}
"""Fonts that pass for official ones: the names are of equal length, so nothing else moves."""


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Path]:
    """A folder of two fonts that call themselves 楷体_GB2312 and 方正书宋_GBK."""
    package = find_spec("pylopdf_fonts_zh_cn")
    assert package is not None
    assert package.origin is not None
    for file, (old, new) in RENAMED.items():
        data = (Path(package.origin).parent / file).read_bytes()
        assert len(old) == len(new)
        (tmp_path / file).write_bytes(
            data.replace(old.encode("utf-16-be"), new.encode("utf-16-be"))
        )
    find.cache_clear()
    yield tmp_path
    find.cache_clear()


def test_without_any_font_those_brought_along_serve_every_role() -> None:
    served = find(system=False).served
    assert served.keys() == set(FontRole) - {FontRole.LATIN}
    assert {one.standing for one in served.values()} == {Standing.BROUGHT}
    assert served[FontRole.HEADING].family == "Noto Sans SC"
    assert {served[role].family for role in FontRole if role in served} - {"Noto Sans SC"} == {
        "Noto Serif SC"
    }
    assert {one.weight for one in served.values()} == {400}


@pytest.mark.parametrize("system", [True, False])
def test_an_official_font_that_is_given_comes_first(given: Path, system: bool) -> None:
    served = find(given, system=system).served
    kai, song = served[FontRole.SUBHEADING], served[FontRole.TABLE]
    assert (kai.standing, kai.family) == (Standing.OFFICIAL, "KaiTi_GB2312")
    assert (song.standing, song.family) == (Standing.OFFICIAL, "FZShuSong-Z01")
    assert {kai.path.parent, song.path.parent} == {given}
    assert served[FontRole.BODY].standing is not Standing.OFFICIAL


def test_a_font_that_is_given_is_in_the_pdf(given: Path) -> None:
    report = compose(edition(), as_read(balanced()), draft=False)
    plain = document.write(report, find(system=False))
    official = document.write(report, find(given, system=False))
    assert official != plain
    assert official == document.write(report, find(given, system=False))


def test_a_relative_folder_is_the_same_folder(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(given.parent)
    served = find(Path(given.name), system=False).served
    assert served[FontRole.TABLE].standing is Standing.OFFICIAL


def test_every_role_falls_back_on_the_fonts_brought_along() -> None:
    for role, one in find().served.items():
        families = {one.family, *one.others}
        assert role is FontRole.LATIN or {"Noto Serif SC", "Noto Sans SC"} <= families


def test_letters_and_digits_come_from_their_own_font_where_there_is_one() -> None:
    bare = find(system=False)
    assert bare.families(FontRole.BODY)[0] == "Noto Serif SC"
    latin = fonts.Served(
        role=FontRole.LATIN,
        standing=Standing.OFFICIAL,
        family="Times New Roman",
        weight=400,
        path=Path("times.ttf"),
        others=(),
    )
    both = fonts.Fonts(bare.shelf, {**bare.served, FontRole.LATIN: latin})
    assert both.families(FontRole.BODY)[:2] == [
        {"name": "Times New Roman", "covers": "latin-in-cjk"},
        "Noto Serif SC",
    ]


def test_a_folder_without_fonts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("没有字体", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "没有"):
        with pytest.raises(NoFontsError) as caught:
            find(folder)
        assert caught.value.folder == folder


def test_without_the_fonts_package_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _: None)
    find.cache_clear()
    with pytest.raises(NoTypesetterError) as caught:
        find()
    assert caught.value.name == "pylopdf-fonts-zh-cn"


def test_no_family_is_named_twice_for_a_role() -> None:
    for face in (*((*each.official, *each.substitutes) for each in TYPEFACES.values()), RARE):
        assert len({name.lower() for name in face}) == len(face)
