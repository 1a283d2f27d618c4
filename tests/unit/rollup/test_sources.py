"""Which files are rolled up: folders, patterns, archives; and what is not a filing."""

import os
import struct
import sys
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from disclose.core.finding import Finding
from disclose.core.folders import OWN, PassedOver
from disclose.rollup.sources import MAX_MEMBERS, FileList, list_files, read, told_apart


def listed(*paths: Path, own: Path | None = None) -> FileList:
    return list_files(paths, (own,) if own else (), lambda _: False)


def names(found: FileList, folder: Path) -> list[str]:
    return [each.name.removeprefix(f"{folder}/") for each in found.files]


def put(folder: Path, *inside: str) -> None:
    for name in inside:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(ZipInfo(name), data)
    return path


def test_a_folder_with_all_below_it_without_what_nobody_filed(tmp_path: Path) -> None:
    put(
        tmp_path, "b.xlsx", "a/c.XLSX", "a/old.xls", "~$b.xlsx", "._b.xlsx", "note.docx", "out.xlsx"
    )
    found = listed(tmp_path, own=tmp_path / "out.xlsx")
    assert names(found, tmp_path) == ["a/c.XLSX", "a/old.xls", "b.xlsx"]


def test_each_file_once_however_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "b.xlsx")
    found = listed(tmp_path / "a.xlsx", tmp_path, tmp_path / "*.xlsx", tmp_path / "." / "b.xlsx")
    assert names(found, tmp_path) == ["a.xlsx", "b.xlsx"]


def test_folders_that_overlap_are_looked_into_once(tmp_path: Path) -> None:
    put(tmp_path, "a/b.xlsx", "a/note.docx", "c.xlsx")
    for paths in ((tmp_path, tmp_path / "a"), (tmp_path / "a", tmp_path), (tmp_path / "*",)):
        found = listed(*paths)
        assert names(found, tmp_path) == ["a/b.xlsx", "c.xlsx"]
        assert [Path(each.name).name for each in found.passed] == ["note.docx"]


def test_what_the_run_writes_itself_is_passed_over_as_that(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "list.csv")
    found = list_files([tmp_path], (tmp_path / "list.csv",), lambda _: False)
    assert [each.cause for each in found.passed] == [OWN]


def test_deleted_files_are_no_filings(tmp_path: Path) -> None:
    bins = ["$RECYCLE.BIN", "#recycle", ".Trash-1000", "System Volume Information"]
    put(tmp_path, "a.xlsx", *(f"{each}/$R1.xlsx" for each in bins))
    found = listed(tmp_path)
    assert names(found, tmp_path) == ["a.xlsx"]
    assert sorted(Path(each.name).name for each in found.passed) == sorted(bins)
    assert found.findings == ()


def test_an_archive_with_a_space_behind_its_name_is_one(tmp_path: Path) -> None:
    archive(tmp_path / "a.ZIP ", {"b.xlsx": b"b"})
    assert [each.name for each in listed(tmp_path).files] == [f"{tmp_path}/a.ZIP /b.xlsx"]


def test_repeated_names_in_an_archive_are_two_entries(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("a.docx", b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("a.docx", b"2")
    assert len(listed(tmp_path).passed) == 2


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        listed(tmp_path / "none.xlsx")


def test_what_is_passed_over_is_not_listed(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "汇总.xlsx")
    found = list_files([tmp_path], frozenset(), lambda name: "汇总" in name)
    assert names(found, tmp_path) == ["a.xlsx"]
    assert [each.cause for each in found.passed] == [OWN]


def test_an_archive_is_read_where_it_lies_whatever_its_names_say(tmp_path: Path) -> None:
    outside = tmp_path / "work" / "in"
    outside.mkdir(parents=True)
    tricks = ["../../evil.xlsx", "/etc/evil.xlsx", "c:\\evil.xlsx", "x/甲.xlsx", "__MACOSX/a.xlsx"]
    path = archive(outside / "all.zip", {each: each.encode() for each in tricks})
    before = sorted(tmp_path.rglob("*"))
    found = listed(path)
    assert {each.read() for each in found.files} == {each.encode() for each in tricks[:4]}
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/etc/evil.xlsx").exists()


def test_names_that_chinese_windows_programs_write(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(gbk_archive("甲局.xlsx".encode("gb18030")))
    assert names(listed(path), path) == ["甲局.xlsx"]


def gbk_archive(name: bytes) -> bytes:
    """Return a zip of one stored file `x` whose name is raw bytes (APPNOTE 4.3.7, 4.3.12)."""
    crc = zlib.crc32(b"x")
    common = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, crc, 1, 1, len(name), 0)
    local = b"PK\3\4" + common + name + b"x"
    central = (
        b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    )
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def codes(found: FileList) -> list[tuple[str, object]]:
    def told(each: Finding) -> tuple[str, object]:
        return each.code, each.args["file"]

    return [told(each) for each in found.findings]


def test_what_cannot_be_read_is_told_and_the_rest_is_listed(tmp_path: Path) -> None:
    put(tmp_path, "bad.zip", "a.xlsx")
    good = archive(tmp_path / "good.zip", {"in.zip": b"", "b.xlsx": b"b" * 99, "c.xlsx": b"c" * 99})
    data = bytearray(good.read_bytes())
    at = data.index(b"b.xlsx") + len("b.xlsx")
    data[at : at + 2] = b"\xff\xff"
    good.write_bytes(data)
    found = listed(tmp_path)
    passed = [each for each in map(read, found.files) if isinstance(each, PassedOver)]
    assert [each.name for each in passed] == [f"{good}/b.xlsx"]
    found = found.passing_over(passed)
    told = ["bad.zip", "good.zip/b.xlsx", "good.zip/in.zip"]
    assert codes(found) == [("ROLL11", f"{tmp_path}/{each}") for each in told]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes as POSIX has them")
def test_files_that_become_pipes_are_passed_over_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "b.xlsx")
    archive(tmp_path / "c.zip", {"in.xlsx": b"c"})
    found = listed(tmp_path)
    for name in ("b.xlsx", "c.zip"):
        (tmp_path / name).unlink()
        os.mkfifo(tmp_path / name)
    content, *passed = map(read, found.files)
    assert content == b"a.xlsx"
    left = found.passing_over(each for each in passed if isinstance(each, PassedOver))
    assert codes(left) == [("ROLL18", f"{tmp_path}/{each}") for each in ("b.xlsx", "c.zip/in.xlsx")]


def test_an_archive_of_too_many_entries_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_MEMBERS >= 15_000
    monkeypatch.setattr(sys.modules["disclose.rollup.sources"], "MAX_MEMBERS", 1)
    path = archive(tmp_path / "a.zip", {"a.xlsx": b"", "b.xlsx": b""})
    assert codes(listed(path)) == [("ROLL11", str(path))]


def test_names_are_told_apart_and_are_unicode(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as package:
        package.writestr("a.xlsx", b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("a.xlsx", b"2")
    (tmp_path / os.fsdecode(b"\xff.xlsx")).write_bytes(b"3")
    found = listed(tmp_path)
    told = told_apart(names(found, tmp_path))
    assert list(told) == ["\\udcff.xlsx", "a.zip/a.xlsx", "a.zip/a.xlsx (2)"]
    assert [each.read() for each in found.files] == [b"3", b"1", b"2"]
