"""The prior year's file beside another one: known by its hash, sought within limits."""

from hashlib import sha256
from pathlib import Path

import pytest

from disclose.api import files_beside
from disclose.api.files_beside import file_beside
from disclose.api.inputs import InputFile

CONTENT = b"{}"
DIGEST = sha256(CONTENT).hexdigest()


def test_it_is_known_by_its_hash_alone(tmp_path: Path) -> None:
    book, wanted = tmp_path / "book.xlsx", tmp_path / "z.json"
    book.write_bytes(b"PK")
    (tmp_path / "last.json").write_bytes(b"[]")
    assert file_beside((book,), "last.json", DIGEST) is None
    wanted.write_bytes(CONTENT)
    found = file_beside((book,), "last.json", DIGEST)
    assert found == InputFile(CONTENT, str(wanted))
    assert file_beside((book,), "last.json", "") is None
    assert (
        file_beside((book.read_bytes(), InputFile(b"PK", "input.xlsx")), "z.json", DIGEST) is None
    )


def test_of_many_files_the_one_of_the_name_is_read_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "book.xlsx"
    for number in range(5):
        (tmp_path / f"{number}.json").write_bytes(b"[]")
    (tmp_path / "z.json").write_bytes(CONTENT)
    monkeypatch.setattr(files_beside, "MOST_FILES", 3)
    assert file_beside((book,), "z.json", DIGEST) is not None
    assert file_beside((book,), "2024.json", DIGEST) is None
    monkeypatch.setattr(files_beside, "MOST_BYTES", 1)
    assert file_beside((book,), "z.json", DIGEST) is None
