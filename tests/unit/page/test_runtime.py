"""The runtime: the pinned version, each file as it was published."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from disclose.core.errors import MissingRuntimeError, WrongRuntimeError
from disclose.page import runtime
from disclose.page.runtime import LIBRARY, LOADER, LOCK, MODULE, SCRIPT
from tests.support.pages import STAND_IN


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package whose files are taken for those that are pinned."""
    hashes = {name: sha256(data).hexdigest() for name, data in STAND_IN.files.items()}
    monkeypatch.setattr(runtime, "pinned_hashes", lambda: hashes)
    for name, data in STAND_IN.files.items():
        (tmp_path / name).write_bytes(data)
    manifest = {"name": "pyodide", "version": runtime.pinned_version()}
    (tmp_path / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def test_every_file_that_is_used_is_pinned() -> None:
    pins = runtime.pinned_hashes()
    assert set(pins) == {SCRIPT, LOADER, MODULE, LIBRARY, LOCK}
    assert all(re.fullmatch(r"[0-9a-f]{64}", each) for each in pins.values())
    assert re.fullmatch(r"\d+\.\d+\.\d+", runtime.pinned_version())


def test_the_files_are_those_of_the_folder(package: Path) -> None:
    found = runtime.find_runtime(package)
    assert found.files == STAND_IN.files
    assert found.built_for == {"python": "3.14.2"}


def test_it_is_sought_where_npm_puts_it(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package)
    with pytest.raises(MissingRuntimeError) as refused:
        runtime.find_runtime(None)
    assert refused.value.folder == Path("node_modules/pyodide")


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"name": "left-pad", "version": "1.0.0"}'])
def test_another_folder_is_no_runtime(manifest: str, package: Path) -> None:
    (package / "package.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(MissingRuntimeError):
        runtime.find_runtime(package)


def test_another_version_is_refused(package: Path) -> None:
    (package / "package.json").write_text('{"name": "pyodide", "version": "0.28.0"}')
    with pytest.raises(WrongRuntimeError) as refused:
        runtime.find_runtime(package)
    assert refused.value.found == "0.28.0"


def test_a_damaged_or_missing_file_is_refused(package: Path) -> None:
    (package / MODULE).write_bytes(b"\0asm\1")
    with pytest.raises(WrongRuntimeError) as refused:
        runtime.find_runtime(package)
    assert (refused.value.found, refused.value.damaged) == ("", MODULE)
    (package / MODULE).unlink()
    with pytest.raises(WrongRuntimeError):
        runtime.find_runtime(package)
