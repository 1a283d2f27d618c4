"""The files that verbs and commands write, as Python calls them."""

import os
import stat
from pathlib import Path

import pytest

from disclose import api
from disclose.api.outputs import refuse_existing, refuse_inputs, write_files
from disclose.core.errors import (
    ExistingOutputError,
    FileError,
    InputAsOutputError,
    Obstacle,
    RefusedOutput,
    UnwritableFileError,
)
from disclose.core.seal import COMMENT, seal
from tests.support.executors import Here
from tests.support.workbooks import balanced_workbook

SEALED = seal(COMMENT.encode())


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    theirs = tmp_path / "b.md"
    theirs.write_bytes(b"theirs")
    with pytest.raises(ExistingOutputError) as refused:
        write_files({tmp_path / "a.md": SEALED, theirs: SEALED})
    assert refused.value.outputs == (RefusedOutput(theirs, Obstacle.OTHER),)
    assert [each.name for each in tmp_path.iterdir()] == ["b.md"]
    write_files({tmp_path / "x" / "a.md": SEALED, theirs: SEALED}, force=True)
    assert (tmp_path / "x" / "a.md").read_bytes() == theirs.read_bytes() == SEALED


def test_the_bytes_that_are_to_be_written_and_those_that_are_known_may_be_there(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a")
    write_files({path: b"a"})
    digest = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    write_files({path: b"b"}, known={digest})
    assert path.read_bytes() == b"b"


@pytest.mark.parametrize(
    ("content", "obstacle"),
    [
        (balanced_workbook()[:-60] + b"x" * 60, Obstacle.WORKBOOK),
        (b"PK\x03\x04 word/document.xml", Obstacle.WORD),
        (b'{"edition": "cn-2021", "year": 2025}', Obstacle.FIGURES),
        ("\ufeffkey,value,type,label\r\n".encode(), Obstacle.FIGURES),
        (b'{"schema": "other"}', Obstacle.OTHER),
        (b"%PDF-1.7", Obstacle.OTHER),
    ],
    ids=["a workbook", "Word", "JSON", "CSV", "other JSON", "a PDF"],
)
def test_an_obstacle_is_called_by_its_kind(
    content: bytes, obstacle: Obstacle, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ExistingOutputError) as refused:
        refuse_existing({path: b"new"}, force=False)
    assert refused.value.outputs == (RefusedOutput(path, obstacle),)


def test_a_failed_write_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UnwritableFileError) as failed:
        write_files({tmp_path / "a.md": b"a"})
    assert failed.value.filename == str(tmp_path / "a.md")
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_there_is_no_input(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    refuse_inputs([path], [path, tmp_path, None], [path, tmp_path / "*.xlsx"])


def test_on_a_drive_that_numbers_no_files_the_path_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.stat

    def unnumbered(path: Path, **options: bool) -> os.stat_result:
        found = list(real(path, **options))
        found[stat.ST_INO] = 0
        return os.stat_result(found)

    one, other, link = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    one.write_bytes(b"a")
    other.write_bytes(b"b")
    link.symlink_to(one)
    monkeypatch.setattr(Path, "stat", unnumbered)
    refuse_inputs([one], [other])
    with pytest.raises(InputAsOutputError):
        refuse_inputs([one], [other, link])


def test_a_roll_up_writes_over_no_input(tmp_path: Path) -> None:
    book = tmp_path / "汇总.xlsx"
    book.write_bytes(balanced_workbook())
    with pytest.raises(InputAsOutputError):
        api.roll_up([book], tmp_path, executor=Here())
    with pytest.raises(InputAsOutputError):
        api.roll_up([], tmp_path, prior_year=tmp_path, executor=Here())
    assert [each.name for each in tmp_path.iterdir()] == ["汇总.xlsx"]


def test_a_roll_up_is_refused_before_it_begins_if_somebody_wrote_in_its_folder(
    tmp_path: Path,
) -> None:
    book, out = tmp_path / "甲.xlsx", tmp_path / "out"
    book.write_bytes(balanced_workbook())
    out.mkdir()
    (out / "漏报.csv").write_bytes(b"theirs")
    with pytest.raises(ExistingOutputError):
        api.roll_up([book], out, executor=Here())
    assert [each.name for each in out.iterdir()] == ["漏报.csv"]
    api.roll_up([book], out, executor=Here(), force=True)


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"], ids=["NUL", "a lone surrogate"])
def test_a_name_that_no_file_can_have(name: str) -> None:
    for verb in (api.check, api.audit, api.import_report, api.fill, api.open_workbook):
        with pytest.raises(FileError):
            verb(name)
    with pytest.raises(FileError):
        api.compile_report(balanced_workbook(), prior_year=name)
    with pytest.raises(FileError):
        api.roll_up([name], "out", executor=Here())
    with pytest.raises(FileError):
        api.roll_up([], name, executor=Here())
